/** What a cluster measures, and when that is bad. */
import { type AlarmRule, alarmsOf, metricsOf, type Monitored } from '../../core';
import type { EmrCapacity } from '../facts';

const source = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/UsingEMR_ViewingMetrics.html';
const fiveMinutes = 300;
const hour = 3600;
const weekOfHours = 7 * 24;

/**
 * @param idleMinutes after which the cluster should have ended itself
 * @param capacity counts of core and task nodes are reported of instance groups alone; a fleet that gets no capacity
 * falls back or ends the cluster by its own timeout
 */
export function emrMonitoring(
  clusterId: string,
  clusterName: string,
  idleMinutes: number,
  capacity: EmrCapacity['kind'],
): Monitored {
  const metric = metricsOf('AWS/ElasticMapReduce', { JobFlowId: clusterId }, 'Average');
  const idle = metric('IsIdle', 'idle', 'Minimum');
  const hdfs = metric('HDFSUtilization', 'HDFS used %');
  const pending = metric('CoreNodesPending', 'core nodes pending', 'Minimum');
  const unhealthy = metric('MRUnhealthyNodes', 'unhealthy nodes', 'Maximum');
  const memory = metric('YARNMemoryAvailablePercentage', 'YARN memory free %');
  const missing = metric('MissingBlocks', 'missing HDFS blocks', 'Maximum');
  const alarm = alarmsOf(clusterName, {
    severity: 'error',
    periodSeconds: fiveMinutes,
    source,
    runbook: 'emr-cluster',
  });
  return {
    charts: [
      {
        title: `Applications of ${clusterName}`,
        metrics: [metric('AppsRunning', 'running'), metric('AppsPending', 'pending'), metric('AppsFailed', 'failed')],
      },
      { title: `Use of ${clusterName}`, metrics: [memory, hdfs] },
      {
        title: `Nodes of ${clusterName}`,
        metrics: [
          metric('MRActiveNodes', 'active'),
          unhealthy,
          ...(capacity === 'groups'
            ? [metric('CoreNodesRunning', 'core'), metric('TaskNodesRunning', 'task'), pending]
            : []),
        ],
      },
    ],
    alarms: [
      alarm(
        idle,
        'idle',
        1,
        'is idle and has not ended itself: look for a notebook or session that keeps it, and whether it is wanted',
        { severity: 'warning', comparison: '>=', ...lastsFor(idleMinutes + 30) },
      ),
      alarm(
        hdfs,
        'hdfs-full',
        80,
        'HDFS is nearly full: look at spilled and staging data, add core nodes',
        lastsFor(15),
      ),
      alarm(missing, 'blocks-missing', 0, 'HDFS has lost blocks: look for core nodes that have gone', lastsFor(5)),
      ...(capacity === 'groups'
        ? [
            alarm(
              pending,
              'core-pending',
              0,
              'core nodes do not come: look at the events of the cluster for capacity, quotas and free addresses',
              lastsFor(30),
            ),
          ]
        : []),
      alarm(
        unhealthy,
        'unhealthy',
        0,
        'nodes are unhealthy: look at their disks first, 90 % full is the limit',
        lastsFor(10),
      ),
      alarm(
        memory,
        'memory-short',
        15,
        'has had no memory to give for an hour: look at what runs, then raise the limit of managed scaling',
        { severity: 'warning', comparison: '<', ...lastsFor(60) },
      ),
    ],
  };
}

/** A look back of more than a day takes periods of an hour, and a week is the most. */
function lastsFor(minutes: number): Pick<AlarmRule, 'periodSeconds' | 'evaluationPeriods'> {
  const periodSeconds = minutes > 1200 ? hour : fiveMinutes;
  return { periodSeconds, evaluationPeriods: Math.min(Math.ceil((minutes * 60) / periodSeconds), weekOfHours) };
}
