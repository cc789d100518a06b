/** The table of functions: one family a file. */
import { aggregates } from './aggregate';
import { conditionals } from './conditional';
import { datetimes } from './datetime';
import { math } from './math';
import { operators } from './operators';
import { strings } from './string';
import { arrays } from './array';
import { epochs } from './epoch';
import { hashes } from './hash_json';
import { lambdas } from './higher_order';
import { maps } from './map';
import { regexes } from './regex';
import { statistics } from './statistics';
import { windows } from './window';
import { refusals, type Refusal } from './refusals';
import type { FunctionFact } from './fact';

export const families: Readonly<Record<string, readonly FunctionFact[]>> = {
  operators,
  math,
  strings,
  regexes,
  datetimes,
  epochs,
  conditionals,
  aggregates,
  statistics,
  windows,
  arrays,
  lambdas,
  maps,
  hashes,
};

const table: ReadonlyMap<string, FunctionFact> = new Map(
  Object.values(families).flatMap((family) =>
    family.flatMap((fact) => [fact.name, ...(fact.aliases ?? [])].map((n) => [n, fact] as const)),
  ),
);

export function findFunction(name: string): FunctionFact | undefined {
  return table.get(name);
}

export function functionNames(): readonly string[] {
  return [...table.keys(), 'mod'].filter((n) => /^[a-z][a-z0-9_]*$/.test(n));
}

/** Why a function of Spark is left out on purpose. */
export function refusedFunction(name: string): Refusal | undefined {
  return refusals.get(name);
}
