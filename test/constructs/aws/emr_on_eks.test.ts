/** Jobs of EMR on EKS: whose pods have their role, who may run them, and with what. */
import { EmrOnEks, type EmrOnEksProps } from '../../../constructs/aws';
import { emrContainersFacts, neededEndpoints, podRelease, roleNameInBase36 } from '../../../constructs/aws/facts';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const issuer = 'oidc.example/id/A1';
const least: EmrOnEksProps = {
  ...naming,
  cluster: { clusterName: 'acme', issuer, providerArn: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
  namespace: 'jobs',
  releaseLabel: 'emr-7.12.0',
  logKeyArn: keyArn,
};

test('the role of jobs is for the service accounts that EMR makes, in this namespace, for this role', () => {
  const resources = resourcesOf((stack) => new EmrOnEks(stack, 'x', least));
  expect(JSON.parse(String(resources['aws_iam_role']?.[0]?.['assume_role_policy']))).toMatchObject({
    Statement: [
      {
        Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
        Condition: {
          StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' },
          StringLike: {
            [`${issuer}:sub`]: `system:serviceaccount:jobs:emr-containers-sa-*-*-111122223333-${roleNameInBase36('acme-dev-jobs-job')}`,
          },
        },
      },
    ],
  });
  expect(resources['aws_emrcontainers_virtual_cluster']?.[0]).toMatchObject({
    container_provider: { id: 'acme', type: 'EKS', info: { eks_info: { namespace: 'jobs' } } },
  });
  expect(resources['aws_cloudwatch_log_group']?.[0]).toMatchObject({
    name: '/aws/emr-containers/acme-dev-jobs',
    kms_key_id: keyArn,
  });
});

test.each([
  // 'a' is 97 = 2 * 36 + 25; 'ab' is 97 * 256 + 98 = 24,930 = 19 * 36² + 8 * 36 + 18.
  ['a', '2p'],
  ['ab', 'j8i'],
])('role %s is %s in the names of service accounts', (name, encoded) => {
  expect(roleNameInBase36(name)).toBe(encoded);
});

test.each([
  ['emr-7.12.0', 'emr-7.12.0-latest'],
  ['emr-7.12.0-20251204', 'emr-7.12.0-20251204'],
])('release %s starts as %s', (given, started) => {
  expect(podRelease(given)).toBe(started);
});

const cluster = 'arn:aws:emr-containers:eu-central-1:111122223333:/virtualclusters/abc';
const role = (name: string) => ({ 'emr-containers:ExecutionRoleArn': `arn:aws:iam::111122223333:role/${name}` });

test('who runs jobs may do so with the roles named, and watch and cancel them', () => {
  const { may } = granted((scope, grantee) =>
    EmrOnEks.fromExisting(scope, 'x', { ...naming, virtualClusterId: 'abc' }).grantRun(grantee, [
      'arn:aws:iam::111122223333:role/gold',
    ]),
  );
  expect(may('emr-containers:StartJobRun', cluster, role('gold'))).toBe(true);
  expect(may('emr-containers:StartJobRun', cluster, role('admin'))).toBe(false);
  expect(may('emr-containers:StartJobRun', cluster)).toBe(false);
  expect(may('emr-containers:StartJobRun', cluster.replace('abc', 'other'), role('gold'))).toBe(false);
  expect(may('emr-containers:CancelJobRun', `${cluster}/jobruns/1`)).toBe(true);
  expect(may('emr-containers:DeleteVirtualCluster', cluster)).toBe(false);
});

test('without roles named it is the role of the construct', () => {
  const { aws_iam_role_policy: policies = [] } = resourcesOf((stack) => {
    const jobs = new EmrOnEks(stack, 'x', least);
    jobs.grantRun(jobs.jobRoleFor('starter'));
  });
  expect(policies.map(({ policy }) => String(policy)).join('\n')).toContain(
    '"emr-containers:ExecutionRoleArn":["arn:aws:iam::111122223333:role/acme-dev-jobs-job"]',
  );
});

test('where there is no way to the internet jobs reach all that the runtime asks', () => {
  const reached = neededEndpoints([emrContainersFacts]).filter(({ reasons }) => reasons.length > 0);
  expect(reached.map(({ service }) => service)).toEqual([
    'dynamodb',
    'ecr.api',
    'ecr.dkr',
    'glue',
    'logs',
    'monitoring',
    's3',
    'sts',
  ]);
});
