import { AlertTopic, EncryptionKey, EnvironmentStack, SlackChannel, writeParameter } from '../constructs/aws';
import type { Construct } from '../constructs/core';
import { alertTopics, type Environment } from '../environments';
import { environmentAlarms } from './environment_alarms';

const keyClasses = ['data', 'logs', 'notifications'] as const;

/** The keys, and the topics that are told when something fails. */
export class FoundationStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'foundation');
    for (const keyClass of keyClasses) {
      const key = new EncryptionKey(this, `${keyClass}-key`, { ...this.naming, ...this.removal, keyClass });
      writeParameter(this, this.naming, `keys/${keyClass}`, key.arn);
      if (keyClass === 'notifications') this.topics(key.arn);
    }
  }

  /** One for all severities, and one for each that has recipients of its own. */
  private topics(keyArn: string): void {
    for (const { name, told } of alertTopics(this.environment.alerts)) {
      const topic = new AlertTopic(this, name, {
        ...this.naming,
        ...(name === 'alerts' ? {} : { name }),
        keyArn,
        recipients: told.recipients,
        https: told.https,
      });
      environmentAlarms(this, `${name}-alarms`, topic.topicName, topic.alarms, name);
      for (const { workspace, channel } of told.slack) {
        new SlackChannel(this, `${name}-${channel}`, {
          ...this.naming,
          name: `${name}-${channel.toLowerCase()}`,
          slackTeamId: workspace,
          slackChannelId: channel,
          snsTopicArns: [topic.topicArn],
          rolePath: this.environment.roles.path,
        });
      }
    }
  }
}
