/** What keys, logs, alarms, mails and records cost. */
import { daysAMonth, hoursAMonth } from '../facts/prices';
import type { Pricer } from './line';
import { blocksIn, numberIn, textsIn } from './properties';

export const watchingPricers: Readonly<Record<string, Pricer>> = {
  aws_kms_key: (_, { assumptions }) => [
    { item: 'key', price: 'kms key', quantity: 1 },
    { item: 'requests', price: 'kms requests', quantity: assumptions.keyRequests, assumed: ['keyRequests'] },
  ],
  aws_cloudwatch_metric_alarm: ({ properties }) => {
    const metrics = blocksIn(properties['metric_query']).filter((query) => blocksIn(query['metric']).length > 0).length;
    return [{ item: 'metrics', price: 'alarm', quantity: Math.max(metrics, 1) }];
  },
  // Each for which there are requests: all but the three of S3 Select.
  aws_s3_bucket_metric: () => [{ item: 'metrics of requests', price: 'custom metric', quantity: 13 }],
  aws_cloudwatch_dashboard: () => [{ item: 'dashboard', price: 'dashboard', quantity: 1 }],
  aws_cloudwatch_log_group: ({ properties }, { assumptions: { logGb } }) => {
    const days = numberIn(properties['retention_in_days']);
    if (days === undefined) return 'its logs are kept for ever';
    return [
      { item: 'written', price: 'logs written', quantity: logGb, assumed: ['logGb'] },
      { item: `kept ${days} days`, price: 'logs kept', quantity: (logGb * days) / daysAMonth, assumed: ['logGb'] },
    ];
  },
  aws_sns_topic_subscription: ({ properties }, { assumptions }) =>
    properties['protocol'] === 'email'
      ? [{ item: 'mails', price: 'mails', quantity: assumptions.alertMails, assumed: ['alertMails'] }]
      : `it delivers by ${String(properties['protocol'])}`,
  aws_cloudtrail: ({ properties }, { assumptions: { objectReads, objectWrites } }) => {
    const selectors = blocksIn(properties['advanced_event_selector']).map((each) => blocksIn(each['field_selector']));
    const data = selectors.filter((fields) => fields.some((field) => textsIn(field['equals']).includes('Data')));
    const writesAlone = data.every((fields) => fields.some(({ field }) => field === 'readOnly'));
    // The first copy of management events is no charge: https://aws.amazon.com/cloudtrail/pricing/
    if (data.length === 0) return [];
    return [
      writesAlone
        ? { item: 'records of writes', price: 'trail data events', quantity: objectWrites, assumed: ['objectWrites'] }
        : {
            item: 'records of reads and writes',
            price: 'trail data events',
            quantity: objectReads + objectWrites,
            assumed: ['objectReads', 'objectWrites'],
          },
    ];
  },
  aws_secretsmanager_secret: () => [{ item: 'secret', price: 'secret', quantity: 1 }],
  aws_eks_cluster: () => [{ item: 'hours', price: 'eks cluster', quantity: hoursAMonth }],
};
