/** Queries over small tables, and the rows at their steps as a reader counts them by hand. */
import type { Cardinality } from '../../../pipelines/plan';
import { flowOf, parseType, printQuery, type ColumnType, type Flow, type Schema } from '../../../pipelines/sql';

interface Table {
  readonly columns: Readonly<Record<string, string>>;
  /** SQL literals. */
  readonly rows: readonly (readonly string[])[];
}

const day1 = "timestamp '2026-01-01 10:00:00'";
const day2 = "timestamp '2026-01-02 10:00:00'";

/** Order 4 has a customer that is not there, order 5 has none; customer b is there twice, q has no order. */
const tables: Readonly<Record<string, Table>> = {
  'silver.orders': {
    columns: { id: 'int', customer: 'string', amount: 'int', at: 'timestamp' },
    rows: [
      ['1', "'a'", '10', day1],
      ['2', "'a'", '20', day1],
      ['3', "'b'", '30', day1],
      ['4', "'z'", '40', day1],
      ['5', 'null', '50', day1],
      ['6', "'c'", 'null', day2],
    ],
  },
  'silver.customers': {
    columns: { code: 'string', since: 'timestamp' },
    rows: [
      ["'a'", day1],
      ["'b'", day1],
      ["'b'", day2],
      ["'c'", day1],
      ["'q'", day1],
    ],
  },
};

const schema: Schema = (id) => {
  const table = tables[id];
  return (
    table &&
    Object.entries(table.columns).map(([name, type]): ColumnType => {
      const parsed = parseType(type);
      if (parsed === undefined) throw new Error(type);
      return { name, type: parsed, nullable: true };
    })
  );
};

function inline(id: string): string {
  const table = tables[id];
  if (table === undefined) throw new Error(id);
  const entries = Object.entries(table.columns);
  const rows = table.rows.map((row) => {
    const items = entries.map(([name, type], i) => `cast(${row[i] ?? 'null'} as ${type}) as ${name}`);
    return `select ${items.join(', ')}`;
  });
  return `(${rows.join(' union all ')})`;
}

const parameters: Readonly<Record<string, string>> = {
  interval_start: "timestamp '2026-01-01 00:00:00'",
  interval_end: "timestamp '2026-01-02 00:00:00'",
};

/** The query with its tables written into it. */
export function runnable(query: string, dialect: 'duckdb' | 'spark'): string {
  const cast = (text: string): string => (dialect === 'duckdb' ? text.replaceAll(' as string)', ' as varchar)') : text);
  return printQuery(query, { dialect, schema, table: (id) => cast(inline(id)), parameter: (n) => parameters[n] ?? n });
}

export interface Case {
  readonly name: string;
  readonly query: string;
  readonly joins?: Readonly<Record<string, Cardinality>>;
  /** `kind: in -> out`, then what else is not 0 or null. */
  readonly steps: readonly string[];
  /** What the refusal holds. */
  readonly refused?: string;
}

const orders = '${silver.orders}';
const customers = '${silver.customers}';

