import { AuditTrail, LakeBucket } from '../../../../constructs/aws';
import type { Variant } from '../variant';

const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';

export const auditTrail: Variant = {
  construct: AuditTrail,
  family: 'network',
  least: (scope, id, given, name) =>
    new AuditTrail(scope, id, {
      ...given.base,
      keyArn: given.keyArn('audit'),
      ...(name === undefined ? {} : { name }),
    }),
  all: (scope, id, given) =>
    new AuditTrail(scope, id, {
      ...given.base,
      name: 'all',
      keyArn: given.keyArn('audit'),
      dataBuckets: ['acme-dev-silver', 'acme-dev-gold'],
      dataEvents: 'writes',
      accessLogs: new LakeBucket(scope, `${id}-logs`, {
        ...given.base,
        bucketName: `acme-${given.naming.environment}-trail-access-logs`,
        holds: 'files',
        takesAccessLogs: true,
      }),
      lockDays: 30,
      lockMode: 'GOVERNANCE',
      retentionDays: 400,
      thisRegionOnly: true,
      logs: { keyArn: given.keyArn('logs'), retentionDays: 90 },
      insights: true,
    }),
  existing: (scope, id, given) =>
    AuditTrail.fromExisting(scope, id, {
      ...given.naming,
      trailName: 'acme-trail',
      bucketName: 'acme-trail',
      keyArn: given.keyArn('audit'),
    }),
  refused: [
    {
      wrong: 'records that go before they may',
      build: (scope, { naming }) =>
        new AuditTrail(scope, 'it', { ...naming, keyArn, lockDays: 365, retentionDays: 90 }),
      message: 'retentionDays: found 90; expected at least 365, the days of the lock',
    },
    {
      wrong: 'days of a bucket that is there',
      build: (scope, { naming }) =>
        new AuditTrail(scope, 'it', { ...naming, keyArn, bucketName: 'acme-records', lockDays: 30 }),
      message: 'lockDays: found 30; expected none beside bucketName: it is said where the bucket is made (https://',
    },
    {
      wrong: 'a bucket that is there with a name that S3 does not take',
      build: (scope, { naming }) => new AuditTrail(scope, 'it', { ...naming, keyArn, bucketName: 'Acme_Records' }),
      message: "s3 bucket 'Acme_Records'",
    },
    {
      wrong: 'more buckets than a trail takes',
      build: (scope, { naming }) =>
        new AuditTrail(scope, 'it', {
          ...naming,
          keyArn,
          dataBuckets: Array.from({ length: 500 }, (_, i) => `acme-${i}`),
        }),
      message: 'dataBuckets: found 503 values in its selectors; expected at most 500',
    },
    {
      wrong: 'a bucket by its ARN',
      build: (scope, { naming }) =>
        new AuditTrail(scope, 'it', { ...naming, keyArn, dataBuckets: ['arn:aws:s3:::acme'] }),
      message: 'dataBuckets.0: found "arn:aws:s3:::acme"; expected the names of buckets',
    },
    {
      wrong: 'a mode that S3 has not',
      build: (scope, { naming }) =>
        new AuditTrail(scope, 'it', { ...naming, keyArn, lockMode: 'WORM' as 'COMPLIANCE' }),
      message: 'lockMode: found "WORM"; expected GOVERNANCE or COMPLIANCE',
    },
    {
      wrong: 'to be destroyed in compliance mode',
      build: (scope, { naming }) =>
        new AuditTrail(scope, 'it', {
          ...naming,
          keyArn,
          lockMode: 'COMPLIANCE',
          removalPolicy: 'destroy',
          allowDestroy: true,
        }),
      message: "removalPolicy: found 'destroy' with lockMode 'COMPLIANCE'; expected 'retain'",
    },
    {
      wrong: 'an alias for a key',
      build: (scope, { naming }) => new AuditTrail(scope, 'it', { ...naming, keyArn: 'alias/audit' }),
      message: 'keyArn: found "alias/audit"; expected a key\'s ARN',
    },
    {
      wrong: 'an existing trail with two dots in its name',
      build: (scope, { naming }) =>
        AuditTrail.fromExisting(scope, 'it', { ...naming, keyArn, bucketName: 'acme', trailName: 'acme..trail' }),
      message: "trail 'acme..trail': expected letters, digits and single ._-",
    },
  ],
};
