/** What the orders say about the customers. */
import { interval, overwrite, python, sql } from '../../pipelines/definition';
import * as gold from './gold';

export const customers = [
  overwrite(gold.customer_rfm, {
    from: sql`
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
    `,
  }),
  overwrite(gold.cohort_retention, {
    from: sql`
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
    `,
    joins: { c: 'many_to_one', s: 'many_to_one' },
  }),
  overwrite(gold.customer_scores, {
    from: python('./models/churn.py', { function: 'churn_scores', reads: [gold.customer_rfm] }),
    portability: 'spark-only',
    compute: 'large',
    timeout: '1 hour',
  }),
];
