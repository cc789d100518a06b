/** What a `GrafanaWorkspace` is given. */
import * as z from 'zod';
import { type RemovalProps, Token } from '../../core';
import { grafanaVersionProblem, hasServiceAccounts } from '../facts';
import { dashboardProblems, type GrafanaDashboard } from './grafana_dashboards';
import { type NamedProps, type NamingProps, namingShape } from '../environment/naming_props';
import {
  flagShape,
  nameShape,
  securityGroupIdShape,
  subnetIdShape,
  textsShape,
  wholeNumber,
} from '../environment/shapes';

const guide = 'https://docs.aws.amazon.com/grafana/latest/userguide';
const api = 'https://docs.aws.amazon.com/grafana/latest/APIReference';

/** Who signs in by SAML, and as what. */
export interface SamlConfiguration {
  /** Where the identity provider tells of itself: give this, or its text. */
  readonly idpMetadataUrl?: string;
  readonly idpMetadataXml?: string;
  /** The attribute that says what somebody is. */
  readonly roleAssertion: string;
  /** Its values that make an administrator. */
  readonly adminRoleValues?: readonly string[];
  /** Its values that make an editor; everybody else looks. */
  readonly editorRoleValues: readonly string[];
  readonly loginAssertion?: string;
  readonly emailAssertion?: string;
  readonly nameAssertion?: string;
  /** Minutes until somebody signs in again; 720 unless given. */
  readonly loginValidityDuration?: number;
}

/** Ids of IAM Identity Center. */
export interface People {
  readonly groupIds?: readonly string[];
  readonly userIds?: readonly string[];
}

export interface GrafanaWorkspaceProps extends NamedProps, RemovalProps {
  /** `AWS_SSO` is IAM Identity Center. */
  readonly authenticationProviders: readonly ('AWS_SSO' | 'SAML')[];
  readonly saml?: SamlConfiguration;
  /** Who may do what, of IAM Identity Center; nobody unless given. */
  readonly people?: Partial<Readonly<Record<'ADMIN' | 'EDITOR' | 'VIEWER', People>>>;
  /** `10.4` unless given; a workspace never goes back. */
  readonly grafanaVersion?: string;
  /** What the workspace offers; CloudWatch and Prometheus unless given. */
  readonly dataSources?: readonly ('ATHENA' | 'CLOUDWATCH' | 'PROMETHEUS')[];
  /** Log groups that may be queried; none unless given. */
  readonly logGroupNames?: readonly string[];
  /** From where it is reached: lists of addresses and endpoints of `grafana-workspace`, of each at least one. */
  readonly networkAccess?: { readonly prefixListIds: readonly string[]; readonly vpceIds: readonly string[] };
  /** Lets it be reached from everywhere, by whoever signs in. */
  readonly publicAccess?: boolean;
  /** In two zones or more: how it reaches data sources within the network. */
  readonly subnetIds?: readonly string[];
  readonly securityGroupIds?: readonly string[];
  /** Lets administrators install plugins. */
  readonly pluginAdminEnabled?: boolean;
  readonly description?: string;
  /** By uid, each as Grafana exports it. `lakewright deploy` makes them and keeps them so; others are left alone. */
  readonly dashboards?: Readonly<Record<string, GrafanaDashboard>>;
}

export interface ExistingGrafanaProps extends NamingProps {
  readonly workspaceId: string;
}

const text = z.string();
const ids = z.array(text.regex(/^[A-Za-z0-9-]{1,47}$/, `expected ids of IAM Identity Center (${api}/API_User.html)`));
const people = z.object({ groupIds: ids.exactOptional(), userIds: ids.exactOptional() }).exactOptional();
const saml = `${guide}/authentication-in-AMG-SAML.html`;
const access = `${guide}/AMG-configure-nac.html`;
const both = 'docs/constructs/grafana-workspace.md#good-to-know';

