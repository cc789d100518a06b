/** What a workspace of Grafana is made with, what its role reads, and who may deploy to it. */
import { GrafanaWorkspace, type GrafanaWorkspaceProps, PrometheusWorkspace } from '../../../constructs/aws';
import { readCloudWatch } from '../../../constructs/aws/facts';
import { evaluate } from '../../emulator/iam/evaluate';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const least: GrafanaWorkspaceProps = { ...naming, authenticationProviders: ['AWS_SSO'], publicAccess: true };
const made = (props: Partial<GrafanaWorkspaceProps> = {}) =>
  resourcesOf((stack) => new GrafanaWorkspace(stack, 'x', { ...least, ...props }));

test('its role is ours, for this account, and dashboards are not destroyed', () => {
  const resources = made();
  expect(resources['aws_grafana_workspace']?.[0]).toMatchObject({
    name: 'acme-dev-boards',
    account_access_type: 'CURRENT_ACCOUNT',
    permission_type: 'CUSTOMER_MANAGED',
    grafana_version: '10.4',
    configuration: '{"plugins":{"pluginAdminEnabled":false},"unifiedAlerting":{"enabled":true}}',
    lifecycle: { prevent_destroy: true },
  });
  expect(JSON.parse(String(resources['aws_iam_role']?.[0]?.['assume_role_policy']))).toMatchObject({
    Statement: [
      {
        Principal: { Service: 'grafana.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      },
    ],
  });
});

test('it is reached from the places named alone', () => {
  const { publicAccess: _, ...rest } = least;
  const networkAccess = { prefixListIds: ['pl-1'], vpceIds: ['vpce-1'] };
  const [workspace] =
    resourcesOf((stack) => new GrafanaWorkspace(stack, 'x', { ...rest, networkAccess }))['aws_grafana_workspace'] ?? [];
  expect(workspace).toMatchObject({ network_access_control: { prefix_list_ids: ['pl-1'], vpce_ids: ['vpce-1'] } });
});

test('dashboards need a version with service accounts, which the oldest has not', () => {
  const dashboards = { orders: { title: 'Orders' } };
  expect(() => made({ grafanaVersion: '8.4', dashboards })).toThrow(
    'dashboards: found some with grafanaVersion "8.4"; expected version 9 or later',
  );
  for (const props of [{ grafanaVersion: '8.4' }, { grafanaVersion: '8.4', dashboards: {} }, { dashboards }])
    expect(() => made(props)).not.toThrow();
  expect(() => made({ grafanaVersion: '9.4', dashboards })).not.toThrow();
});

test('people get the roles that are theirs, and a day of SAML is a working day', () => {
  const saml = {
    idpMetadataUrl: 'https://id.example.com/metadata',
    roleAssertion: 'role',
    editorRoleValues: ['analyst'],
  };
  const resources = made({
    authenticationProviders: ['AWS_SSO', 'SAML'],
    saml,
    people: { ADMIN: { groupIds: ['a'] }, VIEWER: { userIds: ['b'] } },
  });
  expect(
    resources['aws_grafana_role_association']?.map(({ role, group_ids, user_ids }) => [role, group_ids, user_ids]),
  ).toEqual([
    ['ADMIN', ['a'], undefined],
    ['VIEWER', undefined, ['b']],
  ]);
  expect(resources['aws_grafana_workspace_saml_configuration']?.[0]).toMatchObject({
    idp_metadata_url: 'https://id.example.com/metadata',
    editor_role_values: ['analyst'],
    login_validity_duration: 720,
  });
});

const group = (name: string) => `arn:aws:logs:eu-central-1:111122223333:log-group:${name}`;
const may = (action: string, resource: string, logs: readonly string[] = []) =>
  evaluate(readCloudWatch(naming, logs), { action, resource, context: {} }) === 'allowed';

test('dashboards read metrics and alarms, and the logs that are named', () => {
  expect(may('cloudwatch:GetMetricData', '*')).toBe(true);
  expect(may('cloudwatch:DescribeAlarms', 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:a')).toBe(true);
  expect(may('cloudwatch:PutMetricData', '*')).toBe(false);
  expect(may('logs:StartQuery', group('/a'))).toBe(false);
  expect(may('logs:StartQuery', group('/a'), ['/a'])).toBe(true);
  expect(may('logs:GetLogEvents', `${group('/a')}:log-stream:s`, ['/a'])).toBe(true);
  expect(may('logs:StartQuery', group('/b'), ['/a'])).toBe(false);
});

test('metrics of Prometheus are asked where that is granted', () => {
  const policies = resourcesOf((stack) => {
    const { role } = new GrafanaWorkspace(stack, 'x', least);
    PrometheusWorkspace.fromExisting(stack, 'm', { ...naming, workspaceId: 'ws-1', keyArn }).grantQuery(role);
  })['aws_iam_role_policy']?.map(({ policy }) => String(policy));
  expect(policies).toHaveLength(1);
  expect(policies?.[0]).toContain('arn:aws:aps:eu-central-1:111122223333:workspace/ws-1');
});

test('who deploys dashboards makes tokens of its workspace, and no workspaces', () => {
  const { may: allowed } = granted((scope, role) =>
    GrafanaWorkspace.fromExisting(scope, 'x', { ...naming, workspaceId: 'g-0123456789' }).grantDeploy(role),
  );
  const workspace = 'arn:aws:grafana:eu-central-1:111122223333:/workspaces/g-0123456789';
  expect(allowed('grafana:CreateWorkspaceServiceAccountToken', workspace)).toBe(true);
  expect(allowed('grafana:CreateWorkspaceServiceAccountToken', workspace.replace('g-0', 'g-1'))).toBe(false);
  expect(allowed('grafana:DeleteWorkspace', workspace)).toBe(false);
});
