/** What the generator may be told. */
import * as z from 'zod';

const share = z.number().min(0).max(1);

export const generateOptions = z.strictObject({
  /** The same seed gives the same bytes. */
  seed: z.int().min(0).default(42),
  /** The first day, `yyyy-mm-dd`. */
  start: z.iso.date().default('2026-01-01'),
  /** How many days, a file an entity and day. */
  days: z.int().min(1).max(3660).default(2),
  /** Writes this day alone (1 is the first): its files are the same as in a run for all days. */
  only: z.int().min(1).exactOptional(),
  /** Orders a day. */
  orders: z.int().min(1).max(10_000_000).default(1000),
  /** Customers and products on the first day. */
  customers: z.int().min(1).max(10_000_000).default(1000),
  products: z.int().min(1).max(1_000_000).default(200),
  /** Share of orders that arrive one or two days late, and of changes of customers. */
  late: share.default(0.03),
  /** Share of rows that come twice. */
  duplicates: share.default(0.01),
  /** Share of rows that are broken. */
  broken: share.default(0.01),
});

export type GenerateOptions = z.output<typeof generateOptions>;

export const entities = ['customers', 'products', 'orders', 'order_items', 'payments'] as const;
export type Entity = (typeof entities)[number];

export const formats = {
  customers: 'csv',
  products: 'csv',
  orders: 'json',
  order_items: 'csv',
  payments: 'json',
} as const satisfies Record<Entity, 'csv' | 'json'>;
