/** An alarm is heard: its topic lets CloudWatch publish, and the topic's key lets CloudWatch use it. */
import {
  Alarms,
  type AlarmsProps,
  AlertTopic,
  EksCluster,
  EncryptionKey,
  LogGroup,
  MskCluster,
  PostgresDatabase,
  RedisCache,
} from '../../../constructs/aws';
import { App, TerraformStack } from '../../../constructs/core';
import { fixturePlan } from '../../stacks/plan_fixture';
import { environmentOf, stackText, synthesize } from '../../stacks/synthesized';
import { keyArn, naming, resourcesOf } from '../app';
import { isMonitored } from './root_modules';
import { Surroundings } from './surroundings';
import { variants } from './variants';

interface Policy {
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Principal: { readonly Service?: string };
    readonly Action: string | readonly string[];
    readonly Condition?: object;
  }[];
}
const allowsCloudWatch = (policy: unknown, action: string): boolean =>
  (JSON.parse(String(policy)) as Policy).Statement.some(
    (statement) =>
      statement.Effect === 'Allow' &&
      statement.Principal.Service === 'cloudwatch.amazonaws.com' &&
      [statement.Action].flat().includes(action) &&
      JSON.stringify(statement.Condition).includes('"aws:SourceAccount"'),
  );

test('the alarms of a pipeline tell a topic that CloudWatch may publish on, with a key that it may use', () => {
  const environment = environmentOf('prod');
  const folder = synthesize(environment, [fixturePlan()]);
  const stack = (what: string) =>
    (
      JSON.parse(stackText(folder, environment, what)) as {
        resource: Record<string, Record<string, Record<string, unknown>>>;
      }
    ).resource;
  const alarms = Object.values(stack('pipelines-shop')['aws_cloudwatch_metric_alarm'] ?? {});
  expect(alarms.map((alarm) => alarm['metric_name']).sort()).toEqual([
    'ExecutionsFailed',
    'ExecutionsTimedOut',
    'InvocationDroppedCount',
  ]);
  const foundation = stack('foundation');
  const [topic] = Object.values(foundation['aws_sns_topic'] ?? {});
  for (const alarm of alarms) {
    expect(alarm['alarm_actions']).toEqual([`arn:aws:sns:eu-central-1:333344445555:${String(topic?.['name'])}`]);
  }
  const [topicPolicy] = Object.values(foundation['aws_sns_topic_policy'] ?? {});
  expect(allowsCloudWatch(topicPolicy?.['policy'], 'sns:Publish')).toBe(true);
  const key = foundation['aws_kms_key']?.[String(topic?.['kms_master_key_id']).split('.')[1] ?? ''];
  expect(key?.['description']).toContain('notifications');
  expect(allowsCloudWatch(key?.['policy'], 'kms:GenerateDataKey*')).toBe(true);
});

/** What the alarm of a topic is, told to `topicArn`. */
function failedDelivery(topicArn: AlarmsProps['topicArn']) {
  const { aws_cloudwatch_metric_alarm: alarms = [] } = resourcesOf((stack) => {
    const { alarms: rules } = new AlertTopic(stack, 'topic', { ...naming, keyArn });
    new Alarms(stack, 'alarms', { prefix: 'acme', rules, topicArn });
  });
  expect(alarms).toHaveLength(1);
  return alarms[0];
}

test('the end of a failed delivery is told to nobody: its message would fail, too', () => {
  const pager = 'arn:aws:sns:eu-central-1:111122223333:pager';
  const alarm = failedDelivery(pager);
  expect(alarm).toMatchObject({ metric_name: 'NumberOfNotificationsFailed', alarm_actions: [pager] });
  expect(alarm).not.toHaveProperty('ok_actions');
});

test('an alarm that tells nobody has no action', () => {
  const alarm = failedDelivery({ nobody: 'There is no other topic, and the dashboard shows it.' });
  expect(alarm).not.toHaveProperty('alarm_actions');
  expect(alarm).not.toHaveProperty('ok_actions');
});

test.each([
  [MskCluster, ['no-controller']],
  [EksCluster, ['steady-too-few']],
  [PostgresDatabase, ['database-full']],
  [RedisCache, ['0001-001-cpu']],
])('silence rings where %p may be gone', (construct, names) => {
  const variant = variants.find((each) => each.construct === construct);
  const stack = new TerraformStack(new App({ skipValidation: true }), 'test');
  const made = variant?.all(stack, 'it', new Surroundings(stack, 'dev'));
  const alarms = made !== undefined && isMonitored(made) ? made.alarms : [];
  expect(alarms.filter(({ missingData }) => missingData === 'bad').map(({ name }) => name)).toEqual(
    expect.arrayContaining(names),
  );
});

test('the key of the data serves no service in its own name', () => {
  const resources = resourcesOf((stack) => {
    new EncryptionKey(stack, 'key', { ...naming, keyClass: 'data' });
  });
  expect(allowsCloudWatch(resources['aws_kms_key']?.[0]?.['policy'], 'kms:GenerateDataKey*')).toBe(false);
});

test.each([
  [
    'a recipient that is none',
    () => resourcesOf((s) => new AlertTopic(s, 'a', { ...naming, keyArn, recipients: ['oncall'] })),
    /recipients\.0: found "oncall"; expected an e-mail/,
  ],
  [
    'days that the service does not take',
    () => resourcesOf((s) => new LogGroup(s, 'l', { ...naming, keyArn, logGroupName: '/a', retentionDays: 45 })),
    /retentionDays: found 45; expected one of 1, 3, 5/,
  ],
])('%s is refused', (_, build, message) => {
  expect(build).toThrow(message);
});
