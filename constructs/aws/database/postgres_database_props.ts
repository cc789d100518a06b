/** What a `PostgresDatabase` is given. */
import * as z from 'zod';
import type { RemovalProps } from '../../core';
import { type NamedProps, type NamingProps, namingShape } from '../environment/naming_props';
import {
  arnShape,
  eachOnce,
  flagShape,
  keyArnShape,
  logRetentionShape,
  nameShape,
  securityGroupIdShape,
  subnetIdShape,
  vpcIdShape,
  wholeNumber,
} from '../environment/shapes';
import {
  postgresStorage,
  type PostgresVersion,
  postgresVersions,
  postgresVersionSource,
  reservedPostgresNames,
  rotationProblem,
  windowsProblem,
} from '../facts';

export interface PostgresDatabaseProps extends NamedProps, RemovalProps {
  /** A key of class data: of the files, the password and what is known of queries. */
  readonly keyArn: string;
  /** A key of class logs. */
  readonly logKeyArn: string;
  readonly vpcId: string;
  /** Private, in at least two zones. */
  readonly subnetIds: readonly string[];
  /** Security groups of those who connect; more by `allowFrom`. */
  readonly clientSecurityGroupIds?: readonly string[];
  /** The first database in it; `main` unless given. */
  readonly dbName?: string;
  /** The master user; `owner` unless given. */
  readonly username?: string;
  /** The major version; minor ones come by themselves. 17 unless given. */
  readonly engineVersion?: PostgresVersion;
  /** Lets a change of `engineVersion` through, which RDS refuses otherwise; changes are then made at once. False unless given. */
  readonly allowMajorVersionUpgrade?: boolean;
  /** `db.t4g.medium` unless given. */
  readonly instanceClass?: string;
  /** A standby in another zone, which takes over; true unless given. */
  readonly multiAz?: boolean;
  /** GiB at the start; 20 unless given. */
  readonly allocatedStorage?: number;
  /** GiB that it may grow to by itself; five times the start unless given. */
  readonly maxAllocatedStorage?: number;
  /** Days that it can be brought back to any second of; 35 unless given. */
  readonly backupRetentionPeriod?: number;
  /** UTC; `01:00-02:00` unless given. */
  readonly backupWindow?: string;
  /** UTC; `sun:02:30-sun:03:30` unless given. */
  readonly maintenanceWindow?: string;
  /** When the password changes: `cron(0 3 ? * SUN *)`, in UTC, within the hour. Every seven days unless given. */
  readonly passwordRotation?: string;
  /** 90 unless given. */
  readonly logRetentionDays?: number;
}

export interface ExistingDatabaseProps extends NamingProps {
  /** `db-ABCDEFGHIJKL`: not the name. */
  readonly resourceId: string;
  /** Of its master user's password. */
  readonly secretArn: string;
  /** The key of that secret. */
  readonly keyArn: string;
  /** The group that guards it. */
  readonly securityGroupId: string;
}

const guide = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';
const reference = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html';
const time = '([01]\\d|2[0-3]):[0-5]\\d';
const day = '(mon|tue|wed|thu|fri|sat|sun)';

const identifier = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,62}$/,
    `expected 1 to 63 lower-case letters, digits and _, beginning with a letter (${reference})`,
  )
  .refine((name) => !reservedPostgresNames.has(name), `expected a name that is not reserved (${reference})`)
  .exactOptional();

export const databaseShape = z
  .object({
    ...namingShape,
    multiAz: flagShape,
    allowMajorVersionUpgrade: flagShape,
    name: nameShape,
    keyArn: keyArnShape,
    logKeyArn: keyArnShape,
    vpcId: vpcIdShape,
    subnetIds: z
      .array(subnetIdShape)
      .min(2, `expected subnets in at least two zones (${guide}/USER_VPC.WorkingWithRDSInstanceinaVPC.html)`),
    clientSecurityGroupIds: eachOnce(securityGroupIdShape).exactOptional(),
    dbName: identifier,
    username: identifier,
    engineVersion: z
      .enum(postgresVersions, `expected one of ${postgresVersions.join(', ')} (${postgresVersionSource})`)
      .exactOptional(),
    instanceClass: z
      .string()
      .regex(
        /^db\.[a-z0-9-]+\.[a-z0-9]+$/,
        `expected a class such as 'db.t4g.medium' (${guide}/Concepts.DBInstanceClass.Types.html)`,
      )
      .exactOptional(),
    allocatedStorage: wholeNumber(
      postgresStorage.min,
      postgresStorage.max,
      'GiB',
      postgresStorage.source,
    ).exactOptional(),
    maxAllocatedStorage: wholeNumber(
      postgresStorage.min,
      postgresStorage.max,
      'GiB',
      postgresStorage.source,
    ).exactOptional(),
    // None would turn off backups.
    backupRetentionPeriod: wholeNumber(
      1,
      35,
      'days',
      `${guide}/USER_WorkingWithAutomatedBackups.BackupRetention.html`,
    ).exactOptional(),
    backupWindow: z
      .string()
      .regex(new RegExp(`^${time}-${time}$`), `expected '01:00-02:00', in UTC (${reference})`)
      .exactOptional(),
    maintenanceWindow: z
      .string()
      .regex(
        new RegExp(`^${day}:${time}-${day}:${time}$`),
        `expected 'sun:02:30-sun:03:30', in UTC (${guide}/USER_UpgradeDBInstance.Maintenance.html)`,
      )
      .exactOptional(),
    passwordRotation: z
      .string()
      .superRefine((schedule, context) => {
        const problem = rotationProblem(schedule);
        if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
      })
      .exactOptional(),
    logRetentionDays: logRetentionShape,
  })
  .superRefine((props, context) => {
    const { backupWindow = defaultWindows.backup, maintenanceWindow = defaultWindows.maintenance } = props;
    const apart = windowsProblem(backupWindow, maintenanceWindow);
    if (apart !== undefined) context.addIssue({ code: 'custom', path: ['maintenanceWindow'], message: apart });
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
    const { allocatedStorage = postgresStorage.min, maxAllocatedStorage } = props;
    if (maxAllocatedStorage !== undefined && maxAllocatedStorage < allocatedStorage * 1.1) {
      context.addIssue({
        code: 'custom',
        path: ['maxAllocatedStorage'],
        message: `expected at least a tenth more than the ${allocatedStorage} GiB of the start (${guide}/USER_PIOPS.Autoscaling.html)`,
      });
    }
  });

export const existingDatabaseShape = z.object({
  ...namingShape,
  resourceId: z
    .string()
    .regex(
      /^db-[A-Z0-9]+$/,
      `expected a resource id such as 'db-ABCDEFGHIJKL' (${guide}/UsingWithRDS.IAMDBAuth.IAMPolicy.html)`,
    ),
  secretArn: arnShape('a secret'),
  keyArn: keyArnShape,
  securityGroupId: securityGroupIdShape,
});

/** While few people work in Europe; a backup first, then changes. */
export const defaultWindows = { backup: '01:00-02:00', maintenance: 'sun:02:30-sun:03:30' } as const;
