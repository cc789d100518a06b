import { BucketReplication, type BucketReplicationProps, LakeBucket } from '../../../../constructs/aws';
import type { Construct } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const there = { bucketName: 'acme-there', holds: 'files', versioned: true } as const;
const least = ({ naming }: Surroundings): BucketReplicationProps => ({
  ...naming,
  bucket: there,
  destinationBucketArn: 'arn:aws:s3:::acme-copies',
  destinationRegion: 'eu-west-1',
  destinationKeyArn: `arn:aws:kms:eu-west-1:${naming.account}:key/1234`,
});
const source = (scope: Construct, id: string, given: Surroundings, name: string): LakeBucket =>
  new LakeBucket(scope, `${id}-source`, {
    ...given.base,
    bucketName: `acme-${given.naming.environment}-replicated-${name}`,
    holds: 'files',
    keyArn: given.keyArn(),
  });

export const bucketReplication: Variant = {
  construct: BucketReplication,
  family: 'foundation',
  least: (scope, id, given, name) =>
    new BucketReplication(scope, id, {
      ...least(given),
      bucket: source(scope, id, given, name ?? 'least'),
      destinationBucketArn: given.copies().arn,
      ...(name === undefined ? {} : { name }),
    }),
  all: (scope, id, given) =>
    new BucketReplication(scope, id, {
      ...least(given),
      name: 'all-replication',
      bucket: source(scope, id, given, 'all'),
      destinationBucketArn: given.copies().arn,
      prefix: 'shop/',
      storageClass: 'GLACIER_IR',
      deleteMarkers: true,
      timeControl: true,
      allowSameRegion: false,
      rolePath: '/data-platform/',
    }),
  existing: { none: 'a bucket has one replication, and nothing is granted on it' },
  refused: [
    {
      wrong: 'a bucket that holds tables',
      build: (scope, given) =>
        new BucketReplication(scope, 'it', { ...least(given), bucket: { ...there, holds: 'tables' } }),
      message: 'bucket.holds: found "tables"; expected a bucket of files: replicas arrive in no order',
    },
    {
      wrong: 'a bucket that is not versioned',
      build: (scope, given) =>
        new BucketReplication(scope, 'it', { ...least(given), bucket: { ...there, versioned: false } }),
      message: 'bucket.versioned: found false; expected a versioned bucket',
    },
    {
      wrong: 'a copy in the same region',
      build: (scope, given) =>
        new BucketReplication(scope, 'it', { ...least(given), destinationRegion: given.naming.region }),
      message: "destinationRegion: found 'eu-central-1', the region of the source; expected another one",
    },
    {
      wrong: 'a key in another region than the copy',
      build: (scope, given) => new BucketReplication(scope, 'it', { ...least(given), destinationRegion: 'eu-north-1' }),
      message: "destinationKeyArn: found a key in 'eu-west-1'; expected one in 'eu-north-1'",
    },
    {
      wrong: 'a class that S3 has not',
      build: (scope, given) =>
        new BucketReplication(scope, 'it', { ...least(given), storageClass: 'COLD' as 'GLACIER' }),
      message: 'storageClass: found "COLD"; expected a storage class',
    },
    {
      wrong: "a bucket's name where its ARN belongs",
      build: (scope, given) =>
        new BucketReplication(scope, 'it', { ...least(given), destinationBucketArn: 'acme-copies' }),
      message: 'destinationBucketArn: found "acme-copies"; expected a bucket\'s ARN',
    },
  ],
};
