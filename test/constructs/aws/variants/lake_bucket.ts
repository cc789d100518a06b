import { LakeBucket } from '../../../../constructs/aws';
import type { Variant } from '../variant';

export const lakeBucket: Variant = {
  construct: LakeBucket,
  family: 'foundation',
  least: (scope, id, given, name = 'least') =>
    new LakeBucket(scope, id, {
      ...given.base,
      bucketName: `acme-${given.naming.environment}-${name}`,
      holds: 'tables',
    }),
  all: (scope, id, given) =>
    new LakeBucket(scope, id, {
      ...given.base,
      bucketName: `acme-${given.naming.environment}-all`,
      holds: 'files',
      keyArn: given.keyArn(),
      accessLogs: new LakeBucket(scope, `${id}-logs`, {
        ...given.base,
        bucketName: `acme-${given.naming.environment}-all-logs`,
        holds: 'files',
        takesAccessLogs: true,
      }),
      lifecycle: [{ id: 'old', prefix: 'tmp/', expireDays: 7 }],
      requestMetrics: true,
    }),
  existing: (scope, id, given) =>
    LakeBucket.fromExisting(scope, id, { ...given.naming, bucketName: 'acme-old', keyArn: given.keyArn() }),
  refused: [
    {
      wrong: 'a name in capitals',
      build: (scope, { naming }) => new LakeBucket(scope, 'it', { ...naming, bucketName: 'Acme', holds: 'files' }),
      message: "s3 bucket 'Acme': expected lower-case letters",
    },
    {
      wrong: 'a name that is too long',
      build: (scope, { naming }) =>
        new LakeBucket(scope, 'it', { ...naming, bucketName: 'a'.repeat(64), holds: 'files' }),
      message: '64 characters; expected 3 to 63',
    },
    {
      wrong: 'an alias for a key',
      build: (scope, { naming }) =>
        new LakeBucket(scope, 'it', { ...naming, bucketName: 'acme-x', holds: 'files', keyArn: 'alias/data' }),
      message: 'keyArn: found "alias/data"; expected a key\'s ARN',
    },
    {
      wrong: 'half a day',
      build: (scope, { naming }) =>
        new LakeBucket(scope, 'it', {
          ...naming,
          bucketName: 'acme-x',
          holds: 'files',
          lifecycle: [{ id: 'x', expireDays: 0.5 }],
        }),
      message: 'lifecycle.0.expireDays: found 0.5; expected whole days',
    },
    {
      wrong: 'expiry by age under tables',
      build: (scope, { naming }) =>
        new LakeBucket(scope, 'it', {
          ...naming,
          bucketName: 'acme-x',
          holds: 'tables',
          lifecycle: [{ id: 'old', expireDays: 90 }],
        }),
      message: "rule 'old': deletes objects after 90 days, but the bucket holds tables",
    },
    {
      wrong: 'a lock on tables',
      build: (scope, { naming }) =>
        new LakeBucket(scope, 'it', { ...naming, bucketName: 'acme-x', holds: 'tables', objectLock: true }),
      message: "bucket 'acme-x', objectLock: found true, but the bucket holds tables",
    },
    {
      wrong: 'a cheaper class before S3 takes it',
      build: (scope, { naming }) =>
        new LakeBucket(scope, 'it', {
          ...naming,
          bucketName: 'acme-x',
          holds: 'files',
          lifecycle: [{ id: 'cool', transitions: [{ days: 7, storageClass: 'STANDARD_IA' }] }],
        }),
      message: "rule 'cool': moves objects to STANDARD_IA after 7 days; expected at least 30",
    },
    {
      wrong: 'two moves within 30 days',
      build: (scope, { naming }) =>
        new LakeBucket(scope, 'it', {
          ...naming,
          bucketName: 'acme-x',
          holds: 'files',
          lifecycle: [
            {
              id: 'cool',
              transitions: [
                { days: 30, storageClass: 'STANDARD_IA' },
                { days: 45, storageClass: 'GLACIER' },
              ],
            },
          ],
        }),
      message: 'moves objects to GLACIER after 45 days; expected at least 60, 30 after they move to STANDARD_IA',
    },
    {
      wrong: 'a move up the waterfall',
      build: (scope, { naming }) =>
        new LakeBucket(scope, 'it', {
          ...naming,
          bucketName: 'acme-x',
          holds: 'files',
          lifecycle: [
            {
              id: 'warm',
              transitions: [
                { days: 30, storageClass: 'GLACIER' },
                { days: 90, storageClass: 'STANDARD_IA' },
              ],
            },
          ],
        }),
      message: 'moves objects from GLACIER to STANDARD_IA; expected a class further down the waterfall',
    },
    {
      wrong: 'an existing bucket with an alias for its key',
      build: (scope, { naming }) =>
        LakeBucket.fromExisting(scope, 'it', { ...naming, bucketName: 'acme', keyArn: 'data' }),
      message: 'keyArn: found "data"; expected a key\'s ARN',
    },
  ],
};
