/** What clusters of Kafka measure, and when that is bad. */
import { type AlarmRule, type Chart, type Metric, metricsOf, type Monitored } from '../../core';

const guide = 'https://docs.aws.amazon.com/msk/latest/developerguide';
const metricsSource = `${guide}/metrics-details.html`;
const lagSource = `${guide}/consumer-lag.html`;

/** A consumer group that has to keep up with a topic. */
export interface ConsumerLag {
  readonly consumerGroup: string;
  readonly topic: string;
  /** The alarm rings when it stays so far behind; 900 seconds unless given. */
  readonly seconds?: number;
}

const of = (clusterName: string) => metricsOf('AWS/Kafka', { 'Cluster Name': clusterName }, 'Maximum');

/** Of every consumer group that is named. */
export function lagMonitoring(clusterName: string, lags: readonly ConsumerLag[]): Monitored {
  const metric = of(clusterName);
  const each = lags.map((lag) => ({
    ...lag,
    measured: metric('EstimatedMaxTimeLag', `${lag.consumerGroup} on ${lag.topic}`, 'Maximum', {
      'Consumer Group': lag.consumerGroup,
      Topic: lag.topic,
    }),
  }));
  return {
    charts:
      each.length === 0
        ? []
        : [{ title: `Seconds behind on ${clusterName}`, metrics: each.map((lag) => lag.measured) }],
    alarms: each.map(({ measured, consumerGroup, topic, seconds = 900 }): AlarmRule => ({
      metric: measured,
      name: `lag-${consumerGroup}-${topic}`,
      description: `${clusterName}: ${consumerGroup} is more than ${seconds} seconds behind on ${topic}: look whether its job runs, then at its duration and the topic's partitions`,
      severity: 'error',
      comparison: '>',
      threshold: seconds,
      periodSeconds: 300,
      evaluationPeriods: 3,
      source: lagSource,
      runbook: 'kafka-lag',
    })),
  };
}

/** Thresholds of https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html */
const thresholds = { diskPercent: 85, cpuPercent: 60 } as const;

export interface MonitoredCluster {
  readonly clusterName: string;
  readonly brokers: number;
  readonly consumerLag: readonly ConsumerLag[];
}

/** A cluster with brokers of its own: brokers are numbered from 1. */
export function mskMonitoring({ clusterName, brokers, consumerLag }: MonitoredCluster): Monitored {
  const metric = of(clusterName);
  const ids = Array.from({ length: brokers }, (_, i) => String(i + 1));
  const perBroker = (name: string, statistic: Metric['statistic']): readonly Metric[] =>
    ids.map((id) => metric(name, `broker ${id}`, statistic, { 'Broker ID': id }));
  const offline = metric('OfflinePartitionsCount', 'offline partitions', 'Maximum');
  const controller = metric('ActiveControllerCount', 'active controllers', 'Maximum');
  const charts: readonly Chart[] = [
    { title: `Bytes a second into ${clusterName}`, metrics: perBroker('BytesInPerSec', 'Average') },
    { title: `Bytes a second out of ${clusterName}`, metrics: perBroker('BytesOutPerSec', 'Average') },
    { title: `Idle CPU of ${clusterName} (%)`, metrics: perBroker('CpuIdle', 'Average') },
    { title: `Disk used by ${clusterName} (%)`, metrics: perBroker('KafkaDataLogsDiskUsed', 'Maximum') },
    {
      title: `Under-replicated partitions of ${clusterName}`,
      metrics: perBroker('UnderReplicatedPartitions', 'Maximum'),
    },
    { title: `Health of ${clusterName}`, metrics: [offline, controller] },
  ];
  const lag = lagMonitoring(clusterName, consumerLag);
  return {
    charts: [...charts, ...lag.charts],
    alarms: [
      ...clusterAlarms(clusterName, offline, controller),
      ...ids.flatMap((id) => brokerAlarms(clusterName, id)),
      ...lag.alarms,
    ],
  };
}

const clusterAlarms = (clusterName: string, offline: Metric, controller: Metric): readonly AlarmRule[] => [
  {
    metric: offline,
    name: 'offline-partitions',
    description: `${clusterName} has partitions without a leader, which nobody can read or write: look at the state of the brokers, then at their disks`,
    severity: 'critical',
    comparison: '>',
    threshold: 0,
    periodSeconds: 60,
    evaluationPeriods: 5,
    source: metricsSource,
    runbook: 'kafka-cluster',
  },
  {
    metric: controller,
    name: 'no-controller',
    description: `${clusterName} has had no active controller for five minutes, so no leader is elected: look at the state of the cluster, then ask AWS`,
    severity: 'critical',
    comparison: '<',
    threshold: 1,
    periodSeconds: 60,
    evaluationPeriods: 5,
    // A cluster without a controller may not report that it has none.
    missingData: 'bad',
    source: metricsSource,
    runbook: 'kafka-cluster',
  },
];

function brokerAlarms(clusterName: string, id: string): readonly AlarmRule[] {
  const metric = (name: string, label: string, statistic: Metric['statistic']): Metric =>
    of(clusterName)(name, `${label} of broker ${id}`, statistic, { 'Broker ID': id });
  return [
    {
      metric: metric('KafkaDataLogsDiskUsed', 'disk used', 'Maximum'),
      name: `broker-${id}-disk`,
      description: `The disk of broker ${id} of ${clusterName} is ${thresholds.diskPercent}% full: look which topic grows, shorten its retention or raise maxVolumeSize`,
      severity: 'error',
      comparison: '>=',
      threshold: thresholds.diskPercent,
      periodSeconds: 300,
      evaluationPeriods: 3,
      source: `${guide}/bestpractices.html#bestpractices-monitor-disk-space`,
      runbook: 'kafka-cluster',
    },
    {
      // The rule is that user and system stay below 60 %; what is left for them to be more is less than 40 % idle.
      metric: metric('CpuIdle', 'idle CPU', 'Average'),
      name: `broker-${id}-cpu`,
      description: `Broker ${id} of ${clusterName} has been more than ${thresholds.cpuPercent}% busy for 15 minutes, so it could not take over from another: look whether partitions are spread evenly, then take larger brokers or more`,
      severity: 'warning',
      comparison: '<',
      threshold: 100 - thresholds.cpuPercent,
      periodSeconds: 300,
      evaluationPeriods: 3,
      source: `${guide}/bestpractices.html#bestpractices-monitor-cpu`,
      runbook: 'kafka-cluster',
    },
    {
      metric: metric('UnderMinIsrPartitionCount', 'partitions below their least replicas', 'Maximum'),
      name: `broker-${id}-below-least-replicas`,
      description: `Partitions on broker ${id} of ${clusterName} have fewer replicas in step than min.insync.replicas, so writes are refused: look which broker is away`,
      severity: 'critical',
      comparison: '>',
      threshold: 0,
      periodSeconds: 60,
      evaluationPeriods: 5,
      source: metricsSource,
      runbook: 'kafka-cluster',
    },
    {
      metric: metric('UnderReplicatedPartitions', 'under-replicated partitions', 'Maximum'),
      name: `broker-${id}-under-replicated`,
      description: `Partitions on broker ${id} of ${clusterName} have lacked replicas for 15 minutes: look whether a broker is updated or overloaded, then at its disk`,
      severity: 'warning',
      comparison: '>',
      threshold: 0,
      periodSeconds: 300,
      evaluationPeriods: 3,
      source: metricsSource,
      runbook: 'kafka-cluster',
    },
  ];
}
