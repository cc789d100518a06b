import * as z from 'zod';
import type { RemovalProps } from '../../core';
import { type NamedProps, type NamingProps, namingShape } from '../environment/naming_props';
import {
  arnShape,
  eachOnce,
  keyArnShape,
  nameShape,
  securityGroupIdShape,
  subnetIdShape,
  vpcIdShape,
  wholeNumber,
} from '../environment/shapes';
import {
  brokersProblem,
  type BrokerType,
  brokerTypes,
  brokerTypeSource,
  brokerVolume,
  groupPattern,
  type KafkaVersion,
  kafkaVersionProblem,
  mskLimits,
  mskZones,
  throughputProblem,
} from '../facts';
import type { ConsumerLag } from './kafka_monitoring';
import { type KafkaTopic, topicProblems, topicsShape } from './kafka_topics';
import { ownProperties } from './server_properties';

export interface MskClusterProps extends NamedProps, RemovalProps {
  readonly vpcId: string;
  /** Private, two or three, each in a zone of its own. */
  readonly subnetIds: readonly string[];
  /** Of what is stored. */
  readonly keyArn: string;
  /** A key of class logs, for the brokers' logs. */
  readonly logKeyArn: string;
  /** `3.8.x.kraft` unless given; with `.kraft` the brokers keep the metadata, without it ZooKeeper does. */
  readonly kafkaVersion?: KafkaVersion;
  /** `kafka.m7g.large` unless given. */
  readonly instanceType?: BrokerType;
  /** 1 unless given. */
  readonly brokersPerZone?: number;
  /** GiB of each broker's volume when it is made; 100 unless given. A volume grows and never shrinks. */
  readonly volumeSize?: number;
  /** GiB up to which volumes grow by themselves; 1000 unless given, and as much as `volumeSize` for no growing. */
  readonly maxVolumeSize?: number;
  /** Percent of a volume in use from which on it grows; 60 unless given. */
  readonly volumeUtilization?: number;
  /** MiB a second of each volume, on large brokers; what the volume has by itself unless given. */
  readonly volumeThroughput?: number;
  /** Copies of a partition unless its topic says otherwise; as many as zones unless given. */
  readonly defaultReplicationFactor?: number;
  /** Copies that must have a record before a producer hears that it is written; one less than copies unless given. */
  readonly minInsyncReplicas?: number;
  /** By name. `lakewright deploy` makes them and keeps them so; others are left alone. */
  readonly topics?: Readonly<Record<string, KafkaTopic>>;
  /** Other properties of the brokers: `log.retention.hours`. */
  readonly serverProperties?: Readonly<Record<string, string>>;
  /** Secrets with names and passwords, for clients that cannot do IAM; their names begin with `AmazonMSK_`. */
  readonly scramSecretArns?: readonly string[];
  /** Private certificate authorities whose certificates clients may come with. */
  readonly certificateAuthorityArns?: readonly string[];
  /** The security groups of clients; more by `allowClient`. */
  readonly clientSecurityGroupIds?: readonly string[];
  /** Which metrics there are; `PER_BROKER`, the least that the alarms need, unless given. */
  readonly enhancedMonitoring?: 'PER_BROKER' | 'PER_TOPIC_PER_BROKER' | 'PER_TOPIC_PER_PARTITION';
  /** Consumer groups that have to keep up: an alarm each. */
  readonly consumerLag?: readonly ConsumerLag[];
  /** 90 unless given. */
  readonly logRetentionDays?: number;
}

export interface ExistingKafkaProps extends NamingProps {
  readonly clusterName: string;
  /** The last part of its ARN, where grants shall be on this very cluster; any cluster of the name unless given. */
  readonly clusterUuid?: string;
}

const guide = 'https://docs.aws.amazon.com/msk/latest/developerguide';
const autoExpand = `${guide}/msk-autoexpand-details.html`;
const availability = `${guide}/bestpractices.html#ensure-high-availability`;
const monitoring = `${guide}/metrics-details.html`;
const passwords = `${guide}/msk-password-tutorial.html`;

export const existingKafkaShape = z.object({
  ...namingShape,
  clusterUuid: z
    .string()
    .regex(/^[0-9a-f-]+$/, `expected the last part of the cluster's ARN (${guide}/kafka-actions.html)`)
    .exactOptional(),
});

export const kafkaSubnetsShape = z
  .array(subnetIdShape)
  .min(2, `expected two or three subnets, each in a zone of its own (${mskZones})`)
  .max(3, `expected two or three subnets, each in a zone of its own (${mskZones})`);

export const consumerLagShape = z.array(
  z.object({
    consumerGroup: z.string().regex(groupPattern, `expected the id of a consumer group (${guide}/consumer-lag.html)`),
    topic: z.string().regex(/^[a-zA-Z0-9._-]{1,249}$/, `expected the name of a topic (${guide}/consumer-lag.html)`),
    seconds: wholeNumber(1, 2 ** 31, 'seconds', `${guide}/consumer-lag.html`).exactOptional(),
  }),
);

