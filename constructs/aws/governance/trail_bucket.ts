/** The bucket that a trail writes to: what is in it is locked, archived, and deleted when it is old enough. */
import { S3BucketObjectLockConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration';
import type { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { type Construct, type Naming, type RemovalProps, removalOf, suppress } from '../../core';
import { trailBucketStatements } from '../facts';
import { LakeBucket } from '../storage/lake_bucket';

export interface TrailBucketProps extends RemovalProps {
  /** Where it is made. */
  readonly naming: Naming;
  readonly bucketName: string;
  /** Where the trail is, which may be another account. */
  readonly trails: Naming;
  readonly trailName: string;
  readonly accessLogs?: LakeBucket | string;
  readonly lockDays?: number;
  readonly lockMode?: 'GOVERNANCE' | 'COMPLIANCE';
  readonly retentionDays?: number;
}

const objectLock = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html';

/** A year at hand is what PCI DSS 10.5.1 asks for: https://docs.aws.amazon.com/securityhub/latest/userguide/pci-standard.html */
const defaults = { lockDays: 365, lockMode: 'GOVERNANCE', retentionDays: 2555, archiveAfterDays: 90 } as const;

/**
 * Records are encrypted by CloudTrail, under the trail's key with the trail as its context. The bucket has no key of its own:
 * with a bucket key the context would be the bucket's, and the key's policy would not know who writes.
 * @returns the bucket, and the policies that CloudTrail needs before the trail is made
 */
export function trailBucket(
  scope: Construct,
  props: TrailBucketProps,
): { readonly bucket: LakeBucket; readonly policies: readonly S3BucketPolicy[] } {
  const lockDays = props.lockDays ?? defaults.lockDays;
  const retentionDays = props.retentionDays ?? Math.max(defaults.retentionDays, lockDays);
  if (retentionDays < lockDays) {
    throw new Error(
      `${scope.node.path}: retentionDays: found ${retentionDays}; expected at least ${lockDays}, the days of the lock: ` +
        `a record that is locked only gets a delete marker (${objectLock})`,
    );
  }
  if (props.removalPolicy === 'destroy' && props.lockMode === 'COMPLIANCE') {
    throw new Error(
      `${scope.node.path}: removalPolicy: found 'destroy' with lockMode 'COMPLIANCE'; expected 'retain': ` +
        `what is locked in compliance mode cannot be deleted by anybody (${objectLock})`,
    );
  }
  const bucket = new LakeBucket(scope, 'bucket', {
    ...props.naming,
    bucketName: props.bucketName,
    holds: 'files',
    objectLock: true,
    lifecycle: [
      {
        id: 'records',
        ...(retentionDays > defaults.archiveAfterDays * 2
          ? { transitions: [{ days: defaults.archiveAfterDays, storageClass: 'GLACIER' as const }] }
          : {}),
        expireDays: retentionDays,
        nonCurrentDays: 1,
        abortUploadDays: 7,
      },
    ],
    ...(props.accessLogs === undefined ? {} : { accessLogs: props.accessLogs }),
    ...removalOf(props),
  });
  new S3BucketObjectLockConfigurationA(scope, 'lock', {
    bucket: bucket.bucketName,
    rule: { defaultRetention: { mode: props.lockMode ?? defaults.lockMode, days: lockDays } },
    dependsOn: [bucket.versioning],
  });
  suppress(bucket.resource, {
    rules: ['CKV_AWS_145'],
    reason:
      'CloudTrail encrypts each record with the key of the trail; a key of the bucket would be one more to read it.',
  });
  suppress(bucket.resource, {
    rules: ['CKV_AWS_144'],
    reason: 'Records are locked and signed; who has to keep them elsewhere copies them with their locks.',
  });
  const policies = trailBucketStatements(props.trails, props.trailName, bucket.bucketName).map((statement) =>
    bucket.allowService(statement),
  );
  return { bucket, policies: [...new Set(policies)] };
}
