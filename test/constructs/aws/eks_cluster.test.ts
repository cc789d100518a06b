/** What a cluster of EKS is made with, where it matters, and who is let into it. */
import { EksCluster, type EksClusterProps, EksServiceAccountRole, ServiceRole } from '../../../constructs/aws';
import { eksAddons, kubernetesVersionProblem, kubernetesVersions, supportOf } from '../../../constructs/aws/facts';
import type { Construct } from '../../../constructs/core';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const least: EksClusterProps = {
  ...naming,
  version: '1.35',
  subnetIds: ['subnet-1', 'subnet-2'],
  keyArn,
  logKeyArn: keyArn,
  nodeGroups: { steady: { instanceTypes: ['m7g.large'], minSize: 2, maxSize: 4 } },
};
const made = (
  props: Partial<EksClusterProps> = {},
  more: (cluster: EksCluster, scope: Construct) => unknown = () => 0,
) => resourcesOf((stack) => more(new EksCluster(stack, 'x', { ...least, ...props }), stack));
const first = (resources: ReturnType<typeof made>, type: string) => resources[type]?.[0] ?? {};

test('the endpoint is private, secrets are encrypted, all is logged to a group that is there first', () => {
  const resources = made();
  const cluster = first(resources, 'aws_eks_cluster');
  expect(cluster).toMatchObject({
    vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
    encryption_config: { provider: { key_arn: keyArn }, resources: ['secrets'] },
    enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
    access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
    bootstrap_self_managed_addons: false,
    upgrade_policy: { support_type: 'STANDARD' },
    lifecycle: { prevent_destroy: true },
  });
  expect(first(resources, 'aws_cloudwatch_log_group')).toMatchObject({
    name: '/aws/eks/acme-dev-apps/cluster',
    retention_in_days: 90,
    kms_key_id: keyArn,
  });
  expect(cluster['depends_on']).toEqual(
    expect.arrayContaining([expect.stringMatching(/^aws_cloudwatch_log_group\./) as unknown]),
  );
});

test('a public endpoint is for its ranges alone', () => {
  const cluster = first(made({ publicAccessCidrs: ['203.0.113.0/24'], deployer: 'outside' }), 'aws_eks_cluster');
  expect(cluster).toMatchObject({
    vpc_config: {
      endpoint_private_access: true,
      endpoint_public_access: true,
      public_access_cidrs: ['203.0.113.0/24'],
    },
  });
});

test('nodes have encrypted disks, metadata by session alone, and a size that the autoscaler owns', () => {
  const resources = made();
  expect(first(resources, 'aws_launch_template')).toMatchObject({
    metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 1 },
    block_device_mappings: [{ device_name: '/dev/xvda', ebs: { encrypted: 'true', kms_key_id: keyArn } }],
  });
  expect(first(resources, 'aws_eks_node_group')).toMatchObject({
    ami_type: 'AL2023_ARM_64_STANDARD',
    capacity_type: 'ON_DEMAND',
    scaling_config: { desired_size: 2, min_size: 2, max_size: 4 },
    lifecycle: { ignore_changes: ['scaling_config[0].desired_size'] },
  });
  expect(first(resources, 'aws_kms_grant')).toMatchObject({
    grantee_principal:
      'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
  });
});

test('nodes wait for their network, DNS and storage wait for nodes', () => {
  const resources = made();
  const addons = new Map(resources['aws_eks_addon']?.map((addon) => [addon['addon_name'], addon]));
  expect([...addons.keys()].sort()).toEqual(['aws-ebs-csi-driver', 'coredns', 'kube-proxy', 'vpc-cni']);
  const waits = (thing: Readonly<Record<string, unknown>>) => JSON.stringify(thing['depends_on'] ?? []);
  expect(waits(first(resources, 'aws_eks_node_group'))).toMatch(/vpc-cni.*kube-proxy/);
  expect(waits(addons.get('coredns') ?? {})).toContain('aws_eks_node_group');
  expect(waits(addons.get('vpc-cni') ?? {})).toBe('[]');
  expect(addons.get('vpc-cni')?.['service_account_role_arn']).toBeDefined();
  expect(addons.get('coredns')).not.toHaveProperty('addon_version');
});

test('add-ons are pinned by their names, and the agent comes when it is asked for', () => {
  const addons = made({ addonVersions: { coredns: 'v1.12.1-eksbuild.2' }, podIdentityAgent: true })['aws_eks_addon'];
  expect(addons?.map((addon) => addon['addon_name']).sort()).toEqual([...eksAddons].sort());
  expect(addons?.find((addon) => addon['addon_name'] === 'coredns')).toMatchObject({
    addon_version: 'v1.12.1-eksbuild.2',
  });
});

