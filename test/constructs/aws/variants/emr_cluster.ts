import { EmrCluster, type EmrClusterProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const groups = {
  kind: 'groups',
  primary: { instanceType: 'm7g.xlarge', instanceCount: 1 },
  core: { instanceType: 'm7g.xlarge', instanceCount: 2 },
} as const;
const fleets = {
  kind: 'fleets',
  primary: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 1 },
  core: { instanceTypes: ['m7g.xlarge', 'm6g.xlarge'], targetOnDemandCapacity: 2 },
  task: { instanceTypes: ['r7g.xlarge', 'm7g.2xlarge'], targetSpotCapacity: 4 },
} as const;
const scaling = {
  minimumCapacityUnits: 3,
  maximumCapacityUnits: 20,
  maximumCoreCapacityUnits: 4,
  maximumOndemandCapacityUnits: 6,
};
const least = (given: Surroundings): EmrClusterProps => ({
  ...given.base,
  releaseLabel: 'emr-7.12.0',
  capacity: groups,
  vpcId: given.vpcId,
  subnetIds: given.subnetIds(1),
  keyArn: given.keyArn(),
  logBucketName: `acme-${given.naming.environment}-emr-logs`,
  logKeyArn: given.keyArn('logs'),
});
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
const wrong = (naming: Naming, props: Partial<EmrClusterProps>): EmrClusterProps => ({
  ...naming,
  releaseLabel: 'emr-7.12.0',
  capacity: groups,
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1'],
  keyArn,
  logBucketName: 'acme-logs',
  logKeyArn: keyArn,
  ...props,
});
const refused: readonly (readonly [wrong: string, props: Partial<EmrClusterProps>, message: string])[] = [
  [
    'an unsupported release',
    { releaseLabel: 'emr-6.15.0' },
    "releaseLabel: release 'emr-6.15.0' reads S3 through EMRFS",
  ],
  [
    'spot without fallback',
    { capacity: { ...fleets, task: { ...fleets.task, timeoutAction: 'TERMINATE_CLUSTER' } } },
    'capacity.task.timeoutAction: found "TERMINATE_CLUSTER"; expected SWITCH_TO_ON_DEMAND',
  ],
  [
    'spot in a group, which has no fallback',
    { capacity: { ...groups, task: { ...groups.core, bidPrice: '0.12' } } },
    'capacity.task.bidPrice: found "0.12"; expected none, because a spot group does not fall back',
  ],
  [
    'spot core nodes',
    { capacity: { ...fleets, core: { ...fleets.core, targetSpotCapacity: 2 } } },
    'capacity.core.targetSpotCapacity: found 2; expected none, because a core node that is taken takes HDFS blocks',
  ],
  [
    'two primary nodes',
    { capacity: { ...fleets, primary: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 2 } } },
    'expected 1 or 3 primary nodes',
  ],
  [
    'a fleet of no machines',
    { capacity: { ...fleets, task: { instanceTypes: ['m7g.xlarge'] } } },
    'expected targetOnDemandCapacity or targetSpotCapacity of at least 1',
  ],
  [
    'two architectures',
    { capacity: { ...groups, core: { instanceType: 'm7i.xlarge', instanceCount: 2 } } },
    'capacity: m7g.xlarge, m7i.xlarge are of two architectures; expected one',
  ],
  [
    'a burstable machine',
    { capacity: { ...groups, core: { instanceType: 't4g.xlarge', instanceCount: 2 } } },
    "capacity: 't4g.xlarge' is a burstable type",
  ],
  [
    'a table format for an application',
    { applications: ['Spark', 'Delta'] },
    "applications.1: 'Delta' is no application but a table format",
  ],
  [
    'several subnets for groups',
    { subnetIds: ['subnet-1', 'subnet-2'] },
    'subnetIds: found 2; expected one, because groups do not choose',
  ],
  ['half a minute', { idleMinutes: 0.5 }, 'idleMinutes: found 0.5; expected 1 to 10080 minutes'],
  [
    'limits the wrong way round',
    { scaling: { minimumCapacityUnits: 9, maximumCapacityUnits: 3 } },
    'expected minimumCapacityUnits of at most maximumCapacityUnits',
  ],
  ['a small root volume', { ebsRootVolumeSize: 8 }, 'ebsRootVolumeSize: found 8; expected 15 to 100 GiB'],
  ['a log prefix without an end', { logPrefix: 'emr' }, 'logPrefix: found "emr"; expected a prefix that ends'],
];

export const emrCluster: Variant = {
  construct: EmrCluster,
  family: 'compute',
  least: (scope, id, given, name) =>
    new EmrCluster(scope, id, { ...least(given), ...(name === undefined ? {} : { name }) }),
  all: (scope, id, given) => {
    const { environment } = given.naming;
    const artifact = (key: string) => ({ bucketName: `acme-${environment}-artifacts`, key, keyArn: given.keyArn() });
    new EmrCluster(scope, `${id}-groups`, {
      ...least(given),
      name: 'all-groups',
      capacity: { ...groups, task: { instanceType: 'r7g.xlarge', instanceCount: 1, bidPrice: '0.12' } },
      scaling,
      spotWithoutFallback: true,
    });
    return new EmrCluster(scope, id, {
      ...least(given),
      name: 'all',
      capacity: fleets,
      subnetIds: given.subnetIds(2),
      logPrefix: 'clusters/all/',
      idleMinutes: 2880,
      scaling,
      applications: ['Hadoop', 'Spark', 'Hive'],
      configurations: { 'spark-defaults': { 'spark.sql.shuffle.partitions': '64' }, 'yarn-site': { a: 'b' } },
      bootstrapActions: [{ ...artifact('bootstrap/packages.sh'), name: 'packages', args: ['--quiet'] }],
      certificates: artifact('certificates/nodes.zip'),
      ebsRootVolumeSize: 64,
      stepConcurrencyLevel: 4,
      additionalSecurityGroupIds: [given.securityGroupId()],
      spotForPrimaryAndCore: true,
      spotWithoutFallback: true,
    });
  },
  existing: (scope, id, { naming }) => EmrCluster.fromExisting(scope, id, { ...naming, clusterId: 'j-3KVTXXXXXX7UG' }),
  refused: [
    ...refused.map(([what, props, message]) => ({
      wrong: what,
      build: (scope: Parameters<Variant['least']>[0], { naming }: Surroundings) =>
        new EmrCluster(scope, 'it', wrong(naming, props)),
      message,
    })),
    {
      wrong: 'an id that is none',
      build: (scope, { naming }) => EmrCluster.fromExisting(scope, 'it', { ...naming, clusterId: 'spark' }),
      message: 'clusterId: found "spark"; expected an id',
    },
  ],
};
