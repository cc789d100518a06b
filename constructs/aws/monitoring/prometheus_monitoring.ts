/** What a workspace of Prometheus measures of itself, and when that is bad. */
import { type AlarmRule, type Metric, metricsOf, type Monitored } from '../../core';

const source = 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-CW-usage-metrics.html';
const runbook = 'prometheus-workspace';

/** What the account's quotas are, where they were raised or are to be watched. */
export interface PrometheusQuotas {
  /** 10 million unless given. */
  readonly activeSeries?: number;
  /** Samples a second; not watched unless given. */
  readonly ingestionRate?: number;
}

export function prometheusMonitoring(
  workspaceId: string,
  name: string,
  quotas: Required<Pick<PrometheusQuotas, 'activeSeries'>> & PrometheusQuotas,
): Monitored {
  const usage = (Resource: string, label: string): Metric => ({
    namespace: 'AWS/Usage',
    name: 'ResourceCount',
    dimensions: { Service: 'Prometheus', Type: 'Resource', Class: 'None', Resource, ResourceId: workspaceId },
    statistic: 'Maximum',
    label,
  });
  const alertManager = metricsOf('AWS/Prometheus', { Workspace: workspaceId });
  const series = usage('ActiveSeries', 'active series');
  const rate = usage('IngestionRate', 'samples a second');
  const failed = alertManager('AlertManagerNotificationsFailed', 'not delivered');
  const throttled = alertManager('AlertManagerNotificationsThrottled', 'held back');
  const near = (metric: Metric, rule: string, quota: number, what: string): AlarmRule => ({
    metric,
    name: rule,
    description: `${name} nears its quota of ${what}: look at which job or label has grown, then ask for more; above it samples are dropped`,
    severity: 'warning',
    comparison: '>',
    threshold: 0.8 * quota,
    periodSeconds: 300,
    evaluationPeriods: 3,
    source,
    runbook,
  });
  return {
    charts: [
      { title: `Series of ${name}`, metrics: [series] },
      { title: `Samples of ${name}`, metrics: [rate] },
      { title: `Alerts of ${name}`, metrics: [usage('ActiveAlerts', 'active'), failed, throttled] },
    ],
    alarms: [
      near(series, 'series-near-quota', quotas.activeSeries, 'active series'),
      ...(quotas.ingestionRate === undefined
        ? []
        : [near(rate, 'samples-near-quota', quotas.ingestionRate, 'samples a second')]),
      {
        metric: failed,
        name: 'alerts-not-delivered',
        description: `Alerts of ${name} do not reach their topic: look in its log group for why, first at the policies of the topic and of its key`,
        severity: 'critical',
        comparison: '>',
        threshold: 0,
        periodSeconds: 300,
        source,
        runbook,
      },
      {
        metric: throttled,
        name: 'alerts-held-back',
        description: `Alerts of ${name} are held back as too many: look at which alert rings most, and group it`,
        severity: 'error',
        comparison: '>',
        threshold: 0,
        periodSeconds: 300,
        source,
        runbook,
      },
    ],
  };
}
