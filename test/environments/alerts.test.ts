/** Who is told of what: severities, topics, and endpoints that hold no secret. */
import { alertTopics, endpointProblem, environmentSchema, topicOf } from '../../environments';

const written = (alerts: object) => ({
  ...{ name: 'qa', tier: 'staging', project: 'acme', region: 'eu-central-1', emrRelease: 'emr-7.10.0' },
  ...{ accounts: { data: '111122223333' }, compute: {}, alerts },
  state: { bucket: 'acme-state', prefix: 'acme/qa', region: 'eu-central-1' },
});
const parsed = (alerts: object) => environmentSchema.parse(written(alerts)).alerts;
const problems = (alerts: object) =>
  environmentSchema
    .safeParse(written(alerts))
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message.split(':')[0] ?? ''}`);

test('a severity with recipients of its own has a topic of its own', () => {
  const alerts = parsed({
    recipients: ['team@example.com'],
    bySeverity: { critical: { slack: [{ workspace: 'T012AB', channel: 'C012AB' }] } },
  });
  expect(['warning', 'error', 'critical'].map((s) => topicOf(alerts, s as 'error'))).toEqual([
    'alerts',
    'alerts',
    'alerts-critical',
  ]);
  expect(alertTopics(alerts).map(({ name, told }) => [name, told.recipients, told.slack.length])).toEqual([
    ['alerts', ['team@example.com'], 0],
    ['alerts-critical', [], 1],
  ]);
});

test.each([
  [{ bySeverity: { critical: {} } }, ['alerts.bySeverity.critical: expected at least one of recipients, slack, https']],
  [
    { slack: [{ workspace: 'acme', channel: 'C1' }] },
    ["alerts.slack.0.workspace: expected a workspace's id, such as 'T0123ABCD'"],
  ],
  [
    { slack: [{ workspace: 'T1', channel: '#oncall' }] },
    ["alerts.slack.0.channel: expected a channel's id, such as 'C0123ABCD'"],
  ],
  [{ recipients: ['ann'] }, ['alerts.recipients.0: expected an e-mail address']],
  [{ runbooks: 'docs/runbooks' }, ['alerts.runbooks: expected an https']],
])('%j is refused', (alerts, expected) => {
  expect(problems(alerts)).toEqual(expected);
});

test.each([
  ['https://alerts.acme.example/sns', undefined],
  ['https://alerts.acme.example/teams/data-platform-oncall/alarms', undefined],
  ['http://alerts.acme.example/sns', "begins with 'https://'"],
  ['https://user:pass@alerts.acme.example/', 'without user, password or query'],
  ['https://alerts.acme.example/sns?token=x', 'without user, password or query'],
  [
    'https://events.pagerduty.com/integration/e93facc04764012d7bfb002500d5d1a6/enqueue',
    'those of events.pagerduty.com hold it',
  ],
  ['https://acme.webhook.office.com/webhookb2/x', 'those of acme.webhook.office.com hold it'],
  ['https://alerts.acme.example/in/e93facc04764012d7bfb002500d5d1a6', 'a part of its path looks like one'],
])('an endpoint %s: %s', (endpoint, problem) => {
  if (problem === undefined) expect(endpointProblem(endpoint)).toBeUndefined();
  else expect(endpointProblem(endpoint)).toContain(problem);
});
