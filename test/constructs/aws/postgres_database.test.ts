/** What a database is made with, where it matters, and who may connect. */
import { PostgresDatabase, type PostgresDatabaseProps } from '../../../constructs/aws';
import { windowsProblem } from '../../../constructs/aws/facts';
import type { Construct } from '../../../constructs/core';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const least: PostgresDatabaseProps = {
  ...naming,
  keyArn,
  logKeyArn: keyArn,
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
};
const made = (props: Partial<PostgresDatabaseProps> = {}) =>
  resourcesOf((stack) => new PostgresDatabase(stack, 'x', { ...least, ...props }));

test('it is private, encrypted, with a standby, backups, and a password that RDS keeps', () => {
  const [instance] = made()['aws_db_instance'] ?? [];
  expect(instance).toMatchObject({
    identifier: 'acme-dev-database',
    publicly_accessible: false,
    storage_encrypted: true,
    kms_key_id: keyArn,
    multi_az: true,
    manage_master_user_password: true,
    master_user_secret_kms_key_id: keyArn,
    backup_retention_period: 35,
    auto_minor_version_upgrade: true,
    deletion_protection: true,
    delete_automated_backups: false,
    skip_final_snapshot: false,
    final_snapshot_identifier: 'acme-dev-database-final',
    enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
    performance_insights_enabled: true,
    monitoring_interval: 60,
    lifecycle: { prevent_destroy: true },
  });
  expect(instance).not.toHaveProperty('password');
});

test('both keys to destroying data open it', () => {
  expect(made({ removalPolicy: 'destroy', allowDestroy: true })['aws_db_instance']).toMatchObject([
    { deletion_protection: false, skip_final_snapshot: true, lifecycle: { prevent_destroy: false } },
  ]);
});

test('connections without TLS are refused', () => {
  const [group] = made({ engineVersion: '16' })['aws_db_parameter_group'] ?? [];
  expect(group).toMatchObject({ family: 'postgres16', name: 'acme-dev-database-16' });
  expect(group?.['parameter']).toContainEqual({ name: 'rds.force_ssl', value: '1' });
});

test('another major version is let through when it is asked for, at once, with a group of its own', () => {
  const { aws_db_instance: [asked] = [], aws_db_parameter_group: [group] = [] } = made({
    engineVersion: '17',
    allowMajorVersionUpgrade: true,
  });
  expect(asked).toMatchObject({ engine_version: '17', allow_major_version_upgrade: true, apply_immediately: true });
  expect(group).toMatchObject({ family: 'postgres17', lifecycle: { create_before_destroy: true } });
  const [unasked] = made({ engineVersion: '17' })['aws_db_instance'] ?? [];
  expect(unasked).not.toHaveProperty('allow_major_version_upgrade');
  expect(unasked).not.toHaveProperty('apply_immediately');
});

test('its logs have a key and an end before RDS makes them', () => {
  const { aws_cloudwatch_log_group: groups, aws_db_instance: instances } = made();
  expect(groups).toMatchObject([
    { name: '/aws/rds/instance/acme-dev-database/postgresql', kms_key_id: keyArn, retention_in_days: 90 },
    { name: '/aws/rds/instance/acme-dev-database/upgrade', kms_key_id: keyArn, retention_in_days: 90 },
  ]);
  expect(JSON.stringify(instances?.[0]?.['depends_on'])).toContain('aws_cloudwatch_log_group');
});

test('clients get in by their groups, one port, on both ends', () => {
  const { aws_vpc_security_group_ingress_rule: into, aws_vpc_security_group_egress_rule: out } = made({
    clientSecurityGroupIds: ['sg-client'],
  });
  expect(into).toMatchObject([{ referenced_security_group_id: 'sg-client', from_port: 5432, to_port: 5432 }]);
  expect(out).toMatchObject([{ security_group_id: 'sg-client', from_port: 5432 }]);
});

test('the password changes when it is told to', () => {
  expect(made()).not.toHaveProperty('aws_secretsmanager_secret_rotation');
  expect(made({ passwordRotation: 'cron(0 4 ? * SUN *)' })['aws_secretsmanager_secret_rotation']).toMatchObject([
    { rotation_rules: { schedule_expression: 'cron(0 4 ? * SUN *)', duration: '1h' }, rotate_immediately: false },
  ]);
});

test.each([
  ['01:00-02:00', 'sun:02:30-sun:03:30', true],
  ['01:00-02:00', 'sun:01:30-sun:02:30', false],
  ['23:30-00:30', 'mon:00:15-mon:01:00', false],
  ['00:00-00:30', 'sun:23:30-mon:00:15', false],
  ['00:30-01:00', 'sun:23:30-mon:00:15', true],
])('a backup at %s and maintenance at %s: apart is %s', (backup, maintenance, apart) => {
  expect(windowsProblem(backup, maintenance) === undefined).toBe(apart);
});

const secretArn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!db-1-AbCdEf';
const existing = (scope: Construct) =>
  PostgresDatabase.fromExisting(scope, 'x', {
    ...naming,
    resourceId: 'db-ABC',
    secretArn,
    keyArn,
    securityGroupId: 'sg-1',
  });
const via = (arn: string) => ({
  'kms:ViaService': 'secretsmanager.eu-central-1.amazonaws.com',
  'kms:EncryptionContext:SecretARN': arn,
});

test('who may read the password may decrypt it, and no other', () => {
  const { may } = granted((scope, role) => existing(scope).grantReadPassword(role));
  expect(may('secretsmanager:GetSecretValue', secretArn)).toBe(true);
  expect(may('secretsmanager:GetSecretValue', `${secretArn}2`)).toBe(false);
  expect(may('secretsmanager:PutSecretValue', secretArn)).toBe(false);
  expect(may('kms:Decrypt', keyArn, via(secretArn))).toBe(true);
  expect(may('kms:Decrypt', keyArn, via(`${secretArn}2`))).toBe(false);
});

test('who may connect may as one user of one database', () => {
  const user = (database: string, name: string) =>
    `arn:aws:rds-db:eu-central-1:111122223333:dbuser:${database}/${name}`;
  const { may } = granted((scope, role) => existing(scope).grantConnect(role, 'reporter'));
  expect(may('rds-db:connect', user('db-ABC', 'reporter'))).toBe(true);
  expect(may('rds-db:connect', user('db-ABC', 'owner'))).toBe(false);
  expect(may('rds-db:connect', user('db-DEF', 'reporter'))).toBe(false);
});
