/** A topic with two recipients, and an alarm that tells it. */
import { Alarms, AlertTopic, EncryptionKey, PipelineStateMachine, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function alertTopic(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'alert-example', keyClass: 'notifications' });
  const topic = new AlertTopic(scope, 'topic', {
    ...naming,
    name: 'alert-example',
    keyArn: key.arn,
    recipients: ['data-oncall@example.com', 'platform@example.com'],
  });
  const logs = new EncryptionKey(scope, 'logs-key', { ...naming, name: 'alert-example-logs', keyClass: 'logs' });
  const role = new ServiceRole(scope, 'role', {
    ...naming,
    roleName: 'acme-dev-alert-example',
    service: 'states.amazonaws.com',
    description: 'Tells of failures',
  });
  topic.grantPublish(role);
  const nightly = new PipelineStateMachine(scope, 'nightly', {
    ...naming,
    stateMachineName: 'acme-dev-alert-example',
    definition: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } },
    roleArn: role.arn,
    logGroupName: '/aws/vendedlogs/states/acme-dev-alert-example',
    logKeyArn: logs.arn,
    logRetentionDays: 30,
  });
  new Alarms(scope, 'alarms', { prefix: 'acme-dev-alert-example', rules: nightly.alarms, topicArn: topic.arn });
}
