/** The steps of a deployment beyond its stacks. What people do is told until it is done. */
import { costTagKeys } from '../cost_tags';
import { emrServerlessQueue } from './emr_serverless_queue';
import { grafanaDashboards } from './grafana_dashboards';
import { mskTopics } from './msk_topics';
import type { PlanJson } from './planned';
import type { DeployStep, PeopleStep } from './step';

/** In the order in which they are done. */
export const deploySteps: readonly DeployStep[] = [emrServerlessQueue, mskTopics, grafanaDashboards];

export const peopleSteps: readonly PeopleStep[] = [
  {
    name: 'alert-recipients',
    by: 'people',
    what: 'the recipients of alerts confirm their subscriptions',
    because: 'AWS mails each of them a link, and sends nothing until it was followed',
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html',
    left: (_, plans) => {
      const waiting = plans.flatMap(pendingRecipients);
      return waiting.length === 0
        ? undefined
        : `until they follow the link that AWS mailed, these get no alerts: ${[...new Set(waiting)].sort().join(', ')}`;
    },
  },
  {
    name: 'cost-tags',
    by: 'people',
    what: 'the paying account activates the tags that spend is counted by',
    because: 'only the paying account may, and a tag can be activated a day after it was first used',
    source: 'https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html',
    left: (environment) =>
      `in the paying account, activate the cost tags ${costTagKeys(environment).join(', ')} ` +
      `(Billing, Cost allocation tags), unless they are`,
  },
];

/** Of the subscriptions as they were read for the plan; one that is yet to be made is pending too. */
function pendingRecipients({ resource_changes }: PlanJson): readonly string[] {
  return resource_changes.flatMap(({ type, change: { actions, before, after } }) => {
    const state = actions.includes('create') ? after : before;
    if (type !== 'aws_sns_topic_subscription' || actions.includes('delete')) return [];
    if (state['protocol'] !== 'email' || state['pending_confirmation'] === false) return [];
    return [String(state['endpoint'])];
  });
}
