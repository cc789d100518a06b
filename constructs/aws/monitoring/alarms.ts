import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import * as z from 'zod';
import { type AlarmRule, checkName, checkProps, Construct } from '../../core';

export interface AlarmsProps {
  /** What the names begin with: `acme-dev-sales-orders`. */
  readonly prefix: string;
  readonly rules: readonly AlarmRule[];
  readonly topicArn: string;
}

const schema = z.object({
  prefix: z.string().min(1, 'expected what the names begin with'),
  topicArn: z.string().startsWith('arn:', "expected a topic's ARN"),
  rules: z.array(
    z.object({
      description: z.string().max(1024, 'expected at most 1,024 characters'),
      above: z.number('expected a number'),
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
      periodSeconds: z
        .int('expected whole seconds')
        .refine(
          (n) => [10, 20, 30].includes(n) || (n >= 60 && n % 60 === 0),
          'expected 10, 20, 30 or a multiple of 60',
        ),
    }),
  ),
});

/** One alarm per rule; each tells the topic when it rings and when it is over. */
export class Alarms extends Construct {
  readonly names: readonly string[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    this.names = props.rules.map((rule) => {
      const name = checkName('alarm', `${props.prefix}-${rule.name}`, this.node.path);
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
