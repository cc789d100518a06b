/* ---
pipeline: sales
overwrite: gold.cohort_retention
joins: { c: many_to_one, s: many_to_one }
--- */
with bought as (
  select customer_id, cast(date_trunc('month', ordered_at) as date) as bought_in
  from ${gold.fact_orders}
  where status not in ('cancelled', 'returned') and ordered_at < ${interval.end}
),
cohorts as (
  select customer_id, min(bought_in) as cohort
  from bought
  group by customer_id
),
sizes as (
  select cohort, count(*) as customers
  from cohorts
  group by cohort
),
activity as (
  select
    c.cohort,
    (year(b.bought_in) - year(c.cohort)) * 12 + month(b.bought_in) - month(c.cohort) as months_since,
    count(distinct b.customer_id) as active
  from bought as b
  join cohorts as c on c.customer_id = b.customer_id
  group by c.cohort, (year(b.bought_in) - year(c.cohort)) * 12 + month(b.bought_in) - month(c.cohort)
)
select
  a.cohort,
  a.months_since,
  s.customers,
  a.active,
  cast(a.active as double) / cast(s.customers as double) as retention
from activity as a
join sizes as s on s.cohort = a.cohort
