/** One definition as an author wrote it: plain data, and the way back to the place of each part of it. */
import type { Diagnostic, Position } from '../plan';
import { locateInDefinition, locateInQuery } from './source_position';
import { Query } from './query';
import { seal } from './sealed';
import { siteOf } from './site';
import { isPlain } from './plain';
import { contract, isColumn, isTable, reference, type TableValue } from './table';

export type Path = readonly PropertyKey[];

export interface Written {
  /** What YAML would hold: `{ table: 'silver.orders', columns: {...} }`. Undefined where it could not be read. */
  readonly data: unknown;
  /** Where the value at a path was written. */
  readonly locate: (path: Path) => Position | undefined;
  /** Where a character of the text at a path was written. */
  readonly locateText: (path: Path, offset: number) => Position | undefined;
  /** The file that the value at a path was written in. */
  readonly fileOf: (path: Path) => string | undefined;
  /** What was wrong with the text itself. */
  readonly problems: readonly Diagnostic[];
}

/** A definition made in TypeScript: what `table(...)` or `pipeline(...)` gave. */
export function written(value: object): Written {
  const definition = isTable(value) ? value[contract].definition : value;
  return {
    data: seal(toData(definition, [])),
    locate: (path) => locateInDefinition(definition, path),
    locateText: (path, offset) => {
      const found = valueAt(definition, path);
      return (
        (found instanceof Query ? locateInQuery(found, offset) : undefined) ?? locateInDefinition(definition, path)
      );
    },
    fileOf: (path) => nearestSite(definition, path)?.file,
    problems: [],
  };
}

/** The tables that a definition refers to, those of its queries included. */
export function tablesIn(value: object): ReadonlySet<TableValue> {
  const found = new Set<TableValue>();
  const seen = new Set<object>();
  const visit = (part: unknown): void => {
    if (part === null || typeof part !== 'object' || seen.has(part)) return;
    seen.add(part);
    if (isTable(part)) found.add(part);
    else if (part instanceof Query) part.tables.forEach(visit);
    else if (!isColumn(part)) Object.values(part).forEach(visit);
  };
  visit(value);
  return found;
}

/** The deepest that anything here nests: beyond it, a definition goes in circles. */
const deepest = 64;

/** Values to the names that YAML writes. What is no plain value stays, for the schema to refuse. */
function toData(value: unknown, inside: readonly unknown[]): unknown {
  if (isTable(value)) return value[contract].name;
  if (isColumn(value)) return `${value[reference].table}.${value[reference].name}`;
  if (value instanceof Query) return value.text;
  if (value === null || typeof value !== 'object') return value;
  if (inside.includes(value) || inside.length > deepest) return undefined;
  const within = [...inside, value];
  if (Array.isArray(value)) return value.map((entry) => toData(entry, within));
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries.map(([key, entry]) => [key, toData(entry, within)]));
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const key of path) {
    if (here === null || typeof here !== 'object' || isTable(here)) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

/** The call that made the innermost part of a path that was made by one. */
function nearestSite(value: object, path: Path): Position | undefined {
  for (let length = path.length; length >= 0; length--) {
    const part = valueAt(value, path.slice(0, length));
    const site = part !== null && typeof part === 'object' && !isTable(part) ? siteOf(part) : undefined;
    if (site) return site;
  }
  return undefined;
}
