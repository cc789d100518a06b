import { MskCluster, type MskClusterProps, ServiceRole } from '../../../../constructs/aws';
import type { Construct, Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';

const least = (given: Surroundings): MskClusterProps => ({
  ...given.base,
  vpcId: given.vpcId,
  subnetIds: given.subnetIds(2),
  keyArn: given.keyArn(),
  logKeyArn: given.keyArn('logs'),
});
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
const wrong = (naming: Naming, props: object): MskClusterProps => ({
  ...naming,
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
  keyArn,
  logKeyArn: keyArn,
  ...props,
});
const refusals: readonly (readonly [string, object, string])[] = [
  [
    'a version whose support has ended',
    { kafkaVersion: '3.5.1' },
    'kafkaVersion: found "3.5.1"; its support ended on 2025-10-23; expected one of 3.7.x',
  ],
  ['a version that is none', { kafkaVersion: '4' }, 'kafkaVersion: found "4"; expected one of 3.7.x'],
  ['one zone', { subnetIds: ['subnet-1'] }, 'subnetIds: found ["subnet-1"]; expected two or three subnets'],
  [
    'a size of Express brokers',
    { instanceType: 'express.m7g.large' },
    'instanceType: found "express.m7g.large"; expected a size of standard brokers',
  ],
  [
    'more brokers than ZooKeeper keeps',
    { kafkaVersion: '3.9.x', brokersPerZone: 16 },
    'brokersPerZone: found 16, 32 brokers; expected at most 30 brokers in a cluster with ZooKeeper',
  ],
  ['a volume that is too large', { volumeSize: 20_000 }, 'volumeSize: found 20000; expected 1 to 16384 GiB'],
  [
    'a volume that shrinks',
    { volumeSize: 500, maxVolumeSize: 200 },
    'maxVolumeSize: found 200; expected at least volumeSize, 500 GiB',
  ],
  [
    'throughput on a small broker',
    { volumeThroughput: 300 },
    'volumeThroughput: found 300; the storage of kafka.m7g.large has no provisioned throughput',
  ],
  [
    'throughput that a broker has not',
    { instanceType: 'kafka.m7g.2xlarge', volumeThroughput: 600 },
    'volumeThroughput: found 600; expected 250 to 312 MiB a second on kafka.m7g.2xlarge',
  ],
  [
    'more copies than brokers',
    { defaultReplicationFactor: 3 },
    'defaultReplicationFactor: found 3; expected at most the 2 brokers',
  ],
  [
    'as many copies in step as there are',
    { minInsyncReplicas: 2 },
    'minInsyncReplicas: found 2; expected less than the 2 copies',
  ],
  [
    'topics that make themselves',
    { serverProperties: { 'auto.create.topics.enable': 'true' } },
    'serverProperties.auto.create.topics.enable: expected nothing: topics are made by who may',
  ],
  [
    'a topic with more copies than brokers',
    { topics: { orders: { partitions: 3, replicationFactor: 3 } } },
    'topics.orders.replicationFactor: found 3; expected at most the 2 brokers',
  ],
  [
    'a topic whose writes stop with each update',
    { topics: { orders: { partitions: 3, settings: { 'min.insync.replicas': '2' } } } },
    'topics.orders.replicationFactor: found 2; expected more than the 2 copies that must have a record',
  ],
  [
    'a retention that is said twice',
    { topics: { orders: { partitions: 3, retentionHours: 1, settings: { 'retention.ms': '1' } } } },
    'topics.orders.settings.retention.ms: expected nothing beside retentionHours',
  ],
  ["a topic of Kafka's own", { topics: { __consumer_offsets: { partitions: 50 } } }, 'expected the name of a topic'],
  [
    'a setting that is none',
    { topics: { orders: { partitions: 1, settings: { cleanupPolicy: 'compact' } } } },
    'topics.orders.settings.cleanupPolicy: expected a setting of topics, such as cleanup.policy',
  ],
  ['a topic without partitions', { topics: { orders: { partitions: 0 } } }, 'found 0; expected 1 to 4000 partitions'],
  [
    'a secret that MSK does not take',
    { scramSecretArns: ['arn:aws:secretsmanager:eu-central-1:111122223333:secret:kafka-x'] },
    'expected a secret whose name begins with AmazonMSK_',
  ],
  [
    'alarms without a metric',
    { enhancedMonitoring: 'DEFAULT' },
    'enhancedMonitoring: found "DEFAULT"; expected PER_BROKER, PER_TOPIC_PER_BROKER or PER_TOPIC_PER_PARTITION: with less',
  ],
];

const role = (scope: Construct, { naming }: Surroundings): ServiceRole =>
  new ServiceRole(scope, 'reader', {
    ...naming,
    roleName: 'acme-dev-reader',
    service: 'emr-serverless.amazonaws.com',
    description: 'Reads',
  });

export const mskCluster: Variant = {
  construct: MskCluster,
  family: 'streaming',
  least: (scope, id, given, name) =>
    new MskCluster(scope, id, { ...least(given), ...(name === undefined ? {} : { name }) }),
  all: (scope, id, given) =>
    new MskCluster(scope, id, {
      ...least(given),
      name: 'all',
      subnetIds: given.subnetIds(3),
      kafkaVersion: '3.9.x',
      instanceType: 'kafka.m5.4xlarge',
      brokersPerZone: 2,
      volumeSize: 500,
      maxVolumeSize: 4000,
      volumeUtilization: 50,
      volumeThroughput: 500,
      defaultReplicationFactor: 4,
      minInsyncReplicas: 2,
      serverProperties: { 'log.retention.hours': '72' },
      scramSecretArns: ['arn:aws:secretsmanager:eu-central-1:111122223333:secret:AmazonMSK_partner-a1B2c3'],
      certificateAuthorityArns: ['arn:aws:acm-pca:eu-central-1:111122223333:certificate-authority/1'],
      clientSecurityGroupIds: [given.securityGroupId()],
      enhancedMonitoring: 'PER_TOPIC_PER_BROKER',
      consumerLag: [{ consumerGroup: 'shop-orders', topic: 'orders', seconds: 600 }],
      logRetentionDays: 30,
      topics: {
        orders: { partitions: 12, replicationFactor: 3, retentionHours: 72 },
        customers: { partitions: 3, settings: { 'cleanup.policy': 'compact' } },
      },
    }),
  existing: (scope, id, { naming }) =>
    MskCluster.fromExisting(scope, id, {
      ...naming,
      clusterName: 'events',
      clusterUuid: '01234567-89ab-cdef-0123-456789abcdef-2',
    }),
  refused: [
    ...refusals.map(([what, props, message]): Refusal => ({
      wrong: what,
      build: (scope, { naming }) => new MskCluster(scope, 'it', wrong(naming, props)),
      message,
    })),
    {
      wrong: 'a grant on no topic',
      build: (scope, given) =>
        new MskCluster(scope, 'it', wrong(given.naming, {})).grantRead(role(scope, given), {
          topics: [],
          consumerGroups: ['a'],
        }),
      message: 'topics: found []; expected at least one topic',
    },
    {
      wrong: 'a grant that reaches out of its cluster',
      build: (scope, given) =>
        MskCluster.fromExisting(scope, 'it', { ...given.naming, clusterName: 'events' }).grantWrite(
          role(scope, given),
          { topics: ['../orders'] },
        ),
      message: 'topics.0: found "../orders"; expected a topic',
    },
  ],
};
