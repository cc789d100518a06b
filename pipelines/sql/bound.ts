/** The tree of a query as checked: names resolved, stars gone, implicit casts in place, every expression typed. */
import type { FunctionFact } from './functions/fact';
import type { Span } from './issue';
import type { DataType } from './types';
import type { IntervalUnit, JoinKind } from './syntax';

export interface Typed {
  readonly type: DataType;
  readonly nullable: boolean;
}

/** What a relation offers by one name; where it came from is followed for lineage. */
export interface RelationColumn extends Typed {
  readonly name: string;
}

export type RelationSource =
  | { readonly kind: 'table'; readonly id: string }
  | { readonly kind: 'query'; readonly query: BoundQuery }
  | { readonly kind: 'common'; readonly table: BoundCommonTable }
  | { readonly kind: 'generated'; readonly from: BoundExpression };

export interface BoundRelation {
  /** The alias that DuckDB's text gives it; unique within its scope. */
  readonly alias: string;
  readonly columns: readonly RelationColumn[];
  readonly source: RelationSource;
  /** What is not known of it is not reported again: any column is taken as null. */
  readonly unknown: boolean;
}

export interface BoundSort {
  readonly expression: BoundExpression;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last';
}

export type BoundFrameBound =
  | { readonly kind: 'unbounded_preceding' | 'unbounded_following' | 'current_row' }
  | { readonly kind: 'preceding' | 'following'; readonly offset: BoundExpression };

export interface BoundWindow {
  readonly partition: readonly BoundExpression[];
  readonly order: readonly BoundSort[];
  readonly frame:
    { readonly unit: 'rows' | 'range'; readonly from: BoundFrameBound; readonly to: BoundFrameBound } | undefined;
}

export interface BoundApply extends Typed {
  readonly kind: 'apply';
  readonly fact: FunctionFact;
  readonly arguments: readonly BoundExpression[];
  readonly distinct: boolean;
  readonly ignoreNulls: boolean;
  readonly filter: BoundExpression | undefined;
  readonly over: BoundWindow | undefined;
}

export type BoundExpression =
  | (Typed & { readonly kind: 'literal'; readonly value: string | boolean | null })
  | (Typed & { readonly kind: 'column'; readonly relation: BoundRelation; readonly name: string; readonly at: Span })
  | (Typed & { readonly kind: 'parameter'; readonly name: string })
  | (Typed & {
      readonly kind: 'interval';
      readonly parts: readonly { readonly amount: string; readonly unit: IntervalUnit }[];
    })
  | BoundApply
  | (Typed & {
      readonly kind: 'cast';
      readonly operand: BoundExpression;
      readonly mode: 'implicit' | 'explicit' | 'try';
    })
  | (Typed & {
      readonly kind: 'case';
      readonly branches: readonly { readonly when: BoundExpression; readonly then: BoundExpression }[];
      readonly otherwise: BoundExpression | undefined;
    })
  | (Typed & { readonly kind: 'in'; readonly operand: BoundExpression; readonly list: readonly BoundExpression[] })
  | (Typed & { readonly kind: 'in_query'; readonly operand: BoundExpression; readonly query: BoundQuery })
  | (Typed & { readonly kind: 'exists'; readonly query: BoundQuery })
  | (Typed & { readonly kind: 'subquery'; readonly query: BoundQuery })
  | (Typed & { readonly kind: 'field'; readonly operand: BoundExpression; readonly name: string })
  | (Typed & { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: BoundExpression })
  /** `fromZero`: the index of a lambda, which DuckDB counts from one. */
  | (Typed & { readonly kind: 'variable'; readonly name: string; readonly fromZero: boolean });

export type BoundFrom =
  | { readonly kind: 'relation'; readonly relation: BoundRelation }
  | {
      readonly kind: 'unnest';
      readonly relation: BoundRelation;
      readonly list: BoundExpression;
      readonly outer: boolean;
    }
  | {
      readonly kind: 'join';
      readonly join: JoinKind;
      readonly left: BoundFrom;
      readonly right: BoundFrom;
      readonly on: BoundExpression | undefined;
    };

export interface BoundColumn extends Typed {
  readonly name: string;
  readonly expression: BoundExpression;
}

export interface BoundSelect {
  readonly kind: 'select';
  readonly distinct: boolean;
  readonly columns: readonly BoundColumn[];
  readonly from: readonly BoundFrom[];
  readonly where: BoundExpression | undefined;
  /** Undefined where nothing is grouped; empty where all rows are one group. */
  readonly group: readonly BoundExpression[] | undefined;
  readonly having: BoundExpression | undefined;
  readonly qualify: BoundExpression | undefined;
}

export interface BoundSet {
  readonly kind: 'set';
  readonly operator: 'union' | 'except' | 'intersect';
  readonly all: boolean;
  readonly left: BoundBody;
  readonly right: BoundBody;
  readonly columns: readonly RelationColumn[];
}

export interface BoundValues {
  readonly kind: 'values';
  readonly rows: readonly (readonly BoundExpression[])[];
  readonly columns: readonly RelationColumn[];
}

export type BoundBody = BoundSelect | BoundSet | BoundValues | BoundQuery;

export interface BoundCommonTable {
  /** Names that the author gave its columns; empty where they keep their own. */
  readonly columns: readonly string[];
  readonly name: string;
  readonly query: BoundQuery;
}

export interface BoundQuery {
  readonly kind: 'query';
  readonly with: readonly BoundCommonTable[];
  readonly body: BoundBody;
  /** An output column by its place (from 1), or an expression over what the SELECT reads. */
  readonly order: readonly (BoundSort & { readonly place: number | undefined })[];
  readonly limit: BoundExpression | undefined;
  readonly offset: BoundExpression | undefined;
  readonly columns: readonly RelationColumn[];
}
