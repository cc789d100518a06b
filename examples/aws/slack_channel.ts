/** A channel of Slack that is told what a topic is told. */
import { AlertTopic, EncryptionKey, SlackChannel } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function slackChannel(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'slack-example', keyClass: 'notifications' });
  const topic = new AlertTopic(scope, 'topic', { ...naming, name: 'slack-example', keyArn: key.arn });
  new SlackChannel(scope, 'channel', {
    ...naming,
    name: 'slack-example',
    slackTeamId: 'T0123ABCD',
    slackChannelId: 'C0123ABCD',
    snsTopicArns: [topic.topicArn],
  });
}
