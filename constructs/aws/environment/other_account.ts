import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Aspects, Construct, type Naming, TerraformResource } from '../../core';

export interface OtherAccountProps {
  /** Of the stack. */
  readonly naming: Naming;
  /** Where everything below this construct is made. */
  readonly account: string;
  /** Of that account; who deploys the stack takes it. */
  readonly roleArn: string;
}

/**
 * Everything below it is made in another account, in the region of the stack: by a second provider, which takes a role
 * there and refuses credentials of any other account.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assuming-an-iam-role
 */
export class OtherAccount extends Construct {
  /** For what is made below: the same names, in the other account. */
  readonly naming: Naming;

  constructor(scope: Construct, id: string, { naming, account, roleArn }: OtherAccountProps) {
    super(scope, id);
    this.naming = { ...naming, account };
    const provider = new AwsProvider(this, 'aws', {
      alias: this.node.path.replaceAll(/\W/g, '_'),
      region: naming.region,
      allowedAccountIds: [account],
      assumeRole: [{ roleArn }],
    });
    Aspects.of(this).add({
      visit: (node) => {
        if (TerraformResource.isTerraformResource(node)) node.provider = provider;
      },
    });
  }
}
