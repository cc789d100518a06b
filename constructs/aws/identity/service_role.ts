import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import * as z from 'zod';
import { policyDocument, type Statement } from '../../../pipelines/targets';
import { arn, checkName, checkProps, Construct, type Grant, type Grantee, Lazy } from '../../core';
import { checkQuota, trustConditions } from '../facts';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { arnShape } from '../environment/shapes';
import { ExistingRole, type ExistingRoleProps } from './existing_role';
import { packStatements, policyCharacters } from './policy_packing';

export interface ServiceRoleProps extends NamingProps {
  readonly roleName: string;
  /** Who takes the role: `states.amazonaws.com`; more than one where a service's documentation asks for it. */
  readonly service: string | readonly string[];
  readonly description: string;
  readonly statements?: readonly Statement[];
  /** ARNs of AWS's own policies, where a service asks for them. */
  readonly managedPolicyArns?: readonly string[];
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
  service: z.union([service, z.array(service)], `expected a service such as 'states.amazonaws.com' (${trust})`),
  managedPolicyArns: z.array(arnShape('a policy')).exactOptional(),
  description: z.string().max(1000, `expected at most 1,000 characters (${roles})`),
  statements: z
    .array(
      z.object({
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

/** A role that one service takes, for this account only, with exactly the statements that it is given. */
export class ServiceRole extends Construct implements Grantee {
  readonly roleName: string;
  readonly arn: string;
  /** For `dependsOn`: the ARN is computed. */
  readonly resource: IamRole;
  private readonly grants: Grant[] = [];

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
    const conditions = trustConditions(naming, props.service);
    this.resource = new IamRole(this, 'role', {
      name: this.roleName,
      description: props.description,
      assumeRolePolicy: policyDocument([
        {
          principals: { Service: props.service },
          actions: ['sts:AssumeRole'],
          resources: [],
          ...(conditions === undefined ? {} : { conditions }),
        },
      ]),
      ...(props.path === undefined || props.path === '/' ? {} : { path: props.path }),
      ...(props.permissionsBoundary === undefined ? {} : { permissionsBoundary: props.permissionsBoundary }),
    });
    const managed = props.managedPolicyArns ?? [];
    checkQuota('attachedPolicies', managed.length, `role '${this.roleName}'`);
    managed.forEach((policyArn, i) => {
      new IamRolePolicyAttachment(this, `managed-${i + 1}`, { role: this.resource.name, policyArn });
    });
    const statements = props.statements ?? [];
    if (statements.length === 0 && managed.length > 0) return;
    if (policyDocument(statements).length <= policyCharacters) this.inline(statements);
    else this.managed(statements);
  }

  addGrant(grant: Grant): void {
    this.grants.push(grant);
    if (this.node.tryFindChild('policy') === undefined) this.inline([]);
  }

  /** The policy within the role: the statements, and what is granted later. */
  private inline(statements: readonly Statement[]): void {
    new IamRolePolicy(this, 'policy', {
      name: 'derived',
      role: this.resource.name,
      policy: Lazy.stringValue({
        produce: () => this.policy([...statements, ...this.grants.flatMap((grant) => grant.statements)]),
      }),
    });
  }

  /** Policies beside the role, as many as the statements need. */
  private managed(statements: readonly Statement[]): void {
    const packs = packStatements(statements);
    checkQuota('attachedPolicies', packs.length, `role '${this.roleName}'`);
    packs.forEach((pack, i) => {
      const name = checkName('iam policy', `${this.roleName}-${i + 1}`, this.node.path);
      const policy = new IamPolicy(this, `policy-${i + 1}`, { name, policy: policyDocument(pack) });
      new IamRolePolicyAttachment(this, `attachment-${i + 1}`, { role: this.resource.name, policyArn: policy.arn });
    });
  }

  private policy(statements: readonly Statement[]): string {
    if (statements.length === 0) {
      throw new Error(`${this.node.path}: role '${this.roleName}' is allowed nothing; grant it something`);
    }
    const text = policyDocument(statements);
    checkQuota('inlinePolicyCharacters', text.length, `role '${this.roleName}'`);
    return text;
  }
}
