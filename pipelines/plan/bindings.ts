/** Where a Plan's things are in one environment: the only part of a deployment that differs between dev and prod. */
import * as z from 'zod';
import { tableId } from './schema';

export const tableBinding = z.strictObject({
  /** A URI without a trailing slash: `s3://acme-prod-silver-1a2b3c/sales/orders`, or a folder. */
  location: z.string(),
  /** The catalogue's database and the table's name there; absent where no catalogue is kept. */
  database: z.string().exactOptional(),
  name: z.string(),
});

export const ledgerBinding = z.discriminatedUnion('kind', [
  /** A DuckDB file. */
  z.strictObject({ kind: z.literal('duckdb'), path: z.string() }),
  z.strictObject({ kind: z.literal('dynamodb'), table: z.string(), region: z.string() }),
]);

export const metricsBinding = z.strictObject({
  kind: z.literal('cloudwatch'),
  namespace: z.string(),
  region: z.string(),
  /** Those that have metrics of their own, beside those of their pipeline. */
  tables: z.array(tableId),
});

export const bindings = z.strictObject({
  version: z.literal(1),
  environment: z.string(),
  tier: z.enum(['dev', 'staging', 'prod']),
  tables: z.record(tableId, tableBinding),
  /** Values of the Plan's parameters. */
  parameters: z.record(z.string(), z.string()),
  ledger: ledgerBinding,
  /** The catalogue that the runtime registers tables in. */
  catalogue: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('glue'), region: z.string() }),
  ]),
  /** Spark's name of the catalogue that Iceberg tables are in, by database and name; absent where there are none. */
  iceberg: z.strictObject({ catalogue: z.string().regex(/^[a-z_][a-z0-9_]*$/) }).exactOptional(),
  /** Where jobs send their metrics; absent where nobody asks for them. */
  metrics: metricsBinding.exactOptional(),
});

export type TableBinding = z.output<typeof tableBinding>;
export type LedgerBinding = z.output<typeof ledgerBinding>;
export type Bindings = z.output<typeof bindings>;
