/** Follows what a service tells to a topic: its policy, its key, and who has subscribed. */
import type { Platform, SynthesizedResource } from '../../core/policy';
import { matches, type PolicyStatement, statementsOf } from './policy_documents';

/** The topics that are meant by ARNs or references; undefined when one is not of this platform. */
export function topicsOf(
  platform: Platform,
  from: SynthesizedResource,
  said: unknown,
): readonly SynthesizedResource[] | undefined {
  const topics = (Array.isArray(said) ? said : []).map(
    (each) =>
      platform.referred(from, each) ??
      platform.of('aws_sns_topic').find(({ properties }) => properties['name'] === String(each).split(':').at(-1)),
  );
  return topics.every((topic) => topic !== undefined) ? topics : undefined;
}

/** Why nobody hears what `service` tells to `topic`; undefined when somebody does. */
export function deaf(platform: Platform, topic: SynthesizedResource, service: string): string | undefined {
  const name = `topic '${String(topic.properties['name'])}'`;
  const publishing = platform
    .of('aws_sns_topic_policy')
    .filter((each) => platform.referred(each, each.properties['arn']) === topic)
    .flatMap((each) => allowing(statementsOf(each, 'policy'), service, 'sns:Publish'));
  if (publishing.length === 0) return `${name} does not let ${service} publish`;
  if (!publishing.some(ofOneAccount)) {
    return `${name} lets ${service} publish for anybody; expected a condition on aws:SourceAccount or aws:SourceArn`;
  }
  return keyProblem(platform, topic, service) ?? (hasListener(platform, topic) ? undefined : noListener(name));
}

function keyProblem(platform: Platform, topic: SynthesizedResource, service: string): string | undefined {
  const { name, kms_master_key_id: keyId } = topic.properties;
  if (typeof keyId !== 'string') return undefined;
  if (keyId.startsWith('alias/aws/')) {
    return `topic '${String(name)}' is encrypted with '${keyId}', which ${service} may not use`;
  }
  const key = platform.referred(topic, keyId);
  if (key === undefined) return undefined;
  const statements = statementsOf(key, 'policy');
  const missing = ['kms:GenerateDataKey', 'kms:Decrypt'].filter(
    (action) => allowing(statements, service, action).length === 0,
  );
  return missing.length === 0
    ? undefined
    : `the key of topic '${String(name)}' does not let ${service} use it: ${missing.join(', ')}`;
}

const noListener = (name: string): string =>
  `${name} has no subscription; expected recipients, slack or https below alerts in the environment`;

function hasListener(platform: Platform, topic: SynthesizedResource): boolean {
  const subscribed = platform
    .of('aws_sns_topic_subscription')
    .some((each) => platform.referred(each, each.properties['topic_arn']) === topic);
  return (
    subscribed ||
    platform
      .of('aws_chatbot_slack_channel_configuration')
      .some((each) => topicsOf(platform, each, each.properties['sns_topic_arns'])?.includes(topic) === true)
  );
}

const allowing = (
  statements: readonly PolicyStatement[],
  service: string,
  action: string,
): readonly PolicyStatement[] =>
  statements.filter(
    ({ Effect, Principal, Action }) =>
      Effect === 'Allow' &&
      (Principal['Service'] ?? []).includes(service) &&
      Action.some((each) => matches(each, action)),
  );

const ofOneAccount = ({ Condition }: PolicyStatement): boolean =>
  Object.values(Condition).some((keys) => 'aws:SourceAccount' in keys || 'aws:SourceArn' in keys);
