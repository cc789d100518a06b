import { SchedulerScheduleGroup } from '@cdktf/provider-aws/lib/scheduler-schedule-group';
import { PipelineSchedule, type PipelineScheduleProps } from '../../../../constructs/aws';
import { arn, type Construct } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const least = ({ naming }: Surroundings, name: string, groupName: string): PipelineScheduleProps => ({
  ...naming,
  scheduleName: `nightly-${name}`,
  groupName,
  cron: '0 2 * * *',
  timezone: 'Europe/Berlin',
  stateMachineArn: arn(naming, 'states', 'stateMachine:acme'),
  roleArn: arn(naming, 'iam', 'role/acme', false),
});
function build(scope: Construct, id: string, given: Surroundings, name: string): PipelineSchedule {
  const group = new SchedulerScheduleGroup(scope, `${id}-group`, {
    name: `acme-${given.naming.environment}-${name}`,
  });
  return new PipelineSchedule(scope, id, least(given, name, group.name));
}

export const pipelineSchedule: Variant = {
  construct: PipelineSchedule,
  family: 'compute',
  least: (scope, id, given, name = 'least') => build(scope, id, given, name),
  all: (scope, id, given) => build(scope, id, given, 'all'),
  existing: { none: 'nothing is granted on a schedule' },
  refused: [
    {
      wrong: 'an hour that no day has',
      build: (scope, given) => new PipelineSchedule(scope, 'it', { ...least(given, 'x', 'x'), cron: '0 25 * * *' }),
      message: "cron: found \"0 25 * * *\"; cron '0 25 * * *', hour: found '25'; expected 0 to 23",
    },
    {
      wrong: 'a city for a time zone',
      build: (scope, given) => new PipelineSchedule(scope, 'it', { ...least(given, 'x', 'x'), timezone: 'Berlin' }),
      message: 'timezone: found "Berlin"; expected an IANA time zone',
    },
  ],
};
