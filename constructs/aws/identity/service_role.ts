import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import * as z from 'zod';
import { policyDocument, type Statement } from '../../../pipelines/targets';
import { arn, checkName, checkProps, Construct, type Grant, type Grantee } from '../../core';
import { serviceTrust } from '../facts';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { arnShape, eachOnce, flagShape } from '../environment/shapes';
import { ExistingRole, type ExistingRoleProps } from './existing_role';
import { RolePolicies } from './role_policies';
import { statementId, statementsShape } from './statement_id';

export interface ServiceRoleProps extends NamingProps {
  readonly roleName: string;
  /** Who takes the role: `states.amazonaws.com`; more than one where a service's documentation asks for it. */
  readonly service: string | readonly string[];
  readonly description: string;
  readonly statements?: readonly Statement[];
  /** Who else takes it: further statements of its trust policy. */
  readonly trust?: readonly Statement[];
  /** ARNs of AWS's own policies, where a service asks for them. */
  readonly managedPolicyArns?: readonly string[];
  /** True for a role that a service asks for whether or not it is granted anything; without it that is refused. */
  readonly mayBeEmpty?: boolean;
  /** `/data-platform/`; `/` when left out. */
  readonly path?: string;
  /** The ARN of the policy that limits every role of the account. */
  readonly permissionsBoundary?: string;
}

const trust = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html';
const roles = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html';
const grammar = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html';
const service = z
  .string(`expected a service such as 'states.amazonaws.com' (${trust})`)
  .regex(/^[a-z0-9.-]+\.amazonaws\.com$/, `expected a service such as 'states.amazonaws.com' (${trust})`);
const schema = z.object({
  ...namingShape,
  trust: statementsShape,
  mayBeEmpty: flagShape,
  service: z.union([service, z.array(service)], `expected a service such as 'states.amazonaws.com' (${trust})`),
  managedPolicyArns: eachOnce(arnShape('a policy')).exactOptional(),
  description: z.string().max(1000, `expected at most 1,000 characters (${roles})`),
  statements: z
    .array(
      z.object({
        sid: statementId,
        actions: z.array(z.string()).min(1, `expected at least one action (${grammar})`),
        resources: z.array(z.string()).min(1, `expected at least one resource (${grammar})`),
      }),
    )
    .exactOptional(),
  path: z
    .string()
    .regex(/^\/([\w+=,.@-]+\/)*$/, `expected a path such as '/data-platform/' (${roles})`)
    .exactOptional(),
  permissionsBoundary: arnShape('a policy').exactOptional(),
});

/** A role that one service takes, for this account only where it says for which, with exactly the statements that it is given. */
export class ServiceRole extends Construct implements Grantee {
  readonly roleName: string;
  readonly arn: string;
  /** For `dependsOn`: the ARN is computed. */
  readonly resource: IamRole;
  private readonly policies: RolePolicies;

  /** A role that is there already; what it is granted becomes a policy of its own in it. */
  static fromExisting(scope: Construct, id: string, props: ExistingRoleProps): ExistingRole {
    return new ExistingRole(scope, id, props);
  }

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    this.roleName = checkName('iam role', props.roleName, this.node.path);
    this.arn = arn(naming, 'iam', `role${props.path ?? '/'}${this.roleName}`, false);
    if (props.service.length === 0 && (props.trust ?? []).length === 0) {
      throw new Error(
        `${this.node.path}: service: nobody takes the role; expected a service, or trust in others (${trust})`,
      );
    }
    this.resource = new IamRole(this, 'role', {
      name: this.roleName,
      description: props.description,
      assumeRolePolicy: policyDocument([...serviceTrust(naming, [props.service].flat()), ...(props.trust ?? [])]),
      ...(props.path === undefined || props.path === '/' ? {} : { path: props.path }),
      ...(props.permissionsBoundary === undefined ? {} : { permissionsBoundary: props.permissionsBoundary }),
    });
    const { statements, managedPolicyArns, mayBeEmpty } = props;
    this.policies = new RolePolicies(this, this.roleName, this.resource, statements, managedPolicyArns, mayBeEmpty);
  }

  addGrant(grant: Grant): void {
    this.policies.addGrant(grant);
  }
}
