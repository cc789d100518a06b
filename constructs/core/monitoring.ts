/** What is watched: metrics as values, which alarms and dashboards take. */

export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Average' | 'Maximum' | 'Minimum' | 'SampleCount';
  readonly label: string;
}

/** An alarm that rings when the metric is above the threshold in one period. */
export interface AlarmRule {
  readonly metric: Metric;
  /** The last part of the alarm's name: `failed`. */
  readonly name: string;
  readonly description: string;
  readonly above: number;
  readonly periodSeconds: number;
}

/** What has metrics and knows when they are bad. */
export interface Monitored {
  readonly metrics: readonly Metric[];
  readonly alarms: readonly AlarmRule[];
}
