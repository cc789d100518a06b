import { arn, give, type Grant, type Grantee, type Naming } from '../../core';
import { awsFacts } from '../facts';

/** What can be granted on a topic, ours or an existing one. */
export class TopicAccess {
  readonly arn: string;

  constructor(
    private readonly naming: Naming,
    readonly topicName: string,
    private readonly keyArn: string,
  ) {
    this.arn = arn(naming, 'sns', topicName);
  }

  /** Lets `grantee` publish, the key included. */
  grantPublish(grantee: Grantee): Grant {
    return give(grantee, awsFacts.publish(this.arn, this.keyArn, this.naming.region));
  }
}
