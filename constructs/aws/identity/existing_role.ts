import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import * as z from 'zod';
import { policyDocument } from '../../../pipelines/targets';
import { checkName, checkProps, Construct, type Grant, type Grantee, Lazy } from '../../core';
import { checkQuota } from '../facts';
import { type NamingProps, namingShape } from '../environment/naming_props';
import { checkGrant } from './statement_id';

export interface ExistingRoleProps extends NamingProps {
  /** Without its path. */
  readonly roleName: string;
}

const schema = z.object(namingShape);

/** A role that is there already. What it is granted here becomes one inline policy, named after this construct. */
export class ExistingRole extends Construct implements Grantee {
  readonly roleName: string;
  private readonly grants: Grant[] = [];

  constructor(scope: Construct, id: string, props: ExistingRoleProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    this.roleName = checkName('iam role', props.roleName, this.node.path);
  }

  addGrant(grant: Grant): void {
    checkGrant(grant, this.node.path);
    this.grants.push(grant);
    if (this.node.tryFindChild('policy') !== undefined) return;
    new IamRolePolicy(this, 'policy', {
      name: checkName('iam policy', `granted-${this.node.id}`, this.node.path),
      role: this.roleName,
      policy: Lazy.stringValue({
        produce: () => {
          const text = policyDocument(this.grants.flatMap((each) => each.statements));
          checkQuota('inlinePolicyCharacters', text.length, `role '${this.roleName}'`);
          return text;
        },
      }),
    });
  }
}
