/** Queries as values: Spark SQL in which references are written \${schema.table}, the very text that YAML has. */
import type { Position } from '../plan';
import { dedent } from './dedent';
import { capture, positionOf, type Captured } from './site';
import { type AnyTable, type Column, contract, isColumn, isTable, reference, type TableValue } from './table';

/** A point of the interval that a run is about; known when it runs. */
export class IntervalPoint {
  constructor(readonly which: 'start' | 'end') {}
  toString(): string {
    return `\${interval.${this.which}}`;
  }
}

/** What may stand in sql`${...}`: references, other queries, and values, which become literals. */
export type SqlValue =
  AnyTable | Column | Query | IntervalPoint | string | number | bigint | boolean | Date | readonly (string | number)[];

/** One written sql`...`: where it stands; worked out when asked. */
export interface Template {
  readonly site: () => Position | undefined;
}
/** From `at` in the text on, characters are those of a template's chunk from `within` on. */
export interface Piece {
  readonly at: number;
  readonly template: Template;
  readonly chunk: number;
  readonly within: number;
}

/** A query, or a part of one. */
export class Query {
  readonly #pieces: readonly Piece[];
  readonly #tables: readonly TableValue[];
  constructor(
    readonly text: string,
    pieces: readonly Piece[] = [],
    tables: readonly TableValue[] = [],
  ) {
    this.#pieces = pieces;
    this.#tables = tables;
  }
  toJSON(): string {
    return this.text;
  }
  /** In a plain template string a query would lose its places: that is a slip. */
  toString(): string {
    return this.text;
  }
  get pieces(): readonly Piece[] {
    return this.#pieces;
  }
  /** The table values that it refers to. */
  get tables(): readonly TableValue[] {
    return this.#tables;
  }
}

/** A query, or a part of one: sql`select ${orders.order_id} from ${orders}`. */
export function sql(strings: TemplateStringsArray, ...values: readonly SqlValue[]): Query {
  const captured = capture(sql);
  const template: Template = { site: () => positionOf(captured) };
  let text = '';
  const pieces: Piece[] = [];
  const tables: TableValue[] = [];
  dedent(strings.raw).forEach(({ text: chunk, cuts }, i) => {
    for (const { at, within } of cuts) pieces.push({ at: text.length + at, template, chunk: i, within });
    text += chunk;
    if (i >= values.length) return;
    const value = values[i];
    if (value instanceof Query) {
      const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n') + 1))?.[0] ?? '';
      const base = text.length;
      for (const piece of value.pieces)
        pieces.push({ ...piece, at: base + shifted(value.text, piece.at, indent.length) });
      tables.push(...value.tables);
      text += value.text.replaceAll('\n', `\n${indent}`);
    } else {
      if (isTable(value)) tables.push(value);
      text += render(value, i, captured);
    }
  });
  return new Query(text, pieces, tables);
}
const shifted = (text: string, at: number, indent: number): number =>
  at + indent * (text.slice(0, at).split('\n').length - 1);

function render(value: unknown, index: number, captured: Captured): string {
  if (isTable(value)) {
    const { name, alias } = value[contract];
    return alias === undefined ? `\${${name}}` : `\${${name}} as ${quoted(alias)}`;
  }
  if (isColumn(value)) return columnText(value);
  if (value instanceof IntervalPoint) return value.toString();
  if (typeof value === 'string') return literal(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) {
    return `timestamp '${value.toISOString().replace('T', ' ').replace('Z', '')}'`;
  }
  if (Array.isArray(value) && value.length > 0 && value.every((v) => typeof v === 'string' || Number.isFinite(v))) {
    return value.map((v: string | number) => (typeof v === 'string' ? literal(v) : String(v))).join(', ');
  }
  const at = positionOf(captured);
  const where = at === undefined ? '' : `${at.file}:${String(at.line)}: `;
  throw new TypeError(`${where}value ${String(index + 1)} of sql\`...\` is ${what(value)}`);
}

function kindOf(value: unknown): string {
  if (value === null || typeof value === 'number') return String(value);
  return `a ${typeof value}`;
}

function what(value: unknown): string {
  if (value === undefined) return 'undefined (a misspelt column?)';
  if (value === null || typeof value !== 'object') return kindOf(value);
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty list' : 'a list of other things than texts and numbers';
  return value instanceof Date ? 'an invalid date' : 'an object that is no table, column or query';
}

/** Text as Spark reads it back: backslash escapes. */
export function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}

/** Words that a query cannot name a column by without backquotes. */
const reserved = new Set(
  (
    'all and anti any array as asc at between both by case cast collate column constraint create cross cube current ' +
    'current_date current_time current_timestamp current_user date default delete desc describe distinct drop else end ' +
    'escape except exists extract false fetch filter first following for foreign from full function grant group grouping ' +
    'having in inner insert intersect interval into is join last lateral leading left like limit map merge minus natural ' +
    'no not null nulls of offset on only or order outer over overlaps partition position preceding primary range ' +
    'references revoke right rlike row rows select semi session_user set some start struct table tablesample then time ' +
    'timestamp to trailing trim true truncate unbounded union unique unknown update user using values view when where ' +
    'window with within'
  ).split(' '),
);
export function quoted(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reserved.has(name.toLowerCase())
    ? name
    : `\`${name.replaceAll('`', '``')}\``;
}

export function columnText(column: Column): string {
  const { name, alias } = column[reference];
  return alias === undefined ? quoted(name) : `${quoted(alias)}.${quoted(name)}`;
}

/** SQL text as it stands; for names that a program works out. */
export function raw(text: string): Query {
  return new Query(text);
}
