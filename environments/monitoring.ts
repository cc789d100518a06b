/** How much an environment watches of itself; what is charged by the piece has to be asked for. */
import * as z from 'zod';
import { tableId } from '../pipelines/plan';
import { eachOnce } from './values';

const table = z.string().refine((id) => tableId.safeParse(id).success, "expected a table such as 'gold.fact_orders'");

export const monitoringSchema = z.strictObject({
  /** What jobs tell CloudWatch when they end: rows, tasks and durations by domain and pipeline. */
  metrics: z.enum(['none', 'pipelines']).default('pipelines'),
  /** Tables that have metrics of their own. */
  tables: z
    .array(table)
    .superRefine(eachOnce((id: string) => id))
    .default([]),
  /** A dashboard for each domain, or one more for each pipeline. */
  dashboards: z.enum(['domain', 'pipeline']).default('domain'),
  /** Whether the requests to each bucket of the lake are measured, and alarms ring when they fail. */
  buckets: z.enum(['none', 'requests']).default('none'),
});
export type Monitoring = z.output<typeof monitoringSchema>;
