/** What clusters of Kafka are made with, where it matters, and who may do what on them. */
import {
  type KafkaAccess,
  type KafkaReads,
  MskCluster,
  type MskClusterProps,
  MskServerlessCluster,
  ServiceRole,
} from '../../../constructs/aws';
import { kafkaVersions, mskFacts } from '../../../constructs/aws/facts';
import type { Construct } from '../../../constructs/core';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const least: MskClusterProps = {
  ...naming,
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2', 'subnet-3'],
  keyArn,
  logKeyArn: keyArn,
};
const made = (props: Partial<MskClusterProps> = {}) =>
  resourcesOf((stack) => new MskCluster(stack, 'x', { ...least, ...props }));

test('TLS only, everybody proves who they are, encrypted with the given key, not destroyed', () => {
  expect(made()['aws_msk_cluster']?.[0]).toMatchObject({
    kafka_version: '3.8.x.kraft',
    number_of_broker_nodes: 3,
    encryption_info: {
      encryption_at_rest_kms_key_arn: keyArn,
      encryption_in_transit: { client_broker: 'TLS', in_cluster: true },
    },
    client_authentication: { unauthenticated: false, sasl: { iam: true, scram: false } },
    logging_info: {
      broker_logs: { cloudwatch_logs: { enabled: true, log_group: '/aws/vendedlogs/msk/acme-dev-kafka' } },
    },
    lifecycle: { prevent_destroy: true },
  });
  expect(made()['aws_cloudwatch_log_group']?.[0]).toMatchObject({ retention_in_days: 90, kms_key_id: keyArn });
});

test('brokers keep as many copies as there are zones, and make no topics by themselves', () => {
  const properties = (props: Partial<MskClusterProps>) =>
    String(made(props)['aws_msk_configuration']?.[0]?.['server_properties']).split('\n').sort();
  expect(properties({ serverProperties: { 'log.retention.hours': '24' } })).toEqual([
    '',
    'allow.everyone.if.no.acl.found=false',
    'auto.create.topics.enable=false',
    'default.replication.factor=3',
    'log.retention.hours=24',
    'min.insync.replicas=2',
    'unclean.leader.election.enable=false',
  ]);
  expect(properties({ subnetIds: ['subnet-1', 'subnet-2'] })).toEqual(
    expect.arrayContaining(['default.replication.factor=2', 'min.insync.replicas=1']),
  );
});

test('volumes grow by themselves, which is no drift; or stay as they are', () => {
  const grows = made({ volumeSize: 200, maxVolumeSize: 800 });
  expect(grows['aws_appautoscaling_target']?.[0]).toMatchObject({ min_capacity: 1, max_capacity: 800 });
  expect(grows['aws_appautoscaling_policy']?.[0]).toMatchObject({
    target_tracking_scaling_policy_configuration: { target_value: 60, disable_scale_in: true },
  });
  const ignored = { ignore_changes: ['broker_node_group_info[0].storage_info[0].ebs_storage_info[0].volume_size'] };
  expect(grows['aws_msk_cluster']?.[0]).toMatchObject({ lifecycle: ignored });
  const fixed = made({ volumeSize: 200, maxVolumeSize: 200 });
  expect(fixed).not.toHaveProperty('aws_appautoscaling_target');
  expect(fixed['aws_msk_cluster']?.[0]?.['lifecycle']).toEqual({ prevent_destroy: true });
});

