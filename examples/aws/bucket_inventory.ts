/** A list of what is in a bucket, every week, in a bucket for lists. */
import { BucketInventory, LakeBucket } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function bucketInventory(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const photos = new LakeBucket(scope, 'photos', { ...naming, bucketName: 'acme-dev-photos-4f1a', holds: 'files' });
  const lists = new LakeBucket(scope, 'lists', { ...naming, bucketName: 'acme-dev-lists-4f1a', holds: 'files' });
  new BucketInventory(scope, 'inventory', { ...naming, bucket: photos, destination: lists });
}
