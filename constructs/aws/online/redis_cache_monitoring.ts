/** What the nodes of a cache measure, and when that is bad. */
import type { AlarmRule, Metric, Monitored } from '../../core';

const guide = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg';
const which = `${guide}/CacheMetrics.WhichShouldIMonitor.html`;
const metricsSource = `${guide}/CacheMetrics.Redis.html`;

export interface MonitoredCache {
  readonly replicationGroupId: string;
  readonly shards: number;
  /** Of each shard. */
  readonly replicas: number;
}

interface Watched {
  readonly metric: string;
  readonly label: string;
  readonly statistic: Metric['statistic'];
  readonly name: string;
  readonly threshold: number;
  readonly severity: AlarmRule['severity'];
  readonly happened: string;
  readonly source: string;
  readonly missingData?: 'bad';
}

const watched: readonly Watched[] = [
  {
    metric: 'EngineCPUUtilization',
    label: 'engine CPU',
    statistic: 'Average',
    name: 'cpu',
    threshold: 90,
    severity: 'error',
    happened:
      'has its engine more than 90% busy, or no longer reports: look whether it runs, then for slow commands in the slow log; add replicas for reads or shards for writes',
    source: which,
    missingData: 'bad',
  },
  {
    // Before it is full: then keys go, or writes are refused.
    metric: 'DatabaseMemoryUsagePercentage',
    label: 'memory used',
    statistic: 'Maximum',
    name: 'memory',
    threshold: 80,
    severity: 'warning',
    happened:
      'uses more than 80% of its memory: look whether keys have an expiry, then take larger nodes or more shards',
    source: metricsSource,
  },
  {
    metric: 'Evictions',
    label: 'keys evicted',
    statistic: 'Sum',
    name: 'evictions',
    threshold: 0,
    severity: 'error',
    happened: 'evicts keys because its memory is full, so look-ups miss: take larger nodes or more shards',
    source: which,
  },
  {
    metric: 'ReplicationLag',
    label: 'seconds behind',
    statistic: 'Maximum',
    name: 'lag',
    threshold: 30,
    severity: 'warning',
    happened:
      'is more than 30 seconds behind its primary, and would lose as much in a failover: look at the writes, then at the network of the node type',
    source: metricsSource,
  },
  {
    metric: 'AuthenticationFailures',
    label: 'refused connections',
    statistic: 'Sum',
    name: 'refused',
    threshold: 0,
    severity: 'warning',
    happened: 'refused somebody who could not prove who they are: look who connects without a fresh IAM token',
    source: metricsSource,
  },
];

export function redisCacheMonitoring({ replicationGroupId, shards, replicas }: MonitoredCache): Monitored {
  const nodes = Array.from({ length: shards }, (_, shard) =>
    Array.from({ length: 1 + replicas }, (__, node) => `${digits(shard + 1, 4)}-${digits(node + 1, 3)}`),
  ).flat();
  const metric = (node: string, of: Watched): Metric => ({
    namespace: 'AWS/ElastiCache',
    name: of.metric,
    dimensions: { CacheClusterId: `${replicationGroupId}-${node}` },
    statistic: of.statistic,
    label: `${of.label} of ${node}`,
  });
  // A node without replicas has nobody to be behind of.
  const each = watched.filter(({ name }) => replicas > 0 || name !== 'lag');
  return {
    charts: each.map((of) => ({
      title: `${replicationGroupId}: ${of.label}`,
      metrics: nodes.map((node) => metric(node, of)),
    })),
    alarms: nodes.flatMap((node) =>
      each.map((of): AlarmRule => ({
        metric: metric(node, of),
        name: `${node}-${of.name}`,
        description: `${replicationGroupId}: node ${node} ${of.happened}`,
        severity: of.severity,
        comparison: '>',
        threshold: of.threshold,
        periodSeconds: 60,
        evaluationPeriods: 5,
        source: of.source,
        runbook: 'cache-node',
        ...(of.missingData === undefined ? {} : { missingData: of.missingData }),
      })),
    ),
  };
}

/** As the service numbers: `0001-001`. */
const digits = (n: number, length: number): string => String(n).padStart(length, '0');
