/** What is watched: metrics as values, which alarms and dashboards take. */
import type { Severity } from '../../environments';

/** Or a percentile: `p99`. */
export type Statistic = 'Sum' | 'Average' | 'Maximum' | 'Minimum' | 'SampleCount' | `p${number}`;

export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
  readonly label: string;
}

export type { Severity };

export interface AlarmRule {
  readonly metric: Metric;
  /** The last part of the alarm's name: `failed`. */
  readonly name: string;
  /** What has happened, and what to look at first. */
  readonly description: string;
  readonly severity: Severity;
  readonly comparison: '>' | '>=' | '<' | '<=';
  readonly threshold: number;
  readonly periodSeconds: number;
  /** Periods that are looked at together; 1 unless given. */
  readonly evaluationPeriods?: number;
  /** How many of them must be bad; all unless given. */
  readonly datapointsToAlarm?: number;
  /** What a period without data is; unless given it is good, because what did not run has none. */
  readonly missingData?: 'good' | 'bad' | 'as before';
  /** Whether it tells its end too; true unless given. What is about telling says false, or its end would ring it again. */
  readonly tellsEnd?: boolean;
  /** The name of its runbook's file, without `.md`; the name of the rule unless given. */
  readonly runbook?: string;
  /** Where the service recommends this alarm or says what the metric means. */
  readonly source: string;
}

/** A chart of a dashboard. */
export interface Chart {
  readonly title: string;
  readonly metrics: readonly Metric[];
}

/** What has metrics and knows when they are bad. */
export interface Monitored {
  /** In reading order. */
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
}

type Dimensions = Metric['dimensions'];

/**
 * Names the metrics of one thing.
 *
 * @param usual the statistic of a metric that says none
 */
export const metricsOf =
  (namespace: string, dimensions: Dimensions, usual: Statistic = 'Sum') =>
  (name: string, label: string, statistic = usual, further: Dimensions = {}): Metric => ({
    namespace,
    name,
    dimensions: { ...dimensions, ...further },
    statistic,
    label,
  });

type Common = Pick<AlarmRule, 'severity' | 'periodSeconds' | 'source'> & Partial<AlarmRule>;

/**
 * Rules for one thing: above a threshold, unless a rule says otherwise.
 *
 * @param subject what descriptions begin with
 * @param common what the rules agree in
 */
export const alarmsOf =
  (subject: string, common: Common) =>
  (metric: Metric, name: string, threshold: number, description: string, own: Partial<AlarmRule> = {}): AlarmRule => ({
    comparison: '>',
    ...common,
    metric,
    name,
    threshold,
    description: `${subject}: ${description}`,
    ...own,
  });
