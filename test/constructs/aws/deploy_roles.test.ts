/** Who may plan and apply, what each may do, and what no role that is made by them may ever do. */
import { DeployRoles, type DeployRolesProps, githubSubject, GithubOidcProvider } from '../../../constructs/aws';
import { statefulDeletes, statefulTypes } from '../../../constructs/aws/facts';
import type { Statement } from '../../../pipelines/targets';
import { evaluate } from '../../emulator/iam/evaluate';
import { naming, resourcesOf } from '../app';

const props: DeployRolesProps = {
  ...naming,
  planSubjects: [githubSubject('acme/lake', 'pull_request')],
  applySubjects: [githubSubject('acme/lake', { environment: 'prod' }), githubSubject('acme/lake', { branch: 'main' })],
  stateBucket: 'acme-state',
  statePrefixes: ['acme/dev'],
  rolePath: '/data-platform/',
};
const built = (more: Partial<DeployRolesProps> = {}) =>
  resourcesOf((stack) => new DeployRoles(stack, 'deploy', { ...props, ...more }));

interface Written {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Statement['conditions'];
}
const statements = (policy: unknown): readonly Statement[] =>
  (JSON.parse(String(policy)) as { Statement: Written[] }).Statement.map((each) => ({
    effect: each.Effect,
    actions: [each.Action].flat(),
    resources: [each.Resource ?? []].flat(),
    ...(each.NotResource === undefined ? {} : { notResources: [each.NotResource].flat() }),
    ...(each.Condition === undefined ? {} : { conditions: each.Condition }),
  }));
const inline = (role: 'plan' | 'apply', more: Partial<DeployRolesProps> = {}) =>
  statements(built(more)['aws_iam_role_policy']?.[role === 'apply' ? 0 : 1]?.['policy']);
/** AWS's own policy beside it, as far as the cases go. */
const beside: Statement = { actions: ['s3:*', 'dynamodb:*', 'kms:*', 'sts:*', 'secretsmanager:*'], resources: ['*'] };
const judge = (policy: readonly Statement[], action: string, resource: string, context: Record<string, string> = {}) =>
  evaluate(policy, {
    action,
    resource,
    context: Object.fromEntries(Object.entries(context).map(([key, value]) => [key, [value]])),
  });

const role = (name: string, path = '/data-platform/') => `arn:aws:iam::111122223333:role${path}${name}`;
const boundary = 'arn:aws:iam::111122223333:policy/deploy/acme-dev-boundary';
const within = { 'iam:PermissionsBoundary': boundary };
const state = 'arn:aws:s3:::acme-state/acme/dev/storage.tfstate';

test('the subjects of a token are those of GitHub', () => {
  expect(props.planSubjects).toEqual(['repo:acme/lake:pull_request']);
  expect(props.applySubjects).toEqual(['repo:acme/lake:environment:prod', 'repo:acme/lake:ref:refs/heads/main']);
});

test('each role is taken with a token of GitHub, for its subjects alone, and in no other way', () => {
  const roles = built()['aws_iam_role'] ?? [];
  expect(roles.map(({ name }) => name)).toEqual(['acme-dev-apply', 'acme-dev-plan']);
  roles.forEach((each, i) => {
    expect(JSON.parse(String(each['assume_role_policy']))).toMatchObject({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
            StringLike: {
              'token.actions.githubusercontent.com:sub': i === 0 ? props.applySubjects : props.planSubjects,
            },
          },
        },
      ],
    });
  });
  const [provider] =
    resourcesOf((stack) => new GithubOidcProvider(stack, 'x', naming))['aws_iam_openid_connect_provider'] ?? [];
  expect(provider).toMatchObject({
    url: 'https://token.actions.githubusercontent.com',
    client_id_list: ['sts.amazonaws.com'],
  });
  expect(provider).not.toHaveProperty('thumbprint_list');
});

const topic = (cluster: string): string => `arn:aws:kafka:eu-central-1:111122223333:topic/${cluster}/1-2/orders`;

