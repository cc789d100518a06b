import { judged, notApplicable, type PolicyRule } from '../../../core/policy';
import { deaf, missingProblem, topicsOf } from '../topic_heard';

const cloudWatch = 'cloudwatch.amazonaws.com';

export const alarmHeard: PolicyRule = {
  id: 'LW_ALARM_HEARD',
  title: 'Somebody hears each alarm',
  why: 'An alarm that its topic, or the key of its topic, refuses is dropped without a word.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services',
  judge: (platform) =>
    platform.of('aws_cloudwatch_metric_alarm').map((alarm) => {
      const topics = topicsOf(platform, alarm, alarm.properties['alarm_actions']);
      const problem =
        missingProblem(platform, topics) ?? topics.known.flatMap((topic) => deaf(platform, topic, cloudWatch) ?? [])[0];
      if (topics.unknown && problem === undefined) return notApplicable(alarm);
      const nobody = topics.known.length === 0 ? 'tells nobody; expected a topic' : undefined;
      return judged(alarm, problem ?? nobody);
    }),
};
