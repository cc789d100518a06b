import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import * as z from 'zod';
import { policyDocument } from '../../../pipelines/targets';
import { checkName, checkProps, Construct, mayDestroy, partitionOf, type RemovalProps, resourceName } from '../../core';
import { accountStatement, type KeyClass, serviceStatements } from '../facts';
import { type NamedProps, namingOf, namingShape } from '../environment/naming_props';
import { nameShape } from '../environment/shapes';

export interface EncryptionKeyProps extends NamedProps, RemovalProps {
  /** What the key protects; decides which services may use it. */
  readonly keyClass: KeyClass;
  /** Of class audit: the account whose trails it encrypts, where that is not its own. */
  readonly trailAccount?: string;
}

const schema = z
  .object({
    ...namingShape,
    name: nameShape,
    keyClass: z.enum(
      ['data', 'logs', 'notifications', 'spending', 'alerting', 'audit'],
      'expected data, logs, notifications, spending, alerting or audit (docs/aws.md#constructs)',
    ),
    trailAccount: namingShape.account.exactOptional(),
  })
  .refine(({ keyClass, trailAccount }) => keyClass === 'audit' || trailAccount === undefined, {
    path: ['trailAccount'],
    message:
      'expected it with keyClass audit alone: keys of other classes are for no trails (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html)',
  });

/** Days that a deleted key can still be brought back: the service's longest and shortest. */
const deletionWindow = { retained: 30, destroyable: 7 };

/** A customer-managed key that rotates every year, with an alias of the class. */
export class EncryptionKey extends Construct {
  readonly arn: string;
  readonly alias: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const destroyable = mayDestroy(props, this.node.path);
    const name = resourceName(naming, props.name ?? props.keyClass);
    const key = new KmsKey(this, 'key', {
      description: `${name}: encrypts ${props.keyClass}`,
      enableKeyRotation: true,
      deletionWindowInDays: destroyable ? deletionWindow.destroyable : deletionWindow.retained,
      policy: policyDocument([
        accountStatement(naming.account, partitionOf(naming.region)),
        ...serviceStatements(props.keyClass, naming, props.trailAccount),
      ]),
      lifecycle: { preventDestroy: !destroyable },
    });
    this.alias = checkName('kms alias', `alias/${name}`, this.node.path);
    new KmsAlias(this, 'alias', { name: this.alias, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}