/** Rules that compare properties with one another are in `grafanaProblems`. */
export const grafanaShape = z.object({
  ...namingShape,
  publicAccess: flagShape,
  pluginAdminEnabled: flagShape,
  logGroupNames: textsShape,
  name: nameShape,
  authenticationProviders: z
    .array(z.enum(['AWS_SSO', 'SAML'], `expected AWS_SSO or SAML (${guide}/authentication-in-AMG.html)`))
    .min(1, `expected AWS_SSO, SAML or both (${guide}/authentication-in-AMG.html)`),
  saml: z
    .object({
      idpMetadataUrl: z.url({ protocol: /^https$/, error: `expected a URL of https (${saml})` }).exactOptional(),
      roleAssertion: text.min(1, `expected the name of an attribute (${saml})`),
      editorRoleValues: z.array(text).min(1, `expected at least one value that makes an editor (${saml})`),
      loginValidityDuration: wholeNumber(1, 43_200, 'minutes', saml).exactOptional(),
    })
    .exactOptional(),
  people: z.object({ ADMIN: people, EDITOR: people, VIEWER: people }).exactOptional(),
  grafanaVersion: text.exactOptional(),
  dataSources: z
    .array(
      z.enum(
        ['ATHENA', 'CLOUDWATCH', 'PROMETHEUS'],
        `expected ATHENA, CLOUDWATCH or PROMETHEUS (${api}/API_CreateWorkspace.html)`,
      ),
    )
    .exactOptional(),
  networkAccess: z
    .object({
      prefixListIds: z
        .array(text.startsWith('pl-', `expected the id of a prefix list (${access})`))
        .min(1, `expected at least one: the provider makes no workspace without (${both})`)
        .max(5, `expected at most 5 prefix lists (${access})`),
      vpceIds: z
        .array(text.startsWith('vpce-', `expected the id of an endpoint (${access})`))
        .min(1, `expected at least one: the provider makes no workspace without (${both})`)
        .max(5, `expected at most 5 endpoints (${access})`),
    })
    .exactOptional(),
  subnetIds: z
    .array(subnetIdShape)
    .min(2, `expected 2 to 6 subnets, each in a zone of its own (${api}/API_VpcConfiguration.html)`)
    .max(6, `expected 2 to 6 subnets, each in a zone of its own (${api}/API_VpcConfiguration.html)`)
    .exactOptional(),
  securityGroupIds: z
    .array(securityGroupIdShape)
    .min(1, `expected 1 to 5 security groups (${api}/API_VpcConfiguration.html)`)
    .max(5, `expected 1 to 5 security groups (${api}/API_VpcConfiguration.html)`)
    .exactOptional(),
  dashboards: z
    .record(text, z.record(text, z.unknown(), `expected a dashboard's JSON, as Grafana exports it (${guide})`))
    .exactOptional(),
  description: text.max(2048, `expected at most 2,048 characters (${api}/API_CreateWorkspace.html)`).exactOptional(),
});

export const existingGrafanaShape = z.object({
  ...namingShape,
  workspaceId: text.regex(
    /^g-[0-9a-f]{10}$/,
    `expected an id such as 'g-0123456789' (${api}/API_DescribeWorkspace.html)`,
  ),
});

/** What is wrong with properties together. */
export function grafanaProblems(props: GrafanaWorkspaceProps): readonly string[] {
  const { authenticationProviders: providers, saml: by, people: those, networkAccess, dashboards = {} } = props;
  const said = Token.isUnresolved(props.grafanaVersion) ? undefined : props.grafanaVersion;
  const version = said === undefined ? undefined : grafanaVersionProblem(said);
  const tooOld = said !== undefined && version === undefined && !hasServiceAccounts(said);
  return [
    ...dashboardProblems(dashboards),
    ...(version === undefined ? [] : [`grafanaVersion: found "${said ?? ''}"; ${version}`]),
    ...(tooOld && Object.keys(dashboards).length > 0
      ? [
          `dashboards: found some with grafanaVersion "${said}"; expected version 9 or later, which has the service accounts that put them there (${api}/API_CreateWorkspaceServiceAccount.html)`,
        ]
      : []),
    ...(providers.includes('SAML') === (by !== undefined)
      ? []
      : [
          `saml: found ${by === undefined ? 'nothing' : 'a provider'} with ${providers.join(', ')}; expected it with SAML, and only then (${saml})`,
        ]),
    ...(by !== undefined && (by.idpMetadataUrl === undefined) === (by.idpMetadataXml === undefined)
      ? [
          `saml: found ${by.idpMetadataUrl === undefined ? 'neither' : 'both'} of idpMetadataUrl and idpMetadataXml; expected one (${saml})`,
        ]
      : []),
    ...(those !== undefined && !providers.includes('AWS_SSO')
      ? [
          `people: found some with ${providers.join(', ')}; expected AWS_SSO, whose users and groups they are (${guide}/AMG-manage-users-and-groups-AMG.html)`,
        ]
      : []),
    ...((networkAccess === undefined) === (props.publicAccess === true)
      ? []
      : [
          `networkAccess: found ${networkAccess === undefined ? 'nothing' : 'it and publicAccess'}; expected prefixListIds and vpceIds, or publicAccess in their place (${access})`,
        ]),
    ...((props.subnetIds === undefined) === (props.securityGroupIds === undefined)
      ? []
      : [
          `securityGroupIds: found ${props.subnetIds === undefined ? 'them without subnetIds' : 'none with subnetIds'}; expected both or neither (${api}/API_VpcConfiguration.html)`,
        ]),
  ];
}
