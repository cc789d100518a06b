/** The Plan of examples/ecommerce, compiled from its YAML and .sql files, with one of them changed where a test wants. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { compile } from '../../pipelines/compiler';
import { readSqlFile, readYaml } from '../../pipelines/definition';
import type { Plan } from '../../pipelines/plan';

const folder = join(__dirname, '..', '..', 'examples', 'ecommerce', 'yaml');

export interface Example {
  readonly plan: Plan;
  /** The authors' files by their path in the Plan. */
  readonly python: ReadonlyMap<string, Uint8Array>;
}

/** @param change what to do with the text of a file, to see what a change of one transform changes */
export function example(change: (file: string, text: string) => string = (_, text) => text): Example {
  const written = readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    const text = change(name, readFileSync(file, 'utf8'));
    return extname(name) === '.sql' ? [readSqlFile(text, file)] : readYaml(text, file);
  });
  const { plan, files, diagnostics } = compile(written, { domain: 'shop' });
  if (!plan) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  return { plan, python: new Map(Object.entries(files).map(([path, file]) => [path, readFileSync(file)])) };
}
