/** Each alarm of our stacks names a runbook that is there, and tells the topic of its severity. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Platform } from '../../constructs/core/policy';
import { policyRules } from '../../constructs/aws/policy';
import type { Environment } from '../../environments';
import { fixturePlan } from './plan_fixture';
import { environmentOf, synthesize } from './synthesized';

const folder = join(__dirname, '..', '..', 'docs', 'runbooks');
const prod = environmentOf('prod');
const channel = { workspace: 'T012AB', channel: 'C012AB' };
const quiet = { recipients: [], slack: [], https: [] };

/** Critical is told in a channel, warnings at an endpoint; errors go to everybody else. */
const apart: Environment = {
  ...prod,
  network: { cidr: '10.20.0.0/16', zones: 3 },
  alerts: {
    ...prod.alerts,
    from: 'warning',
    runbooks: 'https://wiki.acme.example/runbooks/',
    bySeverity: {
      critical: { ...quiet, slack: [channel] },
      warning: { ...quiet, https: ['https://alerts.acme.example/sns'] },
    },
  },
};
const platforms = new Map(
  [...['dev', 'staging', 'prod'].map(environmentOf), { ...apart, name: 'apart' }].map((environment) => [
    environment.name,
    Platform.read(synthesize(environment, [fixturePlan()])),
  ]),
);
const alarms = (name: string) => platforms.get(name)?.of('aws_cloudwatch_metric_alarm') ?? [];
const told = (name: string) =>
  alarms(name).map(({ properties }) => ({
    description: String(properties['alarm_description']),
    severity: /^\[(\w+)\]/.exec(String(properties['alarm_description']))?.[1],
    topic: String(properties['alarm_actions']).split(':').at(-1),
  }));

test.each(['dev', 'staging', 'prod'])('each alarm of %s names a runbook that is there', (name) => {
  const runbooks = told(name).map(
    ({ description }) => /Runbook: docs\/runbooks\/([a-z-]+\.md)$/.exec(description)?.[1],
  );
  expect(runbooks.length).toBeGreaterThan(0);
  expect(runbooks.filter((file) => file === undefined || !readdirSync(folder).includes(file))).toEqual([]);
});

test.each(readdirSync(folder))('%s says what it means, what to look at, commands, and how to mend', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  for (const part of ['# ', '**What it means.**', '**Look first.**', '**Commands.**', '**How to mend.**']) {
    expect(text).toContain(part);
  }
});

test('the link is to where people read them', () => {
  const failed = told('apart').find(({ description }) => description.includes('open the execution'));
  expect(failed?.description).toMatch(/\. Runbook: https:\/\/wiki\.acme\.example\/runbooks\/pipeline-failed\.md$/);
});

test('a severity with recipients of its own has a topic of its own, the others share one', () => {
  const bySeverity = new Map(told('apart').map(({ severity, topic }) => [severity, topic]));
  expect(bySeverity.get('error')).toBe('lakewright-apart-alerts');
  expect(bySeverity.get('warning')).toBe('lakewright-apart-alerts-warning');
  const names = platforms
    .get('apart')
    ?.of('aws_sns_topic')
    .map(({ properties }) => properties['name']);
  expect([...(names ?? [])].sort()).toEqual(
    ['alerts', 'alerts-critical', 'alerts-warning'].map((topic) => `lakewright-apart-${topic}`),
  );
});

const failedDeliveries = (name: string) =>
  alarms(name).filter(({ properties }) => properties['metric_name'] === 'NumberOfNotificationsFailed');
/** Of the alarms about topics: the topic, and who is told. */
const aboutTopics = (name: string) =>
  failedDeliveries(name).map(({ properties }) => [
    properties['dimensions'],
    'alarm_actions' in properties ? String(properties['alarm_actions']).split(':').at(-1) : 'nobody',
  ]);

test('what a topic could not deliver is told to another one, the most severe; where there is one alone, to nobody', () => {
  expect(aboutTopics('apart')).toEqual([
    [{ TopicName: 'lakewright-apart-alerts' }, 'lakewright-apart-alerts-critical'],
    [{ TopicName: 'lakewright-apart-alerts-critical' }, 'lakewright-apart-alerts-warning'],
    [{ TopicName: 'lakewright-apart-alerts-warning' }, 'lakewright-apart-alerts-critical'],
  ]);
  expect(aboutTopics('prod')).toEqual([[{ TopicName: 'lakewright-prod-alerts' }, 'nobody']]);
});

test.each([...platforms.keys()])('of %s no alarm about a topic tells that topic, nor anybody its end', (name) => {
  for (const [topic, told] of aboutTopics(name)) expect(topic).not.toEqual({ TopicName: told });
  expect(failedDeliveries(name).filter(({ properties }) => 'ok_actions' in properties)).toEqual([]);
  const others = alarms(name).filter((alarm) => !failedDeliveries(name).includes(alarm));
  for (const { properties } of others) expect(properties['ok_actions']).toEqual(properties['alarm_actions']);
});

test('a channel is told by a role that may read alarms alone, and nobody acts from it', () => {
  const platform = platforms.get('apart');
  const [configuration] = platform?.of('aws_chatbot_slack_channel_configuration') ?? [];
  expect(configuration?.properties).toMatchObject({
    slack_team_id: 'T012AB',
    slack_channel_id: 'C012AB',
    guardrail_policy_arns: ['arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess'],
    user_authorization_required: true,
  });
  const [policy, ...more] =
    platform?.of('aws_iam_role_policy').filter(({ stack }) => stack.endsWith('foundation')) ?? [];
  expect(more).toEqual([]);
  expect(JSON.parse(String(policy?.properties['policy']))).toMatchObject({
    Statement: [
      {
        Action: 'cloudwatch:DescribeAlarms',
        Resource: 'arn:aws:cloudwatch:eu-central-1:333344445555:alarm:lakewright-apart-*',
      },
    ],
  });
});

test.each([
  ...['dev', 'staging', 'prod'].map((name) => [name, [`lakewright-${name}-alerts-alerts-not-delivered`]] as const),
  ['apart', []] as const,
])('somebody hears each alarm of %s, but that about the only topic, and why is said', (name, unheard) => {
  const rule = policyRules.find(({ id }) => id === 'LW_ALARM_HEARD');
  const platform = platforms.get(name);
  const judgements = platform === undefined ? [] : (rule?.judge(platform, { allowDestroy: false }) ?? []);
  expect(judgements).toHaveLength(alarms(name).length);
  const found = judgements.filter(({ verdict }) => verdict !== 'compliant');
  expect(found.map(({ resource }) => resource?.properties['alarm_name'])).toEqual(unheard);
  for (const { resource } of found) {
    expect(resource?.suppressions.map(({ rule }) => rule)).toEqual(['LW_ALARM_HEARD']);
    expect(resource?.suppressions[0]?.reason).toMatch(/^The environment has one topic\./);
  }
  expect(alarms(name).filter(({ suppressions }) => suppressions.length > 0)).toHaveLength(unheard.length);
});

test('a pipeline that fails tells the topic of errors', () => {
  const errors = {
    ...apart,
    name: 'own',
    alerts: { ...apart.alerts, bySeverity: { error: { ...quiet, slack: [channel] } } },
  };
  const platform = Platform.read(synthesize(errors, [fixturePlan()]));
  const [machine] = platform.of('aws_sfn_state_machine');
  expect(String(machine?.properties['definition'])).toContain(':lakewright-own-alerts-error"');
});
