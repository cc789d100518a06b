import {
  judged,
  notApplicable,
  type Platform,
  type PolicyContext,
  type PolicyRule,
  type SynthesizedResource,
} from '../../../core/policy';
import { allowsService, statementsOf } from '../policy_documents';

const cloudWatch = 'cloudwatch.amazonaws.com';

export const alarmHeard: PolicyRule = {
  id: 'LW_ALARM_HEARD',
  title: 'Somebody hears each alarm',
  why: 'An alarm that its topic, or the key of its topic, refuses is dropped without a word.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services',
  judge: (platform, context) =>
    platform.of('aws_cloudwatch_metric_alarm').map((alarm) => {
      const topics = topicsOf(platform, alarm);
      if (topics === undefined) return notApplicable(alarm);
      const problems = topics.flatMap((topic) => deaf(platform, topic, context) ?? []);
      return judged(alarm, topics.length === 0 ? 'tells nobody; expected a topic' : problems[0]);
    }),
};

/** The topics of an alarm; undefined when one is not of this platform. */
function topicsOf(platform: Platform, alarm: SynthesizedResource): readonly SynthesizedResource[] | undefined {
  const actions = alarm.properties['alarm_actions'];
  const topics = (Array.isArray(actions) ? actions : []).map(
    (action) =>
      platform.referred(alarm, action) ??
      platform.of('aws_sns_topic').find(({ properties }) => properties['name'] === String(action).split(':').at(-1)),
  );
  return topics.every((topic) => topic !== undefined) ? topics : undefined;
}

/** Why nobody hears what is told to `topic`. */
function deaf(platform: Platform, topic: SynthesizedResource, { recipients }: PolicyContext): string | undefined {
  const name = `topic '${String(topic.properties['name'])}'`;
  const about = (type: string, property: string): readonly SynthesizedResource[] =>
    platform.of(type).filter((each) => platform.referred(each, each.properties[property]) === topic);
  const policies = about('aws_sns_topic_policy', 'arn').flatMap((each) => statementsOf(each, 'policy'));
  if (!allowsService(policies, cloudWatch, 'sns:Publish')) return `${name} does not let ${cloudWatch} publish`;
  const { kms_master_key_id: keyId } = topic.properties;
  if (typeof keyId === 'string') {
    const key = platform.referred(topic, keyId);
    if (keyId.startsWith('alias/aws/')) return `${name} is encrypted with '${keyId}', which ${cloudWatch} may not use`;
    if (key !== undefined && !allowsService(statementsOf(key, 'policy'), cloudWatch, 'kms:GenerateDataKey')) {
      return `the key of ${name} does not let ${cloudWatch} use it`;
    }
  }
  if (about('aws_sns_topic_subscription', 'topic_arn').length === 0 && recipients.length === 0) {
    return `${name} has no subscription; expected alerts.recipients in the environment`;
  }
  return undefined;
}
