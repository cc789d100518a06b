import { checkQuery, type Lineage } from '../../../pipelines/sql';
import { shop } from './tables';

const lineage = (query: string): Lineage => checkQuery(query, shop).lineage();
const edges = (query: string): readonly string[] =>
  lineage(query).edges.map((e) => `${e.column} <- ${e.table}.${e.source} ${e.kind}`);

it('tells a copy from a change', () => {
  expect(edges('select order_id, amount * 2 as twice from ${silver.orders}')).toEqual([
    'order_id <- silver.orders.order_id identity',
    'twice <- silver.orders.amount transformation',
  ]);
});

it('follows columns through WITH queries, subqueries and joins', () => {
  const query = `with paid as (select customer_id as id, amount as paid from \${silver.orders} where status = 'paid')
    select c.name, t.total from (select id, sum(paid) as total from paid group by id) as t join \${silver.customers} c on c.customer_id = t.id`;
  expect(edges(query)).toEqual([
    'name <- silver.customers.customer_id join',
    'name <- silver.customers.name identity',
    'name <- silver.orders.customer_id join',
    'name <- silver.orders.status filter',
    'total <- silver.customers.customer_id join',
    'total <- silver.orders.amount aggregation',
    'total <- silver.orders.customer_id join',
    'total <- silver.orders.status filter',
  ]);
});

it('takes both sides of a union', () => {
  expect(
    edges('select customer_id as id from ${silver.orders} union all select customer_id from ${silver.customers}'),
  ).toEqual(['id <- silver.customers.customer_id identity', 'id <- silver.orders.customer_id identity']);
});

it('says when it is not whole', () => {
  expect(lineage('select order_id from ${silver.orders}').completeness).toBe('exact');
  expect(lineage('select a from ${silver.nope}').completeness).toBe('partial');
  expect(lineage('selec').completeness).toBe('opaque');
});
