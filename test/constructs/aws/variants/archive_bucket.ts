import { ArchiveBucket, type ArchiveBucketProps, LakeBucket } from '../../../../constructs/aws';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const least = (given: Surroundings, name: string): ArchiveBucketProps => ({
  ...given.base,
  bucketName: `acme-${given.naming.environment}-archive-${name}`,
  keyArn: given.keyArn(),
  retentionDays: 3650,
});

export const archiveBucket: Variant = {
  construct: ArchiveBucket,
  family: 'foundation',
  least: (scope, id, given, name = 'least') => new ArchiveBucket(scope, id, least(given, name)),
  all: (scope, id, given) =>
    new ArchiveBucket(scope, id, {
      ...least(given, 'all'),
      legalHoldDays: 2555,
      mode: 'GOVERNANCE',
      storageClass: 'DEEP_ARCHIVE',
      archiveAfterDays: 30,
      expireDays: 4000,
      accessLogs: new LakeBucket(scope, `${id}-logs`, {
        ...given.base,
        bucketName: `acme-${given.naming.environment}-archive-logs`,
        holds: 'files',
        takesAccessLogs: true,
      }),
    }),
  existing: (scope, id, given) =>
    ArchiveBucket.fromExisting(scope, id, { ...given.naming, bucketName: 'acme-archive', keyArn: given.keyArn() }),
  refused: [
    {
      wrong: 'a retention below the legal hold',
      build: (scope, given) =>
        new ArchiveBucket(scope, 'it', { ...least(given, 'x'), retentionDays: 365, legalHoldDays: 2555 }),
      message: 'retentionDays: found 365; expected at least 2555, the legal hold',
    },
    {
      wrong: 'expiry within the retention',
      build: (scope, given) => new ArchiveBucket(scope, 'it', { ...least(given, 'x'), expireDays: 365 }),
      message: 'expireDays: found 365; expected at least 3650, the retention',
    },
    {
      wrong: 'expiry before the least that is charged',
      build: (scope, given) =>
        new ArchiveBucket(scope, 'it', { ...least(given, 'x'), retentionDays: 7, expireDays: 30 }),
      message: 'expireDays: found 30; expected at least 91: GLACIER is charged for 90 days',
    },
    {
      wrong: 'to be destroyed in compliance mode',
      build: (scope, given) =>
        new ArchiveBucket(scope, 'it', {
          ...least(given, 'x'),
          mode: 'COMPLIANCE',
          removalPolicy: 'destroy',
          allowDestroy: true,
        }),
      message: "removalPolicy: found 'destroy' with mode 'COMPLIANCE'; expected 'retain'",
    },
    {
      wrong: 'a mode that S3 has not',
      build: (scope, given) => new ArchiveBucket(scope, 'it', { ...least(given, 'x'), mode: 'WORM' as 'COMPLIANCE' }),
      message: 'mode: found "WORM"; expected GOVERNANCE or COMPLIANCE',
    },
    {
      wrong: 'no retention',
      build: (scope, given) => new ArchiveBucket(scope, 'it', { ...least(given, 'x'), retentionDays: 0 }),
      message: 'retentionDays: found 0; expected 1 to 36500 days',
    },
  ],
};
