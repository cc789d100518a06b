import { arn, give, type Grant, type Grantee, type Naming } from '../../core';
import { itemStatements } from '../facts';

/** What can be granted on an online store, ours or an existing table. */
export class OnlineStoreAccess {
  readonly arn: string;

  constructor(
    private readonly naming: Naming,
    readonly tableName: string,
    private readonly keyArn: string,
  ) {
    this.arn = arn(naming, 'dynamodb', `table/${tableName}`);
  }

  /**
   * Lets `grantee` look up items, the key included.
   * @param leadingKeys patterns of partition keys, such as `customer#*`; all unless given
   */
  grantRead(grantee: Grantee, leadingKeys?: readonly string[]): Grant {
    return give(grantee, itemStatements('read', this.arn, this.keyArn, this.naming.region, leadingKeys));
  }

  /** The same for looking up, writing and deleting items. */
  grantWrite(grantee: Grantee, leadingKeys?: readonly string[]): Grant {
    return give(grantee, itemStatements('write', this.arn, this.keyArn, this.naming.region, leadingKeys));
  }
}
