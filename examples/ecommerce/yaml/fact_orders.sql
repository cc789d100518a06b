/* ---
pipeline: sales
incremental_by_interval: gold.fact_orders
steps:
  - resolve_key: { from: gold.dim_customer, on: [customer_id], as_of: ordered_at, into: customer_key, missing: unknown }
joins: { items: many_to_one, payments: many_to_one }
time: ordered_at
lookback: 3 days
--- */
with items as (
  select order_id, count(*) as lines, sum(quantity * unit_price) as amount
  from ${silver.order_items}
  group by order_id
),
payments as (
  select order_id, sum(amount) as paid
  from ${silver.payments}
  group by order_id
)
select
  o.order_id,
  o.customer_id,
  o.status,
  o.currency,
  cast(coalesce(items.lines, 0) as int) as lines,
  cast(coalesce(items.amount, 0) as decimal(14,2)) as amount,
  cast(coalesce(payments.paid, 0) as decimal(14,2)) as paid,
  o.ordered_at
from ${silver.orders} as o
left join items on items.order_id = o.order_id
left join payments on payments.order_id = o.order_id
where o.ordered_at >= ${interval.start} and o.ordered_at < ${interval.end}
