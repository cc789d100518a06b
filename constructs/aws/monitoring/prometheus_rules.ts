/** Rules and the routing of alerts as Prometheus takes them. JSON is YAML, so nothing has to be quoted by hand. */
import * as z from 'zod';
import type { Severity } from '../../core';
import { isMetricName, isPrometheusDuration, prometheusLimits } from '../facts';

const rulesSource = 'https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/';
const alertsSource = 'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/';

/** Asks again and again, and keeps the answer as a metric. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Tells somebody when there is an answer. */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  /** How long there has to be one: `10m`. */
  readonly for?: string;
  /** Decides who is told. */
  readonly severity: Severity;
  /** What has happened, and what to look at first. */
  readonly description: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Rules that are evaluated one after the other. */
export interface RuleGroup {
  readonly name: string;
  /** `1m` unless given. */
  readonly interval?: string;
  readonly rules: readonly (RecordingRule | AlertingRule)[];
}

const duration = (source: string): z.ZodType<string> =>
  z.string().refine(isPrometheusDuration, `expected a duration such as '5m' (${source})`);
const labels = z.record(
  z.string().regex(/^[a-zA-Z_]\w*$/, `expected the name of a label (${rulesSource})`),
  z.string(),
);
const expr = z.string().min(1, `expected an expression (${rulesSource})`);
const rule = z.union([
  z.object({
    record: z.string().refine(isMetricName, `expected the name of a metric (${rulesSource})`),
    expr,
    labels: labels.exactOptional(),
  }),
  z.object({
    alert: z.string().min(1, `expected the name of an alert (${alertsSource})`),
    expr,
    for: duration(alertsSource).exactOptional(),
    severity: z.enum(['warning', 'error', 'critical'], `expected warning, error or critical (${alertsSource})`),
    description: z.string().min(20, `expected a sentence that says what to look at first (${alertsSource})`),
    labels: labels.exactOptional(),
  }),
]);

export const ruleGroupsShape = z
  .record(
    z.string(),
    z
      .array(
        z.object({
          name: z.string().min(1, `expected the name of a group (${rulesSource})`),
          interval: duration(rulesSource).exactOptional(),
          rules: z.array(rule).min(1, `expected at least one rule (${rulesSource})`),
        }),
      )
      .min(1, `expected at least one group (${rulesSource})`)
      .refine(
        (groups) => new Set(groups.map(({ name }) => name)).size === groups.length,
        `expected groups of different names (${rulesSource})`,
      ),
  )
  .refine(
    (namespaces) =>
      Object.values(namespaces)
        .flat()
        .reduce((sum, group) => sum + group.rules.length, 0) <= prometheusLimits.rules,
    `expected at most ${prometheusLimits.rules} rules in all (https://docs.aws.amazon.com/prometheus/latest/userguide/AMP_quotas.html)`,
  );

/** A namespace's file. */
export const rulesFile = (groups: readonly RuleGroup[]): string =>
  JSON.stringify({
    groups: groups.map(({ name, interval = '1m', rules }) => ({ name, interval, rules: rules.map(written) })),
  });

function written(given: RecordingRule | AlertingRule): object {
  if ('record' in given) return given;
  const { alert, expr: question, severity, description, labels: further = {} } = given;
  return {
    alert,
    expr: question,
    ...(given.for === undefined ? {} : { for: given.for }),
    labels: { ...further, severity },
    annotations: { description },
  };
}

/**
 * The alert manager's file: each severity has its topic.
 * https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-receiver-config.html
 */
export function alertManagerFile(topics: Readonly<Record<Severity, string>>, region: string): string {
  const severities = ['critical', 'error', 'warning'] as const;
  const config = {
    // What is one incident is one message: https://prometheus.io/docs/alerting/latest/configuration/#route
    route: {
      receiver: 'warning',
      group_by: ['alertname', 'severity'],
      routes: severities.map((severity) => ({ receiver: severity, matchers: [`severity="${severity}"`] })),
    },
    receivers: severities.map((name) => ({
      name,
      sns_configs: [
        { topic_arn: topics[name], sigv4: { region }, send_resolved: true, attributes: { severity: name } },
      ],
    })),
  };
  return `alertmanager_config: |\n  ${JSON.stringify(config)}\n`;
}
