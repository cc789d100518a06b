/** What the kit knows of a function: its types, its nulls, how DuckDB says it, and rows that show it. */
import type { DataType } from '../types';
import type { Typed } from '../bound';

export type FunctionKind = 'scalar' | 'aggregate' | 'window' | 'generator';

export interface RenderCall {
  /** DuckDB text of each argument, already cast to the signature's type; safe to put next to any operator. */
  readonly arguments: readonly string[];
  readonly types: readonly DataType[];
  readonly type: DataType;
  /** The value of a string literal argument. */
  readonly literal: (index: number) => string | undefined;
  readonly distinct: boolean;
  readonly ignoreNulls: boolean;
  /** Whether the call has a window. */
  readonly windowed: boolean;
  /** Puts FILTER (with a further condition) and OVER behind an aggregate or window function that is not the whole text. */
  readonly close: (text: string, condition?: string) => string;
}

export interface Signature {
  /** Types as text: a Spark type, `numeric`, `integral`, `any`, a variable `T` or `array<T>`; `?` optional, `...` repeated. */
  readonly takes: readonly string[];
  /** A type as text, or worked out from the arguments after their casts. */
  readonly gives: string | ((types: readonly DataType[], args: readonly Argument[]) => DataType);
}

export interface FunctionFact {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly kind: FunctionKind;
  readonly signatures: readonly Signature[];
  /** `any`: null when an argument is; `never`, `always` possible; or worked out. */
  readonly nulls: 'any' | 'never' | 'always' | ((args: readonly Typed[]) => boolean);
  /** `{0}`, `{1}` are arguments, `{*}` all of them, `{type}` the result's type. */
  readonly duckdb: string | ((call: RenderCall) => string);
  /** An aggregate or window function whose result depends on the order of rows. */
  readonly ordered?: boolean;
  /** The second parameter of its lambda is an index from zero. */
  readonly lambdaIndex?: boolean;
  /** Its result is the same in whatever order the elements of its arguments come. */
  readonly orderless?: boolean;
  /** Types of the parameters of the lambda at an argument, from the types of the arguments before it. */
  readonly lambda?: (index: number, before: readonly DataType[], parameters: number) => readonly DataType[] | undefined;
  /** Refuses what the types allow but one engine does not: the message, or undefined. */
  readonly refuse?: (args: readonly Argument[]) => string | undefined;
  /** Spark expressions, or whole queries, evaluated on both engines. */
  readonly examples: readonly string[];
}

export interface Argument extends Typed {
  /** The value where the argument is a literal. */
  readonly literal: string | boolean | null | undefined;
  /** The name where it is a column or a field. */
  readonly name: string | undefined;
}

/** `'string, int? -> string'` as a signature. */
export function signature(text: string): Signature {
  const [takes = '', gives = ''] = text.split('=>').map((s) => s.trim());
  return { takes: splitTop(takes), gives };
}

function splitTop(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text) {
    if (char === '<' || char === '(') depth++;
    if (char === '>' || char === ')') depth--;
    if (char === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += char;
  }
  if (part.trim() !== '') parts.push(part.trim());
  return parts;
}
