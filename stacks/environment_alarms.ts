import { Alarms, type EnvironmentStack } from '../constructs/aws';
import { type AlarmRule, arn, resourceName, type Severity } from '../constructs/core';
import { severities, topicOf } from '../environments';

/** Below docs/runbooks, by what is measured. */
const runbooks: Readonly<Record<string, string>> = {
  'AWS/States ExecutionsFailed': 'pipeline-failed',
  'AWS/States ExecutionsTimedOut': 'pipeline-timed-out',
  'AWS/Scheduler InvocationDroppedCount': 'run-not-started',
  'AWS/EMRServerless FailedJobs': 'serverless-jobs',
  'AWS/EMRServerless PendingJobs': 'serverless-jobs',
  'AWS/EMRServerless CPUAllocated': 'serverless-jobs',
  'AWS/DynamoDB ReadThrottleEvents': 'ledger-refuses',
  'AWS/DynamoDB WriteThrottleEvents': 'ledger-refuses',
  'AWS/PrivateLinkEndpoints PacketsDropped': 'endpoint-drops-packets',
  'AWS/NATGateway ErrorPortAllocation': 'nat-out-of-ports',
  'AWS/S3 OperationsFailedReplication': 'replication-failed',
  'AWS/Backup NumberOfBackupJobsFailed': 'backup-failed',
  'AWS/Backup NumberOfBackupJobsExpired': 'backup-failed',
  'AWS/Backup NumberOfCopyJobsFailed': 'backup-failed',
  'Glue glue.error.ALL': 'glue-job-failed',
  'Glue glue.driver.aggregate.numFailedTasks': 'glue-job-failed',
  'Glue glue.driver.jvm.heap.usage': 'glue-job-failed',
};

/** The alarms of an environment: those at least as severe as it asks for, told to the topic of their severity. */
export function environmentAlarms(
  stack: EnvironmentStack,
  id: string,
  prefix: string,
  rules: readonly AlarmRule[],
): void {
  const { alerts } = stack.environment;
  const least = severities.indexOf(alerts.from);
  const wanted = rules.filter(({ severity }) => severities.indexOf(severity) >= least);
  if (wanted.length === 0) return;
  const topic = (severity: Severity): string =>
    arn(stack.naming, 'sns', resourceName(stack.naming, topicOf(alerts, severity)));
  new Alarms(stack, id, {
    prefix,
    rules: wanted.map((rule) => {
      const runbook = runbooks[`${rule.metric.namespace} ${rule.metric.name}`];
      return runbook === undefined ? rule : { ...rule, runbook };
    }),
    topicArn: { warning: topic('warning'), error: topic('error'), critical: topic('critical') },
    runbooks: alerts.runbooks?.replace(/\/$/, '') ?? 'docs/runbooks',
  });
}
