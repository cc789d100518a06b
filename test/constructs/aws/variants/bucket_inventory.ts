import { BucketInventory, LakeBucket } from '../../../../constructs/aws';
import type { Construct } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const bucket = (scope: Construct, id: string, given: Surroundings, name: string): LakeBucket =>
  new LakeBucket(scope, `${id}-${name}`, {
    ...given.base,
    bucketName: `acme-${given.naming.environment}-${id}-${name}`.slice(0, 63),
    holds: 'files',
  });

export const bucketInventory: Variant = {
  construct: BucketInventory,
  family: 'foundation',
  least: (scope, id, given) =>
    new BucketInventory(scope, id, {
      ...given.naming,
      bucket: bucket(scope, id, given, 'from'),
      destination: bucket(scope, id, given, 'to'),
    }),
  all: (scope, id, given) =>
    new BucketInventory(scope, id, {
      ...given.naming,
      bucket: bucket(scope, id, given, 'from').bucketName,
      destination: bucket(scope, id, given, 'to').bucketName,
      destinationKeyArn: given.keyArn(),
      frequency: 'daily',
      destinationPrefix: 'lists/objects',
      allVersions: true,
    }),
  existing: { none: 'a list is an object of its destination, which is granted on' },
  refused: [
    {
      wrong: 'a list within the bucket that it lists',
      build: (scope, { naming }) =>
        new BucketInventory(scope, 'it', { ...naming, bucket: 'acme-x', destination: 'acme-x' }),
      message: "destination: found 'acme-x', the bucket that is listed; expected another one",
    },
    {
      wrong: 'a destination under a key that S3 may not use',
      build: (scope, given) =>
        new BucketInventory(scope, 'it', {
          ...given.naming,
          bucket: 'acme-x',
          destination: new LakeBucket(scope, 'to', {
            ...given.base,
            bucketName: 'acme-y',
            holds: 'files',
            keyArn: given.keyArn(),
          }),
        }),
      message: "destination: found 'acme-y', which is encrypted with KMS",
    },
    {
      wrong: 'a frequency that S3 has not',
      build: (scope, { naming }) =>
        new BucketInventory(scope, 'it', {
          ...naming,
          bucket: 'acme-x',
          destination: 'acme-y',
          frequency: 'hourly' as 'daily',
        }),
      message: 'frequency: found "hourly"; expected daily or weekly',
    },
    {
      wrong: 'a prefix with a slash at its end',
      build: (scope, { naming }) =>
        new BucketInventory(scope, 'it', {
          ...naming,
          bucket: 'acme-x',
          destination: 'acme-y',
          destinationPrefix: 'lists/',
        }),
      message: 'destinationPrefix: found "lists/"; expected a prefix without a slash',
    },
  ],
};
