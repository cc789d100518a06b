/** Queries: WITH, set operations, VALUES, ORDER BY, LIMIT. */
import { bind } from './expression';
import { castTo, common } from './convert';
import { bindSelect } from './select';
import { errorAt } from '../issue';
import { didYouMean } from '../../plan';
import { formatType } from '../types';
import type { Binding, Checker, CommonTables, Surroundings } from './checker';
import type { BoundBody, BoundExpression, BoundQuery, BoundSet, BoundValues, RelationColumn } from '../bound';
import type { Expression, Query, QueryBody, SetOperation, SortItem, Values } from '../syntax';

export function bindQuery(checker: Checker, q: Query, around: Surroundings): BoundQuery {
  let common: CommonTables = around.common;
  const tables = q.with.map((t) => {
    const query = bindQuery(checker, t.query, { common, outer: around.outer });
    if (q.with.some((o) => o !== t && o.start < t.start && o.name.name.toLowerCase() === t.name.name.toLowerCase())) {
      checker.issues.push(errorAt(t.name, 'duplicate-name', `two WITH queries are called '${t.name.name}'`));
    }
    if (t.columns.length > 0 && t.columns.length !== query.columns.length) {
      checker.issues.push(
        errorAt(t.name, 'wrong-width', `'${t.name.name}' names ${t.columns.length} columns of ${query.columns.length}`),
      );
    }
    const table = { name: t.name.name, query, columns: t.columns.map((c) => c.name) };
    common = [
      ...common,
      { table, columns: query.columns.map((c, i) => ({ ...c, name: t.columns[i]?.name ?? c.name })) },
    ];
    return table;
  });
  const inside: Surroundings = { common, outer: around.outer };
  const { body, order } = bindBody(checker, q.body, inside);
  const columns = columnsOf(body);
  const sorted = q.order.map((s) => bindOrder(s, columns, q, order, checker));
  const limit = count(q.limit, 'limit', checker, inside);
  const offset = count(q.offset, 'offset', checker, inside);
  return { kind: 'query', with: tables, body, order: sorted, limit, offset, columns };
}

export function columnsOf(body: BoundBody): readonly RelationColumn[] {
  return body.columns.map(({ name, type, nullable }) => ({ name, type, nullable }));
}

type OrderBy = ((e: Expression) => BoundExpression) | undefined;

function bindBody(checker: Checker, body: QueryBody, around: Surroundings): { body: BoundBody; order: OrderBy } {
  switch (body.kind) {
    case 'query':
      return { body: bindQuery(checker, body, around), order: undefined };
    case 'values':
      return { body: bindValues(checker, body, around), order: undefined };
    case 'set':
      return { body: bindSet(checker, body, around), order: undefined };
    case 'select': {
      const { select, order } = bindSelect(checker, body, around, bindQuery);
      return { body: select, order: select.distinct || select.qualify !== undefined ? undefined : order };
    }
  }
}

function bindSet(checker: Checker, set: SetOperation, around: Surroundings): BoundSet {
  const left = bindBody(checker, set.left, around).body;
  const right = bindBody(checker, set.right, around).body;
  const [a, b] = [columnsOf(left), columnsOf(right)];
  if (a.length !== b.length) {
    checker.issues.push(
      errorAt(set, 'wrong-width', `the two sides of '${set.operator}' have ${a.length} and ${b.length} columns`),
    );
  }
  const columns = a.map((c, i): RelationColumn => {
    const other = b[i];
    if (other === undefined) return c;
    const type = common([c, other], true);
    if (type === undefined) {
      checker.issues.push(
        errorAt(
          set.right,
          'wrong-type',
          `column ${i + 1} ('${c.name}') of '${set.operator}' is ${formatType(c.type)} on one side and ${formatType(other.type)} on the other`,
          'cast one of them',
        ),
      );
      return c;
    }
    const nullable =
      set.operator === 'union'
        ? c.nullable || other.nullable
        : set.operator === 'intersect'
          ? c.nullable && other.nullable
          : c.nullable;
    return { name: c.name, type, nullable };
  });
  return { kind: 'set', operator: set.operator, all: set.all, left, right, columns };
}

function bindValues(checker: Checker, values: Values, around: Surroundings): BoundValues {
  const b = binding(checker, around, 'values');
  const rows = values.rows.map((row) => row.map((e) => bind(e, b)));
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, i): RelationColumn => {
    const cells = rows.flatMap((row) => row[i] ?? []);
    const type = common(cells, true);
    if (type === undefined)
      checker.issues.push(errorAt(values, 'wrong-type', `column ${i + 1} of 'values' has no common type`));
    return { name: `col${i + 1}`, type: type ?? { kind: 'void' }, nullable: cells.some((c) => c.nullable) };
  });
  values.rows.forEach((row) => {
    const [first] = row;
    if (row.length !== width && first !== undefined)
      checker.issues.push(errorAt(first, 'wrong-width', `this row has ${row.length} values, the first has ${width}`));
  });
  return {
    kind: 'values',
    rows: rows.map((row) => row.map((cell, i) => castTo(cell, columns[i]?.type ?? cell.type))),
    columns,
  };
}

function binding(checker: Checker, around: Surroundings, clause: Binding['clause']): Binding {
  return {
    checker,
    common: around.common,
    outer: around.outer,
    scope: { columns: [], relations: [], outer: around.outer },
    variables: [],
    aliases: new Map(),
    aliasesFirst: false,
    orderless: false,
    aliasesBarred: undefined,
    clause,
    bindQuery,
  };
}

/** By place, by the name of an output column, or by an expression over what the SELECT reads. */
function bindOrder(
  s: SortItem,
  columns: readonly RelationColumn[],
  q: Query,
  order: OrderBy,
  checker: Checker,
): BoundQuery['order'][number] {
  const how = { descending: s.descending, nulls: s.nulls ?? (s.descending ? ('last' as const) : ('first' as const)) };
  const missing: BoundExpression = { kind: 'literal', value: null, type: { kind: 'void' }, nullable: true };
  const e = s.expression;
  if (e.kind === 'number' && e.type.kind === 'int') {
    const place = Number(e.digits);
    if (columns[place - 1] === undefined)
      checker.issues.push(
        errorAt(e, 'wrong-ordinal', `there is no column ${place}, the select list has ${columns.length}`),
      );
    return { ...how, expression: missing, place };
  }
  const [name] = e.kind === 'column' && e.parts.length === 1 ? e.parts : [];
  const place = name === undefined ? -1 : columns.findIndex((c) => c.name.toLowerCase() === name.name.toLowerCase());
  if (place >= 0) return { ...how, expression: missing, place: place + 1 };
  if (order !== undefined) return { ...how, expression: order(e), place: undefined };
  const kind = q.body.kind === 'set' ? `'${q.body.operator}'` : "'distinct' or 'qualify'";
  const hint =
    name === undefined
      ? 'name it in the select list'
      : didYouMean(
          name.name,
          columns.map((c) => c.name),
        );
  checker.issues.push(errorAt(e, 'wrong-order', `after ${kind} only output columns can be ordered by`, hint));
  return { ...how, expression: missing, place: undefined };
}

function count(
  e: Expression | undefined,
  what: string,
  checker: Checker,
  around: Surroundings,
): BoundExpression | undefined {
  if (e === undefined) return undefined;
  if (e.kind !== 'number' || !/^\d+$/.test(e.digits)) {
    checker.issues.push(errorAt(e, 'wrong-type', `'${what}' takes a whole number`));
    return undefined;
  }
  return bind(e, binding(checker, around, 'limit'));
}
