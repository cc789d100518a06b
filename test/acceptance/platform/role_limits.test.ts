/** What the platform's own roles need is within the boundary, and what its stacks have the apply role can make. */
import { applyStatements, boundaryStatements, managedPolicies } from '../../../constructs/aws/facts';
import type { Statement } from '../../../pipelines/targets';
import { evaluate, type Verdict } from '../../emulator/iam/evaluate';
import { everything, type Synthesized, type Where, written } from './synthesized';

const all = everything();
const of = (type: string): readonly Synthesized[] => all.filter((each) => each.type === type);
/** The roles that deploy have no boundary, and somebody with more rights makes them. */
const ours = ({ path }: Synthesized): boolean => !path.includes('/deploy-roles-');
/** Some variants have their roles below a path. */
const pathless = (resource: string): string => resource.replace(':role/data-platform/', ':role/');
const many = (value: string | readonly string[] | undefined): readonly string[] => [value ?? []].flat();

const acme: Where = { project: 'acme', account: '111122223333', rolePath: '/' };
const scope = ({ project, account, rolePath }: Where) => {
  const naming = { project, environment: 'dev', account, region: 'eu-central-1' };
  return {
    naming,
    rolePath,
    boundaryArn: 'arn:aws:iam::111122223333:policy/deploy/boundary',
    deployRoleArns: [],
    stateBucket: 'state',
    statePrefixes: ['dev'],
    stateKeyArn: undefined,
    managedObjects: [],
  };
};
const judge = (
  statements: readonly Statement[],
  action: string,
  resource: string,
  context: Readonly<Record<string, readonly string[]>> = {},
): Verdict => evaluate(statements, { action, resource, context });

describe('the boundary', () => {
  test('holds every statement of every role', () => {
    const policies = [...of('aws_iam_role_policy'), ...of('aws_iam_policy')].filter(ours);
    expect(policies.length).toBeGreaterThan(100);
    const outside = policies.flatMap((each) => {
      const limits = boundaryStatements(scope(each.where));
      return written(each.properties['policy'])
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Action, Resource, Condition = {} }) => {
          const context = Object.fromEntries(
            Object.values(Condition).flatMap((keys) => Object.entries(keys).map(([key, value]) => [key, many(value)])),
          );
          return many(Action).flatMap((action) =>
            many(Resource)
              .map((resource) => judge(limits, action.replaceAll('*', 'Any'), pathless(resource), context))
              .flatMap((verdict) => (verdict === 'allowed' ? [] : [`${action} is ${verdict}: ${each.path}`])),
          );
        });
    });
    expect([...new Set(outside)]).toEqual([]);
  });

  test('holds the services of every policy of AWS that a role has', () => {
    const attached = of('aws_iam_role_policy_attachment')
      .filter(ours)
      .map((each) => String(each.properties['policy_arn']))
      .filter((policyArn) => policyArn.includes('::aws:policy/'));
    expect(attached.length).toBeGreaterThan(10);
    const limits = boundaryStatements(scope(acme));
    for (const policyArn of attached) {
      const services = managedPolicies.find(({ policy }) => policyArn.endsWith(`:policy/${policy}`))?.services;
      const outside = services?.filter((service) => judge(limits, `${service}:Any`, '*') !== 'allowed');
      expect([policyArn, outside]).toEqual([policyArn, []]);
    }
  });

  test('lets take and pass roles of the project alone', () => {
    const limits = boundaryStatements(scope(acme));
    const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
    expect(judge(limits, 'sts:AssumeRole', role('acme-dev-job'))).toBe('allowed');
    expect(judge(limits, 'sts:TagSession', role('acme-dev-job'))).toBe('allowed');
    expect(judge(limits, 'sts:AssumeRole', role('admin'))).toBe('not allowed');
    expect(judge(limits, 'sts:AssumeRole', role('deploy/acme-dev-apply'))).toBe('not allowed');
    expect(judge(limits, 'sts:GetFederationToken', '*')).toBe('not allowed');
  });
});

