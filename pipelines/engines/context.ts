import type { PlanTable, PlanTask } from '../plan';
import { type Dialect, statement } from './dialect';
import type { Column, Layout } from './layout';
import type { Statement } from './program';

/** What the lowering of one task is given. */
export interface Lowering {
  readonly dialect: Dialect;
  readonly task: PlanTask;
  readonly table: PlanTable;
  readonly layout: Layout;
  /** `${silver.orders}`: the placeholder of the target. */
  readonly target: string;
}

/** What a write mode adds to the phases that all have in common. */
export interface Mode {
  /** True where an accepted candidate (alias `j`) loses to another row; may use the joins. */
  readonly superseded: string;
  /** Joins that `superseded` needs, on the relation with alias `j`. */
  readonly joins: string;
  /** A scalar: how many accepted rows nothing puts in an order. */
  readonly ambiguous: string;
  /** A scalar: how many accepted rows lie outside the interval. */
  readonly outside: (parameter: (name: string) => string) => string;
  /** One row: rows_before, inserted, updated, unchanged, deleted. */
  readonly measureChange: Statement;
  readonly commit: readonly Statement[];
  readonly changes: readonly Statement[];
  readonly touch?: Statement;
  readonly versions?: Statement;
}

/** Parts of a mode in which no row loses, is ambiguous or outside. */
export const plain = { superseded: 'false', joins: '', ambiguous: '0', outside: () => '0', changes: [] } as const;

export const placeholder = (table: string): string => `\${${table}}`;

/** `a, b, c`, quoted and with an optional alias in front. */
export function list(dialect: Dialect, names: readonly string[], alias?: string): string {
  return names.map((n) => column(dialect, n, alias)).join(', ');
}

export function column(dialect: Dialect, name: string, alias?: string): string {
  return alias === undefined ? dialect.quote(name) : `${alias}.${dialect.quote(name)}`;
}

export function names(columns: readonly Column[]): readonly string[] {
  return columns.map((c) => c.name);
}

/** Columns that have an order and can be partitioned by: maps have none. */
export function orderable(columns: readonly Column[]): readonly string[] {
  return columns.filter((c) => !c.type.includes('map<')).map((c) => c.name);
}

/** `a DESC NULLS LAST, b DESC NULLS LAST` */
export function greatestFirst(dialect: Dialect, columns: readonly string[], alias?: string): string {
  return columns.map((c) => `${column(dialect, c, alias)} DESC NULLS LAST`).join(', ');
}

export function matches(dialect: Dialect, keys: readonly string[], left: string, right: string): string {
  return keys.map((k) => `${column(dialect, k, left)} = ${column(dialect, k, right)}`).join(' AND ');
}

/** True where any of the columns differs, null equal to null. */
export function differs(dialect: Dialect, columns: readonly string[], left: string, right: string): string {
  if (columns.length === 0) return 'false';
  const same = columns.map((c) => dialect.same(column(dialect, c, left), column(dialect, c, right)));
  return `NOT (${same.join(' AND ')})`;
}

/** The counts of a mode that replaces `deleted` rows by all accepted ones. */
export function replacement(of: Lowering, deleted: (parameter: (name: string) => string) => string): Statement {
  return statement(
    of.dialect,
    (p) =>
      `SELECT (SELECT count(*) FROM ${of.target}) AS rows_before, (SELECT count(*) FROM lw_accepted) AS inserted, ` +
      `0 AS updated, 0 AS unchanged, (${deleted(p)}) AS deleted`,
  );
}

/** True for a row of `lw_gated` that goes on. */
export function passed(dialect: Dialect, alias?: string): string {
  const of = alias === undefined ? '' : `${alias}.`;
  return `${dialect.size(`${of}_errors`)} = 0 AND NOT ${of}_superseded`;
}

/** The columns of `lw_accepted`, quoted. */
export function quotedNames(of: Lowering): readonly string[] {
  return of.layout.accepted.map((c) => of.dialect.quote(c.name));
}

/** All accepted rows, with the target's columns in order. */
export function acceptedRows(of: Lowering): string {
  return `SELECT ${list(of.dialect, names(of.layout.accepted))} FROM lw_accepted`;
}
