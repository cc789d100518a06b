/** What services tell by events alone is counted by a rule, and the alarm is on the count of that rule. */
import {
  AlertTopic,
  AuditTrail,
  ClusterTemplate,
  EncryptionKey,
  LakeBucket,
  LandingCrawler,
  ManagedSecret,
} from '../../../constructs/aws';
import { type AlarmRule, App, type Construct, Testing, TerraformStack } from '../../../constructs/core';
import { keyArn, naming } from '../app';
import { call, clusterState, crawlerNotStarted, crawlerState, rotation } from './documented_events';
import { takesEvent } from './event_matcher';
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
    patterns: new Map(rules.map(({ name, event_pattern }) => [name, JSON.parse(deployed(event_pattern)) as unknown])),
    resource,
  };
}
const secretArn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:acme/dev/credentials-a1b2c3';
/** As Terraform leaves it: with the ARN that the service gave. */
const deployed = (pattern: string): string =>
  pattern.replaceAll(/\$\{aws_secretsmanager_secret\.\w+\.arn\}/g, secretArn);

test('the matcher of these tests knows values, lists, exists and alternatives, and refuses what it does not know', () => {
  const found = { a: 'x', b: { c: ['y', 'z'] } };
  expect(takesEvent({ a: ['w', 'x'], b: { c: ['z'] } }, found)).toBe(true);
  expect(takesEvent({ a: ['w'] }, found)).toBe(false);
  expect(takesEvent({ b: { d: ['y'] } }, found)).toBe(false);
  expect(takesEvent({ a: [{ exists: true }], d: [{ exists: false }] }, found)).toBe(true);
  expect(takesEvent({ a: [{ exists: false }] }, found)).toBe(false);
  expect(takesEvent({ a: ['x'], $or: [{ d: ['y'] }, { b: { c: ['y'] } }] }, found)).toBe(true);
  expect(takesEvent({ a: ['w'], $or: [{ b: { c: ['y'] } }] }, found)).toBe(false);
  expect(() => takesEvent({ a: [{ prefix: 'x' }] }, found)).toThrow(/expected a value or exists/);
  expect(() => takesEvent({ a: 'x' }, found)).toThrow(/expected a list/);
});

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
  const counts = (event: unknown) => takesEvent(patterns.get('acme-dev-landing-failed'), event);
  expect(counts(crawlerState('acme-dev-landing', 'Failed'))).toBe(true);
  expect(counts(crawlerNotStarted('acme-dev-landing'))).toBe(true);
  for (const state of ['Started', 'Succeeded']) expect(counts(crawlerState('acme-dev-landing', state))).toBe(false);
  expect(counts(crawlerState('acme-dev-other', 'Failed'))).toBe(false);
  expect(counts(crawlerNotStarted('acme-dev-other'))).toBe(false);
});

