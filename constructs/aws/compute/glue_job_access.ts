import { arn, give, type Grant, type Grantee, type Naming } from '../../core';

/** What can be granted on a Glue job, ours or an existing one. */
export class GlueJobAccess {
  readonly arn: string;

  constructor(
    naming: Naming,
    readonly jobName: string,
  ) {
    this.arn = arn(naming, 'glue', `job/${jobName}`);
  }

  /**
   * Lets `grantee`, a state machine's role, run it, wait for it and stop it. The role is passed when the job is made, not
   * when it runs: https://docs.aws.amazon.com/step-functions/latest/dg/glue-iam.html
   */
  grantRun(grantee: Grantee): Grant {
    return give(grantee, [
      {
        actions: ['glue:BatchStopJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:StartJobRun'],
        resources: [this.arn],
      },
    ]);
  }
}
