import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import * as z from 'zod';
import { policyDocument, type Statement } from '../../../pipelines/targets';
import { arn, checkName, checkProps, Construct, type Grant, type Grantee, resourceName } from '../../core';
import { serviceAccountTrust, type TokenIssuer } from '../facts';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { arnShape, eachOnce, givenShape } from '../environment/shapes';
import { RolePolicies } from '../identity/role_policies';
import { statementsShape } from '../identity/statement_id';

export interface EksServiceAccountRoleProps extends NamingProps {
  /** Whose pods take the role: ours, or an existing one. */
  readonly cluster: TokenIssuer;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** `{project}-{environment}-{namespace}-{serviceAccount}` unless given. */
  readonly roleName?: string;
  readonly statements?: readonly Statement[];
  /** ARNs of AWS's own policies, where a service asks for them. */
  readonly managedPolicyArns?: readonly string[];
  /** `/data-platform/`; `/` when left out. */
  readonly path?: string;
  /** The ARN of the policy that limits every role of the account. */
  readonly permissionsBoundary?: string;
}

const names = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/';
const label = (what: string): z.ZodString =>
  z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      `expected the name of ${what}: lower-case letters, digits and hyphens, no wildcard (${names})`,
    );
const schema = z.object({
  ...namingShape,
  cluster: givenShape('a cluster'),
  statements: statementsShape,
  namespace: label('a namespace'),
  serviceAccount: z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/,
      `expected the name of a service account: lower-case letters, digits, dots and hyphens, no wildcard (${names})`,
    ),
  managedPolicyArns: eachOnce(arnShape('a policy')).exactOptional(),
  path: z
    .string()
    .regex(
      /^\/([\w+=,.@-]+\/)*$/,
      `expected a path such as '/data-platform/' (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html)`,
    )
    .exactOptional(),
  permissionsBoundary: arnShape('a policy').exactOptional(),
});

/** A role that the pods of one service account take, of one namespace of one cluster. */
export class EksServiceAccountRole extends Construct implements Grantee {
  readonly roleName: string;
  readonly arn: string;
  /** For `dependsOn`: the ARN is computed. */
  readonly resource: IamRole;
  private readonly policies: RolePolicies;

  constructor(scope: Construct, id: string, props: EksServiceAccountRoleProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const { namespace, serviceAccount, path = '/' } = props;
    const name = props.roleName ?? resourceName(naming, `${namespace}-${serviceAccount}`);
    this.roleName = checkName('iam role', name, this.node.path);
    this.arn = arn(naming, 'iam', `role${path}${this.roleName}`, false);
    const subject = `system:serviceaccount:${namespace}:${serviceAccount}`;
    this.resource = new IamRole(this, 'role', {
      name: this.roleName,
      description: `What pods of ${namespace}/${serviceAccount} may do`,
      assumeRolePolicy: policyDocument([serviceAccountTrust(props.cluster, subject)]),
      ...(path === '/' ? {} : { path }),
      ...(props.permissionsBoundary === undefined ? {} : { permissionsBoundary: props.permissionsBoundary }),
    });
    this.policies = new RolePolicies(this, this.roleName, this.resource, props.statements, props.managedPolicyArns);
  }

  addGrant(grant: Grant): void {
    this.policies.addGrant(grant);
  }
}
