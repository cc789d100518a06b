import type { DerivedStatement, JobServiceFacts } from '../../../../pipelines/targets';
import { arn, type Naming } from '../../../../environments';
import { deliverJobLogs } from './job_logs';

/** https://docs.aws.amazon.com/step-functions/latest/dg/emr-serverless-iam.html */
export const emrServerlessJobs: JobServiceFacts = {
  // https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/security-iam-runtime-role.html
  trusts: ['emr-serverless.amazonaws.com'],
  trust: () => [],
  // https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/logging.html#jobs-log-storage-cw
  job: (use) => deliverJobLogs(use, 'EMR Serverless'),
  start: ({ naming, profiles, roles }) =>
    startServerlessJobs(
      naming,
      profiles.flatMap((profile) => profile.resources),
      roles.map((role) => role.arn),
    ),
};

/** What runs jobs with the roles on the applications, and waits for them. */
export function startServerlessJobs(
  naming: Naming,
  applications: readonly string[],
  roleArns: readonly string[],
): readonly DerivedStatement[] {
  return [
    {
      sid: 'StartJobs',
      actions: ['emr-serverless:StartJobRun', 'emr-serverless:TagResource'],
      resources: [...applications, ...applications.map((application) => `${application}/jobruns/*`)],
      by: 'service',
      reasons: ['each unit is a job; its tags say what it cost'],
    },
    {
      sid: 'WatchJobs',
      actions: ['emr-serverless:CancelJobRun', 'emr-serverless:GetJobRun'],
      resources: applications.map((application) => `${application}/jobruns/*`),
      by: 'service',
      reasons: ['a state waits for its job, and cancels it when the execution is stopped'],
    },
    {
      sid: 'PassJobRoles',
      actions: ['iam:PassRole'],
      resources: roleArns,
      conditions: { StringEquals: { 'iam:PassedToService': 'emr-serverless.amazonaws.com' } },
      by: 'service',
      reasons: ['a job runs with its role'],
    },
    {
      sid: 'ManagedRule',
      actions: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
      resources: [arn(naming, 'events', 'rule/StepFunctionsGetEventsForEMRServerlessJobRule')],
      by: 'service',
      reasons: ['Step Functions hears of the end of a job through a rule that it manages'],
    },
  ];
}
