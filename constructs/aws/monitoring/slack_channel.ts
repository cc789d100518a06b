import { ChatbotSlackChannelConfiguration } from '@cdktf/provider-aws/lib/chatbot-slack-channel-configuration';
import * as z from 'zod';
import { arn, checkName, checkProps, Construct, partitionOf, resourceName } from '../../core';
import { type NamedProps, namingOf, namingShape } from '../environment/naming_props';
import { nameShape, topicArnShape } from '../environment/shapes';
import { ServiceRole } from '../identity/service_role';

export interface SlackChannelProps extends NamedProps {
  /** The id of a workspace that a person has authorised in the console: `T0123ABCD`. */
  readonly slackTeamId: string;
  /** `C0123ABCD`: the last part of the link to the channel. */
  readonly slackChannelId: string;
  /** What is told in the channel. */
  readonly snsTopicArns: readonly string[];
  /** Of the role; `/` unless given. */
  readonly rolePath?: string;
}

const source = 'https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html';
const schema = z.object({
  ...namingShape,
  name: nameShape,
  slackTeamId: z.string().regex(/^T[0-9A-Z]{1,254}$/, `expected a workspace's id, such as 'T0123ABCD' (${source})`),
  slackChannelId: z.string().regex(/^[A-Za-z0-9]{1,64}$/, `expected a channel's id, such as 'C0123ABCD' (${source})`),
  snsTopicArns: z.array(topicArnShape).min(1, `expected at least one topic (${source})`),
});

/** Tells a channel of Slack what topics are told. Nobody can act on the account from there. */
export class SlackChannel extends Construct {
  readonly configurationName: string;

  constructor(scope: Construct, id: string, props: SlackChannelProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    this.configurationName = checkName(
      'slack channel configuration',
      resourceName(naming, props.name ?? 'alerts'),
      this.node.path,
    );
    // The service asks for a role. Messages come from the topics: what they say of an alarm is all that it may read.
    const role = new ServiceRole(this, 'role', {
      ...naming,
      roleName: `${this.configurationName}-slack`,
      ...(props.rolePath === undefined ? {} : { path: props.rolePath }),
      service: 'chatbot.amazonaws.com',
      description: 'Tells a channel of Slack what topics are told',
      statements: [
        {
          actions: ['cloudwatch:DescribeAlarms'],
          resources: [arn(naming, 'cloudwatch', `alarm:${resourceName(naming, '*')}`)],
        },
      ],
    });
    new ChatbotSlackChannelConfiguration(this, 'channel', {
      configurationName: this.configurationName,
      slackTeamId: props.slackTeamId,
      slackChannelId: props.slackChannelId,
      snsTopicArns: [...props.snsTopicArns],
      iamRoleArn: role.arn,
      // Without a guardrail the service takes AdministratorAccess.
      guardrailPolicyArns: [`arn:${partitionOf(naming.region)}:iam::aws:policy/CloudWatchReadOnlyAccess`],
      loggingLevel: 'ERROR',
      // Each member acts as themselves, never with the role of the channel.
      userAuthorizationRequired: true,
      dependsOn: [role.resource],
    });
  }
}
