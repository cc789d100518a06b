/** What an EMR Serverless application measures, and when that is bad. */
import { metricsOf, type Monitored } from '../../core';

const source = 'https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/app-job-metrics.html';

/** @param maximumVcpu of the application */
export function emrServerlessMonitoring(applicationId: string, name: string, maximumVcpu: number): Monitored {
  const metric = metricsOf('AWS/EMRServerless', { ApplicationId: applicationId }, 'Maximum');
  const failed = metric('FailedJobs', 'failed', 'Sum');
  const pending = metric('PendingJobs', 'pending', 'Minimum');
  const vcpu = metric('CPUAllocated', 'vCPU', 'Minimum');
  return {
    charts: [
      {
        title: `Jobs of ${name}`,
        metrics: [metric('RunningJobs', 'running'), pending, metric('SuccessJobs', 'succeeded', 'Sum'), failed],
      },
      {
        title: `Workers of ${name}`,
        metrics: [metric('RunningWorkerCount', 'running'), metric('IdleWorkerCount', 'idle')],
      },
      { title: `Capacity of ${name}`, metrics: [metric('CPUAllocated', 'vCPU'), metric('MaxCPUAllowed', 'at most')] },
    ],
    alarms: [
      {
        metric: failed,
        name: 'jobs-failed',
        description: `A job on ${name} failed: open its run and look at the driver's stderr`,
        severity: 'error',
        comparison: '>',
        threshold: 0,
        periodSeconds: 300,
        source,
        runbook: 'serverless-jobs',
      },
      {
        metric: pending,
        name: 'jobs-pending',
        description: `Jobs on ${name} have been waiting for 15 minutes: look at the maximum, the quota of concurrent vCPUs and free addresses`,
        severity: 'warning',
        comparison: '>',
        threshold: 0,
        periodSeconds: 300,
        evaluationPeriods: 3,
        source,
        runbook: 'serverless-jobs',
      },
      {
        metric: vcpu,
        name: 'at-maximum',
        description: `${name} has been at its maximum for an hour: jobs take longer; look at which one has grown, then raise the maximum`,
        severity: 'warning',
        comparison: '>=',
        threshold: maximumVcpu,
        periodSeconds: 300,
        evaluationPeriods: 12,
        source,
        runbook: 'serverless-jobs',
      },
    ],
  };
}
