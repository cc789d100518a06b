/** What services tell by events alone is counted by a rule, and the alarm is on the count of that rule. */
import {
  AlertTopic,
  AuditTrail,
  ClusterTemplate,
  LakeBucket,
  LandingCrawler,
  ManagedSecret,
} from '../../../constructs/aws';
import { type AlarmRule, App, type Construct, Testing, TerraformStack } from '../../../constructs/core';
import { keyArn, naming } from '../app';
import { isMonitored } from './root_modules';

interface Rule {
  readonly name: string;
  readonly event_pattern: string;
}

/** The alarms of what is made, and each rule of EventBridge by its name. */
function made(build: (stack: Construct) => Construct): {
  readonly alarms: readonly AlarmRule[];
  readonly patterns: ReadonlyMap<string, unknown>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, object>>>>;
} {
  const stack = new TerraformStack(new App({ skipValidation: true }), 'test');
  const construct = build(stack);
  const { resource } = JSON.parse(Testing.synth(stack)) as {
    resource: Record<string, Record<string, object>> & { aws_cloudwatch_event_rule?: Record<string, Rule> };
  };
  const rules = Object.values(resource.aws_cloudwatch_event_rule ?? {});
  return {
    alarms: isMonitored(construct) ? construct.alarms : [],
    patterns: new Map(rules.map(({ name, event_pattern }) => [name, JSON.parse(event_pattern) as unknown])),
    resource,
  };
}
const watched = ({ metric }: AlarmRule) => [metric.namespace, metric.name, metric.dimensions];

test('a crawler: a run that failed, and one that its schedule could not start', () => {
  const { alarms, patterns } = made(
    (stack) =>
      new LandingCrawler(stack, 'it', {
        ...naming,
        bucket: { bucketName: 'acme-landing', holds: 'files' },
        prefixes: ['shop/'],
        databaseName: 'landing',
        logKeyArn: keyArn,
      }),
  );
  expect(alarms.map(watched)).toEqual([['AWS/Events', 'MatchedEvents', { RuleName: 'acme-dev-landing-failed' }]]);
  expect(patterns.get('acme-dev-landing-failed')).toEqual({
    source: ['aws.glue'],
    'detail-type': ['Glue Crawler State Change', 'Glue Scheduled Crawler Invocation Failure'],
    detail: {
      crawlerName: ['acme-dev-landing'],
      $or: [{ state: ['Failed'] }, { state: [{ exists: false }] }],
    },
  });
});

test('a secret with a rotation: its own failures; without one there is nothing to watch', () => {
  const rotationLambdaArn = 'arn:aws:lambda:eu-central-1:111122223333:function:rotate';
  const { alarms, patterns } = made(
    (stack) => new ManagedSecret(stack, 'it', { ...naming, keyArn, rotationLambdaArn }),
  );
  expect(alarms.map(({ severity, threshold, comparison }) => [severity, comparison, threshold])).toEqual([
    ['error', '>', 0],
  ]);
  expect(patterns.get('acme-dev-credentials-rotation-failed')).toEqual({
    source: ['aws.secretsmanager'],
    'detail-type': ['AWS Service Event via CloudTrail'],
    detail: {
      eventSource: ['secretsmanager.amazonaws.com'],
      eventName: ['RotationFailed'],
      additionalEventData: {
        SecretId: [expect.stringMatching(/^\$\{aws_secretsmanager_secret\.it_secret_\w+\.arn\}$/)],
      },
    },
  });
  const without = made((stack) => new ManagedSecret(stack, 'it', { ...naming, keyArn }));
  expect([without.alarms, [...without.patterns]]).toEqual([[], []]);
});

test('a secret of a long name, and two of which only the end differs, have rules of their own', () => {
  const rotationLambdaArn = 'arn:aws:lambda:eu-central-1:111122223333:function:rotate';
  const name = (end: string): string =>
    [
      ...made(
        (stack) =>
          new ManagedSecret(stack, 'it', {
            ...naming,
            keyArn,
            rotationLambdaArn,
            name: `${'warehouse-'.repeat(8)}${end}`,
          }),
      ).patterns.keys(),
    ].join();
  expect(name('a')).toMatch(/^acme-dev-warehouse-[\w-]+-[0-9a-f]{8}$/);
  expect(name('a')).toHaveLength(64);
  expect(name('b')).not.toBe(name('a'));
});

