/** What a workspace of Prometheus is made with, what its rules and alerts become, and who may write and ask. */
import { AlertTopic, EncryptionKey, PrometheusWorkspace, type PrometheusWorkspaceProps } from '../../../constructs/aws';
import type { Construct } from '../../../constructs/core';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const least: PrometheusWorkspaceProps = { ...naming, keyArn, logKeyArn: keyArn };
const made = (props: Partial<PrometheusWorkspaceProps> = {}) =>
  resourcesOf((stack) => new PrometheusWorkspace(stack, 'x', { ...least, ...props }));

test('metrics are under the key, kept for 150 days, and not destroyed', () => {
  const resources = made();
  expect(resources['aws_prometheus_workspace']?.[0]).toMatchObject({
    alias: 'acme-dev-metrics',
    kms_key_arn: keyArn,
    lifecycle: { prevent_destroy: true },
  });
  expect(resources['aws_prometheus_workspace_configuration']?.[0]).toMatchObject({ retention_period_in_days: 150 });
  expect(resources['aws_cloudwatch_log_group']?.[0]).toMatchObject({
    name: '/aws/vendedlogs/prometheus/acme-dev-metrics',
  });
  expect(resources).not.toHaveProperty('aws_prometheus_alert_manager_definition');
});

test('rules are a file of Prometheus, which JSON is too', () => {
  const [namespace] =
    made({
      ruleGroups: {
        pipelines: [
          {
            name: 'orders',
            rules: [
              { record: 'orders:rate5m', expr: 'rate(orders_total[5m])' },
              {
                alert: 'LateOrders',
                expr: 'orders_age_seconds{layer="gold"} > 3600',
                for: '10m',
                severity: 'error',
                description: 'No orders for an hour: look at the connector',
              },
            ],
          },
        ],
      },
    })['aws_prometheus_rule_group_namespace'] ?? [];
  expect(namespace).toMatchObject({ name: 'pipelines' });
  expect(JSON.parse(String(namespace?.['data']))).toEqual({
    groups: [
      {
        name: 'orders',
        interval: '1m',
        rules: [
          { record: 'orders:rate5m', expr: 'rate(orders_total[5m])' },
          {
            alert: 'LateOrders',
            expr: 'orders_age_seconds{layer="gold"} > 3600',
            for: '10m',
            labels: { severity: 'error' },
            annotations: { description: 'No orders for an hour: look at the connector' },
          },
        ],
      },
    ],
  });
});

const topic = (name: string): string => `arn:aws:sns:eu-central-1:111122223333:${name}`;

test.each([
  [topic('all'), topic('all')],
  [{ warning: topic('w'), error: topic('e'), critical: topic('c') }, topic('c')],
])('alerts of a severity reach its topic: %j', (alertTopicArn, critical) => {
  const text = String(made({ alertTopicArn })['aws_prometheus_alert_manager_definition']?.[0]?.['definition']);
  const [, config = ''] = /^alertmanager_config: \|\n {2}(.*)\n$/.exec(text) ?? [];
  const { route, receivers } = JSON.parse(config) as {
    route: { receiver: string; routes: { receiver: string; matchers: string[] }[] };
    receivers: { name: string; sns_configs: { topic_arn: string; sigv4: { region: string } }[] }[];
  };
  const receiver = route.routes.find(({ matchers }) => matchers.includes('severity="critical"'))?.receiver;
  expect(receivers.find(({ name }) => name === receiver)?.sns_configs).toMatchObject([
    { topic_arn: critical, sigv4: { region: 'eu-central-1' } },
  ]);
  expect(receivers.map(({ name }) => name)).toContain(route.receiver);
});

const existing = (scope: Construct) =>
  PrometheusWorkspace.fromExisting(scope, 'x', { ...naming, workspaceId: 'ws-1', keyArn });
const workspace = 'arn:aws:aps:eu-central-1:111122223333:workspace/ws-1';
const via = (service: string) => ({ 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` });

test('a collector may write, with the key, and not ask', () => {
  const { may } = granted((scope, role) => existing(scope).grantRemoteWrite(role));
  expect(may('aps:RemoteWrite', workspace)).toBe(true);
  expect(may('aps:RemoteWrite', `${workspace}2`)).toBe(false);
  expect(may('aps:QueryMetrics', workspace)).toBe(false);
  expect(may('kms:GenerateDataKey', keyArn, via('aps'))).toBe(true);
  expect(may('kms:GenerateDataKey', keyArn, via('s3'))).toBe(false);
});

test('a dashboard may ask, with the key, and not write', () => {
  const { may } = granted((scope, role) => existing(scope).grantQuery(role));
  for (const action of ['QueryMetrics', 'GetLabels', 'GetSeries', 'GetMetricMetadata']) {
    expect(may(`aps:${action}`, workspace)).toBe(true);
  }
  expect(may('aps:RemoteWrite', workspace)).toBe(false);
  expect(may('kms:Decrypt', keyArn, via('aps'))).toBe(true);
  expect(may('kms:GenerateDataKey', keyArn, via('aps'))).toBe(false);
});

test('a topic that takes Prometheus, and a key of class alerting, let it in, for this account', () => {
  const policies = resourcesOf((stack) => {
    const key = new EncryptionKey(stack, 'key', { ...naming, keyClass: 'alerting' });
    new AlertTopic(stack, 'topic', { ...naming, keyArn: key.arn, takesPrometheus: true });
  });
  for (const type of ['aws_kms_key', 'aws_sns_topic_policy']) {
    const { Statement } = JSON.parse(String(policies[type]?.[0]?.['policy'])) as { Statement: { Sid: string }[] };
    expect(Statement.find(({ Sid }) => Sid === 'PrometheusAlerts')).toMatchObject({
      Principal: { Service: 'aps.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    });
  }
});

test.each([
  [{}, [8_000_000]],
  [{ activeSeries: 1_000_000, ingestionRate: 1000 }, [800_000, 800]],
])('alarms ring at four fifths of the quotas %j', (quotas, thresholds) => {
  let alarms: PrometheusWorkspace['alarms'] = [];
  resourcesOf((stack) => {
    alarms = new PrometheusWorkspace(stack, 'x', { ...least, quotas }).alarms;
  });
  expect(alarms.filter(({ name }) => name.endsWith('-near-quota')).map(({ threshold }) => threshold)).toEqual(
    thresholds,
  );
});
