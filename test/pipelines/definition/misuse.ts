/**
 * What must not compile, a mistake a line. `tsc` holds this file as it is: a mistake that compiles is an unused
 * expectation. types.test.ts takes the expectations away and looks at the messages.
 */
import * as z from 'zod';
import {
  alias,
  append,
  as_of,
  column_name,
  columns,
  csv,
  daily,
  deduplicate,
  env,
  hourly,
  incremental_by_interval,
  json,
  merge,
  overwrite_partitions,
  pipeline,
  python,
  raw,
  type Row,
  scd2,
  slack,
  sql,
  table,
  table_name,
  template,
  transformer,
  trim_strings,
  word,
} from '../../../pipelines/definition';

export const raw_orders = table('bronze.orders', { columns: { order_id: 'string?', amount: 'string?' } });
export const orders = table('silver.orders', {
  columns: { order_id: 'string', status: 'string', ordered_at: 'timestamp', updated_at: 'timestamp' },
  key: ['order_id'],
});
export const dim_customer = table('gold.dim_customer', {
  columns: { customer_id: 'string', name: { type: 'string?', pii: 'name' } },
  key: ['customer_id'],
  history: { surrogate_key: 'customer_key' },
});
export const daily_revenue = table('gold.daily_revenue', {
  columns: { day: 'date', revenue: 'decimal(12,2)' },
  partition_by: ['day'],
});
const audit = columns({ created_at: 'timestamp', created_by: 'string?' });
export const typed = table('silver.typed', {
  columns: { ...audit, id: 'bigint', amount: { type: 'decimal(12,2)?', min: 0 } },
  key: ['id'],
  partition_by: ['created_at'],
});

export const mask = transformer(
  'mask',
  { column: column_name, keep: z.int().default(4) },
  ({ column, keep }, input) => sql`select right(${raw(column)}, ${keep}) as ${raw(column)} from ${input}`,
);
export const teams = word('alert', 'teams', z.url());
export const nightly_copy = template('nightly_copy', table_name, { path: z.string() }, (source, { path }) => ({
  copied: pipeline('copied', { tasks: [append(raw_orders, { from: path === '' ? source : csv(path) })] }),
}));

function use(_: unknown): void {
  // A value is enough.
}

/** Never called: the compiler is what looks at it. */
export function mistakes(): void {
  // @ts-expect-error keys: no such column
  merge(orders, { from: raw_orders, keys: ['ordr_id'] });
  // @ts-expect-error a misspelt column in a query
  use(sql`select ${orders.custmer_id} from ${orders}`);
  // @ts-expect-error scd2 into a contract without history
  scd2(orders, { from: raw_orders, effective_at: 'updated_at' });
  // @ts-expect-error an option of another verb
  merge(orders, { from: raw_orders, track: ['status'] });
  // @ts-expect-error a misspelt option
  merge(orders, { from: raw_orders, sequnce_by: 'updated_at' });
  // @ts-expect-error merge without any key
  merge(raw_orders, { from: json('x') });
  // @ts-expect-error partitions that the contract does not have
  overwrite_partitions(orders, { from: orders });
  // @ts-expect-error a misspelt type
  table('silver.a', { columns: { id: 'strng' } });
  // @ts-expect-error a key that is no column
  table('silver.a', { columns: { id: 'string' }, key: ['idd'] });
  // @ts-expect-error an unknown option of a column
  table('silver.a', { columns: { id: { type: 'string', nulable: true } } });
  // @ts-expect-error an option of csv on json
  json('x', { delimiter: ';' });
  // @ts-expect-error as_of a table without history
  as_of(orders, 'o.ordered_at');
  // @ts-expect-error a table's name as text
  merge(orders, { from: 'bronze.orders' });
  // @ts-expect-error an alert in a query
  use(sql`select * from ${slack('#x')}`);
  // @ts-expect-error the time is missing
  incremental_by_interval(orders, { from: orders });
  // @ts-expect-error a schedule as text
  pipeline('p', { schedule: '0 0 * * *', tasks: [] });
  // @ts-expect-error an alert for a task
  pipeline('p', { tasks: [slack('#x')] });
  // @ts-expect-error a misspelt duration
  pipeline('p', { sla: '3 ours', tasks: [] });
  // @ts-expect-error a reference to no column
  table('gold.f', { columns: { k: { type: 'string', references: dim_customer.customer_keyy } } });
  // @ts-expect-error a misspelt severity
  table('gold.f', { columns: { k: 'string' }, expect: { a: { rule: 'k > 1', severity: 'eror' } } });
  // @ts-expect-error a transformer's parameter is missing
  deduplicate({ keys: ['a'] });
  // @ts-expect-error a parameter of another type
  mask({ column: 'iban', keep: '4' });
  // @ts-expect-error an alert for a step
  merge(orders, { from: raw_orders, steps: [teams('https://x.example')] });
  // @ts-expect-error track: no such column
  scd2(dim_customer, { from: raw_orders, effective_at: 'x', track: ['nmae'] });
  // @ts-expect-error partition_by: no such column
  table('silver.a', { columns: { id: 'string' }, partition_by: ['day'] });
  // @ts-expect-error undefined in a query
  use(sql`select ${undefined}`);
  // @ts-expect-error from is missing
  append(raw_orders, {});
  // @ts-expect-error an option that pipelines do not have
  pipeline('p', { environments: { prod: { compute: 'x' } }, tasks: [] });
  // @ts-expect-error track: a column that the history adds
  scd2(dim_customer, { from: raw_orders, effective_at: 'x', track: ['valid_from'] });
  // @ts-expect-error null in a row where the column takes none
  use({ created_at: null, created_by: null, id: 1n, amount: '1' } satisfies Row<typeof typed>);
  // @ts-expect-error the function is missing
  append(orders, { from: python('./x.py', { reads: [raw_orders] }) });
  // @ts-expect-error reads: names for tables
  append(orders, { from: python('./x.py', { function: 'f', reads: ['bronze.orders'] }) });
  // @ts-expect-error a time of the day for a minute
  hourly('02:00');
  // @ts-expect-error a word for a list
  trim_strings({ columns: 'name' });
  // @ts-expect-error severity of a reference, misspelt
  table('gold.f', { columns: { k: { type: 'string', references: { column: orders.order_id, severity: 'warn' } } } });
  // @ts-expect-error portability, misspelt
  append(orders, { from: raw_orders, portability: 'spark_only' });
  // @ts-expect-error a template's parameter is missing
  nightly_copy(orders, {});
  // @ts-expect-error a column for a table
  nightly_copy(orders.order_id, { path: 'x' });
}

/** What is right compiles. */
export function fine(): void {
  merge(orders, { from: raw_orders, keys: ['order_id'], sequence_by: 'updated_at' });
  merge(raw_orders, { from: json('x'), keys: ['order_id'] });
  as_of(alias(dim_customer, 'c'), 'o.ordered_at');
  overwrite_partitions(daily_revenue, { from: orders, steps: [mask({ column: 'iban' })] });
  pipeline('p', {
    alerts: { on_failure: [teams('https://x.example')] },
    schedule: daily('02:00', { timezone: 'Europe/Berlin' }),
    tasks: [append(raw_orders, { from: csv(env('X')) })],
  });
  pipeline('hourly', { schedule: hourly(), tasks: [] });
  use(sql`select ${dim_customer.valid_from}, ${typed.created_by}, ${[1, 2]}, ${'x'}`);
  use({ created_at: '2026-01-01', created_by: null, id: 1n, amount: null } satisfies Row<typeof typed>);
  nightly_copy(orders, { path: 's3://x' });
}
