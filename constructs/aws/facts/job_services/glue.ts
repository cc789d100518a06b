import type { JobServiceFacts } from '../../../../pipelines/targets';
import { glueLogPrefix, glueOwnStatements } from '../glue_jobs';

export const glueJobs: JobServiceFacts = {
  trusts: ['glue.amazonaws.com'],
  trust: () => [],
  // https://docs.aws.amazon.com/glue/latest/dg/create-an-iam-role.html
  job: ({ naming, profiles }) =>
    glueOwnStatements(
      naming,
      profiles.flatMap(({ resources }) => resources.map((job) => glueLogPrefix(job.slice(job.indexOf('job/') + 4)))),
    ).map((statement) => ({
      ...statement,
      by: 'service',
      reasons: ['Glue writes what the job prints and measures with the role of the job'],
    })),
  // The role is passed when a job is made, not when it runs: https://docs.aws.amazon.com/step-functions/latest/dg/glue-iam.html
  start: ({ profiles }) => [
    {
      sid: 'RunGlueJobs',
      actions: ['glue:BatchStopJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:StartJobRun'],
      resources: profiles.flatMap((profile) => profile.resources),
      by: 'service',
      reasons: ['each unit is a run of its job; a state waits for it, and stops it when the execution is stopped'],
    },
  ],
};
