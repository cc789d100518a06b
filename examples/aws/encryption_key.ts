/** A key for alerts, and the topic that is encrypted with it. */
import { AlertTopic, EncryptionKey } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function encryptionKey(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'pager', keyClass: 'notifications' });
  new AlertTopic(scope, 'topic', { ...naming, name: 'pager', keyArn: key.arn });
}
