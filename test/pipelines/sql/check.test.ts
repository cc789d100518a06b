import { checkCondition, checkQuery, formatType } from '../../../pipelines/sql';
import { ordersColumns, shop } from './tables';

/** code, the words that it points at, and the hint where it matters. */
const wrong: readonly (readonly [query: string, code: string, at: string, hint?: string])[] = [
  ['select cutomer_id from ${silver.orders}', 'unknown-column', 'cutomer_id', "did you mean 'customer_id'?"],
  [
    'select revenue from ${silver.customers}',
    'unknown-column',
    'revenue',
    'there are: customer_id, name, country, score',
  ],
  ['select o.amont from ${silver.orders} o', 'unknown-column', 'o.amont', "did you mean 'amount'?"],
  ['select x.amount from ${silver.orders} o', 'unknown-column', 'x.amount'],
  ['select items[0].skew as s from ${silver.orders}', 'unknown-field', 'skew'],
  ['select 1 as a from ${silver.nope}', 'unknown-table', '${silver.nope}'],
  ['with recent as (select 1 as a) select a from recnt', 'unknown-table', 'recnt', "did you mean 'recent'?"],
  [
    'select customer_id from ${silver.orders} o join ${silver.customers} c on o.customer_id = c.customer_id',
    'ambiguous-column',
    'customer_id',
    'write o.customer_id',
  ],
  ['select uper(name) as n from ${silver.customers}', 'unknown-function', 'uper', "did you mean 'upper'?"],
  ['select rand() as r', 'not-repeatable', 'rand'],
  ['select now() as r', 'not-repeatable', 'now', "write current_timestamp(), which is the interval's end"],
  ['select approx_count_distinct(order_id) as n from ${silver.orders}', 'not-portable', 'approx_count_distinct'],
  ['select upper(name, 1) as n from ${silver.customers}', 'wrong-argument-count', 'upper(name, 1)', 'upper(string)'],
  ["select date_add(name, 'x', 1) as n from ${silver.customers}", 'wrong-argument-count', "date_add(name, 'x', 1)"],
  ['select sqrt(order_date) as n from ${silver.orders}', 'wrong-argument', 'order_date', 'it takes sqrt(double)'],
  [
    'select name + country as n from ${silver.customers}',
    'wrong-type',
    'name + country',
    "join strings with '||' or concat",
  ],
  [
    'select order_date - order_date as n from ${silver.orders}',
    'wrong-type',
    'order_date - order_date',
    'datediff(end, start) gives days',
  ],
  ['select order_id from ${silver.orders} where amount', 'not-boolean', 'amount'],
  ['select order_id from ${silver.orders} where items = 1', 'wrong-type', 'items = 1'],
  ['select cast(score as string) as s from ${silver.customers}', 'no-cast', 'cast(score as string)'],
  ['select cast(order_date as int) as s from ${silver.orders}', 'no-cast', 'cast(order_date as int)'],
  ['select status, amount from ${silver.orders} group by status', 'not-grouped', 'amount'],
  ['select status, sum(amount) as s from ${silver.orders}', 'not-grouped', 'status'],
  ['select sum(amount) as s from ${silver.orders} having status = 1 or true', 'not-grouped', 'status'],
  [
    'select order_id from ${silver.orders} where sum(amount) > 1',
    'misplaced-aggregate',
    'sum(amount)',
    "write the condition in 'having'",
  ],
  [
    'select order_id from ${silver.orders} where row_number() over (order by order_id) = 1',
    'misplaced-window',
    'row_number() over (order by order_id)',
    "write the condition in 'qualify'",
  ],
  ['select sum(count(*)) as n from ${silver.orders}', 'misplaced-aggregate', 'count(*)'],
  ['select row_number() as n from ${silver.orders}', 'missing-window', 'row_number()'],
  [
    'select row_number() over (partition by status) as n from ${silver.orders}',
    'missing-order',
    'row_number() over (partition by status)',
  ],
  [
    'select upper(name) over (order by name) as n from ${silver.customers}',
    'misplaced-window',
    'upper(name) over (order by name)',
  ],
  [
    'select order_id from ${silver.orders} union all select customer_id, name from ${silver.customers}',
    'wrong-width',
    'select order_id from ${silver.orders} union all select customer_id, name from ${silver.customers}',
  ],
  [
    'select items as a from ${silver.orders} union all select name from ${silver.customers}',
    'wrong-type',
    'select name from ${silver.customers}',
  ],
  [
    'select order_id from ${silver.orders} where order_id in (select customer_id, name from ${silver.customers})',
    'wrong-width',
    'select customer_id, name from ${silver.customers}',
  ],
  ['select order_id + 1 from ${silver.orders}', 'unnamed-column', 'order_id + 1', "give it one with 'as'"],
  ['select order_id, customer_id as ORDER_ID from ${silver.orders}', 'duplicate-column', 'customer_id as ORDER_ID'],
  [
    'select 1 as a from ${silver.orders} o join ${silver.customers} o on true',
    'duplicate-alias',
    '${silver.customers} o',
  ],
  ['select order_id from ${silver.orders} order by 2', 'wrong-ordinal', '2'],
  ['select distinct status from ${silver.orders} order by amount', 'wrong-order', 'amount'],
  ['select * except (amont) from ${silver.orders}', 'unknown-column', 'amont', "did you mean 'amount'?"],
  [
    "select regexp_replace(status, '(?<=a)b', '') as s from ${silver.orders}",
    'not-portable',
    "regexp_replace(status, '(?<=a)b', '')",
  ],
  [
    "select date_format(order_date, 'yyyy-ww') as s from ${silver.orders}",
    'not-portable',
    "date_format(order_date, 'yyyy-ww')",
  ],
  ["select '${nope}' as a, ${nope} as b", 'unknown-parameter', '${nope}'],
  [
    'select order_date + interval 1 hour as d from ${silver.orders}',
    'wrong-type',
    'interval 1 hour',
    'cast it to a timestamp',
  ],
  ['select x -> 1 as a', 'syntax', '->'],
  [
    'select cast(1 as decimal(38,20)) * cast(1 as decimal(38,20)) as p',
    'not-portable',
    'cast(1 as decimal(38,20)) * cast(1 as decimal(38,20))',
  ],
  [
    'select customer_id as c, row_number() over (order by c) as n from ${silver.orders}',
    'not-portable',
    'c',
    'write the expression itself, or name it in a WITH query',
  ],
  ['select amount as c, sum(c) as n from ${silver.orders} group by amount', 'not-portable', 'c'],
  [
    'select name, (select amount from ${silver.orders} o where o.customer_id = c.customer_id) as a from ${silver.customers} c',
    'not-portable',
    '(select amount from ${silver.orders} o where o.customer_id = c.customer_id)',
  ],
];

