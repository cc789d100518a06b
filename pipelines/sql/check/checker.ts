/** What a check carries along: the issues found so far, the tables read, the parameters named. */
import type { BoundCommonTable, BoundExpression, RelationColumn } from '../bound';
import type { SqlIssue } from '../issue';
import type { ColumnExpression, Expression, Query, Select, StarExpression } from '../syntax';
import type { BoundQuery } from '../bound';
import type { Scope } from './scope';
import type { DataType } from '../types';

export interface ColumnType {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
}

/** The columns of `silver.orders`; undefined when there is no such table. */
export type Schema = (table: string) => readonly ColumnType[] | undefined;

export interface Checker {
  readonly schema: Schema;
  readonly issues: SqlIssue[];
  readonly reads: Set<string>;
  readonly parameters: Set<string>;
  /** What Spark's text needs of the check: the columns of a star, the expression behind an alias in QUALIFY. */
  readonly notes: Notes;
  /** Numbers the relations that the author did not name. */
  count: number;
}

export interface Notes {
  readonly stars: Map<StarExpression, readonly { readonly qualifier: string | undefined; readonly name: string }[]>;
  readonly substitutes: Map<ColumnExpression, Expression>;
  /** Names that are parameters of a lambda. */
  readonly variables: Set<ColumnExpression>;
  /** Output names of the SELECTs that have QUALIFY. */
  readonly outputs: Map<Select, readonly string[]>;
}

/** WITH queries in sight, innermost last. */
export type CommonTables = readonly { readonly table: BoundCommonTable; readonly columns: readonly RelationColumn[] }[];

export interface Surroundings {
  readonly common: CommonTables;
  readonly outer: Scope | undefined;
}

export type BindQuery = (checker: Checker, query: Query, surroundings: Surroundings) => BoundQuery;

export interface Binding extends Surroundings {
  readonly checker: Checker;
  readonly scope: Scope;
  /** Parameters of the lambdas around, innermost last. */
  readonly variables: readonly { readonly name: string; readonly expression: BoundExpression }[];
  /** Output columns that may be named where the scope has no such column. */
  readonly aliases: ReadonlyMap<string, { readonly bound: BoundExpression; readonly written: Expression }>;
  /** Aliases win over columns of the scope: ORDER BY. */
  readonly aliasesFirst: boolean;
  /** What clause this is, for messages; says what may stand in it. */
  readonly clause:
    | 'select'
    | 'where'
    | 'group by'
    | 'having'
    | 'qualify'
    | 'order by'
    | 'on'
    | 'values'
    | 'condition'
    | 'aggregate'
    | 'limit'
    | 'lateral view';
  /** Inside a function to which the order of elements is nothing. */
  readonly orderless: boolean;
  /** Where Spark does not let a select list name its own aliases. */
  readonly aliasesBarred: 'a window' | 'an aggregate' | undefined;
  readonly bindQuery: BindQuery;
}
