/** What state machines and schedules need, from the Plan. */
import type { Environment } from '../../../environments';
import type { Plan } from '../../plan';
import type { AwsFacts, OpaqueIds } from './facts';
import type { DerivedRole } from './permissions';
import type { Places } from './places';
import { ofTasks, saidOf, usedServices } from './service_use';

/** One role for the domain's state machines: they start the same jobs. */
export function orchestrationPermissions(
  plan: Plan,
  environment: Environment,
  places: Places,
  facts: AwsFacts,
  ids: OpaqueIds,
): DerivedRole {
  const used = usedServices(Object.values(plan.units), places, environment, ids);
  return {
    name: places.orchestrationRole,
    trusts: ['states.amazonaws.com'],
    statements: [
      ...used.flatMap((each) => ofTasks(each, facts.jobServices[each.service].start(each.use))),
      ...used
        .filter(({ service }) => service === 'emr-serverless')
        .flatMap((each) =>
          ofTasks(each, facts.keepBills(places.ledgerArn, plan.domain, ids.dataKeyArn, places.naming.region)),
        ),
      ...saidOf(Object.keys(plan.pipelines), [
        ...facts.publish(places.alertTopicArn, ids.notificationsKeyArn, places.naming.region),
        ...facts.deliverLogs,
      ]),
    ],
  };
}

/** One role for the domain's schedules; none where no pipeline has one. */
export function schedulePermissions(plan: Plan, places: Places): readonly DerivedRole[] {
  const scheduled = Object.values(plan.pipelines).filter((pipeline) => pipeline.schedule !== undefined);
  if (scheduled.length === 0) return [];
  return [
    {
      name: places.scheduleRole,
      trusts: ['scheduler.amazonaws.com'],
      statements: [
        {
          sid: 'StartPipelines',
          actions: ['states:StartExecution'],
          resources: scheduled.map((pipeline) => places.stateMachineArn(pipeline.name)).sort(),
          by: 'service',
          reasons: scheduled.map(
            ({ name, schedule }) => `${name}: runs at '${schedule?.cron ?? ''}' in ${schedule?.timezone ?? ''}`,
          ),
        },
      ],
    },
  ];
}
