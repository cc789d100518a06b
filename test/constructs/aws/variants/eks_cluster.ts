import { EksCluster, type EksClusterProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';

const steady = { instanceTypes: ['m7g.large'], minSize: 2, maxSize: 4 };
const spot = { ...steady, capacityType: 'SPOT', instanceTypes: ['m7g.xlarge', 'm6g.xlarge', 'r7g.large'] } as const;
const least = (given: Surroundings, name?: string): EksClusterProps => ({
  ...given.base,
  ...(name === undefined ? {} : { name: `${name}-kube` }),
  version: '1.35',
  subnetIds: given.subnetIds(2),
  keyArn: given.keyArn(),
  logKeyArn: given.keyArn('logs'),
  nodeGroups: { steady },
});
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
const wrong = (naming: Naming, props: Partial<EksClusterProps>): EksClusterProps => ({
  ...naming,
  version: '1.35',
  subnetIds: ['subnet-1', 'subnet-2'],
  keyArn,
  logKeyArn: keyArn,
  nodeGroups: { steady },
  ...props,
});
const refusals: readonly (readonly [string, Partial<EksClusterProps>, string])[] = [
  ['a version that is not supported', { version: '1.21' }, 'version: found "1.21"; expected one of'],
  [
    'a version whose standard support is over',
    { version: '1.32' },
    'version: found "1.32"; in extended support since 2026-03-23, which costs several times as much',
  ],
  [
    'a private endpoint with a deployer from outside',
    { deployer: 'outside' },
    'deployer: found "outside" with a private endpoint; expected "inside", or publicAccessCidrs',
  ],
  [
    'an endpoint for everybody',
    { publicAccessCidrs: ['0.0.0.0/0'] },
    'publicAccessCidrs: found 0.0.0.0/0; expected the ranges of your own network',
  ],
  ['one subnet', { subnetIds: ['subnet-1'] }, 'subnetIds: found ["subnet-1"]; expected subnets in two zones or more'],
  [
    'spot without fallback',
    { nodeGroups: { spot } },
    'nodeGroups: found spot capacity only; expected a group of on-demand capacity beside it',
  ],
  [
    'spot capacity of one type',
    { nodeGroups: { steady, spot: { ...spot, instanceTypes: ['m7g.xlarge'] } } },
    'nodeGroups.spot.instanceTypes: found m7g.xlarge; expected several types of one size',
  ],
  [
    'two architectures in a group',
    { nodeGroups: { mixed: { ...steady, instanceTypes: ['m7g.large', 'm7i.large'] } } },
    'nodeGroups.mixed.instanceTypes: found m7g.large, m7i.large; expected one architecture',
  ],
  [
    'a machine that is none',
    { nodeGroups: { steady: { ...steady, instanceTypes: ['large'] } } },
    "nodeGroups.steady.instanceTypes: found large; expected types such as 'm7g.xlarge'",
  ],
  [
    'more nodes than at most',
    { nodeGroups: { steady: { ...steady, desiredSize: 9 } } },
    'nodeGroups.steady.desiredSize: found 9 with minSize 2 and maxSize 4',
  ],
  ['no nodes', { nodeGroups: {} }, 'nodeGroups: found none; expected at least one'],
  [
    'an add-on by its date',
    { addonVersions: { coredns: 'latest' } },
    'addonVersions.coredns: found "latest"; expected a version such as',
  ],
  ['a retention that does not exist', { logRetentionDays: 100 }, 'logRetentionDays: found 100; expected one of'],
];

export const eksCluster: Variant = {
  construct: EksCluster,
  family: 'compute',
  least: (scope, id, given, name) => new EksCluster(scope, id, least(given, name)),
  all: (scope, id, given) => {
    const cluster = new EksCluster(scope, id, {
      ...least(given, 'all'),
      version: '1.33',
      extendedSupport: true,
      subnetIds: given.subnetIds(3),
      nodeGroups: {
        steady: { ...steady, capacityType: 'ON_DEMAND', desiredSize: 3, diskGb: 100 },
        spot: {
          ...spot,
          minSize: 0,
          labels: { 'lakewright/pool': 'executors' },
          taints: [{ key: 'spot', value: 'true', effect: 'NO_SCHEDULE' }],
        },
      },
      adminRoleArns: [given.role('states.amazonaws.com').arn],
      deployer: 'outside',
      clientSecurityGroupIds: [given.securityGroupId()],
      publicAccessCidrs: ['203.0.113.0/24'],
      addonVersions: { 'vpc-cni': 'v1.20.4-eksbuild.2' },
      podIdentityAgent: true,
      logRetentionDays: 365,
      spotWithoutFallback: true,
      authenticationMode: 'API_AND_CONFIG_MAP',
    });
    cluster.grantAdmin(given.role('lambda.amazonaws.com'), ['jobs']);
    cluster.grantView(given.role('lambda.amazonaws.com'));
    cluster.serviceAccountRole('exporter', {
      namespace: 'monitoring',
      serviceAccount: 'exporter',
      statements: [{ actions: ['sns:Publish'], resources: [given.topicArn()] }],
    });
    return cluster;
  },
  existing: (scope, id, given) =>
    EksCluster.fromExisting(scope, id, {
      ...given.naming,
      clusterName: 'acme',
      issuer: 'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
    }),
  refused: [
    ...refusals.map(([what, props, message]): Refusal => ({
      wrong: what,
      build: (scope, { naming }) => new EksCluster(scope, 'it', wrong(naming, props)),
      message,
    })),
    {
      wrong: 'an issuer with its protocol',
      build: (scope, { naming }) =>
        EksCluster.fromExisting(scope, 'it', {
          ...naming,
          clusterName: 'acme',
          issuer: 'https://oidc.eks.eu-central-1.amazonaws.com/id/1',
        }),
      message: 'issuer: found "https://oidc.eks.eu-central-1.amazonaws.com/id/1"; expected an issuer such as',
    },
  ],
};
