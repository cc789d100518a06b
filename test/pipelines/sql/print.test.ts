import { castTo, printCondition, printQuery, type Printing } from '../../../pipelines/sql';
import { ordersColumns, shop } from './tables';

const spark: Printing = {
  dialect: 'spark',
  schema: shop,
  table: (id) => `delta.\`s3://lake/${id}\``,
  parameter: (p) => `:${p}`,
};
const duckdb: Printing = { dialect: 'duckdb', schema: shop, table: (id) => id, parameter: (p) => `$${p}` };

it('names a table for Spark as the author refers to it', () => {
  expect(printQuery('select orders.order_id from ${silver.orders}', spark)).toBe(
    'select orders.order_id from delta.`s3://lake/silver.orders` as orders',
  );
  expect(printQuery('select o.order_id from ${silver.orders} o', spark)).toBe(
    'select o.order_id from delta.`s3://lake/silver.orders` as o',
  );
});

it('writes out for Spark what it has no words for', () => {
  const query =
    'select order_id, rank() over (order by amount) as r from ${silver.orders} qualify r = 1 and order_id > 0';
  expect(printQuery(query, spark)).toBe(
    'select order_id, r from (select order_id, rank() over (order by amount) as r, (rank() over (order by amount)) = 1 and order_id > 0 as _qualify from delta.`s3://lake/silver.orders` as orders) where _qualify',
  );
  expect(printQuery('select * except (items, amount) from ${silver.orders} o', spark)).toBe(
    'select o.order_id, o.customer_id, o.status, o.order_date, o.updated_at from delta.`s3://lake/silver.orders` as o',
  );
});

it('takes the clock from the interval', () => {
  const query = 'select current_date() as d, current_timestamp as t, ${interval.start} as s, ${REGION} as r';
  expect(printQuery(query, spark)).toBe(
    'select cast(:interval_end as date) as d, :interval_end as t, :interval_start as s, :REGION as r',
  );
  expect(printQuery(query, duckdb)).toBe(
    'SELECT CAST(CAST($interval_end AS TIMESTAMP) AS DATE) AS "d", CAST($interval_end AS TIMESTAMP) AS "t", CAST($interval_start AS TIMESTAMP) AS "s", CAST($REGION AS VARCHAR) AS "r"',
  );
});

it('resolves every name for DuckDB', () => {
  const query = 'select o.status as s, s as again, count(*) as n from ${silver.orders} o group by all order by n desc';
  expect(printQuery(query, duckdb)).toBe(
    'SELECT "o"."status" AS "s", "o"."status" AS "again", count(*) AS "n" FROM silver.orders AS "o" GROUP BY "o"."status", "o"."status" ORDER BY 3 DESC NULLS LAST',
  );
});

it('puts a qualifier before the columns of a condition', () => {
  const rule = "amount > 0 or exists(items, i -> i.qty > 0 and status = 'x')";
  expect(printCondition(rule, ordersColumns, { dialect: 'spark', qualifier: 'c' })).toBe(
    "c.amount > 0 or exists(c.items, i -> i.qty > 0 and c.status = 'x')",
  );
  expect(printCondition('amount > 0', ordersColumns, { dialect: 'duckdb', qualifier: 'c' })).toBe(
    '("c"."amount" > CAST(0 AS DECIMAL(12,2)))',
  );
  expect(printCondition('amount > 0', ordersColumns, { dialect: 'duckdb' })).toBe(
    '("amount" > CAST(0 AS DECIMAL(12,2)))',
  );
});

it('throws on a query with errors, and names the first', () => {
  expect(() => printQuery('select nope from ${silver.orders}', spark)).toThrow(
    "the query has errors: there is no column 'nope' here (at 7)",
  );
});

it('casts a query to columns', () => {
  const columns = [
    { name: 'order', type: 'bigint', nullable: false },
    { name: 'amount', type: 'decimal(12,2)', nullable: true },
  ];
  expect(castTo('select 1 as `order`, 2 as amount', columns)).toBe(
    'select cast(`order` as bigint) as `order`, cast(amount as decimal(12,2)) as amount from (select 1 as `order`, 2 as amount)',
  );
});
