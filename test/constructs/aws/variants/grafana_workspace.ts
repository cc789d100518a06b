import { GrafanaWorkspace, type GrafanaWorkspaceProps, PrometheusWorkspace } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';

const networkAccess = { prefixListIds: ['pl-0123456789abcdef0'], vpceIds: ['vpce-0123456789abcdef0'] };
const least = (given: Surroundings, name: string): GrafanaWorkspaceProps => ({
  ...given.base,
  name,
  authenticationProviders: ['AWS_SSO'],
  publicAccess: true,
});
const wrong = (naming: Naming, props: Partial<GrafanaWorkspaceProps>): GrafanaWorkspaceProps => ({
  ...naming,
  authenticationProviders: ['AWS_SSO'],
  networkAccess,
  ...props,
});
const saml = {
  idpMetadataUrl: 'https://id.example.com/metadata',
  roleAssertion: 'role',
  adminRoleValues: ['platform'],
  editorRoleValues: ['analyst'],
};
const refusals: readonly (readonly [string, Partial<GrafanaWorkspaceProps>, string])[] = [
  [
    'lists of addresses without an endpoint',
    { networkAccess: { ...networkAccess, vpceIds: [] } },
    'networkAccess.vpceIds: found []; expected at least one',
  ],
  ['places and everybody', { publicAccess: true }, 'networkAccess: found it and publicAccess; expected'],
  ['a version that there is not', { grafanaVersion: '11.0' }, 'grafanaVersion: found "11.0"; expected one of 8.4'],
  [
    'dashboards in a version without service accounts',
    { grafanaVersion: '8.4', dashboards: { orders: { title: 'Orders' } } },
    'dashboards: found some with grafanaVersion "8.4"; expected version 9 or later',
  ],
  ['SAML without its provider', { authenticationProviders: ['SAML'] }, 'saml: found nothing with SAML; expected it'],
  [
    'two descriptions of a provider',
    { authenticationProviders: ['SAML'], saml: { ...saml, idpMetadataXml: '<x/>' } },
    'saml: found both of idpMetadataUrl and idpMetadataXml; expected one',
  ],
  [
    'people of IAM Identity Center without it',
    { authenticationProviders: ['SAML'], saml, people: { ADMIN: { groupIds: ['a'] } } },
    'people: found some with SAML; expected AWS_SSO',
  ],
  ['nobody who signs in', { authenticationProviders: [] }, 'authenticationProviders: found []; expected AWS_SSO'],
  ['a uid that is none', { dashboards: { 'a b': { title: 'Orders' } } }, 'dashboards.a b: expected a uid: up to 40'],
  [
    'a dashboard without a title',
    { dashboards: { orders: { panels: [] } } },
    'dashboards.orders.title: expected a title',
  ],
  ['one zone', { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] }, 'expected 2 to 6 subnets'],
  [
    'subnets without a security group',
    { subnetIds: ['subnet-1', 'subnet-2'] },
    'securityGroupIds: found none with subnetIds; expected both or neither',
  ],
];

export const grafanaWorkspace: Variant = {
  construct: GrafanaWorkspace,
  family: 'learning',
  least: (scope, id, given, name = 'least') => new GrafanaWorkspace(scope, id, least(given, name)),
  all: (scope, id, given) => {
    const boards = new GrafanaWorkspace(scope, id, {
      ...least(given, 'all'),
      authenticationProviders: ['AWS_SSO', 'SAML'],
      saml: {
        ...saml,
        loginAssertion: 'login',
        emailAssertion: 'mail',
        nameAssertion: 'name',
        loginValidityDuration: 120,
      },
      people: {
        ADMIN: { groupIds: ['93670b9a-e041-70e2-e3a8-2ab5bbf1ad44'] },
        EDITOR: { userIds: ['93670b9a-e041-70e2-e3a8-2ab5bbf1ad45'] },
        VIEWER: { groupIds: ['93670b9a-e041-70e2-e3a8-2ab5bbf1ad46'] },
      },
      grafanaVersion: '12.4',
      dataSources: ['ATHENA', 'CLOUDWATCH', 'PROMETHEUS'],
      logGroupNames: ['/aws/lambda/acme-dev-echo'],
      networkAccess,
      publicAccess: false,
      subnetIds: given.subnetIds(2),
      securityGroupIds: [given.securityGroupId()],
      pluginAdminEnabled: true,
      description: 'Dashboards of the data platform',
      dashboards: { 'acme-orders': { title: 'Orders', panels: [{ type: 'stat', title: 'Rows of ${table}' }] } },
    });
    PrometheusWorkspace.fromExisting(scope, `${id}-metrics`, {
      ...given.naming,
      workspaceId: 'ws-12345678-abcd-1234-abcd-123456789012',
      keyArn: given.keyArn(),
    }).grantQuery(boards.role);
    return boards;
  },
  existing: (scope, id, { naming }) =>
    GrafanaWorkspace.fromExisting(scope, id, { ...naming, workspaceId: 'g-0123456789' }),
  refused: [
    ...refusals.map(([what, props, message]): Refusal => ({
      wrong: what,
      build: (scope, { naming }) => new GrafanaWorkspace(scope, 'it', wrong(naming, props)),
      message,
    })),
    {
      wrong: 'a workspace for everybody that was not asked for',
      build: (scope, { naming }) =>
        new GrafanaWorkspace(scope, 'it', { ...naming, authenticationProviders: ['AWS_SSO'] }),
      message: 'networkAccess: found nothing; expected prefixListIds and vpceIds, or publicAccess in their place',
    },
    {
      wrong: 'a name for an id',
      build: (scope, { naming }) => GrafanaWorkspace.fromExisting(scope, 'it', { ...naming, workspaceId: 'boards' }),
      message: 'workspaceId: found "boards"; expected an id such as',
    },
  ],
};
