/** What grants write into a role: the thing, and the key that it is encrypted with; the same for existing things. */
import {
  AlertTopic,
  EmrServerlessApplication,
  LakeBucket,
  PipelineStateMachine,
  RunLedger,
  ServiceRole,
} from '../../../constructs/aws';
import { App, type Construct, Grant, TerraformStack } from '../../../constructs/core';
import { keyArn, naming } from '../app';
import { granted } from './granted';

const arn = (service: string, what: string): string => `arn:aws:${service}:eu-central-1:111122223333:${what}`;
const via = (service: string) => ({ 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` });

const buckets: readonly (readonly [string, (scope: Construct) => Pick<LakeBucket, 'grantRead' | 'grantWrite'>])[] = [
  ['made', (scope) => new LakeBucket(scope, 'x', { ...naming, bucketName: 'acme-x', holds: 'files', keyArn })],
  ['existing', (scope) => LakeBucket.fromExisting(scope, 'x', { ...naming, bucketName: 'acme-x', keyArn })],
];
const asFor = (what: string) => ({ ...via('s3'), 'kms:EncryptionContext:aws:s3:arn': what });
const reader = { ...naming, roleName: 'acme-reader', service: 'glue.amazonaws.com', description: 'Reads' };
const inBucket = asFor('arn:aws:s3:::acme-x');

describe.each(buckets)('a bucket, %s', (how, bucket) => {
  test('lets read below a prefix, and decrypt', () => {
    const { may, made } = granted((scope, role) => bucket(scope).grantRead(role, 'shop/'));
    expect(may('s3:GetObject', 'arn:aws:s3:::acme-x/shop/a')).toBe(true);
    expect(may('s3:GetObject', 'arn:aws:s3:::acme-x/ads/a')).toBe(false);
    expect(may('s3:PutObject', 'arn:aws:s3:::acme-x/shop/a')).toBe(false);
    expect(may('kms:Decrypt', keyArn, inBucket)).toBe(true);
    expect(may('kms:GenerateDataKey', keyArn, inBucket)).toBe(false);
    if (how === 'existing') expect(made).toEqual([]);
  });

  test('lets write, and encrypt, through the bucket alone', () => {
    const { may } = granted((scope, role) => bucket(scope).grantWrite(role));
    expect(may('s3:PutObject', 'arn:aws:s3:::acme-x/any')).toBe(true);
    expect(may('kms:GenerateDataKey', keyArn, inBucket)).toBe(true);
    expect(may('kms:GenerateDataKey', keyArn, asFor('other'))).toBe(false);
  });

  // Without a bucket key, or written before there was one: an object has a context of its own.
  test.each([
    ['an object of the bucket', 'arn:aws:s3:::acme-x/shop/a', true],
    ["another bucket's object", 'arn:aws:s3:::acme-y/shop/a', false],
    ['an object of a bucket whose name begins like it', 'arn:aws:s3:::acme-xy/shop/a', false],
    ['a bucket whose name begins like it', 'arn:aws:s3:::acme-xy', false],
  ])('lets use the key for %s: %s, %s', (_, of, expected) => {
    const { may } = granted((scope, role) => bucket(scope).grantWrite(role));
    expect(may('kms:Decrypt', keyArn, asFor(of))).toBe(expected);
    expect(may('kms:GenerateDataKey', keyArn, asFor(of))).toBe(expected);
    expect(may('kms:Decrypt', keyArn, { ...asFor(of), ...via('dynamodb') })).toBe(false);
  });
});

test.each([
  ['made', (scope: Construct) => new AlertTopic(scope, 'x', { ...naming, keyArn })],
  [
    'existing',
    (scope: Construct) => AlertTopic.fromExisting(scope, 'x', { ...naming, topicName: 'acme-dev-alerts', keyArn }),
  ],
])('a topic, %s, lets publish, the key included', (_, topic) => {
  const { may } = granted((scope, role) => topic(scope).grantPublish(role));
  expect(may('sns:Publish', arn('sns', 'acme-dev-alerts'))).toBe(true);
  expect(may('sns:Publish', arn('sns', 'other'))).toBe(false);
  expect(may('kms:GenerateDataKey', keyArn, via('sns'))).toBe(true);
  expect(may('kms:GenerateDataKey', keyArn, via('s3'))).toBe(false);
});

test.each([
  ['made', (scope: Construct) => new RunLedger(scope, 'x', { ...naming, keyArn })],
  [
    'existing',
    (scope: Construct) => RunLedger.fromExisting(scope, 'x', { ...naming, tableName: 'acme-dev-ledger', keyArn }),
  ],
])('a ledger, %s, lets keep the runs of the named tasks, the key included', (_, ledger) => {
  const { may } = granted((scope, role) => ledger(scope).grantRuns(role, ['sales/gold.x'], ['gold.x']));
  const item = (key: string) =>
    may(
      'dynamodb:PutItem',
      arn('dynamodb', 'table/acme-dev-ledger'),
      key === '' ? {} : { 'dynamodb:LeadingKeys': key },
    );
  expect(item('attempt#sales/gold.x')).toBe(true);
  expect(item('lease#gold.x')).toBe(true);
  expect(item('attempt#sales/gold.y')).toBe(false);
  expect(may('kms:Decrypt', keyArn, via('dynamodb'))).toBe(true);
});

test('an existing application lets run jobs with the named roles', () => {
  const job = 'arn:aws:iam::111122223333:role/job';
  const { may, made } = granted((scope, role) =>
    EmrServerlessApplication.fromExisting(scope, 'x', { ...naming, applicationId: '00f1' }).grantRunJobs(role, [job]),
  );
  expect(made).toEqual([]);
  expect(may('emr-serverless:StartJobRun', arn('emr-serverless', '/applications/00f1'))).toBe(true);
  expect(may('emr-serverless:StartJobRun', arn('emr-serverless', '/applications/00f2'))).toBe(false);
  expect(may('iam:PassRole', job, { 'iam:PassedToService': 'emr-serverless.amazonaws.com' })).toBe(true);
  expect(may('iam:PassRole', `${job}2`, { 'iam:PassedToService': 'emr-serverless.amazonaws.com' })).toBe(false);
});

test('a state machine lets be started', () => {
  const { may } = granted((scope, role) =>
    new PipelineStateMachine(scope, 'x', {
      ...naming,
      stateMachineName: 'acme-dev-sales',
      definition: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } },
      roleArn: 'arn:aws:iam::111122223333:role/x',
      logGroupName: '/aws/vendedlogs/states/acme-dev-sales',
      logKeyArn: keyArn,
      logRetentionDays: 30,
    }).grantStart(role),
  );
  expect(may('states:StartExecution', arn('states', 'stateMachine:acme-dev-sales'))).toBe(true);
  expect(may('states:StopExecution', arn('states', 'stateMachine:acme-dev-sales'))).toBe(false);
});

test.each([
  ['made', (scope: Construct) => new ServiceRole(scope, 'role', { ...reader, mayBeEmpty: true })],
  ['existing', (scope: Construct) => ServiceRole.fromExisting(scope, 'role', reader)],
] as const)('a role, %s, says which grant has an id that is none', (_, role) => {
  const grantee = role(new TerraformStack(new App(), 'x'));
  const statements = [{ sid: 'May read', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme/*'] }];
  expect(() => grantee.addGrant(new Grant(statements))).toThrow(
    'x/role: wrong properties\n  statements.0.sid: found "May read"; expected an id of letters and digits (https://',
  );
});