const gib = wholeNumber(brokerVolume.least, brokerVolume.most, 'GiB', mskLimits).exactOptional();

export const mskClusterShape = z.object({
  ...namingShape,
  name: nameShape,
  vpcId: vpcIdShape,
  subnetIds: kafkaSubnetsShape,
  keyArn: keyArnShape,
  logKeyArn: keyArnShape,
  instanceType: z
    .enum(brokerTypes, `expected a size of standard brokers, such as kafka.m7g.large (${brokerTypeSource})`)
    .exactOptional(),
  brokersPerZone: wholeNumber(1, 30, 'brokers in a zone', mskLimits).exactOptional(),
  volumeSize: gib,
  maxVolumeSize: gib,
  volumeUtilization: wholeNumber(10, 80, 'percent', autoExpand).exactOptional(),
  volumeThroughput: z.int('expected whole MiB a second').exactOptional(),
  defaultReplicationFactor: wholeNumber(2, 15, 'copies', availability).exactOptional(),
  minInsyncReplicas: wholeNumber(1, 15, 'copies', availability).exactOptional(),
  scramSecretArns: z
    .array(
      arnShape('a secret').regex(
        /:secret:AmazonMSK_/,
        `expected a secret whose name begins with AmazonMSK_ (${passwords})`,
      ),
    )
    .exactOptional(),
  certificateAuthorityArns: z.array(arnShape('a certificate authority')).exactOptional(),
  clientSecurityGroupIds: eachOnce(securityGroupIdShape).exactOptional(),
  enhancedMonitoring: z
    .enum(
      ['PER_BROKER', 'PER_TOPIC_PER_BROKER', 'PER_TOPIC_PER_PARTITION'],
      `expected PER_BROKER, PER_TOPIC_PER_BROKER or PER_TOPIC_PER_PARTITION: with less, alarms have no metric (${monitoring})`,
    )
    .exactOptional(),
  consumerLag: consumerLagShape.exactOptional(),
  topics: topicsShape.exactOptional(),
});

/** The numbers of a cluster, those that nobody gave included. */
export function mskSizes(props: MskClusterProps) {
  const zones = props.subnetIds.length;
  const volumeSize = props.volumeSize ?? 100;
  const copies = props.defaultReplicationFactor ?? zones;
  return {
    // Recommended: https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html
    kafkaVersion: props.kafkaVersion ?? '3.8.x.kraft',
    // Graviton costs less for the same work: https://docs.aws.amazon.com/msk/latest/developerguide/broker-instance-types.html
    instanceType: props.instanceType ?? 'kafka.m7g.large',
    brokers: zones * (props.brokersPerZone ?? 1),
    volumeSize,
    maxVolumeSize: props.maxVolumeSize ?? Math.max(1000, volumeSize),
    copies,
    // At most one less than copies: with as many, no broker can be updated without writes being refused.
    inSync: props.minInsyncReplicas ?? copies - 1,
  } as const;
}

/** What is wrong with a cluster that no property is wrong with alone, each in one sentence. */
export function mskProblems(props: MskClusterProps): readonly string[] {
  const { kafkaVersion, instanceType, brokers, volumeSize, maxVolumeSize, copies, inSync } = mskSizes(props);
  const { volumeThroughput, brokersPerZone = 1 } = props;
  const version = kafkaVersionProblem(kafkaVersion);
  const tooMany = brokersProblem(kafkaVersion, brokers);
  const throughput =
    volumeThroughput === undefined ? undefined : throughputProblem(instanceType, volumeThroughput, volumeSize);
  return [
    ...(version === undefined ? [] : [`kafkaVersion: found "${kafkaVersion}"; ${version}`]),
    ...(tooMany === undefined ? [] : [`brokersPerZone: found ${brokersPerZone}, ${brokers} brokers; ${tooMany}`]),
    ...(maxVolumeSize >= volumeSize
      ? []
      : [`maxVolumeSize: found ${maxVolumeSize}; expected at least volumeSize, ${volumeSize} GiB (${autoExpand})`]),
    ...(throughput === undefined ? [] : [`volumeThroughput: found ${String(volumeThroughput)}; ${throughput}`]),
    ...(copies <= brokers
      ? []
      : [`defaultReplicationFactor: found ${copies}; expected at most the ${brokers} brokers (${availability})`]),
    ...(inSync < copies
      ? []
      : [
          `minInsyncReplicas: found ${inSync}; expected less than the ${copies} copies, or writes stop with each update of a broker (${availability})`,
        ]),
    ...topicProblems(props.topics ?? {}, { brokers, copies, inSync }),
    ...Object.keys(props.serverProperties ?? {})
      .filter((name) => ownProperties.has(name))
      .map((name) => `serverProperties.${name}: ${ownProperties.get(name) ?? ''}`),
  ];
}
