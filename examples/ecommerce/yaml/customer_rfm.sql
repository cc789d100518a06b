/* ---
pipeline: sales
overwrite: gold.customer_rfm
--- */
with bought as (
  select
    customer_id,
    max(ordered_at) as last_ordered_at,
    count(*) as frequency,
    cast(sum(amount) as decimal(18,2)) as monetary
  from ${gold.fact_orders}
  where status not in ('cancelled', 'returned') and ordered_at < ${interval.end}
  group by customer_id
),
scored as (
  select
    customer_id,
    datediff(cast(${interval.end} as date), cast(last_ordered_at as date)) as recency_days,
    frequency,
    monetary,
    ntile(5) over (order by last_ordered_at, customer_id) as recency_score,
    ntile(5) over (order by frequency, customer_id) as frequency_score,
    ntile(5) over (order by monetary, customer_id) as monetary_score
  from bought
)
select
  customer_id,
  recency_days,
  frequency,
  monetary,
  recency_score,
  frequency_score,
  monetary_score,
  case
    when recency_score >= 4 and frequency_score >= 4 and monetary_score >= 4 then 'champions'
    when recency_score >= 3 and frequency_score >= 4 then 'loyal'
    when recency_score >= 4 then 'promising'
    when recency_score <= 2 and frequency_score >= 3 then 'at risk'
    when recency_score <= 2 then 'lost'
    else 'others'
  end as segment
from scored
