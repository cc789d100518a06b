import { ClusterTemplate, type ClusterTemplateProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const capacity = {
  kind: 'fleets',
  primary: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 1 },
  core: { instanceTypes: ['m7g.xlarge', 'm6g.xlarge'], targetOnDemandCapacity: 2 },
  task: { instanceTypes: ['r7g.xlarge', 'm7g.2xlarge'], targetSpotCapacity: 4 },
} as const;
const role = 'arn:aws:iam::111122223333:role/acme-dev-shop-silver-job';
const least = (given: Surroundings, name: string): ClusterTemplateProps => ({
  ...given.base,
  clusterName: `acme-${given.naming.environment}-${name}`,
  releaseLabel: 'emr-7.12.0',
  capacity: { kind: 'fleets', primary: capacity.primary, core: capacity.core },
  vpcId: given.vpcId,
  subnetIds: given.subnetIds(1),
  keyArn: given.keyArn(),
  logBucketName: `acme-${given.naming.environment}-emr-logs`,
  logKeyArn: given.keyArn('logs'),
  runtimeRoleArns: [role],
});
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
const wrong = (naming: Naming, props: Partial<ClusterTemplateProps>): ClusterTemplateProps => ({
  ...naming,
  clusterName: 'acme-dev-nightly',
  releaseLabel: 'emr-7.12.0',
  capacity,
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1'],
  keyArn,
  logBucketName: 'acme-logs',
  logKeyArn: keyArn,
  runtimeRoleArns: [role],
  ...props,
});
const refused: readonly (readonly [wrong: string, props: Partial<ClusterTemplateProps>, message: string])[] = [
  ['an old release', { releaseLabel: 'emr-6.15.0' }, "releaseLabel: release 'emr-6.15.0' reads S3 through EMRFS"],
  [
    'spot without fallback',
    { capacity: { ...capacity, task: { ...capacity.task, timeoutAction: 'TERMINATE_CLUSTER' } } },
    'capacity.task.timeoutAction: found "TERMINATE_CLUSTER"; expected SWITCH_TO_ON_DEMAND',
  ],
  [
    'two architectures',
    { capacity: { ...capacity, core: { instanceTypes: ['m7i.xlarge'], targetOnDemandCapacity: 2 } } },
    'are of two architectures; expected one',
  ],
  [
    'three primary nodes',
    { capacity: { ...capacity, primary: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 3 } } },
    'capacity.primary: found {"instanceTypes":["m7g.xlarge"],"targetOnDemandCapacity":3}; expected 1 primary node, because steps have',
  ],
  [
    'steps without a role of their own',
    { runtimeRoleArns: [] },
    'runtimeRoleArns: found []; expected at least one role',
  ],
  ['half a minute', { idleMinutes: 0.5 }, 'idleMinutes: found 0.5; expected 1 to 10080 minutes'],
];

export const clusterTemplate: Variant = {
  construct: ClusterTemplate,
  family: 'compute',
  least: (scope, id, given, name = 'least') => new ClusterTemplate(scope, id, least(given, `${name}-template`)),
  all: (scope, id, given) =>
    new ClusterTemplate(scope, id, {
      ...least(given, 'all-template'),
      capacity,
      subnetIds: given.subnetIds(2),
      idleMinutes: 30,
      configurations: { 'spark-defaults': { 'spark.sql.shuffle.partitions': '64' } },
      rolePath: '/data-platform/',
      spotForPrimaryAndCore: true,
      spotWithoutFallback: true,
    }),
  existing: { none: 'a template is no resource: clusters that are made of it are there for one execution' },
  refused: refused.map(([what, props, message]) => ({
    wrong: what,
    build: (scope, { naming }) => new ClusterTemplate(scope, 'it', wrong(naming, props)),
    message,
  })),
};
