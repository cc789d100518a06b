import * as z from 'zod';
import { judged, notApplicable, type PolicyRule, type SynthesizedResource } from '../../../core/policy';
import { deaf, missingProblem, topicsOf } from '../topic_heard';

const notifications = z.array(z.looseObject({ subscriber_sns_topic_arns: z.array(z.string()).default([]) })).catch([]);
const subscribers = z.array(z.looseObject({ type: z.string(), address: z.string() })).catch([]);

/** Who tells, and to which topics; by the type of what is watched. */
const spending: Readonly<
  Record<string, { readonly service: string; readonly topics: (of: SynthesizedResource) => readonly string[] }>
> = {
  aws_budgets_budget: {
    service: 'budgets.amazonaws.com',
    topics: ({ properties }) => [
      ...new Set(notifications.parse(properties['notification']).flatMap((each) => each.subscriber_sns_topic_arns)),
    ],
  },
  aws_ce_anomaly_subscription: {
    service: 'costalerts.amazonaws.com',
    topics: ({ properties }) =>
      subscribers.parse(properties['subscriber']).flatMap(({ type, address }) => (type === 'SNS' ? [address] : [])),
  },
};

export const spendingHeard: PolicyRule = {
  id: 'LW_SPENDING_HEARD',
  title: 'Somebody hears of each budget and cost anomaly',
  why: 'A topic for alarms refuses budgets and cost anomalies unless its policy and its key name them too.',
  source: 'https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html',
  judge: (platform) =>
    Object.entries(spending).flatMap(([type, { service, topics }]) =>
      platform.of(type).map((watched) => {
        const found = topicsOf(platform, watched, topics(watched));
        const problem =
          missingProblem(platform, found) ?? found.known.flatMap((topic) => deaf(platform, topic, service) ?? [])[0];
        // Those that mail people themselves have none.
        const open = found.unknown || found.known.length === 0;
        return open && problem === undefined ? notApplicable(watched) : judged(watched, problem);
      }),
    ),
};