it.each(wrong.map(([query, ...rest]) => [query, rest] as const))('%s', (query, [code, at, hint]) => {
  const { issues } = checkQuery(query, shop);
  const errors = issues.filter((i) => i.severity === 'error');
  if (code !== 'syntax') expect(errors.map((i) => [i.code, query.slice(i.start, i.end)])).toEqual([[code, at]]);
  else expect(errors.length).toBeGreaterThan(0);
  if (hint !== undefined) expect(errors[0]?.hint).toBe(hint);
});

it('collects every issue, in the order of the text', () => {
  const text = 'select o.amont as a, foo(1) as b, status + status as c from ${silver.orders} o where nope = 1';
  expect(checkQuery(text, shop).issues.map((i) => i.code)).toEqual([
    'unknown-column',
    'unknown-function',
    'wrong-type',
    'unknown-column',
  ]);
});

it('does not report what follows from an unknown table', () => {
  const text = 'select t.a, upper(b) as b, sum(c) as c from ${silver.nope} t where d > 1 group by t.a, b';
  expect(checkQuery(text, shop).issues.map((i) => i.code)).toEqual(['unknown-table']);
});

it('warns of what depends on the order of rows', () => {
  const text =
    'select collect_list(order_id) as a, array_sort(collect_list(order_id)) as b, first(status) as c from ${silver.orders}';
  const { issues } = checkQuery(text, shop);
  expect(issues.map((i) => [i.severity, i.code, text.slice(i.start, i.end)])).toEqual([
    ['warning', 'order-dependent', 'collect_list(order_id)'],
    ['warning', 'order-dependent', 'first(status)'],
  ]);
});

it('gives columns, reads and parameters', () => {
  const query = `select o.order_id, c.name, o.amount * 2 as twice, current_date() as today, \${REGION} as region
    from \${silver.orders} as o left join \${silver.customers} as c using (customer_id) where o.updated_at >= \${interval.start}`;
  const { columns, reads, parameters, issues } = checkQuery(query, shop);
  expect(issues).toEqual([]);
  expect(columns.map((c) => `${c.name} ${formatType(c.type)}${c.nullable ? '?' : ''}`)).toEqual([
    'order_id bigint',
    'name string?',
    'twice decimal(14,2)?',
    'today date',
    'region string',
  ]);
  expect(reads).toEqual(['silver.customers', 'silver.orders']);
  expect(parameters).toEqual(['REGION', 'interval_end', 'interval_start']);
});

it('makes the columns of an outer join’s other side nullable', () => {
  const { columns } = checkQuery(
    'select o.order_id, c.customer_id from ${silver.orders} o left join ${silver.customers} c using (customer_id)',
    shop,
  );
  expect(columns.map((c) => c.nullable)).toEqual([false, true]);
});

it('checks a condition over columns', () => {
  expect(checkCondition("amount >= 0 and status in ('paid', 'open')", ordersColumns)).toEqual({
    issues: [],
    reads: ['amount', 'status'],
  });
  expect(checkCondition('amount + 1', ordersColumns).issues.map((i) => i.code)).toEqual(['not-boolean']);
  expect(checkCondition('sum(amount) > 1', ordersColumns).issues.map((i) => i.code)).toEqual(['misplaced-aggregate']);
  expect(
    checkCondition('exists (select 1 as a from ${silver.orders})', ordersColumns).issues.map((i) => i.code),
  ).toEqual(['misplaced-query', 'unknown-table']);
});
