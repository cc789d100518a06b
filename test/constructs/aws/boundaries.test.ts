/** What every construct refuses when the stack is built: with its path, the property, the value and the rule. */
import {
  Alarms,
  AlertTopic,
  BundleObjects,
  Dashboard,
  DataLakeStorage,
  EmrServerlessApplication,
  EncryptionKey,
  GlueDatabases,
  LakeBucket,
  LogGroup,
  PipelineSchedule,
  PipelineStateMachine,
  RunLedger,
  ServiceRole,
} from '../../../constructs/aws';
import type { Construct } from '../../../constructs/core';
import { keyArn, naming, resourcesOf } from '../app';

const arn = (service: string, what: string): string => `arn:aws:${service}:eu-central-1:111122223333:${what}`;
const worker = { vcpu: 2, memoryGb: 8, diskGb: 20 };
const small = {
  driver: worker,
  executor: worker,
  executors: 4,
  maximum: { vcpu: 16, memoryGb: 64 },
  idleMinutes: 10,
};
const rule = {
  metric: { namespace: 'AWS/States', name: 'ExecutionsFailed', dimensions: {}, statistic: 'Sum', label: 'failed' },
  name: 'failed',
  description: 'A run failed',
  above: 0,
  periodSeconds: 300,
} as const;
const alarms = { prefix: 'acme-dev-sales', rules: [rule], topicArn: arn('sns', 'alerts') };
const machine = {
  ...naming,
  stateMachineName: 'acme-dev-sales',
  definition: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } },
  roleArn: 'arn:aws:iam::111122223333:role/x',
  logGroupName: '/aws/vendedlogs/states/acme-dev-sales',
  logKeyArn: keyArn,
  logRetentionDays: 30,
};
const schedule = {
  ...naming,
  scheduleName: 'sales',
  groupName: 'acme-dev',
  cron: '0 2 * * *',
  timezone: 'Europe/Berlin',
  stateMachineArn: arn('states', 'stateMachine:x'),
  roleArn: 'arn:aws:iam::111122223333:role/x',
};
const application = { ...naming, profileName: 'small', profile: small, releaseLabel: 'emr-7.10.0' };
const role = {
  ...naming,
  roleName: 'acme-dev-x',
  service: 'states.amazonaws.com',
  description: 'Runs',
  statements: [{ actions: ['sns:Publish'], resources: ['*'] }],
};
const bucket = { ...naming, bucketName: 'acme-dev-x', holds: 'files' as const };
const logGroup = { ...naming, logGroupName: '/acme/x', retentionDays: 30, keyArn };
const database = { name: 'acme_dev_gold', description: 'Gold', location: 's3://acme-dev-gold/shop/' };
const dashboard = { dashboardName: 'acme-dev', region: naming.region, charts: [] };

const right: Readonly<Record<string, (scope: Construct) => unknown>> = {
  Alarms: (scope) => new Alarms(scope, 'it', alarms),
  AlertTopic: (scope) => new AlertTopic(scope, 'it', { ...naming, keyArn }),
  Dashboard: (scope) => new Dashboard(scope, 'it', dashboard),
  DataLakeStorage: (scope) => new DataLakeStorage(scope, 'it', naming),
  EmrServerlessApplication: (scope) => new EmrServerlessApplication(scope, 'it', application),
  EncryptionKey: (scope) => new EncryptionKey(scope, 'it', { ...naming, keyClass: 'data' }),
  GlueDatabases: (scope) => new GlueDatabases(scope, 'it', { ...naming, databases: [database] }),
  LakeBucket: (scope) => new LakeBucket(scope, 'it', bucket),
  LogGroup: (scope) => new LogGroup(scope, 'it', logGroup),
  PipelineSchedule: (scope) => new PipelineSchedule(scope, 'it', schedule),
  PipelineStateMachine: (scope) => new PipelineStateMachine(scope, 'it', machine),
  RunLedger: (scope) => new RunLedger(scope, 'it', { ...naming, keyArn }),
  ServiceRole: (scope) => new ServiceRole(scope, 'it', role),
};