describe('the apply role', () => {
  /** The values of a resource that are texts, however deep. */
  const texts = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
  };

  const arnOf = ({ where, properties: { name, path } }: Synthesized): string =>
    `arn:aws:iam::${where.account}:role${typeof path === 'string' ? path : '/'}${String(name)}`;
  /** What has a role's ARN and gives nobody the role. */
  const namesOnly = ['aws_iam_', 'aws_lakeformation_permissions', 'aws_ssm_'];

  test('passes each role to those who take it', () => {
    const roles = of('aws_iam_role').map((role) => ({
      where: role.where,
      reference: `\${${role.address}.arn}`,
      arn: arnOf(role),
      services: written(role.properties['assume_role_policy']).flatMap(({ Principal }) => many(Principal?.['Service'])),
    }));
    const given = all
      .filter(({ type }) => !namesOnly.some((each) => type.startsWith(each)))
      .flatMap(({ where, type, properties }) => {
        const said = new Set(texts(properties));
        return roles
          .filter((role) => role.where === where && (said.has(role.reference) || said.has(role.arn)))
          .flatMap((role) => role.services.map((service) => ({ type, service, ...role })));
      });
    expect([...new Set(given.map(({ service }) => service))]).toEqual(
      expect.arrayContaining(['states.amazonaws.com', 'scheduler.amazonaws.com', 'chatbot.amazonaws.com']),
    );
    const refused = given
      .filter(
        ({ service, arn, where }) =>
          judge(applyStatements(scope(where), 'denied'), 'iam:PassRole', pathless(arn), {
            'iam:PassedToService': [service],
          }) !== 'allowed',
      )
      .map(({ type, service }) => `${service} of ${type}`);
    expect([...new Set(refused)].sort()).toEqual([]);
  });

  const issuer = 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF';
  const role = 'arn:aws:iam::111122223333:role/acme-dev-x';
  const profile = 'arn:aws:iam::111122223333:instance-profile/acme-dev-x';
  /** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
  const asked: Readonly<Record<string, readonly [resource: string, ...actions: readonly string[]]>> = {
    aws_iam_instance_profile: [profile, 'CreateInstanceProfile', 'GetInstanceProfile', 'DeleteInstanceProfile'],
    aws_iam_openid_connect_provider: [
      issuer,
      'CreateOpenIDConnectProvider',
      'GetOpenIDConnectProvider',
      'TagOpenIDConnectProvider',
      'UntagOpenIDConnectProvider',
      'UpdateOpenIDConnectProviderThumbprint',
      'DeleteOpenIDConnectProvider',
    ],
    aws_iam_policy: [
      'arn:aws:iam::111122223333:policy/acme-dev-x',
      'CreatePolicy',
      'GetPolicy',
      'GetPolicyVersion',
      'DeletePolicy',
    ],
    aws_iam_role: [role, 'CreateRole', 'GetRole', 'TagRole', 'DeleteRole'],
    aws_iam_role_policy: [role, 'PutRolePolicy', 'GetRolePolicy', 'DeleteRolePolicy'],
    aws_iam_role_policy_attachment: [role, 'AttachRolePolicy', 'ListAttachedRolePolicies', 'DetachRolePolicy'],
  };
  /** Made with the account's stack by somebody with more rights: the roles that deploy, whom they trust, the services' own roles. */
  const accountsOwn = /\/(deploy-roles|github-oidc-provider|account-settings)-/;

  test('makes, reads and deletes what of IAM is in the stacks', () => {
    const types = new Set(
      all.filter(({ type, path }) => type.startsWith('aws_iam_') && !accountsOwn.test(path)).map(({ type }) => type),
    );
    const statements = applyStatements(scope(acme), 'denied');
    const within = { 'iam:PermissionsBoundary': ['arn:aws:iam::111122223333:policy/deploy/boundary'] };
    const refused = [...types].flatMap((type) => {
      const [resource = '', ...actions] = asked[type] ?? [];
      if (actions.length === 0) return [`${type}: nobody said what it asks for`];
      return actions
        .filter((action) => judge(statements, `iam:${action}`, resource, within) !== 'allowed')
        .map((action) => `${type}: iam:${action}`);
    });
    expect(refused).toEqual([]);
  });

  test('trusts the tokens of clusters of its region, and nobody else’s', () => {
    const statements = applyStatements(scope(acme), 'denied');
    const verdict = (provider: string) =>
      judge(statements, 'iam:CreateOpenIDConnectProvider', `arn:aws:iam::111122223333:oidc-provider/${provider}`);
    expect(verdict('oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF')).toBe('allowed');
    expect(verdict('oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF')).toBe('not allowed');
    expect(verdict('token.actions.githubusercontent.com')).toBe('not allowed');
  });
});
