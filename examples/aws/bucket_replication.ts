/** Archived exports, copied into a second region by a second provider of the same stack. */
import { BucketReplication, EncryptionKey, LakeBucket, OtherRegion } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function bucketReplication(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'filings', keyClass: 'data' });
  const filings = new LakeBucket(scope, 'filings', {
    ...naming,
    bucketName: 'acme-dev-filings-4f1a',
    holds: 'files',
    keyArn: key.arn,
  });
  const ireland = new OtherRegion(scope, 'ireland', { ...naming, otherRegion: 'eu-west-1' });
  const copyKey = new EncryptionKey(ireland, 'key', { ...ireland.naming, name: 'filings-copy', keyClass: 'data' });
  const copies = new LakeBucket(ireland, 'copies', {
    ...ireland.naming,
    bucketName: 'acme-dev-filings-copy-4f1a',
    holds: 'files',
    keyArn: copyKey.arn,
  });
  new BucketReplication(scope, 'replication', {
    ...naming,
    name: 'filings-replication',
    bucket: filings,
    destinationBucketArn: copies.arn,
    destinationRegion: ireland.naming.region,
    destinationKeyArn: copyKey.arn,
  });
}
