/** What a stack of an environment says of regions is held against where its data may be, whoever wrote the construct. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { BackupPlan } from '@cdktf/provider-aws/lib/backup-plan';
import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { BucketReplication, EnvironmentStack, LakeBucket, OtherRegion } from '../../constructs/aws';
import { App, Fn } from '../../constructs/core';
import type { Environment } from '../../environments';
import { fixturePlan } from './plan_fixture';
import { environmentOf, synthesize } from './synthesized';

const { allowedRegions: _, ...free } = environmentOf('prod');
const prod: Environment = { ...free, allowedRegions: ['eu-central-1', 'eu-west-1'] };
const expected =
  'expected eu-central-1 or eu-west-1, the allowedRegions of environments/prod.yaml (docs/environments.md#where-data-may-be)';

/** What synthesis says of a stack of the user's own; undefined where nothing is wrong. */
function refused(
  build: (stack: EnvironmentStack) => unknown,
  environment = prod,
  hclOutput = false,
): string | undefined {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lakewright-residency-')), hclOutput });
  build(new EnvironmentStack(app, environment, 'own'));
  try {
    app.synth();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const table = (stack: EnvironmentStack, regionName: string): DynamodbTable =>
  new DynamodbTable(stack, 'table', { name: 'acme', hashKey: 'id', replica: [{ regionName }] });
const replication = (stack: EnvironmentStack, destinationRegion: string): BucketReplication =>
  new BucketReplication(stack, 'copies', {
    ...stack.naming,
    bucket: new LakeBucket(stack, 'files', { ...stack.naming, bucketName: 'acme-files-1a', holds: 'files' }),
    destinationBucketArn: 'arn:aws:s3:::acme-copies-4f1a',
    destinationRegion,
    // Of another stack, so that nothing of it is known here.
    destinationKeyArn: Fn.lookup({ key: 'x' }, 'key', 'x'),
  });
const backup = (stack: EnvironmentStack, region: string): BackupPlan =>
  new BackupPlan(stack, 'backup', {
    name: 'acme',
    rule: [
      {
        ruleName: 'daily',
        targetVaultName: 'here',
        copyAction: [{ destinationVaultArn: `arn:aws:backup:${region}:333344445555:backup-vault:there` }],
      },
      {
        ruleName: 'monthly',
        targetVaultName: 'here',
        copyAction: [{ destinationVaultArn: `arn:aws:backup:${region}:333344445555:backup-vault:there` }],
      },
    ],
  });
const certificate = (stack: EnvironmentStack): AwsProvider => {
  const provider = new AwsProvider(stack, 'world', { alias: 'world', region: 'us-east-1' });
  new AcmCertificate(stack, 'certificate', { provider, domainName: 'acme.example', validationMethod: 'DNS' });
  return provider;
};

test('all stacks of prod are where it may be, copies in the other region included', () => {
  expect(() => synthesize(prod, [fixturePlan()])).not.toThrow();
  expect(() => synthesize({ ...prod, allowedRegions: ['eu-central-1'] }, [fixturePlan()])).toThrow(
    'lakewright-prod-storage/lake/landing-replication: destinationRegion: found "eu-west-1"; expected eu-central-1, the allowedRegions of ' +
      'environments/prod.yaml (docs/environments.md#where-data-may-be)',
  );
});

test('a provider of another region is told with its path, also where nothing uses it', () => {
  const ohio = (stack: EnvironmentStack) =>
    new OtherRegion(stack, 'ohio', { ...stack.naming, otherRegion: 'us-east-2' });
  expect(refused(ohio)).toBe(`lakewright-prod-own/ohio/aws: region: found "us-east-2"; ${expected}`);
  expect(refused(ohio, prod, true)).toBe(`lakewright-prod-own/ohio/aws: region: found "us-east-2"; ${expected}`);
  expect(refused(ohio, free)).toBeUndefined();
});

test('a provider has to say its region', () => {
  const said = (region?: string) =>
    refused(
      (stack) => new AwsProvider(stack, 'second', { alias: 'second', ...(region === undefined ? {} : { region }) }),
    );
  const found = (what: string): string => `lakewright-prod-own/second: region: found ${what}; ${expected}`;
  expect(said()).toBe(found('none, so that it is told at the deployment'));
  expect(said('${var.region}')).toBe(found('what is known at the deployment only'));
});

test('copies to another region are told: replicas of objects and tables, backups', () => {
  const all = refused((stack) => {
    replication(stack, 'us-west-2');
    table(stack, 'us-east-1');
    backup(stack, 'ap-south-1');
  });
  expect(all?.split('\n')).toEqual([
    `lakewright-prod-own/copies: destinationRegion: found "us-west-2"; ${expected}`,
    `lakewright-prod-own/table: replica: found "us-east-1"; ${expected}`,
    `lakewright-prod-own/backup: rule: found "arn:aws:backup:ap-south-1:333344445555:backup-vault:there"; ${expected}`,
  ]);
});

test('copies within the regions are taken, and what is only told of a region', () => {
  const none = refused((stack) => {
    replication(stack, 'eu-west-1');
    table(stack, 'eu-west-1');
    backup(stack, 'eu-west-1');
    new S3Bucket(stack, 'tagged', { bucket: 'acme-us-east-1-files', tags: { region: 'us-east-1' } });
  });
  expect(none).toBeUndefined();
});

test('what a global service takes in its one region alone is taken there, and nothing beside it', () => {
  expect(refused(certificate)).toBeUndefined();
  const beside = refused((stack) => new S3Bucket(stack, 'bucket', { bucket: 'acme', provider: certificate(stack) }));
  expect(beside).toBe(`lakewright-prod-own/world: region: found "us-east-1"; ${expected}`);
});

test('a budget is taken there, an alarm on estimated charges is not: the topic that it tells would be there too', () => {
  const world = (stack: EnvironmentStack) => new AwsProvider(stack, 'world', { alias: 'world', region: 'us-east-1' });
  const budget = refused((stack) => {
    new BudgetsBudget(stack, 'budget', {
      provider: world(stack),
      ...{ budgetType: 'COST', limitAmount: '100', limitUnit: 'USD', timeUnit: 'MONTHLY' },
      notification: [
        {
          ...{ comparisonOperator: 'GREATER_THAN', notificationType: 'ACTUAL', threshold: 80 },
          ...{ thresholdType: 'PERCENTAGE', subscriberEmailAddresses: ['finance@acme.example'] },
        },
      ],
    });
  });
  expect(budget).toBeUndefined();
  const alarm = refused((stack) => {
    new CloudwatchMetricAlarm(stack, 'alarm', {
      provider: world(stack),
      ...{ alarmName: 'acme', comparisonOperator: 'GreaterThanThreshold', evaluationPeriods: 1 },
      namespace: 'AWS/Billing',
      alarmActions: ['arn:aws:sns:us-east-1:333344445555:charges'],
    });
  });
  expect(alarm?.split('\n')).toEqual([
    `lakewright-prod-own/world: region: found "us-east-1"; ${expected}`,
    `lakewright-prod-own/alarm: alarm_actions: found "arn:aws:sns:us-east-1:333344445555:charges"; ${expected}`,
  ]);
});
