import { CeAnomalyMonitor } from '@cdktf/provider-aws/lib/ce-anomaly-monitor';
import { CeAnomalySubscription } from '@cdktf/provider-aws/lib/ce-anomaly-subscription';
import * as z from 'zod';
import { checkName, checkProps, Construct, resourceName } from '../../core';
import { type NamedProps, namingOf, namingShape } from '../environment/naming_props';
import { nameShape, topicArnShape } from '../environment/shapes';
import { anomalyFrequencyProblem } from '../facts';

export interface CostAnomalyMonitorProps extends NamedProps {
  /** A topic that takes spending (`AlertTopic` with `takesSpending`): it is told of each anomaly at once. */
  readonly topicArn?: string;
  /** Who gets a summary by mail. A topic or mails, not both. */
  readonly mails?: readonly string[];
  /** `IMMEDIATE` with a topic, `DAILY` with mails unless given. */
  readonly frequency?: 'IMMEDIATE' | 'DAILY' | 'WEEKLY';
  /** US dollars above what was expected, from which on somebody is told. */
  readonly thresholdDollars?: number;
}

const subscriptions =
  'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_AnomalySubscription.html';
const schema = z.object({
  ...namingShape,
  name: nameShape,
  topicArn: topicArnShape.exactOptional(),
  mails: z
    .array(z.string().includes('@', { error: `expected an e-mail address (${subscriptions})` }))
    .min(1, `expected at least one address (${subscriptions})`)
    .exactOptional(),
  frequency: z
    .enum(['IMMEDIATE', 'DAILY', 'WEEKLY'], `expected IMMEDIATE, DAILY or WEEKLY (${subscriptions})`)
    .exactOptional(),
  thresholdDollars: z.number().positive(`expected an amount above 0 (${subscriptions})`).exactOptional(),
});

/** The service's own example; below it, small accounts are told of noise. */
const threshold = 100;

/** Watches what each AWS service costs, and tells when one costs more than it used to. One in an account. */
export class CostAnomalyMonitor extends Construct {
  readonly monitorName: string;

  constructor(scope: Construct, id: string, props: CostAnomalyMonitorProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const { topicArn, mails } = props;
    if ((topicArn === undefined) === (mails === undefined)) {
      const found = topicArn === undefined ? 'neither topicArn nor mails' : 'topicArn and mails';
      throw new Error(`${this.node.path}: found ${found}; expected one of them (${subscriptions})`);
    }
    const frequency = props.frequency ?? (topicArn === undefined ? 'DAILY' : 'IMMEDIATE');
    const problem = anomalyFrequencyProblem(frequency, topicArn === undefined ? 'mails' : 'topic');
    if (problem !== undefined) throw new Error(`${this.node.path}: frequency: found ${frequency}; ${problem}`);
    this.monitorName = checkName(
      'anomaly monitor',
      resourceName(namingOf(props), props.name ?? 'spending'),
      this.node.path,
    );
    // https://docs.aws.amazon.com/cost-management/latest/userguide/getting-started-ad.html
    const monitor = new CeAnomalyMonitor(this, 'monitor', {
      name: this.monitorName,
      monitorType: 'DIMENSIONAL',
      monitorDimension: 'SERVICE',
    });
    new CeAnomalySubscription(this, 'subscription', {
      name: this.monitorName,
      frequency,
      monitorArnList: [monitor.arn],
      subscriber:
        topicArn === undefined
          ? (mails ?? []).map((address) => ({ type: 'EMAIL', address }))
          : [{ type: 'SNS', address: topicArn }],
      thresholdExpression: {
        dimension: {
          key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          matchOptions: ['GREATER_THAN_OR_EQUAL'],
          values: [String(props.thresholdDollars ?? threshold)],
        },
      },
    });
  }
}
