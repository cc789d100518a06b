/** Portable SQL: a subset of Spark SQL in ANSI mode that means the same on DuckDB. */
import { bindConditionText, bindQueryText, conditionRelation } from './check';
import { children } from './check/tree';
import { commonType } from './coercion';
import { joinNames } from './flow';
import { lineageOf, type Lineage } from './lineage';
import { duckdbExpression } from './print/duckdb_expression';
import { duckdbQuery } from './print/duckdb_query';
import { expressionText } from './print/expression_text';
import { sparkOptions } from './print/spark';
import { quoteName } from './parse';
import type { DataType } from './types';
import type { BoundExpression } from './bound';
import type { ColumnType, Schema } from './check/checker';
import type { SqlIssue } from './issue';

export { castTo } from './cast_to';
export { portableFunctions, type FunctionEntry } from './functions/list';
export { flowKinds, flowOf, type Flow, type FlowKind, type FlowStep } from './flow';
export { canonicalCondition, canonicalQuery } from './print/canonical';
export { duckdbType, formatType, parseType, widens, type DataType, type StructField } from './types';
export type { ColumnType, Schema } from './check/checker';
export type { Lineage, LineageEdge } from './lineage';
export type { SqlIssue } from './issue';

export interface CheckedQuery {
  readonly columns: readonly ColumnType[];
  /** Ids of the tables read, sorted. */
  readonly reads: readonly string[];
  /** `interval_start`, `interval_end`, or a parameter's name in capitals; sorted. */
  readonly parameters: readonly string[];
  /** The names that declared cardinalities of its joins may have: `c`, `paid.c`; sorted. */
  readonly joins: readonly string[];
  readonly issues: readonly SqlIssue[];
  lineage(): Lineage;
}

/** Never throws; all issues are collected. */
export function checkQuery(text: string, schema: Schema): CheckedQuery {
  const { tree, bound, issues, reads, parameters } = bindQueryText(text, schema);
  return {
    columns: bound?.columns ?? [],
    reads,
    parameters,
    joins: tree === undefined ? [] : joinNames(tree),
    issues,
    lineage: () => (bound === undefined ? { edges: [], completeness: 'opaque' } : lineageOf(bound)),
  };
}

/** Whether values of both types can stand on the sides of `=`. */
export function comparable(a: DataType, b: DataType): boolean {
  return commonType(a, b) !== undefined;
}

/** A row condition: true, false or null for each row of these columns. */
export function checkCondition(
  text: string,
  columns: readonly ColumnType[],
): { readonly issues: readonly SqlIssue[]; readonly reads: readonly string[] } {
  const { bound, issues } = bindConditionText(text, columns);
  return { issues, reads: bound === undefined ? [] : columnsRead(bound) };
}

function columnsRead(e: BoundExpression): readonly string[] {
  const names = new Set<string>();
  const walk = (x: BoundExpression): void => {
    if (x.kind === 'column') names.add(x.name);
    children(x).forEach(walk);
  };
  walk(e);
  return [...names].sort();
}

export interface Printing {
  readonly dialect: 'spark' | 'duckdb';
  readonly schema: Schema;
  /** The text of a table by its id. */
  readonly table: (id: string) => string;
  /** The text of a parameter: `interval_start` to `:interval_start`. */
  readonly parameter: (name: string) => string;
}

/** Throws when the query has issues that are errors. */
export function printQuery(text: string, how: Printing): string {
  const { tree, bound, issues, notes } = bindQueryText(text, how.schema);
  if (tree === undefined || bound === undefined || issues.some((i) => i.severity === 'error'))
    throw refused('query', issues);
  if (how.dialect === 'spark') {
    const options = sparkOptions({ table: how.table, parameter: how.parameter, notes });
    return options.query(tree, options);
  }
  return duckdbQuery(bound, {
    table: how.table,
    parameter: how.parameter,
    qualifier: (alias) => alias,
    query: duckdbQuery,
  });
}

/** Throws when the condition has issues that are errors. `qualifier` is put before its columns: `c.amount`. */
export function printCondition(
  text: string,
  columns: readonly ColumnType[],
  how: {
    readonly dialect: 'spark' | 'duckdb';
    readonly qualifier?: string;
    readonly parameter?: (name: string) => string;
  },
): string {
  const { tree, bound, issues, notes } = bindConditionText(text, columns);
  if (tree === undefined || bound === undefined || issues.some((i) => i.severity === 'error'))
    throw refused('condition', issues);
  const parameter = how.parameter ?? ((name: string): string => (how.dialect === 'spark' ? `:${name}` : `$${name}`));
  const table = (id: string): string => id;
  if (how.dialect === 'duckdb') {
    return duckdbExpression(bound, {
      table,
      parameter,
      qualifier: (alias) => (alias === conditionRelation ? how.qualifier : alias),
      query: duckdbQuery,
    });
  }
  const options = sparkOptions({ table, parameter, notes });
  const known = new Set(columns.map((c) => c.name.toLowerCase()));
  const { qualifier } = how;
  return expressionText(tree, {
    ...options,
    column: (c) => {
      const [first] = c.parts;
      if (
        qualifier === undefined ||
        first === undefined ||
        !known.has(first.name.toLowerCase()) ||
        notes.variables.has(c)
      )
        return undefined;
      return [qualifier, ...c.parts.map((p) => p.name)].map(quoteName).join('.');
    },
  });
}

function refused(what: string, issues: readonly SqlIssue[]): Error {
  const [first] = issues.filter((i) => i.severity === 'error');
  return new Error(`the ${what} has errors: ${first?.message ?? 'it is none'} (at ${first?.start ?? 0})`);
}
