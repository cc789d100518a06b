import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { policyDocument } from '../../../pipelines/targets';
import { arn, checkName, Construct, type Grant, type Grantee, type Naming } from '../../core';
import { jobRoleStatements, jobRoleTrust, type TokenIssuer } from '../facts';
import { RolePolicies } from '../identity/role_policies';

/** What jobs with this role may do; the service accounts that EMR makes for them take it. */
export class EmrJobRole extends Construct implements Grantee {
  readonly roleName: string;
  readonly arn: string;
  /** For `dependsOn`: the ARN is computed. */
  readonly resource: IamRole;
  private readonly policies: RolePolicies;

  constructor(
    scope: Construct,
    id: string,
    naming: Naming,
    roleName: string,
    where: { readonly cluster: TokenIssuer; readonly namespace: string; readonly logGroupName: string },
  ) {
    super(scope, id);
    this.roleName = checkName('iam role', roleName, this.node.path);
    this.arn = arn(naming, 'iam', `role/${this.roleName}`, false);
    this.resource = new IamRole(this, 'role', {
      name: this.roleName,
      description: `What jobs in namespace ${where.namespace} may do`,
      assumeRolePolicy: policyDocument([jobRoleTrust(where.cluster, where.namespace, naming.account, this.roleName)]),
    });
    const statements = jobRoleStatements(naming, where.logGroupName);
    this.policies = new RolePolicies(this, this.roleName, this.resource, statements);
  }

  addGrant(grant: Grant): void {
    this.policies.addGrant(grant);
  }
}
