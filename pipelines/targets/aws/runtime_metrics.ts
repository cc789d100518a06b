/** The metrics that jobs send when they end: runtime/lakewright_runtime/metrics.py. */
import type { Environment, Naming } from '../../../environments';
import type { Bindings } from '../../plan';

/** What each counts. Zeros are not sent. Rows written are those inserted and updated. */
export const runtimeMetrics = {
  TasksSucceeded: 'tasks that succeeded',
  TasksFailed: 'tasks that failed, or did not start because another failed',
  TaskDuration: 'milliseconds of a task',
  RowsIn: 'rows or records that a task read',
  RowsInserted: 'rows that are new in the table',
  RowsUpdated: 'rows of the table that changed',
  RowsDeleted: 'rows that left the table',
  RowsQuarantined: 'rows that broke a rule and were set aside',
  RowsRejected: 'records of files that could not be read',
} as const;
export type RuntimeMetric = keyof typeof runtimeMetrics;

/** One for an environment, so that a role can be held to it: `Lakewright/acme-dev`. */
export const metricsNamespace = ({ project, environment }: Naming): string => `Lakewright/${project}-${environment}`;

/** The part of bindings that asks for metrics; nothing where the environment wants none. */
export function metricsBinding(
  { monitoring, region }: Environment,
  naming: Naming,
  tables: readonly string[],
): Pick<Bindings, 'metrics'> {
  if (monitoring.metrics === 'none') return {};
  return {
    metrics: {
      kind: 'cloudwatch',
      namespace: metricsNamespace(naming),
      region,
      tables: monitoring.tables.filter((table) => tables.includes(table)).sort(),
    },
  };
}
