/** Queries of the syntax tree as Spark SQL on one line. */
import { quoteName } from '../parse';
import { expressionText, sortText, type TextOptions } from './expression_text';
import type { Alias, Query, QueryBody, Relation, Select, SelectItem } from '../syntax';

export function queryText(q: Query, o: TextOptions): string {
  const parts: string[] = [];
  if (q.with.length > 0) {
    const tables = q.with.map((t) => `${quoteName(t.name.name)}${nameList(t.columns)} as (${o.query(t.query, o)})`);
    parts.push(`with ${tables.join(', ')}`);
  }
  parts.push(bodyText(q.body, o, 0));
  if (q.order.length > 0) parts.push(`order by ${q.order.map((s) => sortText(s, o)).join(', ')}`);
  if (q.limit !== undefined) parts.push(`limit ${expressionText(q.limit, o)}`);
  if (q.offset !== undefined) parts.push(`offset ${expressionText(q.offset, o)}`);
  return parts.join(' ');
}

function bodyText(body: QueryBody, o: TextOptions, minimum: number): string {
  switch (body.kind) {
    case 'query':
      return `(${o.query(body, o)})`;
    case 'values':
      return `values ${body.rows.map((row) => `(${row.map((e) => expressionText(e, o)).join(', ')})`).join(', ')}`;
    case 'set': {
      const binds = body.operator === 'intersect' ? 2 : 1;
      const operator = `${body.operator}${body.all ? ' all' : ''}`;
      const text = `${bodyText(body.left, o, binds)} ${operator} ${bodyText(body.right, o, binds + 1)}`;
      return binds < minimum ? `(${text})` : text;
    }
    case 'select':
      return selectText(body, o);
  }
}

export function selectText(s: Select, o: TextOptions): string {
  const other = o.select?.(s, o);
  if (other !== undefined) return other;
  const parts = [
    `select ${s.distinct ? 'distinct ' : ''}${s.items.map((i) => itemText(i, o)).join(', ')}`,
    ...tailText(s, o),
  ];
  if (s.qualify !== undefined) parts.push(`qualify ${expressionText(s.qualify, o)}`);
  return parts.join(' ');
}

export function itemText(item: SelectItem, o: TextOptions): string {
  const text = expressionText(item.expression, o);
  return item.alias === undefined ? text : `${text} as ${quoteName(item.alias.name)}`;
}

/** FROM to HAVING. */
export function tailText(s: Select, o: TextOptions): readonly string[] {
  const parts: string[] = [];
  if (s.from.length > 0) parts.push(`from ${s.from.map((r) => relationText(r, o)).join(', ')}`);
  for (const view of s.views) {
    const columns = view.columns.length === 0 ? '' : ` as ${view.columns.map((c) => quoteName(c.name)).join(', ')}`;
    parts.push(
      `lateral view ${view.outer ? 'outer ' : ''}${expressionText(view.call, o)} ${quoteName(view.name.name)}${columns}`,
    );
  }
  if (s.where !== undefined) parts.push(`where ${expressionText(s.where, o)}`);
  if (s.group === 'all') parts.push('group by all');
  else if (s.group !== undefined) parts.push(`group by ${s.group.map((e) => expressionText(e, o)).join(', ')}`);
  if (s.having !== undefined) parts.push(`having ${expressionText(s.having, o)}`);
  return parts;
}

const joinWords = {
  inner: 'join',
  left: 'left join',
  right: 'right join',
  full: 'full join',
  cross: 'cross join',
  semi: 'left semi join',
  anti: 'left anti join',
} as const;

export function relationText(r: Relation, o: TextOptions): string {
  switch (r.kind) {
    case 'table':
      return `${o.table(r.id)} as ${r.alias === undefined ? quoteName(tableName(r.id)) : aliasText(r.alias)}`;
    case 'named':
      return `${quoteName(r.name.name)}${r.alias === undefined ? '' : ` as ${aliasText(r.alias)}`}`;
    case 'derived':
      return `(${o.query(r.query, o)})${r.alias === undefined ? '' : ` as ${aliasText(r.alias)}`}`;
    case 'join': {
      const right = r.right.kind === 'join' ? `(${relationText(r.right, o)})` : relationText(r.right, o);
      const on = r.on === undefined ? '' : ` on ${expressionText(r.on, o)}`;
      const using = r.using.length === 0 ? '' : ` using (${r.using.map((c) => quoteName(c.name)).join(', ')})`;
      return `${relationText(r.left, o)} ${joinWords[r.join]} ${right}${on}${using}`;
    }
  }
}

/** `silver.orders` is referred to as `orders`. */
export function tableName(id: string): string {
  return id.slice(id.lastIndexOf('.') + 1);
}

function aliasText(alias: Alias): string {
  return `${quoteName(alias.name.name)}${nameList(alias.columns)}`;
}

function nameList(names: readonly { readonly name: string }[]): string {
  return names.length === 0 ? '' : `(${names.map((c) => quoteName(c.name)).join(', ')})`;
}