test.each([
  [{}, [9098]],
  [{ scramSecretArns: ['arn:aws:secretsmanager:eu-central-1:111122223333:secret:AmazonMSK_a-1'] }, [9096, 9098]],
  [{ certificateAuthorityArns: ['arn:aws:acm-pca:eu-central-1:111122223333:certificate-authority/1'] }, [9094, 9098]],
])('clients %j come in by their ports alone, and are let out to the brokers', (how, ports) => {
  const { aws_vpc_security_group_ingress_rule: ins = [], aws_vpc_security_group_egress_rule: outs = [] } = made({
    ...how,
    clientSecurityGroupIds: ['sg-jobs'],
  });
  expect(ins.map((rule) => rule['from_port']).sort()).toEqual(ports);
  for (const rule of ins) expect(rule).toMatchObject({ referenced_security_group_id: 'sg-jobs' });
  expect(outs.map((rule) => rule['from_port']).sort()).toEqual(ports);
  for (const rule of outs) expect(rule).toMatchObject({ security_group_id: 'sg-jobs' });
  expect(JSON.stringify(ins)).not.toContain('0.0.0.0');
  expect(made()).not.toHaveProperty('aws_vpc_security_group_ingress_rule');
});

test('every broker has its alarms, every named group too', () => {
  const names = (props: Partial<MskClusterProps>) => {
    let found: readonly string[] = [];
    resourcesOf((stack) => {
      found = new MskCluster(stack, 'x', { ...least, ...props }).alarms.map(({ name }) => name);
    });
    return found;
  };
  expect(names({ consumerLag: [{ consumerGroup: 'g', topic: 't' }] })).toEqual([
    'offline-partitions',
    'no-controller',
    ...['1', '2', '3'].flatMap((id) =>
      ['disk', 'cpu', 'below-least-replicas', 'under-replicated'].map((what) => `broker-${id}-${what}`),
    ),
    'lag-g-t',
  ]);
});

test('the facts agree: a version’s mode is in its name, and each way of proving has its rule', () => {
  for (const [version, mode] of Object.entries(kafkaVersions)) {
    expect(version.endsWith('.kraft')).toBe(mode === 'kraft');
  }
  expect(mskFacts.securityGroupRules?.map(({ ports }) => ports)).toEqual(['9098', '9096', '9094']);
});

const uuid = '01234567-89ab-cdef-0123-456789abcdef-2';
const kafka = (kind: string, rest: string): string => `arn:aws:kafka:eu-central-1:111122223333:${kind}/${rest}`;
const inCluster = (kind: string, name: string): string => kafka(kind, `acme-dev-kafka/${uuid}/${name}`);
const cluster = kafka('cluster', `acme-dev-kafka/${uuid}`);
type Granting = Pick<KafkaAccess, 'grantManage' | 'grantRead' | 'grantWrite'>;
const reads: KafkaReads = { topics: ['orders', 'shop.*'], consumerGroups: ['shop-*'] };

