/** What a Glue job measures, and when that is bad. */
import { metricsOf, type Monitored } from '../../core';

const source = 'https://docs.aws.amazon.com/glue/latest/dg/monitoring-awsglue-with-cloudwatch-metrics.html';
const observability = 'https://docs.aws.amazon.com/glue/latest/dg/monitor-observability.html';

/** Over all runs of the job. */
export function glueJobMonitoring(jobName: string): Monitored {
  const allRuns = { JobName: jobName, JobRunId: 'ALL' };
  const count = metricsOf('Glue', { ...allRuns, Type: 'count' });
  const gauge = metricsOf('Glue', { ...allRuns, Type: 'gauge' }, 'Maximum');
  const errors = count('glue.error.ALL', 'errors', 'Sum', { ObservabilityGroup: 'error' });
  const failed = count('glue.driver.aggregate.numFailedTasks', 'failed');
  const heap = gauge('glue.driver.jvm.heap.usage', 'driver');
  const executors = 'glue.driver.ExecutorAllocationManager.executors';
  return {
    charts: [
      {
        title: `Tasks of ${jobName}`,
        metrics: [count('glue.driver.aggregate.numCompletedTasks', 'completed'), failed, errors],
      },
      { title: `Heap of ${jobName}`, metrics: [heap, gauge('glue.ALL.jvm.heap.usage', 'executors')] },
      {
        title: `Executors of ${jobName}`,
        metrics: [
          gauge(`${executors}.numberAllExecutors`, 'running'),
          gauge(`${executors}.numberMaxNeededExecutors`, 'needed'),
        ],
      },
    ],
    alarms: [
      {
        metric: errors,
        name: 'failed',
        description: `A run of ${jobName} failed: open the run and look at the insights in its error log`,
        severity: 'error',
        comparison: '>',
        threshold: 0,
        periodSeconds: 300,
        source: observability,
        runbook: 'glue-job-failed',
      },
      {
        metric: failed,
        name: 'tasks-failed',
        description: `Tasks of ${jobName} failed and were tried again: look at the executors' log for memory and skew`,
        severity: 'warning',
        comparison: '>',
        threshold: 0,
        periodSeconds: 300,
        source,
        runbook: 'glue-job-failed',
      },
      {
        metric: heap,
        name: 'heap-full',
        description: `The driver of ${jobName} has used over 90 % of its heap for 15 minutes: look for collect and broadcasts, or take a larger worker`,
        severity: 'warning',
        comparison: '>',
        threshold: 0.9,
        periodSeconds: 300,
        evaluationPeriods: 3,
        source,
        runbook: 'glue-job-failed',
      },
    ],
  };
}
