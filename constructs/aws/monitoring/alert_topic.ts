import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import * as z from 'zod';
import { endpointProblem } from '../../../environments';
import { policyDocument } from '../../../pipelines/targets';
import {
  type AlarmRule,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  type Monitored,
  resourceName,
} from '../../core';
import { alertManagerPublishes, spendingPublishers } from '../facts';
import { TopicAccess } from './topic_access';
import { topicMonitoring } from './topic_monitoring';
import { type NamedProps, namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { flagShape, keyArnShape, nameShape } from '../environment/shapes';

export interface AlertTopicProps extends NamedProps {
  /** A key of class notifications: on SNS's own key CloudWatch's alarms are dropped. */
  readonly keyArn: string;
  /** Each gets an e-mail with a link to confirm. */
  readonly recipients?: readonly string[];
  /** Endpoints that check the signature of what they are sent and confirm by themselves; an address that holds a key is refused. */
  readonly https?: readonly string[];
  /** True where budgets and cost anomalies are told too; the key is of class spending then. Not with takesPrometheus. */
  readonly takesSpending?: boolean;
  /** True where alert managers of Prometheus tell it too; the key is of class alerting then. Not with takesSpending. */
  readonly takesPrometheus?: boolean;
}

const keys = 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services';
const schema = z.object({
  ...namingShape,
  takesPrometheus: flagShape,
  takesSpending: flagShape,
  name: nameShape,
  keyArn: keyArnShape,
  recipients: z
    .array(
      z.string().includes('@', {
        error: 'expected an e-mail address (https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html)',
      }),
    )
    .exactOptional(),
  https: z
    .array(
      z.string().superRefine((value, context) => {
        const message = endpointProblem(value);
        if (message !== undefined) context.addIssue({ code: 'custom', message, input: value });
      }),
    )
    .exactOptional(),
});

export interface ExistingTopicProps extends NamingProps {
  readonly topicName: string;
  /** The key of its encryption. */
  readonly keyArn: string;
}

/** An encrypted topic that alarms and failed runs tell. */
export class AlertTopic extends Construct implements Monitored {
  readonly arn: string;
  readonly topicName: string;
  /** As Terraform gives it: who takes it waits for the topic. */
  readonly topicArn: string;
  readonly charts: readonly Chart[];
  /** What the topic could not deliver. Tell another topic: told by this one, the alarm rings itself for ever. */
  readonly alarms: readonly AlarmRule[];

  private readonly access: TopicAccess;

  /** A topic that is there already. Alarms reach it only if its policy and its key's let CloudWatch in. */
  static fromExisting(scope: Construct, id: string, props: ExistingTopicProps): TopicAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(schema, props, path);
    return new TopicAccess(namingOf(props), checkName('sns topic', props.topicName, path), props.keyArn);
  }

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    if (props.takesSpending === true && props.takesPrometheus === true) {
      throw new Error(
        `${this.node.path}: takesPrometheus: found true with takesSpending; expected a topic for each: a key of class ` +
          `spending refuses alert managers, one of class alerting refuses budgets, and what a key refuses is dropped (${keys})`,
      );
    }
    const naming = namingOf(props);
    this.topicName = checkName('sns topic', resourceName(naming, props.name ?? 'alerts'), this.node.path);
    this.access = new TopicAccess(naming, this.topicName, props.keyArn);
    this.arn = this.access.arn;
    const topic = new SnsTopic(this, 'topic', { name: this.topicName, kmsMasterKeyId: props.keyArn });
    new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: policyDocument([
        {
          // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html#alarm-sns-permissions
          sid: 'Alarms',
          principals: { Service: 'cloudwatch.amazonaws.com' },
          actions: ['sns:Publish'],
          resources: [this.arn],
          conditions: { StringEquals: { 'aws:SourceAccount': naming.account } },
        },
        ...(props.takesSpending === true ? spendingPublishers(naming, this.arn) : []),
        ...(props.takesPrometheus === true ? [alertManagerPublishes(naming, this.arn)] : []),
        {
          sid: 'TlsOnly',
          effect: 'Deny',
          principals: '*',
          actions: ['sns:Publish'],
          resources: [this.arn],
          conditions: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ]),
    });
    for (const endpoint of props.recipients ?? []) {
      new SnsTopicSubscription(this, `to-${endpoint}`, { topicArn: topic.arn, protocol: 'email', endpoint });
    }
    for (const endpoint of props.https ?? []) {
      new SnsTopicSubscription(this, `to-${endpoint}`, { topicArn: topic.arn, protocol: 'https', endpoint });
    }
    this.topicArn = topic.arn;
    ({ charts: this.charts, alarms: this.alarms } = topicMonitoring(this.topicName));
  }

  /** Lets `grantee` publish, the key included. */
  grantPublish(grantee: Grantee): Grant {
    return this.access.grantPublish(grantee);
  }
}
