/** Bound queries as DuckDB SQL. */
import { duckdbExpression, duckdbSort, type DuckdbOptions } from './duckdb_expression';
import { quoteDuckdb } from './duckdb_text';
import { renderCast } from '../functions/casts';
import { duckdbType, sameType } from '../types';
import type { BoundBody, BoundFrom, BoundQuery, BoundRelation, BoundSelect, RelationColumn } from '../bound';

export function duckdbQuery(q: BoundQuery, o: DuckdbOptions): string {
  const parts: string[] = [];
  if (q.with.length > 0) {
    const tables = q.with.map(
      (t) =>
        `${quoteDuckdb(t.name)}${t.columns.length === 0 ? '' : `(${t.columns.map(quoteDuckdb).join(', ')})`} AS (${duckdbQuery(t.query, o)})`,
    );
    parts.push(`WITH ${tables.join(', ')}`);
  }
  parts.push(bodyText(q.body, o));
  if (q.order.length > 0) {
    const order = q.order.map((s) =>
      s.place === undefined
        ? duckdbSort(s, o)
        : `${s.place} ${s.descending ? 'DESC' : 'ASC'} NULLS ${s.nulls.toUpperCase()}`,
    );
    parts.push(`ORDER BY ${order.join(', ')}`);
  }
  if (q.limit !== undefined) parts.push(`LIMIT ${duckdbExpression(q.limit, o)}`);
  if (q.offset !== undefined) parts.push(`OFFSET ${duckdbExpression(q.offset, o)}`);
  return parts.join(' ');
}

function bodyText(body: BoundBody, o: DuckdbOptions): string {
  switch (body.kind) {
    case 'query':
      return `(${duckdbQuery(body, o)})`;
    case 'values': {
      const rows = body.rows.map((row) => `(${row.map((e) => duckdbExpression(e, o)).join(', ')})`).join(', ');
      return `SELECT * FROM (VALUES ${rows}) AS lw_values(${body.columns.map((c) => quoteDuckdb(c.name)).join(', ')})`;
    }
    case 'set': {
      const operator = `${body.operator.toUpperCase()}${body.all ? ' ALL' : ''}`;
      return `(${castBody(body.left, body.columns, o)}) ${operator} (${castBody(body.right, body.columns, o)})`;
    }
    case 'select':
      return selectText(body, o);
  }
}

/** A side of a set operation with the types that both sides share, cast by Spark's rules. */
function castBody(body: BoundBody, columns: readonly RelationColumn[], o: DuckdbOptions): string {
  const text = bodyText(body, o);
  const fits = columns.every((c, i) => sameType(c.type, body.columns[i]?.type ?? c.type));
  if (fits) return text;
  const names = columns.map((_, i) => quoteDuckdb(`c${i + 1}`));
  const casts = columns.map(
    (c, i) =>
      `${renderCast(names[i] ?? '', body.columns[i]?.type ?? c.type, c.type, false)} AS ${quoteDuckdb(c.name === '' ? `col${i + 1}` : c.name)}`,
  );
  return `SELECT ${casts.join(', ')} FROM (${text}) AS lw_side(${names.join(', ')})`;
}

function selectText(s: BoundSelect, o: DuckdbOptions): string {
  const items = s.columns.map((c, i) => {
    const text = c.expression.kind === 'literal' && c.type.kind === 'void' ? 'NULL' : duckdbExpression(c.expression, o);
    return `${text} AS ${quoteDuckdb(c.name === '' ? `col${i + 1}` : c.name)}`;
  });
  const parts = [`SELECT ${s.distinct ? 'DISTINCT ' : ''}${items.join(', ')}`];
  if (s.from.length > 0) parts.push(`FROM ${s.from.map((f) => fromText(f, o)).join(', ')}`);
  if (s.where !== undefined) parts.push(`WHERE ${duckdbExpression(s.where, o)}`);
  if (s.group !== undefined && s.group.length > 0) {
    // A bare literal would be a place in the select list.
    const keys = s.group.map((e) =>
      e.kind === 'literal' && e.value !== null
        ? `CAST(${duckdbExpression(e, o)} AS ${duckdbType(e.type)})`
        : duckdbExpression(e, o),
    );
    parts.push(`GROUP BY ${keys.join(', ')}`);
  }
  if (s.having !== undefined) parts.push(`HAVING ${duckdbExpression(s.having, o)}`);
  if (s.qualify !== undefined) parts.push(`QUALIFY ${duckdbExpression(s.qualify, o)}`);
  return parts.join(' ');
}

const joins = {
  inner: 'JOIN',
  left: 'LEFT JOIN',
  right: 'RIGHT JOIN',
  full: 'FULL JOIN',
  cross: 'CROSS JOIN',
  semi: 'SEMI JOIN',
  anti: 'ANTI JOIN',
} as const;

function fromText(from: BoundFrom, o: DuckdbOptions): string {
  switch (from.kind) {
    case 'relation':
      return relationText(from.relation, o);
    case 'unnest':
      return unnestText(from, o);
    case 'join': {
      const right = from.right.kind === 'join' ? `(${fromText(from.right, o)})` : fromText(from.right, o);
      const on = from.on === undefined ? '' : ` ON ${duckdbExpression(from.on, o)}`;
      return `${fromText(from.left, o)} ${joins[from.join]} ${right}${on}`;
    }
  }
}

function relationText(r: BoundRelation, o: DuckdbOptions): string {
  const { source } = r;
  const original = source.kind === 'query' ? source.query.columns.map((c) => c.name) : undefined;
  const renamed = original === undefined || original.some((name, i) => name !== r.columns[i]?.name);
  const names =
    source.kind === 'table' || !renamed
      ? ''
      : `(${r.columns.map((c, i) => quoteDuckdb(c.name === '' ? `col${i + 1}` : c.name)).join(', ')})`;
  const alias = ` AS ${quoteDuckdb(r.alias)}${names}`;
  switch (source.kind) {
    case 'table':
      return `${o.table(source.id)}${alias}`;
    case 'common':
      return `${quoteDuckdb(source.table.name)}${alias}`;
    case 'query':
      return `(${duckdbQuery(source.query, o)})${alias}`;
    case 'generated':
      throw new Error('generated rows are printed where they are made');
  }
}

/** One row per element; an empty or null list gives no row, or one of nulls when `outer`. */
function unnestText(from: BoundFrom & { kind: 'unnest' }, o: DuckdbOptions): string {
  const { relation, list, outer } = from;
  const isMap = list.type.kind === 'map';
  const positioned = relation.columns.length === (isMap ? 3 : 2);
  const text = duckdbExpression(list, o);
  const elements = isMap ? `map_entries(${text})` : text;
  const numbered = `list_transform(${elements}, lambda lw_e, lw_i: {lw_at: CAST(lw_i - 1 AS INTEGER), lw_e: lw_e})`;
  const rows = positioned ? numbered : elements;
  const all = outer ? `CASE WHEN coalesce(len(${elements}), 0) = 0 THEN [NULL] ELSE ${rows} END` : rows;
  const element = positioned ? `struct_extract(unnest(${all}), 'lw_e')` : `unnest(${all})`;
  const parts = [
    ...(positioned ? [`struct_extract(unnest(${all}), 'lw_at')`] : []),
    ...(isMap ? ['key', 'value'].map((part) => `struct_extract(${element}, '${part}')`) : [element]),
  ];
  const columns = relation.columns.map((c, i) => `${parts[i] ?? 'NULL'} AS ${quoteDuckdb(c.name)}`);
  return `LATERAL (SELECT ${columns.join(', ')}) AS ${quoteDuckdb(relation.alias)}`;
}
