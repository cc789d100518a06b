/** Tells a topic when a service costs a hundred dollars more than it used to. */
import { AlertTopic, CostAnomalyMonitor, EncryptionKey } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function costAnomalyMonitor(scope: Construct): void {
  const naming = { project: 'acme', environment: 'account', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'spending', keyClass: 'spending' });
  const topic = new AlertTopic(scope, 'topic', {
    ...naming,
    name: 'spending',
    keyArn: key.arn,
    takesSpending: true,
    recipients: ['platform@example.com'],
  });
  new CostAnomalyMonitor(scope, 'anomalies', { ...naming, topicArn: topic.arn, thresholdDollars: 100 });
}
