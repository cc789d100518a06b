import type { Statement } from '../../../pipelines/targets';
import { bucketArn, give, type Grant, type Grantee, type Naming } from '../../core';
import { awsFacts, keyUseStatement } from '../facts';

/** What can be granted on a bucket, ours or an existing one. */
export class BucketAccess {
  readonly arn: string;

  /** @param keyArn of the bucket's encryption; absent for S3's own, which needs no permission */
  constructor(
    private readonly naming: Naming,
    readonly bucketName: string,
    private readonly keyArn?: string,
  ) {
    this.arn = bucketArn(naming, bucketName);
  }

  /** Lets `grantee` read below `prefix` (the whole bucket unless given), the key included. */
  grantRead(grantee: Grantee, prefix = ''): Grant {
    return give(grantee, this.readStatements(prefix));
  }

  /** The same for reading, writing and deleting. */
  grantWrite(grantee: Grantee, prefix = ''): Grant {
    return give(grantee, this.writeStatements(prefix));
  }

  /** For grants that are of more than the bucket. */
  readStatements(prefix = ''): readonly Statement[] {
    return this.statements(awsFacts.readObjects, awsFacts.decrypt, prefix);
  }

  writeStatements(prefix = ''): readonly Statement[] {
    return this.statements(awsFacts.writeObjects, awsFacts.encrypt, prefix);
  }

  private statements(actions: readonly string[], keyActions: readonly string[], prefix: string): readonly Statement[] {
    return [
      { actions, resources: [`${this.arn}/${prefix}*`] },
      {
        actions: ['s3:ListBucket'],
        resources: [this.arn],
        ...(prefix === '' ? {} : { conditions: { StringLike: { 's3:prefix': [`${prefix}*`] } } }),
      },
      ...(this.keyArn === undefined ? [] : [keyUseStatement(keyActions, this.keyArn, [this.arn], this.naming.region)]),
    ];
  }
}
