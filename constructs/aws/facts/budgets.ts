/** AWS Budgets and Cost Anomaly Detection: limits, and who tells a topic of them. */
import { arn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import type { ServiceFacts } from './service_facts';

const notifications =
  'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Notification.html';

export const budgetLimits = { notifications: 10, mails: 10, source: notifications } as const;

/** Statements of a topic's policy that let both services publish, for this account only. */
export const spendingPublishers = (naming: Naming, topicArn: string): readonly Statement[] => [
  {
    // https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
    sid: 'Budgets',
    principals: { Service: 'budgets.amazonaws.com' },
    actions: ['sns:Publish'],
    resources: [topicArn],
    conditions: {
      StringEquals: { 'aws:SourceAccount': naming.account },
      ArnLike: { 'aws:SourceArn': arn(naming, 'budgets', '*', false) },
    },
  },
  {
    // https://docs.aws.amazon.com/cost-management/latest/userguide/ad-SNS.html
    sid: 'CostAnomalies',
    principals: { Service: 'costalerts.amazonaws.com' },
    actions: ['sns:Publish'],
    resources: [topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': naming.account } },
  },
];

/** What is wrong with thresholds in percent: each above the one before it. */
export function thresholdProblem(thresholds: readonly number[]): string | undefined {
  const at = thresholds.findIndex((threshold, i) => i > 0 && threshold <= (thresholds[i - 1] ?? 0));
  if (at < 0) return undefined;
  return `expected rising percentages: ${thresholds[at] ?? ''} after ${thresholds[at - 1] ?? ''} tells twice, or late (${notifications})`;
}

const subscriptions =
  'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_AnomalySubscription.html';

/** What is wrong with who is told how often: each anomaly at once by a topic, a summary by mail. */
export function anomalyFrequencyProblem(
  frequency: 'IMMEDIATE' | 'DAILY' | 'WEEKLY',
  to: 'topic' | 'mails',
): string | undefined {
  if ((frequency === 'IMMEDIATE') === (to === 'topic')) return undefined;
  return to === 'topic'
    ? `expected IMMEDIATE: a topic is told of each anomaly (${subscriptions})`
    : `expected DAILY or WEEKLY: mails are summaries (${subscriptions})`;
}

export const budgetsFacts: ServiceFacts = {
  name: 'AWS Budgets and AWS Cost Anomaly Detection',
  principals: ['budgets.amazonaws.com', 'costalerts.amazonaws.com'],
  quotas: [
    {
      what: 'notifications of a budget',
      most: budgetLimits.notifications,
      adjustable: false,
      why: 'each threshold is one',
      source: notifications,
    },
    {
      what: 'e-mail addresses of a notification',
      most: budgetLimits.mails,
      adjustable: false,
      why: 'a topic reaches more',
      source: notifications,
    },
  ],
};
