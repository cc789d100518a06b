/** Orders and their lines as facts, and the revenue of each day. */
import {
  alias,
  incremental_by_interval,
  interval,
  overwrite_partitions,
  resolve_key,
  sql,
} from '../../pipelines/definition';
import * as gold from './gold';
import * as silver from './silver';

const o = alias(silver.orders, 'o');
const i = alias(silver.order_items, 'i');

const customer_key = resolve_key({
  from: gold.dim_customer,
  on: ['customer_id'],
  as_of: 'ordered_at',
  into: 'customer_key',
  missing: 'unknown',
});
const product_key = resolve_key({
  from: gold.dim_product,
  on: ['product_id'],
  as_of: 'ordered_at',
  into: 'product_key',
  missing: 'unknown',
});

// Whole days, and as many of them as the facts look back: an order may come late.
const first_day = sql`date_sub(cast(${interval.start} as date), 3)`;
const last_day = sql`cast(${interval.end} as date)`;

export const sell = [
  incremental_by_interval(gold.fact_orders, {
    from: sql`
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
        ${o.order_id},
        ${o.customer_id},
        ${o.status},
        ${o.currency},
        cast(coalesce(items.lines, 0) as int) as lines,
        cast(coalesce(items.amount, 0) as decimal(14,2)) as amount,
        cast(coalesce(payments.paid, 0) as decimal(14,2)) as paid,
        ${o.ordered_at}
      from ${o}
      left join items on items.order_id = ${o.order_id}
      left join payments on payments.order_id = ${o.order_id}
      where ${interval.contains(o.ordered_at)}
    `,
    steps: [customer_key],
    joins: { items: 'many_to_one', payments: 'many_to_one' },
    time: 'ordered_at',
    lookback: '3 days',
  }),
  incremental_by_interval(gold.fact_order_items, {
    from: sql`
      select
        ${i.order_id},
        ${i.line},
        ${o.customer_id},
        ${i.product_id},
        ${o.status},
        ${i.quantity},
        ${i.unit_price},
        cast(${i.quantity} * ${i.unit_price} as decimal(14,2)) as revenue,
        ${o.ordered_at}
      from ${i}
      join ${o} on ${o.order_id} = ${i.order_id}
      where ${interval.contains(o.ordered_at)}
    `,
    steps: [customer_key, product_key],
    joins: { o: 'many_to_one' },
    time: 'ordered_at',
    lookback: '3 days',
  }),
  overwrite_partitions(gold.daily_revenue, {
    from: sql`
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
        where cast(i.ordered_at as date) between ${first_day} and ${last_day}
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
    `,
    joins: { c: 'many_to_one', p: 'many_to_one' },
    control_totals: {
      revenue: {
        inputs: sql`
          select sum(revenue) as revenue
          from ${gold.fact_order_items}
          where cast(ordered_at as date) between ${first_day} and ${last_day}
            and status not in ('cancelled', 'returned')
        `,
        output: 'sum(revenue)',
      },
    },
  }),
];
