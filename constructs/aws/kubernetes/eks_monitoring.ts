/** What a cluster's control plane and its groups of nodes measure, and when that is bad. */
import { type AlarmRule, alarmsOf, type Metric, metricsOf, type Monitored } from '../../core';
import type { WatchedGroup } from './eks_node_groups';

const controlPlane = 'https://docs.aws.amazon.com/eks/latest/userguide/cloudwatch.html';
const groupMetrics = 'https://docs.aws.amazon.com/eks/latest/userguide/enable-asg-metrics.html';
/** Where etcd stops taking writes: https://etcd.io/docs/latest/dev-guide/limit/ */
const etcdBytes = 8 * 1024 ** 3;
const fiveMinutes = 300;

export function eksMonitoring(clusterName: string, groups: readonly WatchedGroup[]): Monitored {
  const metric = metricsOf('AWS/EKS', { ClusterName: clusterName });
  const failed = metric('apiserver_request_total_5XX', 'failed');
  const refused = metric('apiserver_request_total_429', 'refused as too many');
  const unschedulable = metric('scheduler_pending_pods_UNSCHEDULABLE', 'without a place', 'Minimum');
  const size = metric('apiserver_storage_size_bytes', 'bytes', 'Maximum');
  const lasting = { periodSeconds: fiveMinutes, evaluationPeriods: 3 };
  const alarm = alarmsOf(clusterName, { ...lasting, severity: 'error', source: controlPlane, runbook: 'eks-cluster' });
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
      alarm(
        failed,
        'api-failing',
        10,
        'the API server fails: look at its log group for what asks, and at the health of AWS',
      ),
      alarm(
        refused,
        'api-throttled',
        100,
        'the API server refuses requests as too many: look in the audit log for who sends them',
        { severity: 'warning' },
      ),
      alarm(
        unschedulable,
        'pods-unschedulable',
        0,
        'pods have had no place for half an hour: look at their events, then at maxSize and at quotas of instances',
        { severity: 'warning', evaluationPeriods: 6 },
      ),
      alarm(
        size,
        'database-full',
        0.75 * etcdBytes,
        'the database of the API nears 8 GiB, from where on it takes no writes: look for what makes many objects and deletes none',
        { severity: 'critical' },
      ),
      ...groups.flatMap((group) => groupAlarms(clusterName, group)),
    ],
  };
}

const nodes = ({ autoScalingGroupName: AutoScalingGroupName }: WatchedGroup, name: string, label: string): Metric =>
  metricsOf('AWS/AutoScaling', { AutoScalingGroupName }, 'Minimum')(name, label);

function groupAlarms(clusterName: string, group: WatchedGroup): readonly AlarmRule[] {
  const alarm = alarmsOf(clusterName, {
    severity: 'error',
    periodSeconds: fiveMinutes,
    source: groupMetrics,
    runbook: 'eks-cluster',
  });
  const tooFew = alarm(
    { ...nodes(group, 'GroupInServiceInstances', 'in service'), statistic: 'Maximum' },
    `${group.name}-too-few`,
    group.minSize,
    `fewer nodes than ${group.name} must have: look at the activity of its Auto Scaling group for capacity, quotas and the key of the disks`,
    // A group that is gone reports nothing.
    { comparison: '<', evaluationPeriods: 3, missingData: 'bad' },
  );
  const atMaximum = alarm(
    nodes(group, 'GroupDesiredCapacity', 'wanted'),
    `${group.name}-at-maximum`,
    group.maxSize,
    `${group.name} has been at its maximum for an hour: look at what has grown, then raise maxSize`,
    { severity: 'warning', comparison: '>=', evaluationPeriods: 12 },
  );
  return [...(group.minSize === 0 ? [] : [tooFew]), ...(group.minSize === group.maxSize ? [] : [atMaximum])];
}
