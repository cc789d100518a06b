import { GrafanaRoleAssociation } from '@cdktf/provider-aws/lib/grafana-role-association';
import { GrafanaWorkspace as Workspace } from '@cdktf/provider-aws/lib/grafana-workspace';
import { GrafanaWorkspaceSamlConfiguration } from '@cdktf/provider-aws/lib/grafana-workspace-saml-configuration';
import { checkName, checkProps, Construct, type Grant, type Grantee, mayDestroy, resourceName } from '../../core';
import { namingOf } from '../environment/naming_props';
import { findPrometheus, readCloudWatch } from '../facts';
import { ServiceRole } from '../identity/service_role';
import { GrafanaAccess } from './grafana_access';
import { declareDashboards } from './grafana_dashboards';
import {
  type ExistingGrafanaProps,
  existingGrafanaShape,
  grafanaProblems,
  grafanaShape,
  type GrafanaWorkspaceProps,
  type SamlConfiguration,
} from './grafana_workspace_props';

/** A workspace of Managed Grafana: reached from where you say, read with a role of its own, signed in to without passwords of its own. */
export class GrafanaWorkspace extends Construct {
  readonly workspaceName: string;
  readonly workspaceId: string;
  readonly arn: string;
  /** What it reads with: grant it the workspaces and workgroups that dashboards ask. */
  readonly role: ServiceRole;
  /** For `dependsOn`. */
  readonly resource: Workspace;
  private readonly access: GrafanaAccess;

  /** A workspace that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingGrafanaProps): GrafanaAccess {
    checkProps(existingGrafanaShape, props, `${scope.node.path}/${id}`);
    return new GrafanaAccess(namingOf(props), props.workspaceId);
  }

  constructor(scope: Construct, id: string, props: GrafanaWorkspaceProps) {
    super(scope, id);
    checkProps(grafanaShape, props, this.node.path);
    const problems = grafanaProblems(props);
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);
    const naming = namingOf(props);
    const { dataSources = ['CLOUDWATCH', 'PROMETHEUS'], networkAccess, subnetIds, securityGroupIds } = props;
    this.workspaceName = checkName('grafana workspace', resourceName(naming, props.name ?? 'boards'), this.node.path);
    this.role = new ServiceRole(this, 'role', {
      ...naming,
      roleName: `${this.workspaceName}-grafana`,
      service: 'grafana.amazonaws.com',
      description: `What dashboards of ${this.workspaceName} read`,
      statements: [
        ...(dataSources.includes('CLOUDWATCH') ? readCloudWatch(naming, props.logGroupNames ?? []) : []),
        ...(dataSources.includes('PROMETHEUS') ? findPrometheus : []),
      ],
    });
    this.resource = new Workspace(this, 'workspace', {
      name: this.workspaceName,
      ...(props.description === undefined ? {} : { description: props.description }),
      accountAccessType: 'CURRENT_ACCOUNT',
      authenticationProviders: [...props.authenticationProviders],
      // The role is ours: the service's own reads everything in the account.
      // https://docs.aws.amazon.com/grafana/latest/userguide/AMG-manage-permissions.html
      permissionType: 'CUSTOMER_MANAGED',
      roleArn: this.role.resource.arn,
      dataSources: [...dataSources],
      grafanaVersion: props.grafanaVersion ?? '10.4',
      configuration: JSON.stringify({
        plugins: { pluginAdminEnabled: props.pluginAdminEnabled ?? false },
        unifiedAlerting: { enabled: true },
      }),
      ...(networkAccess === undefined
        ? {}
        : {
            networkAccessControl: {
              prefixListIds: [...networkAccess.prefixListIds],
              vpceIds: [...networkAccess.vpceIds],
            },
          }),
      ...(subnetIds === undefined || securityGroupIds === undefined
        ? {}
        : { vpcConfiguration: { subnetIds: [...subnetIds], securityGroupIds: [...securityGroupIds] } }),
      lifecycle: { preventDestroy: !mayDestroy(props, this.node.path) },
    });
    this.workspaceId = this.resource.id;
    if (props.dashboards !== undefined) declareDashboards(this.resource, props.dashboards);
    if (props.saml !== undefined) this.signInBySaml(props.saml);
    for (const [role, { groupIds = [], userIds = [] }] of Object.entries(props.people ?? {})) {
      new GrafanaRoleAssociation(this, `people-${role.toLowerCase()}`, {
        workspaceId: this.workspaceId,
        role,
        ...(groupIds.length === 0 ? {} : { groupIds: [...groupIds] }),
        ...(userIds.length === 0 ? {} : { userIds: [...userIds] }),
      });
    }
    this.access = new GrafanaAccess(naming, this.workspaceId);
    this.arn = this.access.arn;
  }

  /** Lets `grantee` make service accounts and their tokens, with which dashboards and data sources are deployed. */
  grantDeploy(grantee: Grantee): Grant {
    return this.access.grantDeploy(grantee);
  }

  private signInBySaml({ adminRoleValues, editorRoleValues, ...saml }: SamlConfiguration): void {
    new GrafanaWorkspaceSamlConfiguration(this, 'saml', {
      ...saml,
      workspaceId: this.workspaceId,
      editorRoleValues: [...editorRoleValues],
      ...(adminRoleValues === undefined ? {} : { adminRoleValues: [...adminRoleValues] }),
      // A working day, and no longer: who has left is out.
      loginValidityDuration: saml.loginValidityDuration ?? 720,
    });
  }
}