test('a secret with a rotation: its own failures; without one there is nothing to watch', () => {
  const rotationLambdaArn = 'arn:aws:lambda:eu-central-1:111122223333:function:rotate';
  const { alarms, patterns } = made(
    (stack) => new ManagedSecret(stack, 'it', { ...naming, keyArn, rotationLambdaArn }),
  );
  expect(alarms.map(({ severity, threshold, comparison }) => [severity, comparison, threshold])).toEqual([
    ['error', '>', 0],
  ]);
  const counts = (event: unknown) => takesEvent(patterns.get('acme-dev-credentials-rotation-failed'), event);
  expect(counts(rotation('RotationFailed', secretArn))).toBe(true);
  expect(counts(rotation('RotationSucceeded', secretArn))).toBe(false);
  expect(counts(rotation('RotationFailed', secretArn.replace('credentials', 'other')))).toBe(false);
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

const trailKey = '1234abcd-12ab-34cd-56ef-1234567890ab';
const trailKeyArn = `arn:aws:kms:eu-central-1:111122223333:key/${trailKey}`;
const trail = (logs: boolean) => (stack: Construct) =>
  new AuditTrail(stack, 'it', {
    ...{ ...naming, keyArn: trailKeyArn, bucketName: 'acme-dev-records' },
    ...(logs ? { logs: { keyArn, retentionDays: 365 } } : {}),
  });
const trailArn = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/acme-dev-audit';
const trailCounts = (event: unknown) =>
  takesEvent(made(trail(false)).patterns.get('acme-dev-audit-trail-changed'), event);

test.each([
  ...['StopLogging', 'DeleteTrail', 'UpdateTrail'].flatMap((name) => [
    ['cloudtrail', name, { name: 'acme-dev-audit' }, { name: 'acme-dev-other' }] as const,
    ['cloudtrail', name, { name: trailArn }, { name: `${trailArn}-2` }] as const,
  ]),
  ['cloudtrail', 'PutEventSelectors', { trailName: 'acme-dev-audit' }, { trailName: 'acme-dev-other' }] as const,
  ['cloudtrail', 'PutEventSelectors', { trailName: trailArn }, { trailName: `${trailArn}-2` }] as const,
  ...['DeleteBucket', 'DeleteBucketPolicy', 'PutBucketLifecycle', 'PutBucketPolicy'].map(
    (name) => ['s3', name, { bucketName: 'acme-dev-records' }, { bucketName: 'acme-dev-gold' }] as const,
  ),
  ...['DisableKey', 'PutKeyPolicy', 'ScheduleKeyDeletion'].flatMap((name) => [
    ['kms', name, { keyId: trailKey }, { keyId: '0987dcba-09fe-87dc-65ba-ab0987654321' }] as const,
    ['kms', name, { keyId: trailKeyArn }, { keyId: keyArn }] as const,
  ]),
])('a trail: %s %s of %p, and not of %p', (service, name, its, another) => {
  expect(trailCounts(call(service, name, its))).toBe(true);
  expect(trailCounts(call(service, name, another))).toBe(false);
  expect(trailCounts(call(service, name, its, { errorCode: 'AccessDenied' }))).toBe(false);
});

test('a trail: not who starts it or uses its key', () => {
  expect(trailCounts(call('cloudtrail', 'StartLogging', { name: 'acme-dev-audit' }))).toBe(false);
  expect(trailCounts(call('kms', 'EnableKey', { keyId: trailKey }))).toBe(false);
});

test('a trail whose key Terraform makes: by the ARN and the id that it will have', () => {
  const { resource } = made((stack) => {
    const key = new EncryptionKey(stack, 'key', { ...naming, keyClass: 'audit' });
    return new AuditTrail(stack, 'it', { ...naming, keyArn: key.arn });
  });
  const arn = /\$\{(aws_kms_key\.\w+\.arn)\}/.exec(JSON.stringify(resource['aws_cloudtrail']))?.[1];
  expect(arn).toBeDefined();
  expect(JSON.stringify(resource['aws_cloudwatch_event_rule'])).toContain(
    JSON.stringify(`"keyId":["\${basename(${arn})}","\${${arn}}"]`).slice(1, -1),
  );
});

test('a trail: its bucket and its name, and silence where it has a log group', () => {
  const { alarms, patterns } = made((stack) => new AuditTrail(stack, 'it', { ...naming, keyArn: trailKeyArn }));
  expect(alarms.map(({ name }) => name)).toEqual(['trail-changed']);
  expect(JSON.stringify(patterns.get('acme-dev-audit-trail-changed'))).toMatch(
    /"bucketName":\["acme-dev-audit-[0-9a-f]{6}"\]/,
  );
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
  const counts = (event: unknown) => takesEvent(patterns.get('acme-dev-nightly-failed'), event);
  expect(counts(clusterState('acme-dev-nightly', 'TERMINATED_WITH_ERRORS'))).toBe(true);
  for (const state of ['STARTING', 'RUNNING', 'TERMINATED']) {
    expect(counts(clusterState('acme-dev-nightly', state))).toBe(false);
  }
  expect(counts(clusterState('acme-dev-hourly', 'TERMINATED_WITH_ERRORS'))).toBe(false);
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
