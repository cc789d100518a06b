/** PostgreSQL on RDS: which versions, how large, and what has to be open. */
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';

export const postgresPort = 5432;

/** Major versions with standard support: https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html */
export const postgresVersions = ['14', '15', '16', '17'] as const;
export type PostgresVersion = (typeof postgresVersions)[number];
export const postgresVersionSource =
  'https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html';

/** GiB of a gp3 volume: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage */
export const postgresStorage = { min: 20, max: 65_536, source: `${guide}/CHAP_Storage.html#gp3-storage` };

/**
 * Names that cannot be the master user's or a database's: words that PostgreSQL or RDS keep for themselves.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
export const reservedPostgresNames: ReadonlySet<string> = new Set([
  'admin',
  'all',
  'default',
  'none',
  'postgres',
  'public',
  'rdsadmin',
  'rdsproxyadmin',
  'rds_superuser',
  'template0',
  'template1',
  'user',
]);

/** What is set, and why; all can be set while the database runs. */
export const postgresParameters: readonly { readonly name: string; readonly value: string }[] = [
  // Connections without TLS are refused: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
  { name: 'rds.force_ssl', value: '1' },
  // Changes of the schema, and what takes longer than a second: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html
  { name: 'log_min_duration_statement', value: '1000' },
  { name: 'log_statement', value: 'ddl' },
];

/** What is wrong with two periods of time in UTC: a backup and maintenance exclude one another. */
export function windowsProblem(backup: string, maintenance: string): string | undefined {
  const week = 7 * 24 * 60;
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const [from = '', to = ''] = maintenance.split('-');
  const start = days.indexOf(from.slice(0, 3)) * 1440 + minutes(from.slice(4));
  const length = (days.indexOf(to.slice(0, 3)) * 1440 + minutes(to.slice(4)) - start + week) % week;
  const [backupFrom = '', backupTo = ''] = backup.split('-');
  const backupLength = (minutes(backupTo) - minutes(backupFrom) + 1440) % 1440;
  const overlap = days.some((_, day) => {
    const at = day * 1440 + minutes(backupFrom);
    return (at - start + week) % week < length || (start - at + week) % week < backupLength;
  });
  return overlap
    ? `expected a time apart from the backup's, ${backup} (${guide}/USER_UpgradeDBInstance.Maintenance.html)`
    : undefined;
}

export const rdsFacts: ServiceFacts = {
  name: 'Amazon RDS',
  principals: ['rds.amazonaws.com', 'monitoring.rds.amazonaws.com'],
  passedTo: [
    {
      principal: 'monitoring.rds.amazonaws.com',
      why: 'whoever turns on enhanced monitoring passes the role that writes it',
      source: `${guide}/USER_Monitoring.OS.Enabling.html`,
    },
  ],
  securityGroupRules: [
    {
      from: 'clients',
      to: 'database',
      protocol: 'tcp',
      ports: String(postgresPort),
      why: 'PostgreSQL listens there',
      source: `${guide}/Overview.RDSSecurityGroups.html`,
    },
  ],
  zones: {
    least: 2,
    most: 3,
    why: 'a subnet group covers two zones, so that the standby has one of its own',
    source: `${guide}/USER_VPC.WorkingWithRDSInstanceinaVPC.html`,
  },
  quotas: [
    {
      what: 'database instances of an account in a region',
      most: 40,
      adjustable: true,
      why: 'a tracking server has one',
      source: `${guide}/CHAP_Limits.html`,
    },
    {
      what: 'parameter groups of an account in a region',
      most: 50,
      adjustable: true,
      why: 'a database has one of its own',
      source: `${guide}/CHAP_Limits.html`,
    },
  ],
};
