/** What a cluster's control plane and its groups of nodes measure, and when that is bad. */
import type { AlarmRule, Metric, Monitored } from '../../core';
import type { WatchedGroup } from './eks_node_groups';

const controlPlane = 'https://docs.aws.amazon.com/eks/latest/userguide/cloudwatch.html';
const groupMetrics = 'https://docs.aws.amazon.com/eks/latest/userguide/enable-asg-metrics.html';
/** Where etcd stops taking writes: https://etcd.io/docs/latest/dev-guide/limit/ */
const etcdBytes = 8 * 1024 ** 3;
const fiveMinutes = 300;

export function eksMonitoring(clusterName: string, groups: readonly WatchedGroup[]): Monitored {
  const metric = (name: string, label: string, statistic: Metric['statistic'] = 'Sum'): Metric => ({
    namespace: 'AWS/EKS',
    name,
    dimensions: { ClusterName: clusterName },
    statistic,
    label,
  });
  const failed = metric('apiserver_request_total_5XX', 'failed');
  const refused = metric('apiserver_request_total_429', 'refused as too many');
  const unschedulable = metric('scheduler_pending_pods_UNSCHEDULABLE', 'without a place', 'Minimum');
  const size = metric('apiserver_storage_size_bytes', 'bytes', 'Maximum');
  const rule = (
    of: Metric,
    name: string,
    severity: AlarmRule['severity'],
    threshold: number,
    minutes: number,
    description: string,
  ): AlarmRule => ({
    metric: of,
    name,
    severity,
    comparison: '>',
    threshold,
    periodSeconds: fiveMinutes,
    evaluationPeriods: minutes / 5,
    description: `${clusterName}: ${description}`,
    source: controlPlane,
  });
  return {
    charts: [
      {
        title: `API server of ${clusterName}`,
        metrics: [metric('apiserver_request_total', 'requests'), failed, refused],
      },
      {
        title: `Latency of ${clusterName}`,
        metrics: ['GET', 'LIST', 'POST'].map((verb) =>
          metric(`apiserver_request_duration_seconds_${verb}_P99`, `${verb}, 99 of 100`, 'Average'),
        ),
      },
      {
        title: `Pods of ${clusterName} that wait`,
        metrics: [metric('scheduler_pending_pods', 'waiting', 'Maximum'), unschedulable],
      },
      { title: `Database of ${clusterName}`, metrics: [size] },
      ...groups.map((group) => ({
        title: `Nodes of ${clusterName}, ${group.name}`,
        metrics: [
          nodes(group, 'GroupDesiredCapacity', 'wanted'),
          nodes(group, 'GroupInServiceInstances', 'in service'),
        ],
      })),
    ],
    alarms: [
      rule(
        failed,
        'api-failing',
        'error',
        10,
        15,
        'the API server fails: look at its log group for what asks, and at the health of AWS',
      ),
      rule(
        refused,
        'api-throttled',
        'warning',
        100,
        15,
        'the API server refuses requests as too many: look in the audit log for who sends them',
      ),
      rule(
        unschedulable,
        'pods-unschedulable',
        'warning',
        0,
        30,
        'pods have had no place for half an hour: look at their events, then at maxSize and at quotas of instances',
      ),
      rule(
        size,
        'database-full',
        'critical',
        0.75 * etcdBytes,
        15,
        'the database of the API nears 8 GiB, from where on it takes no writes: look for what makes many objects and deletes none',
      ),
      ...groups.flatMap((group) => groupAlarms(clusterName, group)),
    ],
  };
}

const nodes = (
  group: WatchedGroup,
  name: string,
  label: string,
  statistic: Metric['statistic'] = 'Minimum',
): Metric => ({
  namespace: 'AWS/AutoScaling',
  name,
  dimensions: { AutoScalingGroupName: group.autoScalingGroupName },
  statistic,
  label,
});

function groupAlarms(clusterName: string, group: WatchedGroup): readonly AlarmRule[] {
  const common = { periodSeconds: fiveMinutes, source: groupMetrics } as const;
  return [
    ...(group.minSize === 0
      ? []
      : [
          {
            ...common,
            metric: nodes(group, 'GroupInServiceInstances', 'in service', 'Maximum'),
            name: `${group.name}-too-few`,
            severity: 'error' as const,
            comparison: '<' as const,
            threshold: group.minSize,
            evaluationPeriods: 3,
            description: `${clusterName}: fewer nodes than ${group.name} must have: look at the activity of its Auto Scaling group for capacity, quotas and the key of the disks`,
          },
        ]),
    ...(group.minSize === group.maxSize
      ? []
      : [
          {
            ...common,
            metric: nodes(group, 'GroupDesiredCapacity', 'wanted'),
            name: `${group.name}-at-maximum`,
            severity: 'warning' as const,
            comparison: '>=' as const,
            threshold: group.maxSize,
            evaluationPeriods: 12,
            description: `${clusterName}: ${group.name} has been at its maximum for an hour: look at what has grown, then raise maxSize`,
          },
        ]),
  ];
}
