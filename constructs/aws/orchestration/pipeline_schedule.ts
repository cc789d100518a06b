import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import * as z from 'zod';
import { schedulerCron } from '../../../pipelines/targets';
import { checkName, checkProps, Construct, suppress } from '../../core';
import { type NamingProps, namingShape } from '../environment/naming_props';
import { arnShape, roleArnShape } from '../environment/shapes';

export interface PipelineScheduleProps extends NamingProps {
  readonly scheduleName: string;
  readonly groupName: string;
  /** Five fields. */
  readonly cron: string;
  /** IANA: `Europe/Berlin`. Daylight saving is the service's. */
  readonly timezone: string;
  readonly stateMachineArn: string;
  readonly roleArn: string;
}

const source = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html';
const schema = z.object({
  ...namingShape,
  cron: z.string().superRefine((cron, context) => {
    try {
      schedulerCron(cron);
    } catch (error) {
      context.addIssue({
        code: 'custom',
        message: `${error instanceof Error ? error.message : String(error)} (${source})`,
      });
    }
  }),
  stateMachineArn: arnShape('a state machine'),
  roleArn: roleArnShape,
  timezone: z.string().refine(isTimeZone, `expected an IANA time zone such as Europe/Berlin (${source})`),
});

/** Starts a state machine at each tick, with the tick's time: the run's interval ends there. */
export class PipelineSchedule extends Construct {
  readonly scheduleName: string;
  /** For `dependsOn`. */
  readonly resource: SchedulerSchedule;

  constructor(scope: Construct, id: string, props: PipelineScheduleProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    this.scheduleName = checkName('schedule', props.scheduleName, this.node.path);
    this.resource = new SchedulerSchedule(this, 'schedule', {
      name: this.scheduleName,
      groupName: props.groupName,
      scheduleExpression: schedulerCron(props.cron),
      scheduleExpressionTimezone: props.timezone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: props.stateMachineArn,
        roleArn: props.roleArn,
        // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
        input: '{"scheduled_time":"<aws.scheduler.scheduled-time>"}',
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 20 },
      },
    });
    suppress(this.resource, {
      rules: ['CKV_AWS_297'],
      reason: 'What a schedule holds is a cron and the time of its tick, which nobody has to hide.',
    });
  }
}

/** Asking for one costs a millisecond, and a platform has few. */
const timeZones = new Map<string, boolean>();

function isTimeZone(name: string): boolean {
  let known = timeZones.get(name);
  if (known === undefined) {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      known = true;
    } catch {
      known = false;
    }
    timeZones.set(name, known);
  }
  return known;
}
