import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import * as z from 'zod';
import { type AlarmRule, checkName, checkProps, Construct, type Severity, suppress } from '../../core';
import { topicArnShape } from '../environment/shapes';

/** Alarms that dashboards alone show. */
export interface ToldNobody {
  /** Why nobody is told; `lakewright policy` lists it. */
  readonly nobody: string;
}

export interface AlarmsProps {
  /** What the names begin with: `acme-dev-sales-orders`. */
  readonly prefix: string;
  /** What a construct recommends as its `alarms`, or rules of your own. */
  readonly rules: readonly AlarmRule[];
  /** Who is told: one topic, or one by severity; or why nobody is. */
  readonly topicArn: string | Readonly<Record<Severity, string>> | ToldNobody;
  /** The folder of the runbooks, an address or a path: each alarm names `{runbooks}/{its runbook}.md`. */
  readonly runbooks?: string;
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
const source = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';
const day = 86_400;
const count = z.int('expected a whole number').min(1, 'expected at least 1').exactOptional();
const schema = z.object({
  prefix: z.string().min(1, `expected what the names begin with (${source})`),
  topicArn: z.union(
    [
      topicArnShape,
      z.object({ warning: topicArnShape, error: topicArnShape, critical: topicArnShape }),
      z.object({ nobody: z.string().min(20, 'expected a sentence that says why nobody is told (docs/policy.md)') }),
    ],
    {
      error: `expected a topic's ARN, one for each of warning, error, critical, or why nobody is told (${source})`,
    },
  ),
  rules: z.array(
    z
      .object({
        description: z
          .string()
          .max(800, `expected at most 800 characters, since 1,024 have to hold the runbook too (${source})`),
        threshold: z.number(`expected a number (${source})`),
        periodSeconds: z
          .int('expected whole seconds')
          .refine(
            (n) => [10, 20, 30].includes(n) || (n >= 60 && n % 60 === 0),
            `expected 10, 20, 30 or a multiple of 60 (${source})`,
          ),
        evaluationPeriods: count,
        datapointsToAlarm: count,
      })
      .refine(
        (rule) => (rule.datapointsToAlarm ?? 1) <= (rule.evaluationPeriods ?? 1),
        `expected at most as many datapointsToAlarm as evaluationPeriods (${source})`,
      )
      .refine(
        (rule) => rule.periodSeconds * (rule.evaluationPeriods ?? 1) <= (rule.periodSeconds < 3600 ? day : 7 * day),
        `expected to look back at most a day, seven with periods of an hour or more (${source})`,
      ),
  ),
  runbooks: z
    .string()
    .regex(/^[^\s#?]*[^\s#?/]$/, `expected the address or the path of a folder, without a slash at its end (${source})`)
    .exactOptional(),
});

const operators = {
  '>': 'GreaterThanThreshold',
  '>=': 'GreaterThanOrEqualToThreshold',
  '<': 'LessThanThreshold',
  '<=': 'LessThanOrEqualToThreshold',
} as const;
const missing = { good: 'notBreaching', bad: 'breaching', 'as before': 'ignore' } as const;

/** One alarm per rule; each tells the topic of its severity when it rings, and when it is over unless its rule says otherwise. */
export class Alarms extends Construct {
  readonly names: readonly string[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    this.names = props.rules.map((rule) => {
      const name = checkName('alarm', `${props.prefix}-${rule.name}`, this.node.path);
      const told = toldOf(props, rule);
      const { statistic } = rule.metric;
      const alarm = new CloudwatchMetricAlarm(this, rule.name, {
        alarmName: name,
        alarmDescription: described(rule, props.runbooks),
        namespace: rule.metric.namespace,
        metricName: rule.metric.name,
        dimensions: { ...rule.metric.dimensions },
        ...(/^p\d/.test(statistic) ? { extendedStatistic: statistic } : { statistic }),
        period: rule.periodSeconds,
        evaluationPeriods: rule.evaluationPeriods ?? 1,
        ...(rule.datapointsToAlarm === undefined ? {} : { datapointsToAlarm: rule.datapointsToAlarm }),
        threshold: rule.threshold,
        comparisonOperator: operators[rule.comparison],
        treatMissingData: missing[rule.missingData ?? 'good'],
        ...('topic' in told ? { alarmActions: [told.topic] } : {}),
        ...('topic' in told && rule.tellsEnd !== false ? { okActions: [told.topic] } : {}),
      });
      if ('nobody' in told) suppress(alarm, { rules: ['LW_ALARM_HEARD'], reason: told.nobody });
      return name;
    });
  }
}

function toldOf({ topicArn }: AlarmsProps, { severity }: AlarmRule): { readonly topic: string } | ToldNobody {
  if (typeof topicArn === 'string') return { topic: topicArn };
  return 'nobody' in topicArn ? topicArn : { topic: topicArn[severity] };
}

const described = (rule: AlarmRule, runbooks: string | undefined): string =>
  [
    `[${rule.severity}] ${rule.description}`,
    ...(runbooks === undefined ? [] : [`Runbook: ${runbooks}/${rule.runbook ?? rule.name}.md`]),
  ].join('. ');
