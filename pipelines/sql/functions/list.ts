/** The table of functions, for people who look one up. */
import { families } from './index';

export interface FunctionEntry {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly family: string;
  readonly kind: 'scalar' | 'aggregate' | 'window' | 'generator';
  /** What it takes and gives: `(string, int?) -> string`; a result that depends on the arguments is `...`. */
  readonly signatures: readonly string[];
  /** A call of it, as Spark SQL. */
  readonly example: string;
}

/** Every portable function by name; operators and casts are left out, they have no name to look up. */
export function portableFunctions(): readonly FunctionEntry[] {
  return Object.entries(families)
    .filter(([family]) => family !== 'operators')
    .flatMap(([family, facts]) =>
      facts
        .filter((fact) => /^[a-z][a-z0-9_]*$/.test(fact.name))
        .map((fact) => ({
          name: fact.name,
          aliases: fact.aliases ?? [],
          family,
          kind: fact.kind,
          signatures: fact.signatures.map(
            ({ takes, gives }) => `(${takes.join(', ')}) -> ${typeof gives === 'string' ? gives : '...'}`,
          ),
          example: fact.examples[0] ?? '',
        })),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