test('nodes may not touch the network: the add-on has that right', () => {
  const attached = made()['aws_iam_role_policy_attachment']?.map(({ policy_arn }) =>
    String(policy_arn).split('/').pop(),
  );
  expect(attached?.sort()).toEqual([
    'AmazonEBSCSIDriverPolicy',
    'AmazonEC2ContainerRegistryPullOnly',
    'AmazonEKSWorkerNodePolicy',
    'AmazonEKS_CNI_Policy',
  ]);
  const trusts = made()['aws_iam_role']?.map(({ assume_role_policy }) => String(assume_role_policy)) ?? [];
  expect(trusts.filter((trust) => trust.includes('system:serviceaccount:kube-system:aws-node'))).toHaveLength(1);
});

describe('who is let in', () => {
  const role = (scope: Construct, name: string) =>
    new ServiceRole(scope, name, { ...naming, roleName: name, service: 'states.amazonaws.com', description: 'Runs' });

  test('an administrator of everything, one of namespaces, and one entry for a role', () => {
    const resources = made({ adminRoleArns: ['arn:aws:iam::111122223333:role/boss'] }, (cluster, scope) => {
      const jobs = role(scope, 'jobs');
      cluster.grantAdmin(jobs, ['jobs']);
      cluster.grantView(jobs);
    });
    expect(resources['aws_eks_access_entry']?.map((entry) => entry['principal_arn'])).toEqual([
      'arn:aws:iam::111122223333:role/boss',
      'arn:aws:iam::111122223333:role/jobs',
    ]);
    expect(
      resources['aws_eks_access_policy_association']?.map(({ policy_arn, access_scope }) => [policy_arn, access_scope]),
    ).toEqual([
      ['arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy', { type: 'cluster' }],
      ['arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy', { type: 'namespace', namespaces: ['jobs'] }],
      ['arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy', { type: 'cluster' }],
    ]);
  });

  test('who describes is not let in', () => {
    const { may, made: others } = granted((scope, grantee) =>
      EksCluster.fromExisting(scope, 'x', {
        ...naming,
        clusterName: 'acme',
        issuer: 'oidc.example/id/A1',
      }).grantDescribe(grantee),
    );
    expect(may('eks:DescribeCluster', 'arn:aws:eks:eu-central-1:111122223333:cluster/acme')).toBe(true);
    expect(may('eks:DescribeCluster', 'arn:aws:eks:eu-central-1:111122223333:cluster/other')).toBe(false);
    expect(others).toEqual([]);
  });
});

test('a role of a service account trusts that one alone, of its cluster', () => {
  const resources = resourcesOf((stack) => {
    const cluster = EksCluster.fromExisting(stack, 'c', {
      ...naming,
      clusterName: 'acme',
      issuer: 'oidc.example/id/A1',
    });
    new EksServiceAccountRole(stack, 'x', {
      ...naming,
      cluster,
      namespace: 'jobs',
      serviceAccount: 'spark',
      managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    });
  });
  expect(JSON.parse(String(resources['aws_iam_role']?.[0]?.['assume_role_policy']))).toMatchObject({
    Statement: [
      {
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/oidc.example/id/A1' },
        Condition: {
          StringEquals: {
            'oidc.example/id/A1:aud': 'sts.amazonaws.com',
            'oidc.example/id/A1:sub': 'system:serviceaccount:jobs:spark',
          },
        },
      },
    ],
  });
});

test('versions end in the order in which they came, a year after their standard support', () => {
  const versions = Object.values(kubernetesVersions);
  const ends = versions.map(({ standardUntil }) => standardUntil);
  expect(ends).toEqual([...ends].sort());
  for (const { standardUntil, extendedUntil } of versions) {
    expect(Number(extendedUntil.slice(0, 4)) - Number(standardUntil.slice(0, 4))).toBe(1);
  }
});

test.each([
  [{ standardUntil: '2099-01-01', extendedUntil: '2100-01-01' }, 'standard'],
  [{ standardUntil: '2020-01-01', extendedUntil: '2099-01-01' }, 'extended'],
  [{ standardUntil: '2020-01-01', extendedUntil: '2021-01-01' }, 'ended'],
])('%j is in support: %s', (version, support) => {
  expect(supportOf(version)).toBe(support);
});

test('a version in extended support is taken when its price is', () => {
  expect(kubernetesVersionProblem('1.33', false)).toContain('set extendedSupport');
  expect(kubernetesVersionProblem('1.33', true)).toBeUndefined();
  expect(first(made({ version: '1.33', extendedSupport: true }), 'aws_eks_cluster')).toMatchObject({
    upgrade_policy: { support_type: 'EXTENDED' },
  });
});

test('alarms are there for each group, and none for a size that cannot change', () => {
  let names: readonly string[] = [];
  resourcesOf((stack) => {
    const nodeGroups = {
      steady: { instanceTypes: ['m7g.large'], minSize: 2, maxSize: 2 },
      burst: { instanceTypes: ['m7g.large'], minSize: 0, maxSize: 9 },
    };
    names = new EksCluster(stack, 'x', { ...least, nodeGroups }).alarms.map(({ name }) => name);
  });
  expect(names).toEqual([
    'api-failing',
    'api-throttled',
    'pods-unschedulable',
    'database-full',
    'steady-too-few',
    'burst-at-maximum',
  ]);
});