export const cases: readonly Case[] = [
  { name: 'all rows', query: `select id from ${orders}`, steps: ['read: 6 -> 6'] },
  {
    name: 'a filter counts what is false and what is unknown',
    query: `select id from ${orders} where amount > 15`,
    steps: ['read: 6 -> 6', 'filter: 6 -> 4, dropped 2, undecided 1'],
  },
  {
    name: 'several conditions are one filter',
    query: `select id from ${orders} where amount > 15 and (customer = 'a' or amount < 45)`,
    steps: ['read: 6 -> 6', 'filter: 6 -> 3, dropped 3, undecided 2'],
  },
  {
    name: 'a filter by a subquery',
    query: `select id from ${orders} where customer in (select code from ${customers})`,
    steps: ['read: 6 -> 6', 'filter: 6 -> 4, dropped 2'],
  },
  {
    name: 'rows of other intervals are not read',
    query: `select id from ${orders} where at >= \${interval.start} and at < \${interval.end} and amount > 15`,
    steps: ['read: 5 -> 5', 'filter: 5 -> 4, dropped 1, undecided 0'],
  },
  {
    name: 'nor are they joined',
    query: `select o.id from ${orders} o left join ${customers} c on c.code = o.customer where o.at < \${interval.end}`,
    steps: ['read: 5 -> 5', 'left: 5 -> 6, added 1, unmatched 2, unaccounted 1'],
  },
  {
    name: 'the interval may be that of a looked up row',
    query: `select o.id from ${orders} o join ${customers} c on c.code = o.customer where since < \${interval.end}`,
    joins: { c: 'many_to_one' },
    steps: ['read: 6 -> 6', 'inner: 6 -> 4, dropped 2, unmatched 2'],
  },
  {
    name: 'a left join that nobody declared',
    query: `select o.id, c.code from ${orders} o left join ${customers} c on c.code = o.customer`,
    steps: ['read: 6 -> 6', 'left: 6 -> 7, added 1, unmatched 2, unaccounted 1'],
  },
  {
    name: 'an inner join that may multiply',
    query: `select o.id from ${orders} o join ${customers} c on c.code = o.customer`,
    joins: { c: 'many_to_many' },
    steps: ['read: 6 -> 6', 'inner: 6 -> 5, dropped 2, added 1, unmatched 2'],
  },
  {
    name: 'a join that finds more than was declared',
    query: `select o.id from ${orders} o left join ${customers} c on c.code = o.customer`,
    joins: { C: 'many_to_one' },
    steps: ['read: 6 -> 6', 'left: 6 -> 7, added 1, unmatched 2'],
    refused: 'declared many_to_one, and rows of its left side met more than one row: 1 rows too many',
  },
  {
    name: 'a join whose right rows are found more than once',
    query: `select o.id from ${orders} o join ${customers} c on c.code = o.customer`,
    joins: { c: 'one_to_many' },
    steps: ['read: 6 -> 6', 'inner: 6 -> 5, dropped 2, added 1, unmatched 2'],
    refused: 'declared one_to_many, and rows of its right side met more than one row: 1 rows too many',
  },
  {
    name: 'one to one, within the interval',
    query:
      `select o.id from ${orders} o join ${customers} c on c.code = o.customer and c.since = o.at ` +
      'where o.at >= ${interval.start} and o.id > 1',
    joins: { c: 'one_to_one' },
    steps: ['read: 6 -> 6', 'inner: 6 -> 3, dropped 3, unmatched 3', 'filter: 3 -> 2, dropped 1, undecided 0'],
    refused: 'declared one_to_one, and rows of its right side met more than one row: 1 rows too many',
  },
  {
    name: 'a right join',
    query: `select o.id from ${orders} o right join ${customers} c on c.code = o.customer`,
    joins: { c: 'many_to_many' },
    steps: ['read: 6 -> 6', 'right: 6 -> 6, dropped 2, added 2, unmatched 2'],
  },
  {
    name: 'a full join',
    query: `select o.id from ${orders} o full join ${customers} c on c.code = o.customer`,
    steps: ['read: 6 -> 6', 'full: 6 -> 8, added 2, unmatched 2, unaccounted 1'],
  },
  {
    name: 'a semi join, and an anti join',
    query:
      `select o.id from ${orders} o left semi join ${customers} c on c.code = o.customer ` +
      `left anti join ${customers} d on d.code = o.customer and d.since = o.at`,
    steps: ['read: 6 -> 6', 'semi: 6 -> 4, dropped 2', 'anti: 4 -> 1, dropped 3'],
  },
  {
    name: 'a join by comma',
    query: `select o.id from ${orders} o, ${customers} c where c.code = o.customer`,
    steps: ['read: 6 -> 6', 'cross: 6 -> 5, dropped 1, unaccounted 1'],
  },
  {
    name: 'groups, and those that are left out',
    query: `select customer, count(*) as n from ${orders} group by customer having count(*) > 1`,
    steps: ['read: 6 -> 6', 'group: 6 -> 5', 'having: 5 -> 1, dropped 4'],
  },
  {
    name: 'groups by place, of what a filter leaves',
    query: `select customer as who, sum(amount) as total from ${orders} where amount > 15 group by 1`,
    steps: ['read: 6 -> 6', 'filter: 6 -> 4, dropped 2, undecided 1', 'group: 4 -> 4'],
  },
  {
    name: 'one row of all, also of none',
    query: `select count(*) as n from ${orders} where amount > 1000`,
    steps: ['read: 6 -> 6', 'filter: 6 -> 0, dropped 6, undecided 1', 'group: 0 -> 1'],
  },
  {
    name: 'distinct',
    query: `select distinct customer from ${orders}`,
    steps: ['read: 6 -> 6', 'distinct: 6 -> 5, dropped 1'],
  },
  {
    name: 'qualify',
    query: `select id from ${orders} qualify row_number() over (partition by customer order by id) = 1`,
    steps: ['read: 6 -> 6', 'qualify: 6 -> 5, dropped 1'],
  },
  {
    name: 'limit and offset',
    query: `select id from ${orders} order by id limit 3 offset 4`,
    steps: ['read: 6 -> 6', 'limit: 6 -> 2, dropped 4'],
  },
  {
    name: 'union all',
    query: `select customer as x from ${orders} union all select code as x from ${customers} where code > 'b'`,
    steps: ['read: 6 -> 6', 'read: 5 -> 5', 'filter: 5 -> 2, dropped 3, undecided 0', 'union_all: 8 -> 8'],
  },
  {
    name: 'union',
    query: `select customer as x from ${orders} union select code as x from ${customers}`,
    steps: ['read: 6 -> 6', 'read: 5 -> 5', 'union: 11 -> 6, dropped 5'],
  },
  {
    name: 'except',
    query: `select customer as x from ${orders} except select code as x from ${customers}`,
    steps: ['read: 6 -> 6', 'read: 5 -> 5', 'except: 6 -> 2, dropped 4'],
  },
  {
    name: 'intersect',
    query: `select customer as x from ${orders} intersect select code as x from ${customers}`,
    steps: ['read: 6 -> 6', 'read: 5 -> 5', 'intersect: 6 -> 3, dropped 3'],
  },
  {
    name: 'explode',
    query: `select id, tag from ${orders} lateral view explode(array('x', 'y')) t as tag where tag = 'x' or id = 1`,
    steps: ['read: 6 -> 6', 'expand: 6 -> 12, added 6', 'filter: 12 -> 7, dropped 5, undecided 0'],
  },
  {
    name: 'explode in the list of columns',
    query: `select id, explode(array(1, 2, 3)) as n from ${orders}`,
    steps: ['read: 6 -> 6', 'expand: 6 -> 18, added 12'],
  },
  {
    name: 'WITH queries, one of them used twice',
    query:
      `with big as (select * from ${orders} where amount > 15), ` +
      'whose as (select customer, count(*) as n from big group by customer) ' +
      'select b.id from big as b join whose as w on w.customer <=> b.customer',
    joins: { w: 'many_to_one' },
    steps: [
      'big read: 6 -> 6',
      'big filter: 6 -> 4, dropped 2, undecided 1',
      'whose group: 4 -> 4',
      'inner: 4 -> 4, unmatched 0',
    ],
  },
  {
    name: 'a subquery that picks the newest',
    query:
      'select id from (select *, row_number() over (partition by customer order by id desc) as _rank ' +
      `from ${orders}) as ranked where _rank = 1`,
    steps: ['ranked read: 6 -> 6', 'filter: 6 -> 5, dropped 1, undecided 0'],
  },
  {
    name: 'a join by name, in a WITH query, by its whole name',
    query:
      `with met as (select id from (select id, customer as code from ${orders}) as o join ${customers} as c using (code)) ` +
      'select id from met',
    joins: { 'met.c': 'many_to_many', c: 'one_to_one' },
    steps: ['o read: 6 -> 6', 'met inner: 6 -> 5, dropped 2, added 1, unmatched 2'],
  },
];

export function followed({ query, joins }: Case): Flow {
  const flow = flowOf(query, joins ?? {}, schema);
  if ('reason' in flow) throw new Error(flow.reason);
  return flow;
}
