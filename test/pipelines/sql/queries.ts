/** Whole queries that both engines run; the rows come with them. */
const orders = `orders as (select * from values
  (1, 10, 'paid', 20.50, date'2024-01-05', timestamp'2024-01-05 10:00:00'),
  (2, 10, 'paid', 5.00, date'2024-02-10', timestamp'2024-02-10 11:30:00'),
  (3, 11, 'cancelled', 7.25, date'2024-02-11', timestamp'2024-02-11 09:00:00'),
  (4, 12, null, null, date'2024-03-01', timestamp'2024-03-01 00:00:00'),
  (5, null, 'paid', 100.00, date'2024-03-02', timestamp'2024-03-02 23:59:59'),
  (6, 12, 'paid', 20.50, date'2024-03-31', timestamp'2024-03-31 08:00:00')
  as t(order_id, customer_id, status, amount, order_date, updated_at))`;
const customers = `customers as (select * from values
  (10, 'Ann', 'FR'), (11, 'Bob', null), (13, 'Cyd', 'DE') as t(customer_id, name, country))`;

const on = (query: string): string => `with ${orders}, ${customers} ${query}`;

export const wholeQueries: readonly string[] = [
  on('select o.order_id, c.name from orders o join customers c on o.customer_id = c.customer_id order by 1'),
  on('select o.order_id, c.name from orders o left join customers c on o.customer_id = c.customer_id order by 1'),
  on('select o.order_id, c.name from orders o right join customers c on o.customer_id = c.customer_id order by 1, 2'),
  on('select o.order_id, c.name from orders o full join customers c on o.customer_id = c.customer_id order by 1, 2'),
  on('select o.order_id from orders o left semi join customers c on o.customer_id = c.customer_id order by 1'),
  on('select o.order_id from orders o left anti join customers c on o.customer_id = c.customer_id order by 1'),
  on('select count(*) as n from orders cross join customers'),
  on('select count(*) as n from orders o, customers c where o.customer_id = c.customer_id'),
  on('select * from orders join customers using (customer_id) order by order_id'),
  on('select customer_id, order_id, name from orders left join customers using (customer_id) order by order_id'),
  on(
    'select customer_id, order_id, name from orders right join customers using (customer_id) order by customer_id, order_id',
  ),
  on(
    'select customer_id, order_id, name from orders full outer join customers using (customer_id) order by customer_id, order_id',
  ),
  on(
    'select o.customer_id as a, c.customer_id as b from orders o full join customers c using (customer_id) order by 1, 2',
  ),
  on('select o.*, c.name from orders o join customers c using (customer_id) order by o.order_id'),
  on('select * except (updated_at, amount) from orders order by order_id'),
  on('select c.* except (name) from orders o join customers c on c.customer_id = o.customer_id order by o.order_id'),
  on('select status, count(*) as n, sum(amount) as total from orders group by status order by status'),
  on('select status, count(*) as n from orders group by 1 order by 1 nulls last'),
  on("select coalesce(status, 'none') as s, max(order_date) as last from orders group by s order by s"),
  on(
    'select status, country, count(*) as n from orders o left join customers c on c.customer_id = o.customer_id group by all order by all_n, status, country',
  ).replace('count(*) as n', 'count(*) as all_n'),
  on('select status, sum(amount) as total from orders group by status having total > 20 order by total desc'),
  on('select count(*) as n, sum(amount) as s, avg(amount) as a, min(status) as m from orders where order_id > 100'),
  on('select order_id, amount * 2 as double_amount, double_amount + 1 as more from orders order by order_id'),
  on('select distinct status from orders order by status desc'),
  on("select order_id from orders where status <> 'paid' or status is null order by 1"),
  on('select order_id from orders where customer_id in (select customer_id from customers) order by 1'),
  on('select order_id from orders where customer_id not in (select customer_id from customers) order by 1'),
  on('select order_id from orders where customer_id not in (10, null) order by 1'),
  on(
    "select c.name from customers c where exists (select 1 from orders o where o.customer_id = c.customer_id and o.status = 'paid') order by 1",
  ),
  on(
    'select c.name from customers c where not exists (select * from orders o where o.customer_id = c.customer_id) order by 1',
  ),
  on(
    'select c.name, (select max(o.amount) from orders o where o.customer_id = c.customer_id) as best from customers c order by 1',
  ),
  on('select order_id, amount - (select avg(amount) from orders) as above from orders order by order_id'),
  on('select customer_id from orders union select customer_id from customers order by 1'),
  on('select customer_id from orders union all select customer_id from customers order by 1'),
  on('select customer_id from orders except select customer_id from customers order by 1'),
  on('select customer_id from orders intersect select customer_id from customers order by 1'),
  on('select customer_id from orders except all select customer_id from customers order by 1'),
  on('select customer_id from orders intersect all select customer_id from customers order by 1'),
  on("select 1 as a, 'x' as b union all select 2.5, 'y' union all select null, null order by a, b"),
  on(
    'select order_id, row_number() over (partition by customer_id order by order_date desc) as rn from orders qualify rn = 1 order by order_id',
  ),
  on(
    'select * from orders qualify row_number() over (partition by status order by updated_at desc) = 1 order by order_id',
  ),
  on(
    'select order_id, sum(amount) over (partition by customer_id order by order_date rows between unbounded preceding and current row) as running from orders order by order_id',
  ),
  on(
    'select order_id, count(*) over (order by updated_at range between interval 30 days preceding and current row) as recent from orders order by order_id',
  ),
  on(
    'select order_id, sum(amount) over (order by order_id rows between 1 preceding and 1 following) as around from orders order by order_id',
  ),
  on(
    'select order_id, sum(order_id) over (order by order_id range between 2 preceding and current row) as s from orders order by order_id',
  ),
  on(
    'select status, sum(amount) as total, rank() over (order by sum(amount) desc) as r from orders group by status order by r, status',
  ),
  on(
    "select order_id, case status when 'paid' then 1 when 'cancelled' then 2 else 0 end as code from orders order by order_id",
  ),
  on(
    'select order_id, date_diff(lead(order_date) over (partition by customer_id order by order_date), order_date) as gap from orders order by order_id',
  ),
  on(
    'select o.customer_id, o.n from (select customer_id, count(*) as n from orders group by customer_id) as o where o.n > 1 order by 1',
  ),
  on(
    'select customer_id, array_sort(collect_list(order_id)) as ids from orders group by customer_id order by customer_id',
  ),
  on('select order_id from orders order by amount desc nulls first, order_id limit 3'),
  on('select order_id from orders order by order_id limit 2 offset 3'),
  on(
    "select sum(case when status = 'paid' then amount else 0 end) / count(*) as mean, sum(amount) / nullif(sum(order_id), 0) as per from orders",
  ),
  on(
    "select count(*) filter (where status = 'paid') as paid, sum(amount) filter (where amount > 10) as big from orders",
  ),
  // RFM
  on(`, spent as (select customer_id, datediff(date'2024-04-01', max(order_date)) as recency, count(*) as frequency, sum(amount) as monetary
      from orders where status = 'paid' and customer_id is not null group by customer_id)
    select customer_id, recency, frequency, monetary, ntile(2) over (order by recency desc, customer_id) as r,
      ntile(2) over (order by frequency, customer_id) as f, ntile(2) over (order by monetary, customer_id) as m from spent order by customer_id`),
  // Cohorts
  on(`, first_orders as (select customer_id, trunc(min(order_date), 'month') as cohort from orders where customer_id is not null group by customer_id),
    activity as (select f.cohort, cast(months_between(date_trunc('month', o.order_date), f.cohort) as int) as age, o.customer_id
      from orders o join first_orders f on f.customer_id = o.customer_id)
    select cohort, age, count(distinct customer_id) as customers,
      round(count(distinct customer_id) / first_value(count(distinct customer_id)) over (partition by cohort order by age), 4) as retention
    from activity group by cohort, age order by cohort, age`),
  'select * from values (1, 2), (3, null) as t(a, b) order by a',
  "values (1, 'a'), (2, 'b')",
  'with a as (select 1 as x), b as (select x + 1 as y from a) select a.x, b.y from a cross join b',
  'with a(p, q) as (select 1, 2) select p + q as s from a',
  "select t.s.a as a, t.s.b.c as c from (select named_struct('a', 1, 'b', named_struct('c', 'x')) as s) as t",
  "select m['k'] as v, l[0] as f from (select map('k', 5) as m, array('a') as l) as t",
  'select `select` as `my col` from (select 1 as `select`) as t',
  'select 1 as a from (select 1 as x where 1 = 0) as t',
  'select x from values (1.0), (2), (null) as t(x) where x = 1 or x is null order by x',
  'select a.x from values (1), (2) as a(x) where a.x = (select max(b.x) from values (1), (2) as b(x))',
].map((q) => q.replace(/\) , (spent|first_orders)/, '), $1'));
