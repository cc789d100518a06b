/** An online shop: from the files that it writes to revenue, cohorts and churn scores. */
import { daily, email, pipeline, slack } from '../../pipelines/definition';
import { clean } from './clean';
import { customers } from './customers';
import { ingest } from './ingest';
import { sell } from './sell';

export * as bronze from './bronze';
export * as silver from './silver';
export * as gold from './gold';

export const sales = pipeline('sales', {
  description: "The shop's day: orders, revenue, customers",
  owner: 'sales-data',
  tags: { product: 'shop' },
  schedule: daily('02:00'),
  start: '2026-01-01',
  sla: '3 hours',
  compute: 'small',
  retries: 2,
  alerts: { on_failure: [slack('#data-oncall'), email('data-oncall@example.com')] },
  tasks: [...ingest, ...clean, ...sell, ...customers],
});
