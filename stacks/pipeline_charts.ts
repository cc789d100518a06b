/** What there is to see of a pipeline, and of a domain: runs from Step Functions, rows and tasks from the jobs. */
import { type Chart, type Metric, type Naming } from '../constructs/core';
import { metricsNamespace, type Places, type RuntimeMetric } from '../pipelines/targets';

/** A metric that jobs send. */
const sent = (
  naming: Naming,
  dimensions: Readonly<Record<string, string>>,
  name: RuntimeMetric,
  label: string,
  statistic: Metric['statistic'] = 'Sum',
): Metric => ({ namespace: metricsNamespace(naming), name, dimensions, statistic, label });

/**
 * Runs, durations, rows, and rows that were set aside; the last two where jobs send them.
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 */
export function pipelineCharts(places: Places, pipeline: string, withRows: boolean): readonly Chart[] {
  const ofMachine = (name: string, label: string, statistic: Metric['statistic'] = 'Sum'): Metric => ({
    ...{ namespace: 'AWS/States', name, label, statistic },
    dimensions: { StateMachineArn: places.stateMachineArn(pipeline) },
  });
  return [
    {
      title: 'Runs',
      metrics: [
        ofMachine('ExecutionsSucceeded', 'succeeded'),
        ofMachine('ExecutionsFailed', 'failed'),
        ofMachine('ExecutionsTimedOut', 'timed out'),
      ],
    },
    {
      title: 'Duration in milliseconds',
      metrics: [
        ofMachine('ExecutionTime', 'a run', 'Average'),
        ofMachine('ExecutionTime', 'the longest run', 'Maximum'),
      ],
    },
    ...(withRows ? rowCharts(places.naming, { Domain: places.domain, Pipeline: pipeline }) : []),
  ];
}

/** Rows of a pipeline or of a table. */
export function rowCharts(naming: Naming, dimensions: Readonly<Record<string, string>>): readonly Chart[] {
  const rows = (name: RuntimeMetric, label: string): Metric => sent(naming, dimensions, name, label);
  return [
    {
      title: 'Rows',
      metrics: [
        rows('RowsIn', 'read'),
        rows('RowsInserted', 'inserted'),
        rows('RowsUpdated', 'updated'),
        rows('RowsDeleted', 'deleted'),
      ],
    },
    { title: 'Set aside', metrics: [rows('RowsQuarantined', 'quarantined'), rows('RowsRejected', 'rejected')] },
  ];
}

/** A line for each domain. */
export function domainCharts(naming: Naming, domains: readonly string[]): readonly Chart[] {
  const chart = (title: string, name: RuntimeMetric): Chart => ({
    title,
    metrics: domains.map((domain) => sent(naming, { Domain: domain }, name, domain)),
  });
  return [
    chart('Tasks that succeeded', 'TasksSucceeded'),
    chart('Tasks that failed', 'TasksFailed'),
    chart('Rows read', 'RowsIn'),
    chart('Rows in quarantine', 'RowsQuarantined'),
  ];
}
