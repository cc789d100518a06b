import { AlertTopic, EncryptionKey, EnvironmentStack, writeParameter } from '../constructs/aws';
import type { Construct } from '../constructs/core';
import type { Environment } from '../environments';

const keyClasses = ['data', 'logs', 'notifications'] as const;

/** The keys, and the topic that is told when something fails. */
export class FoundationStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'foundation');
    for (const keyClass of keyClasses) {
      const key = new EncryptionKey(this, `${keyClass}-key`, { ...this.naming, ...this.removal, keyClass });
      writeParameter(this, this.naming, `keys/${keyClass}`, key.arn);
      if (keyClass === 'notifications') {
        new AlertTopic(this, 'alerts', {
          ...this.naming,
          keyArn: key.arn,
          recipients: environment.alerts.recipients,
        });
      }
    }
  }
}
