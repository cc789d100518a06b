import { S3BucketObjectLockConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration';
import * as z from 'zod';
import { checkProps, Construct, type Grant, type Grantee, type RemovalProps, removalOf } from '../../core';
import { storageClasses } from '../facts';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { bucketShape, keyArnShape, wholeNumber } from '../environment/shapes';
import type { BucketAccess } from './bucket_access';
import { type ExistingBucketProps, LakeBucket } from './lake_bucket';
import { tableRules } from './lifecycle';

export interface ArchiveBucketProps extends NamingProps, RemovalProps {
  /** The whole name; unique in the world. */
  readonly bucketName: string;
  readonly keyArn: string;
  /** Days in which no version of an object can be deleted. */
  readonly retentionDays: number;
  /** The days that the law asks for: a shorter retention is refused. */
  readonly legalHoldDays?: number;
  /** GOVERNANCE can be bypassed by who may; COMPLIANCE by nobody, the root user included. */
  readonly mode?: 'GOVERNANCE' | 'COMPLIANCE';
  /** The class that objects go to; GLACIER unless given. */
  readonly storageClass?: 'GLACIER_IR' | 'GLACIER' | 'DEEP_ARCHIVE';
  /** Days until they go there; the next day unless given. */
  readonly archiveAfterDays?: number;
  /** Days until they are deleted; kept for ever unless given. */
  readonly expireDays?: number;
  readonly accessLogs?: LakeBucket | string;
}

const lock = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html';
const mostDays = 36_500;
const days = wholeNumber(1, mostDays, 'days', lock);
const schema = z.object({
  ...namingShape,
  accessLogs: bucketShape.exactOptional(),
  keyArn: keyArnShape,
  retentionDays: days,
  legalHoldDays: days.exactOptional(),
  mode: z.enum(['GOVERNANCE', 'COMPLIANCE'], `expected GOVERNANCE or COMPLIANCE (${lock})`).exactOptional(),
  storageClass: z
    .enum(
      ['GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'],
      `expected GLACIER_IR, GLACIER or DEEP_ARCHIVE (${storageClasses.GLACIER.source})`,
    )
    .exactOptional(),
  archiveAfterDays: days.exactOptional(),
  expireDays: days.exactOptional(),
});

/** A bucket for what the law makes you keep: written once, read rarely, deleted by nobody before its time. */
export class ArchiveBucket extends Construct {
  readonly bucketName: string;
  readonly arn: string;
  /** For what takes a bucket: replication, inventory. */
  readonly bucket: LakeBucket;

  /** An archive that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingBucketProps): BucketAccess {
    return LakeBucket.fromExisting(scope, id, props);
  }

  constructor(scope: Construct, id: string, props: ArchiveBucketProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const problem = retentionProblem(props);
    if (problem !== undefined) throw new Error(`${this.node.path}: ${problem}`);
    const { mode = 'GOVERNANCE', storageClass = 'GLACIER', archiveAfterDays = 1, expireDays } = props;
    this.bucket = new LakeBucket(this, 'bucket', {
      ...namingOf(props),
      bucketName: props.bucketName,
      holds: 'files',
      keyArn: props.keyArn,
      objectLock: true,
      lifecycle: [
        {
          id: 'archive',
          transitions: [{ days: archiveAfterDays, storageClass }],
          ...(expireDays === undefined ? {} : { expireDays }),
        },
        ...tableRules(),
      ],
      ...(props.accessLogs === undefined ? {} : { accessLogs: props.accessLogs }),
      ...removalOf(props),
    });
    this.bucketName = this.bucket.bucketName;
    this.arn = this.bucket.arn;
    new S3BucketObjectLockConfigurationA(this, 'lock', {
      bucket: this.bucketName,
      rule: { defaultRetention: { mode, days: props.retentionDays } },
      dependsOn: [this.bucket.versioning],
    });
  }

  /** Lets `grantee` read below `prefix` (the whole bucket unless given), the key included. */
  grantRead(grantee: Grantee, prefix?: string): Grant {
    return this.bucket.grantRead(grantee, prefix);
  }

  /** The same for writing; what is written stays, whatever the grantee may do. */
  grantWrite(grantee: Grantee, prefix?: string): Grant {
    return this.bucket.grantWrite(grantee, prefix);
  }
}

/** What contradicts the promise to keep, in one sentence. */
function retentionProblem(props: ArchiveBucketProps): string | undefined {
  const { retentionDays, legalHoldDays = 0, expireDays, archiveAfterDays = 1, storageClass = 'GLACIER' } = props;
  if (retentionDays < legalHoldDays) {
    return `retentionDays: found ${retentionDays}; expected at least ${legalHoldDays}, the legal hold: before that nothing may go (${lock})`;
  }
  if (expireDays !== undefined && expireDays < retentionDays) {
    return `expireDays: found ${expireDays}; expected at least ${retentionDays}, the retention: an object that is locked only gets a delete marker (${lock})`;
  }
  const { minimumDays, source } = storageClasses[storageClass];
  if (expireDays !== undefined && expireDays < archiveAfterDays + minimumDays) {
    return `expireDays: found ${expireDays}; expected at least ${archiveAfterDays + minimumDays}: ${storageClass} is charged for ${minimumDays} days (${source})`;
  }
  if (props.removalPolicy === 'destroy' && props.mode === 'COMPLIANCE') {
    return `removalPolicy: found 'destroy' with mode 'COMPLIANCE'; expected 'retain': what is locked in compliance mode cannot be deleted by anybody (${lock})`;
  }
  return undefined;
}
