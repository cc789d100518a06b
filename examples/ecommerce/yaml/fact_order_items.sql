/* ---
pipeline: sales
incremental_by_interval: gold.fact_order_items
steps:
  - resolve_key: { from: gold.dim_customer, on: [customer_id], as_of: ordered_at, into: customer_key, missing: unknown }
  - resolve_key: { from: gold.dim_product, on: [product_id], as_of: ordered_at, into: product_key, missing: unknown }
joins: { o: many_to_one }
time: ordered_at
lookback: 3 days
--- */
select
  i.order_id,
  i.line,
  o.customer_id,
  i.product_id,
  o.status,
  i.quantity,
  i.unit_price,
  cast(i.quantity * i.unit_price as decimal(14,2)) as revenue,
  o.ordered_at
from ${silver.order_items} as i
join ${silver.orders} as o on o.order_id = i.order_id
where o.ordered_at >= ${interval.start} and o.ordered_at < ${interval.end}
