/** What an EMR cluster is made with, where it matters. */
import { EmrCluster, type EmrClusterProps } from '../../../constructs/aws';
import { architectureOf, emrDescribes } from '../../../constructs/aws/facts';
import type { Construct } from '../../../constructs/core';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const least: EmrClusterProps = {
  ...naming,
  releaseLabel: 'emr-7.12.0',
  capacity: {
    kind: 'fleets',
    primary: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 1 },
    core: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 2 },
    task: { instanceTypes: ['m7g.xlarge', 'r7g.xlarge'], targetSpotCapacity: 4 },
  },
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
  keyArn,
  logBucketName: 'acme-logs',
  logKeyArn: keyArn,
};
const made = (props: Partial<EmrClusterProps> = {}) =>
  resourcesOf((stack) => new EmrCluster(stack, 'x', { ...least, ...props }));
const json = (value: unknown): unknown => JSON.parse(String(value));

test('disks and objects are encrypted with the key, and metadata takes a token', () => {
  const [security] = made()['aws_emr_security_configuration'] ?? [];
  expect(json(security?.['configuration'])).toMatchObject({
    EncryptionConfiguration: {
      EnableAtRestEncryption: true,
      EnableInTransitEncryption: false,
      AtRestEncryptionConfiguration: {
        S3EncryptionConfiguration: { EncryptionMode: 'SSE-KMS', AwsKmsKey: keyArn },
        LocalDiskEncryptionConfiguration: { AwsKmsKey: keyArn, EnableEbsEncryption: true },
      },
    },
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: 2 },
  });
});

test('with certificates nodes encrypt what they send', () => {
  const [security] =
    made({ certificates: { bucketName: 'acme-artifacts', key: 'nodes.zip' } })['aws_emr_security_configuration'] ?? [];
  expect(json(security?.['configuration'])).toMatchObject({
    EncryptionConfiguration: {
      EnableInTransitEncryption: true,
      InTransitEncryptionConfiguration: {
        TLSCertificateConfiguration: { CertificateProviderType: 'PEM', S3Object: 's3://acme-artifacts/nodes.zip' },
      },
    },
  });
});

test('Spark has the jars of Delta and its session; what is given wins, setting by setting', () => {
  const [cluster] =
    made({ configurations: { 'spark-defaults': { 'spark.sql.shuffle.partitions': '64' } } })['aws_emr_cluster'] ?? [];
  expect(json(cluster?.['configurations_json'])).toEqual([
    { Classification: 'delta-defaults', Properties: { 'delta.enabled': 'true' } },
    {
      Classification: 'spark-defaults',
      Properties: {
        'spark.hadoop.fs.s3a.directory.marker.retention': 'keep',
        'spark.sql.catalog.spark_catalog': 'org.apache.spark.sql.delta.catalog.DeltaCatalog',
        'spark.sql.extensions': 'io.delta.sql.DeltaSparkSessionExtension',
        'spark.sql.shuffle.partitions': '64',
      },
    },
  ]);
});

test('spot task nodes fall back to on-demand capacity', () => {
  const [fleet] = made()['aws_emr_instance_fleet'] ?? [];
  expect(fleet).toMatchObject({
    target_on_demand_capacity: 0,
    target_spot_capacity: 4,
    launch_specifications: { spot_specification: [{ timeout_action: 'SWITCH_TO_ON_DEMAND' }] },
  });
});

test('the cluster ends itself, and nobody else ends it', () => {
  expect(made()['aws_emr_cluster']?.[0]).toMatchObject({
    auto_termination_policy: { idle_timeout: 3600 },
    termination_protection: true,
    lifecycle: { prevent_destroy: true },
    tags: { 'for-use-with-amazon-emr-managed-policies': 'true' },
  });
  const destroyable = made({ removalPolicy: 'destroy', allowDestroy: true });
  expect(destroyable['aws_emr_cluster']?.[0]).toMatchObject({
    termination_protection: false,
    lifecycle: { prevent_destroy: false },
  });
});

