/* ---
pipeline: sales
overwrite_partitions: gold.daily_revenue
joins: { c: many_to_one, p: many_to_one }
control_totals:
  revenue:
    inputs: |-
      select sum(revenue) as revenue
      from ${gold.fact_order_items}
      where cast(ordered_at as date) between date_sub(cast(${interval.start} as date), 3) and cast(${interval.end} as date)
        and status not in ('cancelled', 'returned')
    output: sum(revenue)
--- */
with sold as (
  select
    cast(i.ordered_at as date) as day,
    coalesce(c.country, 'unknown') as country,
    coalesce(p.category, 'unknown') as category,
    i.order_id,
    i.quantity,
    i.revenue
  from ${gold.fact_order_items} as i
  left join ${gold.dim_customer} as c on c.customer_key = i.customer_key
  left join ${gold.dim_product} as p on p.product_key = i.product_key
  where cast(i.ordered_at as date) between date_sub(cast(${interval.start} as date), 3) and cast(${interval.end} as date)
    and i.status not in ('cancelled', 'returned')
)
select
  day,
  country,
  category,
  count(distinct order_id) as orders,
  sum(quantity) as units,
  cast(sum(revenue) as decimal(18,2)) as revenue
from sold
group by day, country, category