describe.each<[string, (scope: Construct) => Granting]>([
  ['made', (scope) => new MskCluster(scope, 'x', least)],
  [
    'serverless',
    (scope) =>
      new MskServerlessCluster(scope, 'x', {
        ...naming,
        name: 'kafka',
        vpcId: 'vpc-1',
        subnetIds: ['subnet-1', 'subnet-2'],
      }),
  ],
  ['existing', (scope) => MskCluster.fromExisting(scope, 'x', { ...naming, clusterName: 'acme-dev-kafka' })],
  [
    'existing by its id',
    (scope) => MskCluster.fromExisting(scope, 'x', { ...naming, clusterName: 'acme-dev-kafka', clusterUuid: uuid }),
  ],
])('a cluster, %s', (_, of) => {
  test('lets read the named topics as the named groups', () => {
    const { may } = granted((scope, role) => of(scope).grantRead(role, reads));
    expect(may('kafka-cluster:Connect', cluster)).toBe(true);
    expect(may('kafka-cluster:ReadData', inCluster('topic', 'orders'))).toBe(true);
    expect(may('kafka-cluster:ReadData', inCluster('topic', 'shop.clicks'))).toBe(true);
    expect(may('kafka-cluster:AlterGroup', inCluster('group', 'shop-1'))).toBe(true);
    expect(may('kafka-cluster:ReadData', inCluster('topic', 'orders2'))).toBe(false);
    expect(may('kafka-cluster:ReadData', kafka('topic', `acme-prod-kafka/${uuid}/orders`))).toBe(false);
    expect(may('kafka-cluster:AlterGroup', inCluster('group', 'ads-1'))).toBe(false);
    expect(may('kafka-cluster:WriteData', inCluster('topic', 'orders'))).toBe(false);
    expect(may('kafka-cluster:WriteDataIdempotently', cluster)).toBe(false);
  });

  test('lets write to the named topics, in the named transactions', () => {
    const { may } = granted((scope, role) =>
      of(scope).grantWrite(role, { topics: ['orders'], transactionalIds: ['orders-*'] }),
    );
    expect(may('kafka-cluster:WriteData', inCluster('topic', 'orders'))).toBe(true);
    expect(may('kafka-cluster:WriteDataIdempotently', cluster)).toBe(true);
    expect(may('kafka-cluster:AlterTransactionalId', inCluster('transactional-id', 'orders-1'))).toBe(true);
    expect(may('kafka-cluster:AlterTransactionalId', inCluster('transactional-id', 'ads-1'))).toBe(false);
    expect(may('kafka-cluster:ReadData', inCluster('topic', 'orders'))).toBe(false);
    expect(may('kafka-cluster:CreateTopic', inCluster('topic', 'orders'))).toBe(false);
  });

  test('lets manage the named topics without their records', () => {
    const { may } = granted((scope, role) => of(scope).grantManage(role, { topics: ['shop.*'] }));
    expect(may('kafka-cluster:CreateTopic', inCluster('topic', 'shop.new'))).toBe(true);
    expect(may('kafka-cluster:DeleteTopic', inCluster('topic', 'ads.old'))).toBe(false);
    expect(may('kafka-cluster:ReadData', inCluster('topic', 'shop.new'))).toBe(false);
    expect(may('kafka-cluster:AlterCluster', cluster)).toBe(false);
  });
});

test('a client that comes later is let in', () => {
  const { aws_vpc_security_group_ingress_rule: rules = [] } = resourcesOf((stack) => {
    new MskCluster(stack, 'x', least).allowClient('jobs', 'sg-late');
  });
  expect(rules).toEqual([expect.objectContaining({ referenced_security_group_id: 'sg-late', from_port: 9098 })]);
});

test('grants make nothing but the policy of who is granted', () => {
  const made = resourcesOf((stack) => {
    const role = new ServiceRole(stack, 'role', {
      ...naming,
      roleName: 'r',
      service: 'emr-serverless.amazonaws.com',
      description: 'Reads',
    });
    MskCluster.fromExisting(stack, 'x', { ...naming, clusterName: 'events' }).grantRead(role, reads);
  });
  expect(Object.keys(made).sort()).toEqual(['aws_iam_role', 'aws_iam_role_policy']);
});

test('lists of those that come without IAM are granted apart', () => {
  const lists = granted((scope, role) => new MskCluster(scope, 'x', least).grantManageLists(role));
  expect(lists.may('kafka-cluster:AlterCluster', cluster)).toBe(true);
  expect(lists.may('kafka-cluster:CreateTopic', inCluster('topic', 'orders'))).toBe(false);
});

test('a serverless cluster takes IAM alone, and is not destroyed', () => {
  const { aws_msk_serverless_cluster: made, aws_vpc_security_group_ingress_rule: rules } = resourcesOf((stack) => {
    new MskServerlessCluster(stack, 'x', {
      ...naming,
      vpcId: 'vpc-1',
      subnetIds: ['subnet-1', 'subnet-2'],
      clientSecurityGroupIds: ['sg-jobs'],
    });
  });
  expect(made?.[0]).toMatchObject({
    cluster_name: 'acme-dev-events',
    client_authentication: { sasl: { iam: { enabled: true } } },
    lifecycle: { prevent_destroy: true },
  });
  expect(rules?.map((rule) => rule['from_port'])).toEqual([9098]);
});
