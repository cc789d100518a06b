/** The tree of a query as written; every node has its place in the text. */
import type { DataType } from './types';
import type { Span } from './issue';

export interface Identifier extends Span {
  readonly name: string;
}

export type BinaryOperator =
  | 'or'
  | 'and'
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '<=>'
  | '|'
  | '^'
  | '&'
  | '+'
  | '-'
  | '||'
  | '*'
  | '/'
  | '%'
  | 'div';

export type IntervalUnit = 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';

export interface SortItem extends Span {
  readonly expression: Expression;
  readonly descending: boolean;
  /** As written; Spark's default is first when ascending, last when descending. */
  readonly nulls: 'first' | 'last' | undefined;
}

export type FrameBound =
  | { readonly kind: 'unbounded_preceding' | 'unbounded_following' | 'current_row' }
  | { readonly kind: 'preceding' | 'following'; readonly offset: Expression };

export interface WindowFrame {
  readonly unit: 'rows' | 'range';
  readonly from: FrameBound;
  readonly to: FrameBound;
}

export interface WindowSpecification extends Span {
  readonly partition: readonly Expression[];
  readonly order: readonly SortItem[];
  readonly frame: WindowFrame | undefined;
}

export interface CallExpression extends Span {
  readonly kind: 'call';
  /** In lower case. */
  readonly name: string;
  readonly at: Span;
  readonly arguments: readonly Expression[];
  readonly distinct: boolean;
  readonly ignoreNulls: boolean;
  readonly filter: Expression | undefined;
  readonly over: WindowSpecification | undefined;
}

export interface ColumnExpression extends Span {
  readonly kind: 'column';
  /** `a`, `t.a`, `t.a.field`: which is which is the checker's to say. */
  readonly parts: readonly Identifier[];
}

export interface StarExpression extends Span {
  readonly kind: 'star';
  readonly qualifier: Identifier | undefined;
  readonly except: readonly Identifier[];
}

export interface CaseBranch {
  readonly when: Expression;
  readonly then: Expression;
}

export type Expression = Span &
  (
    | { readonly kind: 'null' }
    | { readonly kind: 'boolean'; readonly value: boolean }
    /** Digits without suffix, with sign: `-1.50`; the type is read from form and suffix. */
    | { readonly kind: 'number'; readonly digits: string; readonly type: DataType }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'datetime'; readonly type: 'date' | 'timestamp'; readonly value: string }
    | { readonly kind: 'interval'; readonly parts: readonly { readonly amount: string; readonly unit: IntervalUnit }[] }
    | { readonly kind: 'parameter'; readonly name: string }
    | ColumnExpression
    | StarExpression
    | { readonly kind: 'unary'; readonly operator: '-' | '+' | '~' | 'not'; readonly operand: Expression }
    | {
        readonly kind: 'binary';
        readonly operator: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: 'is';
        readonly operand: Expression;
        readonly what: 'null' | 'true' | 'false';
        readonly not: boolean;
      }
    | { readonly kind: 'distinct_from'; readonly left: Expression; readonly right: Expression; readonly not: boolean }
    | {
        readonly kind: 'between';
        readonly operand: Expression;
        readonly low: Expression;
        readonly high: Expression;
        readonly not: boolean;
      }
    | { readonly kind: 'in'; readonly operand: Expression; readonly list: readonly Expression[]; readonly not: boolean }
    | { readonly kind: 'in_query'; readonly operand: Expression; readonly query: Query; readonly not: boolean }
    | {
        readonly kind: 'like';
        readonly operator: 'like' | 'ilike' | 'rlike';
        readonly operand: Expression;
        readonly pattern: Expression;
        readonly escape: string | undefined;
        readonly not: boolean;
      }
    | { readonly kind: 'exists'; readonly query: Query }
    | { readonly kind: 'subquery'; readonly query: Query }
    | {
        readonly kind: 'case';
        readonly operand: Expression | undefined;
        readonly branches: readonly CaseBranch[];
        readonly otherwise: Expression | undefined;
      }
    | { readonly kind: 'cast'; readonly operand: Expression; readonly type: DataType; readonly try: boolean }
    | CallExpression
    | { readonly kind: 'index'; readonly operand: Expression; readonly index: Expression }
    | { readonly kind: 'field'; readonly operand: Expression; readonly name: Identifier }
    | { readonly kind: 'lambda'; readonly parameters: readonly Identifier[]; readonly body: Expression }
  );

export interface Alias {
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
}

export type JoinKind = 'inner' | 'left' | 'right' | 'full' | 'cross' | 'semi' | 'anti';

export interface JoinRelation extends Span {
  readonly kind: 'join';
  readonly join: JoinKind;
  readonly left: Relation;
  readonly right: Relation;
  readonly on: Expression | undefined;
  readonly using: readonly Identifier[];
}

export type Relation =
  /** `${silver.orders}` */
  | (Span & { readonly kind: 'table'; readonly id: string; readonly alias: Alias | undefined })
  /** The name of a WITH query. */
  | (Span & { readonly kind: 'named'; readonly name: Identifier; readonly alias: Alias | undefined })
  | (Span & { readonly kind: 'derived'; readonly query: Query; readonly alias: Alias | undefined })
  | JoinRelation;

/** `lateral view [outer] explode(x) v as a`. */
export interface LateralView extends Span {
  readonly outer: boolean;
  readonly call: CallExpression;
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
}

export interface SelectItem extends Span {
  readonly expression: Expression;
  readonly alias: Identifier | undefined;
}

export interface Select extends Span {
  readonly kind: 'select';
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from: readonly Relation[];
  readonly views: readonly LateralView[];
  readonly where: Expression | undefined;
  readonly group: 'all' | readonly Expression[] | undefined;
  readonly having: Expression | undefined;
  readonly qualify: Expression | undefined;
}

export interface SetOperation extends Span {
  readonly kind: 'set';
  readonly operator: 'union' | 'except' | 'intersect';
  readonly all: boolean;
  readonly left: QueryBody;
  readonly right: QueryBody;
}

export interface Values extends Span {
  readonly kind: 'values';
  readonly rows: readonly (readonly Expression[])[];
}

export type QueryBody = Select | SetOperation | Values | Query;

export interface CommonTable extends Span {
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
  readonly query: Query;
}

export interface Query extends Span {
  readonly kind: 'query';
  readonly with: readonly CommonTable[];
  readonly body: QueryBody;
  readonly order: readonly SortItem[];
  readonly limit: Expression | undefined;
  readonly offset: Expression | undefined;
}