test('a trail: whoever stops or changes it, or keeps its records from its bucket; silence where it has a log group', () => {
  const trail = (logs: boolean) => (stack: Construct) =>
    new AuditTrail(stack, 'it', { ...naming, keyArn, ...(logs ? { logs: { keyArn, retentionDays: 365 } } : {}) });
  const { alarms, patterns } = made(trail(false));
  expect(alarms.map(({ name }) => name)).toEqual(['trail-changed']);
  const itself = ['acme-dev-audit', 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/acme-dev-audit'];
  expect(patterns.get('acme-dev-audit-trail-changed')).toEqual({
    source: ['aws.cloudtrail', 'aws.s3'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: {
      errorCode: [{ exists: false }],
      $or: [
        { eventName: ['DeleteTrail', 'StopLogging', 'UpdateTrail'], requestParameters: { name: itself } },
        { eventName: ['PutEventSelectors'], requestParameters: { trailName: itself } },
        {
          eventName: ['DeleteBucket', 'DeleteBucketPolicy', 'PutBucketLifecycle', 'PutBucketPolicy'],
          requestParameters: { bucketName: [expect.stringMatching(/^acme-dev-audit-[0-9a-f]{6}$/)] },
        },
      ],
    },
  });
  const silent = made(trail(true)).alarms.find(({ name }) => name === 'trail-silent');
  expect(silent).toMatchObject({ comparison: '<', threshold: 1, periodSeconds: 3600, missingData: 'bad' });
  expect(silent?.metric).toMatchObject({
    ...{ namespace: 'AWS/Logs', name: 'IncomingLogEvents' },
    dimensions: { LogGroupName: '/aws/cloudtrail/acme-dev-audit' },
  });
});

test('a cluster that an execution makes: by its name, since its id is another one each time', () => {
  const { alarms, patterns } = made(
    (stack) =>
      new ClusterTemplate(stack, 'it', {
        ...naming,
        clusterName: 'acme-dev-nightly',
        releaseLabel: 'emr-7.12.0',
        capacity: {
          kind: 'fleets',
          primary: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 1 },
          core: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 2 },
        },
        vpcId: 'vpc-1',
        subnetIds: ['subnet-1'],
        keyArn,
        logBucketName: 'acme-logs',
        logKeyArn: keyArn,
        runtimeRoleArns: ['arn:aws:iam::111122223333:role/acme-dev-shop-silver-job'],
      }),
  );
  expect(alarms.map(watched)).toEqual([['AWS/Events', 'MatchedEvents', { RuleName: 'acme-dev-nightly-failed' }]]);
  expect(patterns.get('acme-dev-nightly-failed')).toEqual({
    source: ['aws.emr'],
    'detail-type': ['EMR Cluster State Change'],
    detail: { name: ['acme-dev-nightly'], state: ['TERMINATED_WITH_ERRORS'] },
  });
});

test('a topic: what it could not deliver', () => {
  const { alarms } = made((stack) => new AlertTopic(stack, 'it', { ...naming, keyArn }));
  expect(alarms.map(watched)).toEqual([['AWS/SNS', 'NumberOfNotificationsFailed', { TopicName: 'acme-dev-alerts' }]]);
});

test('a bucket: the share of errors, where its requests are measured, as CloudWatch recommends it', () => {
  const bucket = (requestMetrics?: boolean) => (stack: Construct) =>
    new LakeBucket(stack, 'it', {
      ...{ ...naming, bucketName: 'acme-gold', holds: 'tables' },
      ...(requestMetrics === undefined ? {} : { requestMetrics }),
    });
  const { alarms, resource } = made(bucket(true));
  expect(Object.values(resource['aws_s3_bucket_metric'] ?? {})).toEqual([
    expect.objectContaining({ bucket: expect.stringContaining('aws_s3_bucket') as string, name: 'EntireBucket' }),
  ]);
  const dimensions = { BucketName: 'acme-gold', FilterId: 'EntireBucket' };
  expect(
    alarms.map(({ metric, threshold, periodSeconds, evaluationPeriods }) => [
      ...[metric.name, metric.statistic, metric.dimensions, threshold, periodSeconds, evaluationPeriods],
    ]),
  ).toEqual([
    ['4xxErrors', 'Average', dimensions, 0.05, 60, 15],
    ['5xxErrors', 'Average', dimensions, 0.05, 60, 15],
  ]);
  for (const none of [made(bucket()), made(bucket(false))]) {
    expect(none.alarms).toEqual([]);
    expect(none.resource['aws_s3_bucket_metric']).toBeUndefined();
  }
});
