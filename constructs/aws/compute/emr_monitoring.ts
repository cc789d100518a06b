/** What a cluster measures, and when that is bad. */
import type { AlarmRule, Metric, Monitored } from '../../core';

const source = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/UsingEMR_ViewingMetrics.html';
const fiveMinutes = 300;
const hour = 3600;
const weekOfHours = 7 * 24;

/** @param idleMinutes after which the cluster should have ended itself */
export function emrMonitoring(clusterId: string, clusterName: string, idleMinutes: number): Monitored {
  const metric = (name: string, label: string, statistic: Metric['statistic'] = 'Average'): Metric => ({
    namespace: 'AWS/ElasticMapReduce',
    name,
    dimensions: { JobFlowId: clusterId },
    statistic,
    label,
  });
  const idle = metric('IsIdle', 'idle', 'Minimum');
  const hdfs = metric('HDFSUtilization', 'HDFS used %');
  const pending = metric('CoreNodesPending', 'core nodes pending', 'Minimum');
  const unhealthy = metric('MRUnhealthyNodes', 'unhealthy nodes', 'Maximum');
  const memory = metric('YARNMemoryAvailablePercentage', 'YARN memory free %');
  const missing = metric('MissingBlocks', 'missing HDFS blocks', 'Maximum');
  const rule = (
    of: Metric,
    name: string,
    severity: AlarmRule['severity'],
    [comparison, threshold]: readonly [AlarmRule['comparison'], number],
    minutes: number,
    description: string,
  ): AlarmRule => {
    // A look back of more than a day takes periods of an hour, and a week is the most.
    const periodSeconds = minutes > 1200 ? hour : fiveMinutes;
    const evaluationPeriods = Math.min(Math.ceil((minutes * 60) / periodSeconds), weekOfHours);
    return {
      metric: of,
      name,
      severity,
      comparison,
      threshold,
      periodSeconds,
      evaluationPeriods,
      description: `${clusterName}: ${description}`,
      source,
    };
  };
  return {
    charts: [
      {
        title: `Applications of ${clusterName}`,
        metrics: [metric('AppsRunning', 'running'), metric('AppsPending', 'pending'), metric('AppsFailed', 'failed')],
      },
      { title: `Use of ${clusterName}`, metrics: [memory, hdfs] },
      {
        title: `Nodes of ${clusterName}`,
        metrics: [metric('CoreNodesRunning', 'core'), metric('TaskNodesRunning', 'task'), pending, unhealthy],
      },
    ],
    alarms: [
      rule(
        idle,
        'idle',
        'warning',
        ['>=', 1],
        idleMinutes + 30,
        'is idle and has not ended itself: look for a notebook or session that keeps it, and whether it is wanted',
      ),
      rule(
        hdfs,
        'hdfs-full',
        'error',
        ['>', 80],
        15,
        'HDFS is nearly full: look at spilled and staging data, add core nodes',
      ),
      rule(missing, 'blocks-missing', 'error', ['>', 0], 5, 'HDFS has lost blocks: look for core nodes that have gone'),
      rule(
        pending,
        'core-pending',
        'error',
        ['>', 0],
        30,
        'core nodes do not come: look at the events of the cluster for capacity, quotas and free addresses',
      ),
      rule(
        unhealthy,
        'unhealthy',
        'error',
        ['>', 0],
        10,
        'nodes are unhealthy: look at their disks first, 90 % full is the limit',
      ),
      rule(
        memory,
        'memory-short',
        'warning',
        ['<', 15],
        60,
        'has had no memory to give for an hour: look at what runs, then raise the limit of managed scaling',
      ),
    ],
  };
}