test.each(Object.entries(right))('%s takes what is right', (_, build) => {
  expect(Object.keys(resourcesOf(build)).length).toBeGreaterThan(0);
});

const wrong: readonly (readonly [string, (scope: Construct) => unknown, string])[] = [
  [
    'Alarms, period',
    (s) => new Alarms(s, 'it', { ...alarms, rules: [{ ...rule, periodSeconds: 90 }] }),
    'rules.0.periodSeconds: found 90; expected 10, 20, 30 or a multiple of 60',
  ],
  [
    'Alarms, topic',
    (s) => new Alarms(s, 'it', { ...alarms, topicArn: 'alerts' }),
    'topicArn: found "alerts"; expected a topic\'s ARN',
  ],
  [
    'AlertTopic, recipient',
    (s) => new AlertTopic(s, 'it', { ...naming, keyArn, recipients: ['ann'] }),
    'recipients.0: found "ann"; expected an e-mail address',
  ],
  [
    'BundleObjects, folder',
    (s) => new BundleObjects(s, 'it', { folder: '/nowhere', bucket: 'acme', prefix: 'bundles/x' }),
    'folder: found "/nowhere"; expected the folder of a bundle, with manifest.json',
  ],
  [
    'BundleObjects, prefix',
    (s) => new BundleObjects(s, 'it', { folder: '/nowhere', bucket: 'acme', prefix: 'bundles/' }),
    'prefix: found "bundles/"; expected a prefix',
  ],
  [
    'Dashboard, name',
    (s) => new Dashboard(s, 'it', { ...dashboard, dashboardName: 'a b' }),
    "dashboard 'a b': expected letters, digits, _ and -",
  ],
  [
    'Dashboard, charts',
    (s) => new Dashboard(s, 'it', { ...dashboard, charts: Array(501).fill({ title: 'x', metrics: [] }) }),
    'expected at most 500 charts',
  ],
  [
    'DataLakeStorage, days',
    (s) => new DataLakeStorage(s, 'it', { ...naming, nonCurrentDays: 0 }),
    'nonCurrentDays: found 0; expected at least one day',
  ],
  [
    'EmrServerlessApplication, subnet',
    (s) => new EmrServerlessApplication(s, 'it', { ...application, subnets: ['vpc-1'] }),
    'subnets.0: found "vpc-1"; expected a subnet\'s id',
  ],
  [
    'EmrServerlessApplication, worker',
    (s) =>
      new EmrServerlessApplication(s, 'it', { ...application, profile: { ...small, driver: { ...worker, vcpu: 3 } } }),
    "compute profile 'small', driver: 3 vCPU; expected 1, 2, 4, 8, 16",
  ],
  [
    'EmrServerlessApplication, maximum',
    (s) =>
      new EmrServerlessApplication(s, 'it', {
        ...application,
        profile: { ...small, maximum: { vcpu: 2, memoryGb: 64 } },
      }),
    "compute profile 'small', maximum.vcpu: found 2; expected at least 4, a driver and one executor",
  ],
  [
    'EmrServerlessApplication, release',
    (s) => new EmrServerlessApplication(s, 'it', { ...application, releaseLabel: 'emr-6.15.0' }),
    'releaseLabel: ',
  ],
  [
    'EncryptionKey, region',
    (s) => new EncryptionKey(s, 'it', { ...naming, region: 'europe', keyClass: 'data' }),
    'region: found "europe"; expected a region',
  ],
  [
    'GlueDatabases, name',
    (s) => new GlueDatabases(s, 'it', { ...naming, databases: [{ ...database, name: 'acme-gold' }] }),
    "glue database 'acme-gold': expected lower-case letters",
  ],
  [
    'GlueDatabases, location',
    (s) => new GlueDatabases(s, 'it', { ...naming, databases: [{ ...database, location: '/gold' }] }),
    'databases.0.location: found "/gold"; expected s3://bucket/prefix/',
  ],
  [
    'LakeBucket, name',
    (s) => new LakeBucket(s, 'it', { ...bucket, bucketName: 'Acme' }),
    "s3 bucket 'Acme': expected lower-case letters",
  ],
  [
    'LakeBucket, key',
    (s) => new LakeBucket(s, 'it', { ...bucket, keyArn: 'alias/data' }),
    'keyArn: found "alias/data"; expected a key\'s ARN',
  ],
  [
    'LakeBucket, days',
    (s) => new LakeBucket(s, 'it', { ...bucket, lifecycle: [{ id: 'x', expireDays: 0.5 }] }),
    'lifecycle.0.expireDays: found 0.5; expected whole days',
  ],
  [
    'LogGroup, retention',
    (s) => new LogGroup(s, 'it', { ...logGroup, retentionDays: 31 }),
    'retentionDays: found 31; expected one of 1, 3, 5',
  ],
  [
    'PipelineSchedule, cron',
    (s) => new PipelineSchedule(s, 'it', { ...schedule, cron: '0 25 * * *' }),
    "cron: found \"0 25 * * *\"; cron '0 25 * * *', hour: found '25'; expected 0 to 23",
  ],
  [
    'PipelineSchedule, time zone',
    (s) => new PipelineSchedule(s, 'it', { ...schedule, timezone: 'Berlin' }),
    'timezone: found "Berlin"; expected an IANA time zone',
  ],
  [
    'PipelineStateMachine, definition',
    (s) => new PipelineStateMachine(s, 'it', { ...machine, definition: { StartAt: 'A', States: {} } }),
    'definition: found {"StartAt":"A","States":{}}; expected StartAt to name one of States',
  ],
  [
    'PipelineStateMachine, log group',
    (s) => new PipelineStateMachine(s, 'it', { ...machine, logGroupName: '/acme/x' }),
    'logGroupName: found "/acme/x"; expected a name under /aws/vendedlogs/',
  ],
  ['RunLedger, key', (s) => new RunLedger(s, 'it', { ...naming, keyArn: 'x' }), 'keyArn: found "x"; expected a key'],
  [
    'ServiceRole, service',
    (s) => new ServiceRole(s, 'it', { ...role, service: 'states' }),
    'service: found "states"; expected a service',
  ],
  [
    'ServiceRole, statement',
    (s) => new ServiceRole(s, 'it', { ...role, statements: [{ actions: ['sns:Publish'], resources: [] }] }),
    'statements.0.resources: found []; expected at least one resource',
  ],
  [
    'ServiceRole, boundary',
    (s) => new ServiceRole(s, 'it', { ...role, permissionsBoundary: 'limits' }),
    'permissionsBoundary: found "limits"; expected a policy\'s ARN',
  ],
  [
    'LakeBucket.fromExisting',
    (s) => LakeBucket.fromExisting(s, 'it', { ...naming, bucketName: 'acme', keyArn: 'data' }),
    'keyArn: found "data"; expected a key\'s ARN',
  ],
  [
    'EmrServerlessApplication.fromExisting',
    (s) => EmrServerlessApplication.fromExisting(s, 'it', { ...naming, applicationId: 'A-1' }),
    'applicationId: found "A-1"; expected an id',
  ],
];

test.each(wrong)('%s', (_, build, message) => {
  expect(() => resourcesOf(build)).toThrow(message);
  expect(() => resourcesOf(build)).toThrow(/^test\/it(\/[a-z-]+)?: /);
});

test('a long value is shown as far as a line goes', () => {
  const definition = { StartAt: 'A', States: Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`S${i}`, {}])) };
  const build = (s: Construct) => new PipelineStateMachine(s, 'it', { ...machine, definition });
  expect(() => resourcesOf(build)).toThrow(/"S0":\{\}.{0,200}\.\.\.; expected StartAt/);
});
