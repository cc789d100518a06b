/** What a PostgreSQL database on RDS measures, and when that is bad. */
import { alarmsOf, metricsOf, type Monitored } from '../../core';

const recommended =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#RDS';
const metrics = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html';
const growth = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html';
const gib = 1024 ** 3;

/** @param allocatedStorage in GiB */
export function postgresMonitoring(identifier: string, allocatedStorage: number): Monitored {
  const metric = metricsOf('AWS/RDS', { DBInstanceIdentifier: identifier }, 'Average');
  const processor = metric('CPUUtilization', 'percent of the processor');
  const space = metric('FreeStorageSpace', 'bytes free', 'Minimum');
  const reads = metric('ReadLatency', 'seconds of a read');
  const writes = metric('WriteLatency', 'seconds of a write');
  const transactions = metric('MaximumUsedTransactionIDs', 'transactions since the oldest', 'Maximum');
  const minutes = { periodSeconds: 60, evaluationPeriods: 5 };
  const alarm = alarmsOf(identifier, { ...minutes, severity: 'warning', source: recommended, runbook: 'database' });
  return {
    charts: [
      {
        title: `Processor and connections of ${identifier}`,
        metrics: [processor, metric('DatabaseConnections', 'connections')],
      },
      { title: `Space of ${identifier}`, metrics: [space, metric('FreeableMemory', 'bytes of memory free')] },
      { title: `Latency of ${identifier}`, metrics: [reads, writes] },
      { title: `Age of ${identifier}`, metrics: [transactions] },
    ],
    alarms: [
      alarm(processor, 'database-busy', 90, 'the processor is busy: look at the top statements, then at instanceClass'),
      alarm(
        reads,
        'database-slow-reads',
        0.02,
        'reads take more than 20 ms: look at the memory that is free, then at storage',
      ),
      alarm(
        writes,
        'database-slow-writes',
        0.02,
        'writes take more than 20 ms: look at what is written, then at storage',
      ),
      // The service itself grows it below a tenth; where it still is below after an hour, it may not grow, or not yet again.
      alarm(
        space,
        'database-full',
        0.1 * allocatedStorage * gib,
        'a tenth of the first size is free and it did not grow, or the instance no longer reports: look whether it runs, then at maxAllocatedStorage',
        {
          severity: 'error',
          comparison: '<',
          periodSeconds: 300,
          evaluationPeriods: 12,
          missingData: 'bad',
          source: growth,
        },
      ),
      // At two billion it stops to take writes: https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-WRAPAROUND
      alarm(
        transactions,
        'database-old',
        1_000_000_000,
        'autovacuum is behind: look for a transaction that stays open',
        {
          severity: 'error',
          periodSeconds: 3600,
          evaluationPeriods: 1,
          source: metrics,
        },
      ),
    ],
  };
}
