/** From bronze to silver, and to the dimensions: each run takes what arrived in its interval. */
import { drop_exact_duplicates, interval, merge, scd2, sql } from '../../pipelines/definition';
import * as bronze from './bronze';
import * as gold from './gold';
import * as silver from './silver';

const arrived = interval.contains('_interval_start');

/** Two tasks read these changes: silver keeps the last one of a key, the dimension all of them. */
const customer_changes = sql`
  select
    nullif(trim(customer_id), '') as customer_id,
    nullif(trim(name), '') as name,
    nullif(lower(trim(email)), '') as email,
    nullif(upper(trim(country)), '') as country,
    nullif(trim(city), '') as city,
    nullif(lower(trim(segment)), '') as segment,
    try_cast(updated_at as timestamp) as updated_at
  from ${bronze.customers}
  where ${arrived}
`;
const product_changes = sql`
  select
    nullif(trim(product_id), '') as product_id,
    nullif(trim(name), '') as name,
    nullif(lower(trim(category)), '') as category,
    try_cast(price as decimal(12,2)) as price,
    try_cast(updated_at as timestamp) as updated_at
  from ${bronze.products}
  where ${arrived}
`;

export const clean = [
  merge(silver.customers, { from: customer_changes, sequence_by: 'updated_at' }),
  merge(silver.products, { from: product_changes, sequence_by: 'updated_at' }),
  merge(silver.orders, {
    from: sql`
      select
        nullif(trim(order_id), '') as order_id,
        nullif(trim(customer_id), '') as customer_id,
        lower(trim(status)) as status,
        upper(trim(currency)) as currency,
        try_cast(ordered_at as timestamp) as ordered_at,
        try_cast(updated_at as timestamp) as updated_at
      from ${bronze.orders}
      where ${arrived}
    `,
    sequence_by: 'updated_at',
  }),
  merge(silver.order_items, {
    from: sql`
      select
        nullif(trim(order_id), '') as order_id,
        try_cast(line as int) as line,
        nullif(trim(product_id), '') as product_id,
        try_cast(quantity as int) as quantity,
        try_cast(unit_price as decimal(12,2)) as unit_price,
        _source_file as file
      from ${bronze.order_items}
      where ${arrived}
    `,
    steps: [drop_exact_duplicates()],
    sequence_by: 'file',
  }),
  merge(silver.payments, {
    from: sql`
      select
        nullif(trim(payment_id), '') as payment_id,
        nullif(trim(order_id), '') as order_id,
        lower(trim(method)) as method,
        amount,
        try_cast(paid_at as timestamp) as paid_at
      from ${bronze.payments}
      where ${arrived}
    `,
    sequence_by: 'paid_at',
  }),
  scd2(gold.dim_customer, {
    from: customer_changes,
    track: ['name', 'email', 'country', 'city', 'segment'],
    effective_at: 'updated_at',
  }),
  scd2(gold.dim_product, {
    from: product_changes,
    track: ['name', 'category', 'price'],
    effective_at: 'updated_at',
  }),
];
