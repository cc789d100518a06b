/** What the schedules of a group measure, and when that is bad. */
import { alarmsOf, metricsOf, type Monitored } from '../../core';

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html */
const source = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html';

/** A run that was never started fails nowhere: only the schedule knows of it. */
export function scheduleMonitoring(groupName: string): Monitored {
  const metric = metricsOf('AWS/Scheduler', { ScheduleGroup: groupName });
  const dropped = metric('InvocationDroppedCount', 'given up');
  const alarm = alarmsOf(groupName, { severity: 'error', periodSeconds: 300, source, runbook: 'run-not-started' });
  return {
    charts: [
      {
        title: `Starts by ${groupName}`,
        metrics: [metric('InvocationAttemptCount', 'tried'), metric('TargetErrorCount', 'refused'), dropped],
      },
    ],
    alarms: [
      alarm(
        dropped,
        'not-started',
        0,
        'a schedule gave up to start its run: look at the role of the schedules and at the quotas of Step Functions, then start the run with its interval',
      ),
    ],
  };
}