test.each([
  ['plan', 's3:GetObject', state, {}, 'allowed'],
  ['plan', 's3:PutObject', state, {}, 'not allowed'],
  ['plan', 's3:PutObject', `${state}.tflock`, {}, 'allowed'],
  ['plan', 's3:DeleteObject', `${state}.tflock`, {}, 'allowed'],
  ['plan', 'kafka-cluster:DescribeTopic', topic('acme-dev-kafka'), {}, 'allowed'],
  ['plan', 'kafka-cluster:DescribeTopic', topic('other-dev-kafka'), {}, 'not allowed'],
  ['plan', 'kafka-cluster:ReadData', topic('acme-dev-kafka'), {}, 'not allowed'],
  ['plan', 'iam:CreateRole', role('acme-dev-job'), within, 'not allowed'],
  ['apply', 's3:PutObject', state, {}, 'allowed'],
  ['apply', 'iam:CreateRole', role('acme-dev-job'), within, 'allowed'],
  ['apply', 'iam:CreateRole', role('acme-dev-job'), {}, 'not allowed'],
  ['apply', 'iam:CreateRole', role('acme-dev-job'), { 'iam:PermissionsBoundary': 'other' }, 'not allowed'],
  ['apply', 'iam:CreateRole', role('acme-dev-job', '/'), within, 'not allowed'],
  ['apply', 'iam:CreateRole', role('admin'), within, 'not allowed'],
  ['apply', 'iam:PutRolePolicy', role('acme-dev-job'), {}, 'not allowed'],
  ['apply', 'iam:PassRole', role('acme-dev-job'), { 'iam:PassedToService': 'states.amazonaws.com' }, 'allowed'],
  [
    'apply',
    'iam:PassRole',
    role('acme-dev-job'),
    { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
    'not allowed',
  ],
  ['apply', 'iam:DeleteRolePermissionsBoundary', role('acme-dev-job'), {}, 'denied explicitly'],
  ['apply', 'iam:CreatePolicyVersion', boundary, {}, 'denied explicitly'],
  ['apply', 'iam:PutRolePolicy', role('acme-dev-apply', '/deploy/'), within, 'denied explicitly'],
  ['apply', 'iam:CreateUser', 'arn:aws:iam::111122223333:user/x', {}, 'not allowed'],
] as const)('%s: %s on %s %j is %s', (which, action, resource, context, verdict) => {
  expect(judge(inline(which), action, resource, context)).toBe(verdict);
});

test.each(['plan', 'apply'] as const)('%s reads and deletes no data, whatever the policy of AWS lets it', (which) => {
  const policy = [beside, ...inline(which)];
  expect(judge(policy, 's3:GetObject', 'arn:aws:s3:::acme-dev-gold-4f1a/shop/orders/a')).toBe('denied explicitly');
  expect(judge(policy, 's3:DeleteObjectVersion', 'arn:aws:s3:::acme-dev-gold-4f1a/a')).toBe('denied explicitly');
  expect(judge(policy, 's3:PutObject', 'arn:aws:s3:::acme-dev-gold-4f1a/a')).toBe('denied explicitly');
  expect(judge(policy, 's3:GetObject', 'arn:aws:s3:::acme-dev-artefacts-4f1a/bundle')).toBe('allowed');
  expect(judge(policy, 's3:GetObject', state)).toBe('allowed');
  expect(judge(policy, 'dynamodb:Query', '*')).toBe('denied explicitly');
  expect(judge(policy, 'secretsmanager:GetSecretValue', '*')).toBe('denied explicitly');
  expect(judge(policy, 's3:GetBucketPolicy', 'arn:aws:s3:::acme-dev-gold-4f1a')).toBe('allowed');
});

test.each(['plan', 'apply'] as const)('%s reads and writes no other state, the account’s neither', (which) => {
  const account = 'arn:aws:s3:::acme-state/account/111122223333/eu-central-1.tfstate';
  for (const action of ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']) {
    expect(judge([beside, ...inline(which)], action, account)).toBe('denied explicitly');
  }
});

test('apply takes no other role', () => {
  expect(judge([beside, ...inline('apply')], 'sts:AssumeRole', role('admin', '/'))).toBe('denied explicitly');
});

describe('what holds data', () => {
  const boundaryOf = () => statements(built()['aws_iam_policy']?.[0]?.['policy']);

  test.each(statefulDeletes)('%s is denied to the apply role and to every role that it makes', (action) => {
    expect(judge([beside, ...inline('apply')], action, '*')).toBe('denied explicitly');
    expect(judge(boundaryOf(), action, '*')).toBe('denied explicitly');
  });

  test('may be deleted where that is said, by the apply role alone', () => {
    expect(judge([beside, ...inline('apply', { statefulDeletes: 'allowed' })], 's3:DeleteBucket', '*')).toBe('allowed');
  });

  test('a job of the platform may do its work within the boundary, and nothing to roles', () => {
    expect(judge(boundaryOf(), 's3:PutObject', '*')).toBe('allowed');
    expect(judge(boundaryOf(), 'iam:CreateRole', '*')).toBe('not allowed');
    const passed = { 'iam:PassedToService': 'emr-serverless.amazonaws.com' };
    expect(judge(boundaryOf(), 'iam:PassRole', role('acme-dev-job'), passed)).toBe('allowed');
    expect(judge(boundaryOf(), 'iam:PassRole', role('admin'), passed)).toBe('not allowed');
  });

  test('each type has actions and a source, once', () => {
    const types = statefulTypes.map(({ type }) => type);
    expect(types).toEqual([...new Set(types)].sort());
    for (const { deleteActions, source } of statefulTypes) {
      expect(deleteActions.every((action) => /^[a-z0-9-]+:[A-Z]\w+$/.test(action))).toBe(true);
      expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    }
  });
});
