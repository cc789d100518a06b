/** The stacks that a folder of cdktf's output holds, in the order in which they are deployed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Environment } from '../../environments';
import { hintFor } from '../../pipelines/plan';
import { shownPath } from '../diagnostics';
import { WrongUsage } from '../usage';

export interface AppStack {
  readonly name: string;
  /** Where terraform runs. */
  readonly folder: string;
  /** Names of stacks that come before it. */
  readonly dependencies: readonly string[];
}

const manifestSchema = z.object({
  stacks: z.record(
    z.string(),
    z.object({ name: z.string(), workingDirectory: z.string(), dependencies: z.array(z.string()).default([]) }),
  ),
});

const backendSchema = z.object({
  terraform: z.object({ backend: z.object({ s3: z.object({ bucket: z.string() }) }) }),
});

/** @param app a folder that `cdktf synth` wrote */
export function stacksOf(app: string): readonly AppStack[] {
  const file = join(app, 'manifest.json');
  if (!existsSync(file)) {
    throw new WrongUsage(`--app: '${shownPath(app)}' holds no manifest.json`, 'name the folder that cdktf synth wrote');
  }
  const { stacks } = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return inOrder(
    Object.values(stacks).map(({ name, workingDirectory, dependencies }) => ({
      name,
      folder: join(app, workingDirectory),
      dependencies,
    })),
  );
}

const resourcesSchema = z.object({
  resource: z.record(z.string(), z.record(z.string(), z.object({ name: z.unknown() }))).default({}),
});

/** What the stack makes of a type and gives a name. */
export function resourcesOf(
  { folder }: AppStack,
  type: string,
): readonly { readonly address: string; readonly name: string }[] {
  const { resource } = resourcesSchema.parse(JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')));
  return Object.entries(resource[type] ?? {}).flatMap(([id, { name }]) =>
    typeof name === 'string' ? [{ address: `${type}.${id}`, name }] : [],
  );
}

/** Dependencies first; among those that are ready, by name. */
export function inOrder(stacks: readonly AppStack[]): readonly AppStack[] {
  const left = [...stacks].sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered: AppStack[] = [];
  while (left.length > 0) {
    const next = left.findIndex(({ dependencies }) =>
      dependencies.every((each) => !left.some(({ name }) => name === each)),
    );
    const [stack] = left.splice(next, 1);
    if (next < 0 || stack === undefined)
      throw new Error(`stacks that wait for each other: ${left.map(({ name }) => name).join(', ')}`);
    ordered.push(stack);
  }
  return ordered;
}

/** @param names in full, or without the environment's prefix: `storage`; all stacks when there are none */
export function selectStacks(
  stacks: readonly AppStack[],
  names: readonly string[],
  { project, name: environment }: Pick<Environment, 'project' | 'name'>,
): readonly AppStack[] {
  if (names.length === 0) return stacks;
  const prefix = `${project}-${environment}-`;
  const short = ({ name }: AppStack): string => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  for (const name of names) {
    if (stacks.some((stack) => stack.name === name || short(stack) === name)) continue;
    throw new WrongUsage(`environment '${environment}' has no stack '${name}'`, hintFor(name, stacks.map(short)));
  }
  return stacks.filter((stack) => names.includes(stack.name) || names.includes(short(stack)));
}

/** @throws when the state of a stack is not where the environment keeps its own: the folder is another one's */
export function checkOwner(stacks: readonly AppStack[], { name, state }: Environment): void {
  for (const stack of stacks) {
    const parsed = backendSchema.safeParse(JSON.parse(readFileSync(join(stack.folder, 'cdk.tf.json'), 'utf8')));
    const bucket = parsed.data?.terraform.backend.s3.bucket;
    if (bucket === state.bucket) continue;
    throw new WrongUsage(
      `stack '${stack.name}' keeps its state in ${bucket === undefined ? 'no bucket' : `bucket '${bucket}'`}; ` +
        `expected '${state.bucket}', the bucket of environment '${name}' (state.bucket)`,
      'was the folder synthesized for another environment?',
    );
  }
}

/** Every stack that has to be there before this one. */
export function allDependencies(stack: AppStack, stacks: readonly AppStack[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = ({ dependencies }: AppStack): void => {
    for (const name of dependencies) {
      if (found.has(name)) continue;
      found.add(name);
      const next = stacks.find((each) => each.name === name);
      if (next !== undefined) visit(next);
    }
  };
  visit(stack);
  return found;
}
