import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { type AlarmRule, checkName, Construct } from '../core';

export interface AlarmsProps {
  /** What the names begin with: `acme-dev-sales-orders`. */
  readonly prefix: string;
  readonly rules: readonly AlarmRule[];
  readonly topicArn: string;
}

/** One alarm per rule; each tells the topic when it rings and when it is over. */
export class Alarms extends Construct {
  readonly names: readonly string[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.names = props.rules.map((rule) => {
      const name = checkName('alarm', `${props.prefix}-${rule.name}`);
      new CloudwatchMetricAlarm(this, rule.name, {
        alarmName: name,
        alarmDescription: rule.description,
        namespace: rule.metric.namespace,
        metricName: rule.metric.name,
        dimensions: { ...rule.metric.dimensions },
        statistic: rule.metric.statistic,
        period: rule.periodSeconds,
        evaluationPeriods: 1,
        threshold: rule.above,
        comparisonOperator: 'GreaterThanThreshold',
        // A pipeline that did not run has no data, which is not a failure.
        treatMissingData: 'notBreaching',
        alarmActions: [props.topicArn],
        okActions: [props.topicArn],
      });
      return name;
    });
  }
}
