/** The environments beside each other: what their files say, and what their stacks show. */
import { join } from 'node:path';
import type { Trait } from '../constructs/aws/environment/traits';
import type { Environment } from '../environments';
import { tiers } from '../environments/tiers';
import { printDiagnostics } from './diagnostics';
import { loadedEnvironment } from './environment';
import type { Project } from './project';
import { heard, inTemporaryFolder } from './temporary';
import { Failure, WrongUsage } from './usage';
import type { Listing } from './vocabulary';

export interface Difference {
  readonly what: string;
  readonly from: Trait['from'];
  /** By the name of the environment. */
  readonly values: Readonly<Record<string, string>>;
}

/** What differs, in the order of the traits; what is the same everywhere is left out. */
export function differences(traits: ReadonlyMap<string, readonly Trait[]>): readonly Difference[] {
  const whats = [...new Map([...traits.values()].flat().map(({ what, from }) => [what, from]))];
  return whats
    .map(([what, from]) => ({
      what,
      from,
      values: Object.fromEntries(
        [...traits].map(([name, all]) => [name, all.find((trait) => trait.what === what)?.value ?? '']),
      ),
    }))
    .filter(({ values }) => new Set(Object.values(values)).size > 1);
}

/** Of several environments a message has to say whose it is. */
function named<Result>(name: string, made: () => Result): Result {
  try {
    return made();
  } catch (error) {
    // What the caller did wrong is so for each environment.
    if (error instanceof WrongUsage || !(error instanceof Error)) throw error;
    throw new Failure(`environment '${name}' cannot be synthesized: ${error.message}`, { cause: error });
  }
}

interface Compared {
  readonly name: string;
  readonly tier: Environment['tier'];
  readonly traits: readonly Trait[];
}

/** Synthesizes each environment of the project. */
export function comparedEnvironments(project: Project, names: readonly string[]): Promise<Listing> {
  const { synth } = require('../main') as typeof import('../main');
  const { Platform } = require('../constructs/core/policy') as typeof import('../constructs/core/policy');
  const { traitsOf } =
    require('../constructs/aws/environment/traits') as typeof import('../constructs/aws/environment/traits');
  return inTemporaryFolder('compare', async (folder) => {
    const read: Compared[] = [];
    for (const name of names) {
      const outdir = join(folder, name);
      const diagnostics = named(name, () => synth({ environment: name, project: project.folder, outdir }));
      const { environment } = loadedEnvironment(project, name);
      if (environment === undefined || diagnostics.some((each) => each.severity === 'error')) {
        printDiagnostics(diagnostics);
        throw new Failure(`environment '${name}' cannot be synthesized`);
      }
      read.push({ name, tier: environment.tier, traits: traitsOf(environment, Platform.read(outdir)) });
      await heard();
    }
    const sorted = [...read].sort((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier));
    const items = differences(new Map(sorted.map(({ name, traits }) => [name, traits])));
    return {
      header: ['what differs', ...sorted.map(({ name }) => name)],
      rows: items.map(({ what, values }) => [what, ...sorted.map(({ name }) => values[name] ?? '')]),
      items,
    };
  });
}
