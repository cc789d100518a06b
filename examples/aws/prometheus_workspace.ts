/** Metrics of pipelines: an alert that reaches a topic, a collector that writes, a reader that asks. */
import { AlertTopic, EncryptionKey, PrometheusWorkspace, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function prometheusWorkspace(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'pipeline-metrics', keyClass: 'data' });
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'pipeline-metrics-logs', keyClass: 'logs' });
  const newsKey = new EncryptionKey(scope, 'news-key', { ...naming, name: 'metric-alerts', keyClass: 'alerting' });
  const news = new AlertTopic(scope, 'news', {
    ...naming,
    name: 'metric-alerts',
    keyArn: newsKey.arn,
    recipients: ['data-platform@example.com'],
    takesPrometheus: true,
  });
  const metrics = new PrometheusWorkspace(scope, 'metrics', {
    ...naming,
    name: 'example-metrics',
    keyArn: key.arn,
    logKeyArn: logKey.arn,
    alertTopicArn: news.arn,
    ruleGroups: {
      pipelines: [
        {
          name: 'freshness',
          rules: [
            {
              alert: 'GoldIsLate',
              expr: 'max by (table) (table_age_seconds{layer="gold"}) > 6 * 3600',
              for: '15m',
              severity: 'error',
              description: 'A gold table is older than six hours: look at the last run of its pipeline',
            },
          ],
        },
      ],
    },
  });
  const collector = new ServiceRole(scope, 'collector', {
    ...naming,
    roleName: 'acme-dev-collects-metrics',
    service: 'ecs-tasks.amazonaws.com',
    description: 'Writes metrics',
  });
  metrics.grantRemoteWrite(collector);
  const reader = new ServiceRole(scope, 'reader', {
    ...naming,
    roleName: 'acme-dev-asks-for-metrics',
    service: 'lambda.amazonaws.com',
    description: 'Asks for metrics',
  });
  metrics.grantQuery(reader);
}
