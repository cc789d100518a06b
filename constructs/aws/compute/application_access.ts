import { arn, give, type Grant, type Grantee, type Naming } from '../../core';
import { startServerlessJobs } from '../facts';

/** What can be granted on an EMR Serverless application, ours or an existing one. */
export class ApplicationAccess {
  readonly arn: string;

  constructor(
    private readonly naming: Naming,
    readonly applicationId: string,
  ) {
    this.arn = arn(naming, 'emr-serverless', `/applications/${applicationId}`);
  }

  /** Lets `grantee`, a state machine's role, run jobs that take the roles `jobRoleArns`, and wait for them. */
  grantRunJobs(grantee: Grantee, jobRoleArns: readonly string[]): Grant {
    return give(grantee, startServerlessJobs(this.naming, [this.arn], jobRoleArns));
  }
}
