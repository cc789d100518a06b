/** AWS Backup: how long recovery points stay, and what its role needs. */
import { partitionOf } from '../../../environments';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/aws-backup/latest/devguide';

export const backup = {
  /** A recovery point is charged for so many days in cold storage, and deletion before is refused. */
  coldStorageDays: 90,
  lifecycle: `${guide}/API_Lifecycle.html`,
  /** Days in which a lock in compliance mode can still be taken back, at least. */
  leastChangeableDays: 3,
  vaultLock: `${guide}/vault-lock.html`,
  selection: `${guide}/assigning-resources.html`,
  settings: `${guide}/API_UpdateRegionSettings.html`,
  /**
   * What a selection by tags shall take: it takes types that are opted into, and no other. Not S3: a bucket of tables may
   * have the tag, and buckets of files are named in a plan.
   */
  optedIn: ['DynamoDB', 'RDS'],
  /** Types that are copied to other regions, and cooled, only when AWS Backup manages all of their backups. */
  fullyManaged: ['DynamoDB'],
  plan: `${guide}/API_BackupRuleInput.html`,
  metrics: `${guide}/cloudwatch.html`,
  /** Times of a plan, in UTC: `cron(0 5 ? * * *)` is the service's own default. */
  schedule: 'cron(0 5 ? * * *)',
  startWindowMinutes: 60,
  completionWindowMinutes: 1440,
} as const;

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html */
export const backupPolicies = (region: string, buckets: boolean): readonly string[] => {
  const policy = (path: string): string => `arn:${partitionOf(region)}:iam::aws:policy/${path}`;
  return [
    policy('service-role/AWSBackupServiceRolePolicyForBackup'),
    policy('service-role/AWSBackupServiceRolePolicyForRestores'),
    ...(buckets
      ? [policy('AWSBackupServiceRolePolicyForS3Backup'), policy('AWSBackupServiceRolePolicyForS3Restore')]
      : []),
  ];
};

export interface BackupLifecycle {
  readonly deleteAfterDays: number;
  readonly coldStorageAfterDays?: number;
  readonly copyDeleteAfterDays?: number;
  readonly legalHoldDays?: number;
}

/** What contradicts itself in how long recovery points stay: the property and a sentence; none when all is well. */
export function lifecycleProblem(lifecycle: BackupLifecycle): string | undefined {
  const { deleteAfterDays, coldStorageAfterDays, copyDeleteAfterDays, legalHoldDays = 0 } = lifecycle;
  const kept = [['deleteAfterDays', deleteAfterDays] as const, ['copyDeleteAfterDays', copyDeleteAfterDays] as const];
  for (const [what, days] of kept) {
    if (days === undefined) continue;
    if (days < legalHoldDays) {
      return `${what}: found ${days}; expected at least ${legalHoldDays}, the legal hold: before that nothing may go (${backup.vaultLock})`;
    }
    const least = (coldStorageAfterDays ?? -backup.coldStorageDays) + backup.coldStorageDays;
    if (days < least) {
      return `${what}: found ${days}; expected at least ${least}, ${backup.coldStorageDays} days in cold storage (${backup.lifecycle})`;
    }
  }
  return undefined;
}

/** The buckets of a lake that hold tables, by the names that `DataLakeStorage` gives. */
export const isTableBucket = (resourceArn: string): boolean =>
  /^arn:[\w-]+:s3:::.*-(bronze|silver|gold)-[0-9a-f]{6}(\/|$)/.test(resourceArn);

export const backupFacts: ServiceFacts = {
  name: 'AWS Backup',
  principals: ['backup.amazonaws.com'],
  endpoints: [
    {
      service: 'backup',
      type: 'Interface',
      why: 'who starts backups and restores from within a network without a way out',
      source: `${guide}/backup-network.html`,
    },
  ],
  passedTo: [
    {
      principal: 'backup.amazonaws.com',
      why: 'a selection is backed up with the role that it names',
      source: `${guide}/iam-service-roles.html`,
    },
  ],
};
