import { AlertTopic, PrometheusWorkspace, type PrometheusWorkspaceProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';

const alert = {
  alert: 'LateOrders',
  expr: 'time() - orders_last_seen_seconds > 3600',
  severity: 'error',
  description: 'No orders for an hour: look at the connector first',
} as const;
const group = { name: 'orders', rules: [alert] };
const least = (given: Surroundings, name: string): PrometheusWorkspaceProps => ({
  ...given.base,
  name,
  keyArn: given.keyArn(),
  logKeyArn: given.keyArn('logs'),
});
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
const wrong = (naming: Naming, props: Partial<PrometheusWorkspaceProps>): PrometheusWorkspaceProps => ({
  ...naming,
  keyArn,
  logKeyArn: keyArn,
  ...props,
});
const refusals: readonly (readonly [string, Partial<PrometheusWorkspaceProps>, string])[] = [
  [
    'more days than the service keeps',
    { retentionPeriodInDays: 2000 },
    'retentionPeriodInDays: found 2000; expected 1 to 1095 days',
  ],
  [
    'a duration in words',
    { ruleGroups: { orders: [{ ...group, interval: 'a minute' }] } },
    'ruleGroups.orders.0.interval: found "a minute"; expected a duration such as',
  ],
  ['two groups of one name', { ruleGroups: { orders: [group, group] } }, 'expected groups of different names'],
  ['a group of nothing', { ruleGroups: { orders: [{ name: 'orders', rules: [] }] } }, 'expected at least one rule'],
  [
    'more rules than a workspace has',
    { ruleGroups: { orders: [{ name: 'orders', rules: Array.from({ length: 2001 }, () => alert) }] } },
    'expected at most 2000 rules in all',
  ],
  [
    'a limit for everything',
    { limitsPerLabelSet: [{ labels: {}, maxSeries: 5 }] },
    'limitsPerLabelSet.0.labels: found {}; expected at least one label',
  ],
  [
    'a mail address for a topic',
    { alertTopicArn: 'ops@example.com' },
    'alertTopicArn: found "ops@example.com"; expected a topic\'s ARN',
  ],
  ['a namespace that cannot be', { ruleGroups: { '-x': [group] } }, "rule groups namespace '-x': expected letters"],
];

export const prometheusWorkspace: Variant = {
  construct: PrometheusWorkspace,
  family: 'learning',
  least: (scope, id, given, name = 'least') => new PrometheusWorkspace(scope, id, least(given, name)),
  all: (scope, id, given) => {
    const topic = new AlertTopic(scope, `${id}-topic`, {
      ...given.naming,
      name: 'prometheus',
      keyArn: given.keyArn('alerting'),
      takesPrometheus: true,
    });
    return new PrometheusWorkspace(scope, id, {
      ...least(given, 'all'),
      logRetentionDays: 365,
      retentionPeriodInDays: 400,
      limitsPerLabelSet: [{ labels: { team: 'sales' }, maxSeries: 100_000 }],
      ruleGroups: {
        pipelines: [
          {
            name: 'orders',
            interval: '30s',
            rules: [
              { record: 'orders:rate5m', expr: 'rate(orders_total[5m])', labels: { team: 'sales' } },
              { ...alert, for: '10m', labels: { team: 'sales' } },
            ],
          },
        ],
        nodes: [{ name: 'nodes', rules: [{ ...alert, severity: 'critical' }] }],
      },
      alertTopicArn: { warning: topic.arn, error: topic.arn, critical: topic.arn },
      quotas: { activeSeries: 20_000_000, ingestionRate: 300_000 },
    });
  },
  existing: (scope, id, given) =>
    PrometheusWorkspace.fromExisting(scope, id, {
      ...given.naming,
      workspaceId: 'ws-12345678-abcd-1234-abcd-123456789012',
      keyArn: given.keyArn(),
    }),
  refused: [
    ...refusals.map(([what, props, message]): Refusal => ({
      wrong: what,
      build: (scope, { naming }) => new PrometheusWorkspace(scope, 'it', wrong(naming, props)),
      message,
    })),
    {
      wrong: 'an alias for an id',
      build: (scope, { naming }) =>
        PrometheusWorkspace.fromExisting(scope, 'it', { ...naming, workspaceId: 'metrics', keyArn }),
      message: 'workspaceId: found "metrics"; expected an id such as',
    },
  ],
};
