import { give, type Grant, type Grantee, type Naming } from '../../core';
import { trailArn, trailKeyUse } from '../facts';
import { BucketAccess } from '../storage/bucket_access';

/** What can be granted on a trail, ours or an existing one. */
export class AuditTrailAccess {
  readonly arn: string;
  private readonly bucket: BucketAccess;

  constructor(
    private readonly naming: Naming,
    readonly trailName: string,
    readonly bucketName: string,
    private readonly keyArn: string,
  ) {
    this.arn = trailArn(naming, trailName);
    this.bucket = new BucketAccess(naming, bucketName);
  }

  /** Lets `grantee`, an auditor's role, read what was recorded, the key included. */
  grantRead(grantee: Grantee): Grant {
    const { statements } = this.bucket.grantRead({ addGrant: () => undefined }, `AWSLogs/${this.naming.account}/`);
    return give(grantee, [...statements, trailKeyUse(this.naming, this.trailName, this.keyArn)]);
  }
}