test('what managed scaling owns is left to it', () => {
  const scaled = made({ scaling: { minimumCapacityUnits: 3, maximumCapacityUnits: 9 } });
  expect(scaled['aws_emr_instance_fleet']?.[0]).toMatchObject({
    lifecycle: { ignore_changes: ['target_on_demand_capacity', 'target_spot_capacity'] },
  });
  expect(made()['aws_emr_instance_fleet']?.[0]).not.toHaveProperty('lifecycle');
});

test('nothing comes in from outside, and only TLS goes out', () => {
  const { aws_vpc_security_group_ingress_rule: ins = [], aws_vpc_security_group_egress_rule: outs = [] } = made();
  expect(ins.every((rule) => rule['referenced_security_group_id'] !== undefined)).toBe(true);
  const open = outs.filter((rule) => rule['cidr_ipv4'] !== undefined);
  expect(open.map((rule) => [rule['ip_protocol'], rule['to_port']])).toEqual([
    ['tcp', 443],
    ['tcp', 443],
  ]);
});

test('the roles of one cluster reach its network, what it started, and its key', () => {
  const policies = (made()['aws_iam_role_policy'] ?? []).map((each) => String(each['policy']));
  const starred = policies.flatMap((policy) =>
    (JSON.parse(policy) as { Statement: { Action: string[]; Resource: string | string[] }[] }).Statement.filter(
      ({ Resource }) => [Resource].flat().includes('*'),
    ),
  );
  expect(starred.map(({ Action }) => Action)).toEqual([emrDescribes]);
  expect(policies.join()).toContain('subnet/subnet-1');
});

test.each([
  ['made', (scope: Construct) => new EmrCluster(scope, 'x', least)],
  ['existing', (scope: Construct) => EmrCluster.fromExisting(scope, 'x', { ...naming, clusterId: 'j-1' })],
])('a cluster, %s, lets add steps to itself and wait for them', (how, cluster) => {
  const { may } = granted((scope, role) => cluster(scope).grantRun(role));
  const rule = 'arn:aws:events:eu-central-1:111122223333:rule/StepFunctionsGetEventForEMRAddJobFlowStepsRule';
  expect(may('events:PutRule', rule)).toBe(true);
  if (how === 'made') return;
  const steps = (id: string) =>
    may('elasticmapreduce:AddJobFlowSteps', `arn:aws:elasticmapreduce:eu-central-1:111122223333:cluster/${id}`);
  expect(steps('j-1')).toBe(true);
  expect(steps('j-2')).toBe(false);
  expect(
    may('elasticmapreduce:TerminateJobFlows', 'arn:aws:elasticmapreduce:eu-central-1:111122223333:cluster/j-1'),
  ).toBe(false);
});

test.each([
  ['m7g.xlarge', 'arm64'],
  ['c7gn.16xlarge', 'arm64'],
  ['im4gn.large', 'arm64'],
  ['m7i.2xlarge', 'x86_64'],
  ['m7i-flex.large', 'x86_64'],
  ['g5.xlarge', 'x86_64'],
  ['r5.metal', 'x86_64'],
  ['large', undefined],
])('%s is %s', (type, architecture) => {
  expect(architectureOf(type)).toBe(architecture);
});

const groups: EmrClusterProps['capacity'] = {
  kind: 'groups',
  primary: { instanceType: 'm7g.xlarge', instanceCount: 1 },
  core: { instanceType: 'm7g.xlarge', instanceCount: 2 },
};

// EMR reports these of instance groups alone; the alarm of a fleet would never hear of anything.
test.each([
  ['groups', { capacity: groups, subnetIds: ['subnet-1'] }, true],
  ['fleets', {}, false],
])('%s report counts of core and task nodes, and are watched by them: %s', (_, props, expected) => {
  const watched: string[] = [];
  const drawn: string[] = [];
  resourcesOf((stack) => {
    const { alarms, charts } = new EmrCluster(stack, 'x', { ...least, ...props });
    watched.push(...alarms.map(({ metric }) => metric.name));
    drawn.push(...charts.flatMap(({ metrics }) => metrics.map(({ name }) => name)));
  });
  expect(watched.includes('CoreNodesPending')).toBe(expected);
  expect(drawn.some((name) => /^(Core|Task)Nodes/.test(name))).toBe(expected);
  expect(watched).toContain('MRUnhealthyNodes');
  expect(drawn).toContain('MRActiveNodes');
});
