import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import * as z from 'zod';
import { Aspects, checkProps, Construct, type Naming, TerraformResource } from '../../core';
import { namingOf, type NamingProps, namingShape } from './naming_props';

export interface OtherRegionProps extends NamingProps {
  /** Where everything below this construct is made. */
  readonly otherRegion: string;
}

const schema = z
  .object({ ...namingShape, otherRegion: namingShape.region })
  .refine(({ region, otherRegion }) => region !== otherRegion, {
    path: ['otherRegion'],
    message:
      "expected another region than the stack's (https://developer.hashicorp.com/terraform/language/providers/configuration)",
  });

/**
 * Everything below it is made in another region of the same account: the copies that survive the loss of a region.
 * A provider has one region, so there is a second one, with an alias, and each resource below names it.
 */
export class OtherRegion extends Construct {
  /** For what is made below: the same names, in the other region. */
  readonly naming: Naming;

  constructor(scope: Construct, id: string, props: OtherRegionProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    this.naming = { ...namingOf(props), region: props.otherRegion };
    const provider = new AwsProvider(this, 'aws', {
      alias: this.node.path.replaceAll(/\W/g, '_'),
      region: props.otherRegion,
      allowedAccountIds: [props.account],
    });
    Aspects.of(this).add({
      visit: (node) => {
        if (TerraformResource.isTerraformResource(node)) node.provider = provider;
      },
    });
  }
}
