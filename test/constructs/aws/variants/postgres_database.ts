import { PostgresDatabase, type PostgresDatabaseProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';

const least = (given: Surroundings, name: string): PostgresDatabaseProps => ({
  ...given.base,
  name,
  keyArn: given.keyArn(),
  logKeyArn: given.keyArn('logs'),
  vpcId: given.vpcId,
  subnetIds: given.subnetIds(),
});
const wrong = (naming: Naming, props: Partial<PostgresDatabaseProps>): PostgresDatabaseProps => ({
  ...naming,
  keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
  logKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/2',
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
  ...props,
});
const refusals: readonly (readonly [string, Partial<PostgresDatabaseProps>, string])[] = [
  ['one zone', { subnetIds: ['subnet-1'] }, 'subnetIds: found ["subnet-1"]; expected subnets in at least two zones'],
  ['no backups', { backupRetentionPeriod: 0 }, 'backupRetentionPeriod: found 0; expected 1 to 35 days'],
  [
    'maintenance during the backup',
    { backupWindow: '02:30-03:30' },
    "expected a time apart from the backup's, 02:30-03:30",
  ],
  ['a reserved name', { username: 'postgres' }, 'username: found "postgres"; expected a name that is not reserved'],
  ['a name that cannot be', { dbName: 'Main-1' }, 'dbName: found "Main-1"; expected 1 to 63 lower-case letters'],
  ['a disk below the least', { allocatedStorage: 10 }, 'allocatedStorage: found 10; expected 20 to 65536 GiB'],
  [
    'no room to grow',
    { allocatedStorage: 100, maxAllocatedStorage: 105 },
    'maxAllocatedStorage: found 105; expected at least a tenth more than the 100 GiB',
  ],
  ['a class that is none', { instanceClass: 'm7g.large' }, 'instanceClass: found "m7g.large"; expected a class'],
  ['a name with two hyphens', { name: 'a--b' }, 'name: found "a--b"; expected lower-case letters'],
  ['a clock that is none', { backupWindow: '25:00-26:00' }, 'backupWindow: found "25:00-26:00"; expected'],
  ['a password that changes all the time', { passwordRotation: 'rate(1 hours)' }, 'at least four hours'],
];

export const postgresDatabase: Variant = {
  construct: PostgresDatabase,
  family: 'learning',
  least: (scope, id, given, name = 'least') => new PostgresDatabase(scope, id, least(given, `database-${name}`)),
  all: (scope, id, given) =>
    new PostgresDatabase(scope, id, {
      ...least(given, 'database-all'),
      clientSecurityGroupIds: [given.securityGroupId()],
      dbName: 'tracking',
      username: 'tracker',
      engineVersion: '16',
      allowMajorVersionUpgrade: true,
      instanceClass: 'db.m7g.large',
      multiAz: false,
      allocatedStorage: 50,
      maxAllocatedStorage: 200,
      backupRetentionPeriod: 7,
      backupWindow: '03:00-04:00',
      maintenanceWindow: 'sat:05:00-sat:06:00',
      passwordRotation: 'cron(0 3 ? * SUN *)',
      logRetentionDays: 30,
    }),
  existing: (scope, id, given) =>
    PostgresDatabase.fromExisting(scope, id, {
      ...given.naming,
      resourceId: 'db-ABCDEFGHIJKL',
      secretArn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!db-1-AbCdEf',
      keyArn: given.keyArn(),
      securityGroupId: given.securityGroupId(),
    }),
  refused: [
    ...refusals.map(([what, props, message]): Refusal => ({
      wrong: what,
      build: (scope, { naming }) => new PostgresDatabase(scope, 'it', wrong(naming, props)),
      message,
    })),
    {
      wrong: 'a name in place of a resource id',
      build: (scope, { naming }) =>
        PostgresDatabase.fromExisting(scope, 'it', {
          ...naming,
          resourceId: 'acme-tracking',
          secretArn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:x',
          keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
          securityGroupId: 'sg-1',
        }),
      message: 'resourceId: found "acme-tracking"; expected a resource id',
    },
  ],
};
