/**
 * The flow of rows through a query: each step that can take rows away or add some, in order, and what is counted there.
 * docs/accounting.md says what each count means and which sums must come out.
 */

import type { Cardinality } from '../../plan';

export const flowKinds = [
  /** Rows of a table, or those of the interval. */
  'read',
  ...(['inner', 'left', 'right', 'full', 'semi', 'anti'] as const),
  /** Joins that cannot be counted one by one, together with the filter behind them. */
  'cross',
  'filter',
  /** `explode`: each row becomes as many as its list is long. */
  'expand',
  'group',
  'having',
  'qualify',
  'distinct',
  'limit',
  ...(['union_all', 'union', 'except', 'intersect'] as const),
] as const;
export type FlowKind = (typeof flowKinds)[number];

export interface FlowStep {
  readonly kind: FlowKind;
  /** The WITH query or subquery that it is in; empty for the query itself. */
  readonly block: string;
  /** `left join customers as c`, `where status <> 'open'`: canonical. */
  readonly text: string;
  /** Places in the list of the steps whose rows come in. */
  readonly inputs: readonly number[];
  /** As declared; of joins. */
  readonly cardinality?: Cardinality;
}

export interface Flow {
  /** The last one gives the rows of the query. */
  readonly steps: readonly FlowStep[];
  /** Portable SQL: one row per step that is counted, with the columns `step` (its place in the list) and `counts`. */
  readonly query: string;
}

/** What a step's row holds besides `step`; null where the step has no such count. */
export const counts = [
  /** Rows that come out; of joins, pairs that match. */
  'rows_out',
  /** Rows that come in, where the count is apart from that of the steps before. */
  'rows_in',
  /** Of a filter: rows for which the condition is false. */
  'lost',
  /** Of a filter: rows for which the condition is unknown. */
  'undecided',
  /** Of a join: rows of the left side that meet none. */
  'unmatched',
  /** Of a join: rows of the right side. */
  'right_rows',
  /** Of a join: rows of a right join, so pairs and rows of the right side that meet none. */
  'right_out',
] as const;
export type Count = (typeof counts)[number];
