import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { policyDocument, type Statement } from '../../../pipelines/targets';
import { checkName, type Construct, formerly, type Grant, type Grantee, idOf, Lazy } from '../../core';
import { checkQuota } from '../facts';
import { fitting } from './inline_policy';
import { packStatements, policyCharacters } from './policy_packing';
import { checkGrant } from './statement_id';

/** What a role may do: AWS's own policies, the statements that it is made with, and what is granted to it later. */
export class RolePolicies implements Grantee {
  private readonly grants: Grant[] = [];
  /** Policies beside the role. */
  private attached: number;

  /**
   * @param scope of the policies: the construct that the role is of
   * @param mayBeEmpty whether a role that is allowed nothing is no mistake
   */
  constructor(
    private readonly scope: Construct,
    private readonly roleName: string,
    private readonly role: IamRole,
    statements: readonly Statement[] = [],
    managedPolicyArns: readonly string[] = [],
    mayBeEmpty = false,
  ) {
    this.attached = managedPolicyArns.length;
    checkQuota('attachedPolicies', this.attached, `role '${roleName}'`);
    managedPolicyArns.forEach((policyArn, i) => {
      const id = `managed-${idOf(scope, policyArn)}`;
      // Before 0.2 it was its place in the list.
      formerly(new IamRolePolicyAttachment(scope, id, { role: role.name, policyArn }), `managed-${i + 1}`);
    });
    if (statements.length === 0 && (managedPolicyArns.length > 0 || mayBeEmpty)) return;
    if (policyDocument(statements).length <= policyCharacters) this.inline(statements);
    else this.managed(statements);
  }

  addGrant(grant: Grant): void {
    checkGrant(grant, this.scope.node.path);
    this.grants.push(grant);
    if (this.scope.node.tryFindChild('policy') === undefined) this.inline([]);
  }

  /** The policy within the role: the statements, and what is granted later. */
  private inline(statements: readonly Statement[]): void {
    new IamRolePolicy(this.scope, 'policy', {
      name: 'derived',
      role: this.role.name,
      policy: Lazy.stringValue({
        produce: () => this.policy([...statements, ...this.grants.flatMap((grant) => grant.statements)]),
      }),
    });
  }

  /** Policies beside the role, as many as the statements need. */
  private managed(statements: readonly Statement[]): void {
    const packs = packStatements(statements);
    this.attached += packs.length;
    checkQuota('attachedPolicies', this.attached, `role '${this.roleName}'`);
    packs.forEach((pack, i) => this.attach(`${i + 1}`, pack));
  }

  /** @param which ends the name of the policy, and its id */
  private attach(which: string, statements: readonly Statement[]): void {
    const name = checkName('iam policy', `${this.roleName}-${which}`, this.scope.node.path);
    const policy = new IamPolicy(this.scope, `policy-${which}`, { name, policy: policyDocument(statements) });
    new IamRolePolicyAttachment(this.scope, `attachment-${which}`, { role: this.role.name, policyArn: policy.arn });
  }

  /** What fits within the role; policies beside it for the rest are made now, when all grants are known. */
  private policy(statements: readonly Statement[]): string {
    if (statements.length === 0) {
      throw new Error(`${this.scope.node.path}: role '${this.roleName}' is allowed nothing; grant it something`);
    }
    const { within, left } = fitting(statements);
    const packs = packStatements(left);
    checkQuota(
      'attachedPolicies',
      this.attached + packs.length,
      `${this.scope.node.path}: role '${this.roleName}' is granted more than a role holds; divide its work over more roles`,
    );
    packs.forEach((pack, i) => {
      // The framework asks three times.
      if (this.scope.node.tryFindChild(`policy-granted-${i + 1}`) === undefined) this.attach(`granted-${i + 1}`, pack);
    });
    const text = policyDocument(within);
    checkQuota('inlinePolicyCharacters', text.length, `role '${this.roleName}'`);
    return text;
  }
}
