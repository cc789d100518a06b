import { BackupPlan, type BackupPlanProps, LakeBucket } from '../../../../constructs/aws';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const least = (given: Surroundings): BackupPlanProps => ({
  ...given.base,
  keyArn: given.keyArn(),
  resourceArns: [`arn:aws:dynamodb:${given.naming.region}:${given.naming.account}:table/acme-ledger`],
});

export const backupPlan: Variant = {
  construct: BackupPlan,
  family: 'foundation',
  least: (scope, id, given, name) =>
    new BackupPlan(scope, id, { ...least(given), ...(name === undefined ? {} : { name }) }),
  all: (scope, id, given) =>
    new BackupPlan(scope, id, {
      ...least(given),
      name: 'all',
      tags: { backup: 'daily' },
      buckets: [
        new LakeBucket(scope, `${id}-bucket`, {
          ...given.base,
          bucketName: `acme-${given.naming.environment}-backed-up`,
          holds: 'files',
        }),
      ],
      schedule: 'cron(30 3 ? * * *)',
      deleteAfterDays: 400,
      coldStorageAfterDays: 30,
      legalHoldDays: 365,
      copyToVaultArn: `arn:aws:backup:eu-west-1:${given.naming.account}:backup-vault:acme-copies`,
      copyDeleteAfterDays: 730,
      lockMode: 'GOVERNANCE',
      changeableForDays: 3,
      rolePath: '/data-platform/',
    }),
  existing: { none: 'a vault is named by its ARN, and nothing is granted on it' },
  refused: [
    {
      wrong: 'a bucket that holds tables',
      build: (scope, given) =>
        new BackupPlan(scope, 'it', {
          ...least(given),
          buckets: [new LakeBucket(scope, 'gold', { ...given.base, bucketName: 'acme-gold', holds: 'tables' })],
        }),
      message: 'buckets.0.holds: found "tables"; expected a bucket of files: a backup takes objects one by one',
    },
    {
      wrong: "a lake's bucket of tables by its ARN",
      build: (scope, given) =>
        new BackupPlan(scope, 'it', { ...least(given), resourceArns: ['arn:aws:s3:::acme-dev-gold-2dc985'] }),
      message: "resourceArns: found 'arn:aws:s3:::acme-dev-gold-2dc985', which holds tables; expected files",
    },
    {
      wrong: 'deletion before 90 days in cold storage',
      build: (scope, given) =>
        new BackupPlan(scope, 'it', { ...least(given), coldStorageAfterDays: 30, deleteAfterDays: 100 }),
      message: 'deleteAfterDays: found 100; expected at least 120, 90 days in cold storage',
    },
    {
      wrong: 'a retention below the legal hold',
      build: (scope, given) => new BackupPlan(scope, 'it', { ...least(given), legalHoldDays: 365 }),
      message: 'deleteAfterDays: found 35; expected at least 365, the legal hold',
    },
    {
      wrong: 'a copy that goes before the legal hold',
      build: (scope, given) =>
        new BackupPlan(scope, 'it', {
          ...least(given),
          legalHoldDays: 30,
          copyToVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:copies',
          copyDeleteAfterDays: 7,
        }),
      message: 'copyDeleteAfterDays: found 7; expected at least 30, the legal hold',
    },
    {
      wrong: 'nothing to back up',
      build: (scope, given) => new BackupPlan(scope, 'it', { ...least(given), resourceArns: [] }),
      message: 'resourceArns: found []; expected something to back up',
    },
    {
      wrong: 'to be destroyed with a lock in compliance mode',
      build: (scope, given) =>
        new BackupPlan(scope, 'it', {
          ...least(given),
          lockMode: 'COMPLIANCE',
          removalPolicy: 'destroy',
          allowDestroy: true,
        }),
      message: "removalPolicy: found 'destroy' with lockMode 'COMPLIANCE'; expected 'retain'",
    },
    {
      wrong: 'a lock that can be changed for a day',
      build: (scope, given) =>
        new BackupPlan(scope, 'it', { ...least(given), lockMode: 'COMPLIANCE', changeableForDays: 1 }),
      message: 'changeableForDays: found 1; expected 3 to 36500 days',
    },
    {
      wrong: 'five fields for a schedule',
      build: (scope, given) => new BackupPlan(scope, 'it', { ...least(given), schedule: '0 5 * * *' }),
      message: 'schedule: found "0 5 * * *"; expected a schedule such as',
    },
  ],
};
