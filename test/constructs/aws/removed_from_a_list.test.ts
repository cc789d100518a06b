/** What leaves a list goes alone: the rest keeps its address, so nothing is made while its like is still there. */
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import {
  DatabaseAccess,
  EksCluster,
  FargateService,
  MskCluster,
  MskServerlessCluster,
  PostgresDatabase,
  RedisCache,
  ServiceRole,
  VpcEndpoints,
} from '../../../constructs/aws';
import { App, type Construct, TerraformStack, Testing } from '../../../constructs/core';
import { keyArn, naming } from '../app';

interface Synthesized {
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

type Build = (scope: Construct, values: readonly string[]) => unknown;

function synthesized(build: (scope: Construct) => unknown): Synthesized {
  const stack = new TerraformStack(new App({ skipValidation: true }), 'test');
  build(stack);
  return JSON.parse(Testing.synth(stack)) as Synthesized;
}

const base = {
  ...naming,
  keyArn,
  logKeyArn: keyArn,
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
};
const principal = (arn: string) => ({ arn, addGrant: () => 0 });
const eks = {
  ...base,
  version: '1.35',
  nodeGroups: { steady: { instanceTypes: ['m7g.large'], minSize: 2, maxSize: 4 } },
};
const service = {
  ...base,
  name: 'web',
  securityGroupIds: ['sg-9'],
  certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/1',
  accessLogs: 'acme-access-logs',
  imageUri: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/tools/web@sha256:${'0'.repeat(64)}`,
  containerPort: 8080,
  plainHttp: 'redirected' as const,
};

const ofGroups: readonly (readonly [string, Build])[] = [
  ['brokers', (scope, clientSecurityGroupIds) => new MskCluster(scope, 'x', { ...base, clientSecurityGroupIds })],
  [
    'brokers without servers',
    (scope, clientSecurityGroupIds) => new MskServerlessCluster(scope, 'x', { ...base, clientSecurityGroupIds }),
  ],
  [
    'a cache',
    (scope, clientSecurityGroupIds) =>
      new RedisCache(scope, 'x', {
        ...base,
        nodeType: 'cache.r7g.large',

        clientSecurityGroupIds,
      }),
  ],
  [
    'a database',
    (scope, clientSecurityGroupIds) => new PostgresDatabase(scope, 'x', { ...base, clientSecurityGroupIds }),
  ],
  ['a cluster', (scope, clientSecurityGroupIds) => new EksCluster(scope, 'x', { ...eks, clientSecurityGroupIds })],
  [
    'a service',
    (scope, clientSecurityGroupIds) => new FargateService(scope, 'x', { ...service, clientSecurityGroupIds }),
  ],
];
const ofRoles: readonly (readonly [string, Build])[] = [
  ['a cluster by its list', (scope, adminRoleArns) => new EksCluster(scope, 'x', { ...eks, adminRoleArns })],
  [
    'a cluster by grants',
    (scope, roles) => {
      const cluster = EksCluster.fromExisting(scope, 'x', {
        ...naming,
        clusterName: 'acme',
        issuer: 'oidc.eks.eu-central-1.amazonaws.com/id/A1',
      });
      for (const role of roles) cluster.grantView(principal(role));
    },
  ],
  [
    'a database of the catalogue',
    (scope, roles) => {
      const access = new DatabaseAccess(scope, 'x', {
        ...naming,
        databaseName: 'acme_gold',
        access: 'lakeformation',
        location: 's3://acme-gold/shop/',
        keyArn,
      });
      for (const role of roles) access.grantWrite(principal(role));
    },
  ],
];
const cases: readonly (readonly [string, Build, readonly [string, string]])[] = [
  ...ofGroups.map(([what, build]) => [`client groups of ${what}`, build, ['sg-a', 'sg-b']] as const),
  ...ofRoles.map(([what, build]) => {
    const arns = ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:role/b'] as const;
    return [`roles of ${what}`, build, arns] as const;
  }),
  [
    'client ranges of a service',
    (scope, clientCidrs) => new FargateService(scope, 'x', { ...service, clientSecurityGroupIds: [], clientCidrs }),
    ['10.0.0.0/16', '10.1.0.0/16'],
  ],
  [
    'ranges of a VPC',
    (scope, cidrs) => new VpcEndpoints(scope, 'x', { ...base, cidrs, routeTableIds: ['rtb-1'], services: ['sts'] }),
    ['10.0.0.0/16', '10.1.0.0/16'],
  ],
  [
    "AWS's policies of a role",
    (scope, managedPolicyArns) =>
      new ServiceRole(scope, 'x', {
        ...naming,
        roleName: 'x',
        service: 'glue.amazonaws.com',
        description: 'x',
        managedPolicyArns,
      }),
    ['arn:aws:iam::aws:policy/A', 'arn:aws:iam::aws:policy/B'],
  ],
];

test.each(cases)('%s', (_, build, [a, b]) => {
  const before = synthesized((scope) => build(scope, [a, b]));
  const after = synthesized((scope) => build(scope, [b]));
  expect(before.resource).toMatchObject(after.resource);
  expect(JSON.stringify(after.resource)).toContain(b);
});

test.each(ofGroups)('client groups of %s that are made in the same stack', (_, build) => {
  const vpcId = 'vpc-1';
  const all = synthesized((scope) => {
    const a = new SecurityGroup(scope, 'a', { vpcId });
    build(scope, [a.id, new SecurityGroup(scope, 'b', { vpcId }).id]);
  });
  // Made first, and after other tokens: how a token is written differs.
  const rest = synthesized((scope) => {
    const others = ['c', 'd', 'e'].map((id) => new SecurityGroup(scope, id, { vpcId }).id);
    build(scope, [new SecurityGroup(scope, 'b', { vpcId }).id]);
    return others;
  });
  const rules = (stack: Synthesized) =>
    ['ingress', 'egress'].flatMap((way) =>
      Object.entries(stack.resource[`aws_vpc_security_group_${way}_rule`] ?? {})
        .filter(([, rule]) => JSON.stringify(rule).includes('aws_security_group.b.id'))
        .map(([address]) => address),
    );
  expect(rules(rest).length).toBeGreaterThan(0);
  expect(rules(all)).toEqual(rules(rest));
});

test.each(cases)('%s were called by their places before, and are taken up', (_, build, values) => {
  const { moved = [], resource } = synthesized((scope) => build(scope, values));
  expect(moved.length).toBeGreaterThanOrEqual(values.length);
  for (const { from, to } of moved) {
    const [type = '', id = ''] = to.split('.');
    expect(resource[type]?.[id]).toBeDefined();
    expect(from.split('.')[0]).toBe(type);
  }
});

test('a role that may look at one namespace, and later at another, may look at both', () => {
  const scopes = (...asked: readonly (readonly string[] | undefined)[]) =>
    Object.values(
      synthesized((scope) => {
        const existing = { ...naming, clusterName: 'acme', issuer: 'oidc.eks.eu-central-1.amazonaws.com/id/A1' };
        const cluster = EksCluster.fromExisting(scope, 'x', existing);
        for (const namespaces of asked) cluster.grantView(principal('arn:aws:iam::111122223333:role/a'), namespaces);
      }).resource['aws_eks_access_policy_association'] ?? {},
    );
  expect(scopes(['a'], ['b', 'a'])).toEqual([
    expect.objectContaining({ access_scope: { type: 'namespace', namespaces: ['a', 'b'] } }),
  ]);
  expect(scopes(['a'], undefined, ['b'])).toEqual([expect.objectContaining({ access_scope: { type: 'cluster' } })]);
});

test('who reads and writes a database has one permission for each thing, with all that either needs', () => {
  const permissions = Object.values(
    synthesized((scope) => {
      const access = new DatabaseAccess(scope, 'x', {
        ...naming,
        databaseName: 'acme_gold',
        access: 'lakeformation',
        location: 's3://acme-gold/shop/',
        keyArn,
      });
      const role = principal('arn:aws:iam::111122223333:role/a');
      access.grantRead(role);
      access.grantWrite(role);
    }).resource['aws_lakeformation_permissions'] ?? {},
  );
  expect(permissions).toHaveLength(3);
  expect(permissions).toContainEqual(
    expect.objectContaining({ permissions: ['ALTER', 'DELETE', 'DESCRIBE', 'INSERT', 'SELECT'] }),
  );
});
