/** What differs between the engines in the statements that we print ourselves. Queries of authors go through `sql`. */
import type { EngineName, Statement } from './program';

/** A named condition over a staged row, as printed SQL that is true where the row breaks the rule. */
export interface Broken {
  readonly name: string;
  readonly when: string;
}

export interface Dialect {
  readonly engine: EngineName;
  quote(name: string): string;
  parameter(name: string): string;
  /** The engine's name of a Spark SQL type. */
  type(sparkType: string): string;
  /** A string literal. */
  text(value: string): string;
  /** True where both are equal or both null. */
  same(left: string, right: string): string;
  /** Hexadecimal SHA-256 of a string. */
  sha256(text: string): string;
  /** Microseconds since the epoch of a timestamp, as a string. */
  epochMicros(timestamp: string): string;
  /** An array of the names of the rules that the row breaks. */
  brokenNames(rules: readonly Broken[]): string;
  size(array: string): string;
  /** One relation row per element: `FROM <relation>` with the element as `alias`. */
  exploded(relation: string, array: string, alias: string): string;
  /** Replaces the rows of `table` where `where` holds by `select`, whose columns are the table's in order. */
  replaceWhere(table: string, columns: readonly string[], select: Build, where: Build): readonly Statement[];
  /** Replaces all rows. */
  replaceAll(table: string, columns: readonly string[], select: Build): readonly Statement[];
  /** Replaces the partitions in which `staged` has rows. */
  replacePartitions(
    table: string,
    columns: readonly string[],
    partitionBy: readonly string[],
    staged: string,
  ): readonly Statement[];
}

/** Prints SQL; `parameter` records what it names. */
export type Build = (parameter: (name: string) => string) => string;

const RUN_PARAMETERS: Readonly<Record<string, 'timestamp' | 'string'>> = {
  interval_start: 'timestamp',
  interval_end: 'timestamp',
  window_start: 'timestamp',
  run_at: 'timestamp',
  run_id: 'string',
};

/** A statement and the parameters that its text names. Anything that is not of the run is a Plan parameter, a string. */
export function statement(dialect: Dialect, build: Build, settings?: Readonly<Record<string, string>>): Statement {
  const parameters: Record<string, 'timestamp' | 'string'> = {};
  const sql = build((name) => {
    const type = RUN_PARAMETERS[name] ?? 'string';
    parameters[name] = type;
    const printed = dialect.parameter(name);
    return type === 'timestamp' ? `CAST(${printed} AS ${dialect.type('timestamp')})` : printed;
  });
  return { sql, parameters, ...(settings ? { settings: { ...settings } } : {}) };
}
