/** The stacks that a folder of cdktf's output holds, in the order in which they are deployed. */
import { join } from 'node:path';
import type { Environment } from '../../environments';
import { hintFor } from '../../pipelines/plan';
import { WrongUsage } from '../usage';
import { readBackend, readManifest } from './app_files';

export interface AppStack {
  readonly name: string;
  /** Where terraform runs. */
  readonly folder: string;
  /** Names of stacks that come before it. */
  readonly dependencies: readonly string[];
}

/** @param app a folder that `cdktf synth` wrote */
export function stacksOf(app: string): readonly AppStack[] {
  return inOrder(
    Object.values(readManifest(app)).map(({ name, workingDirectory, dependencies }) => ({
      name,
      folder: join(app, workingDirectory),
      dependencies,
    })),
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
    const stack = left[next];
    if (stack === undefined)
      throw new WrongUsage(`stacks that wait for each other: ${cycleIn(left).join(' -> ')}`, 'take out one dependency');
    ordered.push(stack);
    left.splice(next, 1);
  }
  return ordered;
}

/** Each waits for another one of them, so whoever follows the first wait of each comes back. */
function cycleIn(stacks: readonly AppStack[]): readonly string[] {
  const path: string[] = [];
  for (let at = stacks[0]; at !== undefined;) {
    const before = path.indexOf(at.name);
    path.push(at.name);
    if (before >= 0) return path.slice(before);
    const { dependencies } = at;
    at = stacks.find(({ name }) => dependencies.includes(name));
  }
  return path;
}

/**
 * @param names in full, or without the environment's prefix: `storage`; all stacks when there are none
 * @param except of these, written likewise, not the ones named here
 */
export function selectStacks(
  stacks: readonly AppStack[],
  names: readonly string[],
  { project, name: environment }: Pick<Environment, 'project' | 'name'>,
  except: readonly string[] = [],
): readonly AppStack[] {
  const prefix = `${project}-${environment}-`;
  const short = ({ name }: AppStack): string => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  for (const [given, option] of [
    [names, ''],
    [except, '--except: '],
  ] as const)
    for (const name of given) {
      if (stacks.some((stack) => stack.name === name || short(stack) === name)) continue;
      throw new WrongUsage(
        `${option}environment '${environment}' has no stack '${name}'`,
        hintFor(name, stacks.map(short)),
      );
    }
  const isIn = (given: readonly string[], stack: AppStack): boolean =>
    given.includes(stack.name) || given.includes(short(stack));
  const chosen = stacks.filter((stack) => (names.length === 0 || isIn(names, stack)) && !isIn(except, stack));
  if (chosen.length > 0 || stacks.length === 0) return chosen;
  throw new WrongUsage(
    `--except leaves no stack of environment '${environment}'${names.length === 0 ? '' : ` of ${names.join(', ')}`}`,
    'leave out fewer of them',
  );
}

/** What was left out of the stacks and is needed by one of those that were not, a sentence for each. */
export function leftOutText(
  stacks: readonly AppStack[],
  chosen: readonly AppStack[],
  except: readonly string[],
): readonly string[] {
  if (except.length === 0) return [];
  return stacks.flatMap(({ name }) => {
    if (chosen.some((each) => each.name === name)) return [];
    const needing = chosen.filter(({ dependencies }) => dependencies.includes(name)).map((each) => each.name);
    return needing.length === 0 ? [] : [`${name} is left out, and needed as it is by ${needing.join(', ')}`];
  });
}

/** @throws when a stack, or the place of its state, is not the environment's own: the folder is another one's */
export function checkOwner(stacks: readonly AppStack[], environment: Environment): void {
  const { project, name: environmentName, state } = environment;
  const hint = 'was the folder synthesized for another environment?';
  const owner = `environment '${environmentName}'`;
  for (const { name, folder } of stacks) {
    const found = readBackend(folder);
    if (found?.bucket !== state.bucket) {
      throw new WrongUsage(
        `stack '${name}' keeps its state in ${found === undefined ? 'no bucket' : `bucket '${found.bucket}'`}; ` +
          `expected '${state.bucket}', the bucket of ${owner} (state.bucket)`,
        hint,
      );
    }
    const prefix = `${project}-${environmentName}-`;
    if (!name.startsWith(prefix))
      throw new WrongUsage(`stack '${name}' is not of ${owner}; expected a name that begins with '${prefix}'`, hint);
    if (found.key.startsWith(`${state.prefix}/`)) continue;
    // Made for the account by the environment that owns it, and kept apart from all of them.
    if (environment.account !== undefined && name === `${prefix}account` && found.key.startsWith('account/')) continue;
    throw new WrongUsage(
      `stack '${name}' keeps its state as '${found.key}'; expected a key below '${state.prefix}/' (state.prefix of ${owner})`,
      hint,
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
