/** Bound expressions as DuckDB SQL; every text that comes out may stand next to any operator. */
import { renderCast } from '../functions/casts';
import { duckdbString, quoteDuckdb } from './duckdb_text';
import { duckdbType, type DataType } from '../types';
import type { RenderCall } from '../functions/fact';
import type { BoundApply, BoundExpression, BoundFrameBound, BoundQuery, BoundSort, BoundWindow } from '../bound';

export interface DuckdbOptions {
  readonly table: (id: string) => string;
  readonly parameter: (name: string) => string;
  /** What stands before a column: its relation's alias, or nothing. */
  readonly qualifier: (alias: string) => string | undefined;
  readonly query: (query: BoundQuery, options: DuckdbOptions) => string;
}

export function duckdbExpression(e: BoundExpression, o: DuckdbOptions): string {
  const text = (x: BoundExpression): string => duckdbExpression(x, o);
  switch (e.kind) {
    case 'literal':
      return literal(e.value, e.type);
    case 'column': {
      const qualifier = o.qualifier(e.relation.alias);
      return qualifier === undefined ? quoteDuckdb(e.name) : `${quoteDuckdb(qualifier)}.${quoteDuckdb(e.name)}`;
    }
    case 'parameter':
      return `CAST(${o.parameter(e.name)} AS ${duckdbType(e.type)})`;
    case 'interval':
      return `(${e.parts.map((p) => `to_${p.unit}s(${p.amount})`).join(' + ')})`;
    case 'apply':
      return applied(e, o);
    case 'cast':
      return renderCast(text(e.operand), e.operand.type, e.type, e.mode === 'try');
    case 'case': {
      const branches = e.branches.map((b) => ` WHEN ${text(b.when)} THEN ${text(b.then)}`).join('');
      return `(CASE${branches}${e.otherwise === undefined ? '' : ` ELSE ${text(e.otherwise)}`} END)`;
    }
    case 'in':
      return `(${text(e.operand)} IN (${e.list.map(text).join(', ')}))`;
    case 'in_query':
      return `(${text(e.operand)} IN (${o.query(e.query, o)}))`;
    case 'exists':
      return `(EXISTS (${o.query(e.query, o)}))`;
    case 'subquery':
      return `(${o.query(e.query, o)})`;
    case 'field':
      return `struct_extract(${text(e.operand)}, ${duckdbString(e.name)})`;
    case 'lambda':
      return `lambda ${e.parameters.map(quoteDuckdb).join(', ')}: ${text(e.body)}`;
    case 'variable':
      return e.fromZero ? `CAST((${quoteDuckdb(e.name)} - 1) AS INTEGER)` : quoteDuckdb(e.name);
  }
}

function literal(value: string | boolean | null, type: DataType): string {
  if (value === null) return type.kind === 'void' ? 'NULL' : `CAST(NULL AS ${duckdbType(type)})`;
  if (typeof value === 'boolean') return String(value);
  switch (type.kind) {
    case 'string':
      return value.includes('\0') ? `(${duckdbString(value)})` : duckdbString(value);
    case 'int':
      return value.startsWith('-') ? `CAST(${value} AS INTEGER)` : value;
    case 'date':
      return `DATE '${value}'`;
    case 'timestamp':
      return `TIMESTAMP '${value}'`;
    case 'decimal':
      return `CAST('${value}' AS ${duckdbType(type)})`;
    default:
      return `CAST(${value} AS ${duckdbType(type)})`;
  }
}

function applied(e: BoundApply, o: DuckdbOptions): string {
  const args = e.arguments.map((a) => duckdbExpression(a, o));
  const over = e.over === undefined ? '' : ` OVER (${windowText(e.over, o)})`;
  const closes = e.fact.kind === 'aggregate' || e.fact.kind === 'window';
  const condition = e.filter === undefined ? [] : [duckdbExpression(e.filter, o)];
  const ending = (more: readonly string[]): string => {
    const all = [...condition, ...more];
    return closes ? `${all.length === 0 ? '' : ` FILTER (WHERE ${all.join(' AND ')})`}${over}` : '';
  };
  const state = { closed: false };
  const call: RenderCall = {
    arguments: args,
    types: e.arguments.map((a) => a.type),
    type: e.type,
    literal: (i) => literalText(e.arguments[i]),
    distinct: e.distinct,
    ignoreNulls: e.ignoreNulls,
    windowed: e.over !== undefined,
    close: (text, more) => {
      state.closed = true;
      return text + ending(more === undefined ? [] : [more]);
    },
  };
  const render = e.fact.duckdb;
  const text = typeof render === 'string' ? fill(render, call) : render(call);
  return state.closed ? text : text + ending([]);
}

function literalText(e: BoundExpression | undefined): string | undefined {
  if (e?.kind === 'cast' && e.mode === 'implicit') return literalText(e.operand);
  return e?.kind === 'literal' && typeof e.value === 'string' ? e.value : undefined;
}

/** `{0}` and `{1}` are arguments, `{*}` all of them, `{distinct}` the word where it was written, `{type}` the result's type. */
function fill(template: string, call: RenderCall): string {
  return template.replace(/\{(\d+|\*|type|distinct)\}/g, (_, what: string) => {
    if (what === '*') return call.arguments.join(', ');
    if (what === 'type') return duckdbType(call.type);
    if (what === 'distinct') return call.distinct ? 'DISTINCT ' : '';
    return call.arguments[Number(what)] ?? '';
  });
}

function windowText(w: BoundWindow, o: DuckdbOptions): string {
  const parts: string[] = [];
  if (w.partition.length > 0) parts.push(`PARTITION BY ${w.partition.map((e) => duckdbExpression(e, o)).join(', ')}`);
  if (w.order.length > 0) parts.push(`ORDER BY ${w.order.map((s) => duckdbSort(s, o)).join(', ')}`);
  if (w.frame !== undefined) {
    parts.push(`${w.frame.unit.toUpperCase()} BETWEEN ${boundText(w.frame.from, o)} AND ${boundText(w.frame.to, o)}`);
  }
  return parts.join(' ');
}

function boundText(bound: BoundFrameBound, o: DuckdbOptions): string {
  const words = bound.kind.replace('_', ' ').toUpperCase();
  return 'offset' in bound ? `${duckdbExpression(bound.offset, o)} ${words}` : words;
}

export function duckdbSort(s: BoundSort, o: DuckdbOptions): string {
  const e = s.expression;
  // A bare number would be a place in the select list.
  const text =
    e.kind === 'literal' && e.type.kind === 'int' ? `CAST(${String(e.value)} AS INTEGER)` : duckdbExpression(e, o);
  return `${text} ${s.descending ? 'DESC' : 'ASC'} NULLS ${s.nulls.toUpperCase()}`;
}
