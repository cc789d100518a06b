/** The written examples of the constructs: examples/aws, each of which exports one function that takes a scope. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Construct } from '../../../constructs/core';

const folder = join(__dirname, '..', '..', '..', 'examples', 'aws');

/** By the file's name without its ending. */
export function examples(): ReadonlyMap<string, (scope: Construct) => void> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return new Map(files.sort().map((file) => [basename(file, '.ts'), exampleIn(join(folder, file))]));
}

/** All of them below one scope. */
export function buildExamples(scope: Construct): void {
  for (const [name, example] of examples()) example(new Construct(scope, name.replaceAll('_', '-')));
}

function exampleIn(path: string): (scope: Construct) => void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which examples there are, the folder says.
  const exported = Object.values(require(path) as Record<string, unknown>);
  const [example] = exported;
  if (exported.length !== 1 || !isExample(example)) throw new Error(`${path}: expected one exported function`);
  return example;
}

const isExample = (value: unknown): value is (scope: Construct) => void =>
  typeof value === 'function' && value.length === 1;
