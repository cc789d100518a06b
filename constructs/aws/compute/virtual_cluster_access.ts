import { arn, give, type Grant, type Grantee, type Naming } from '../../core';
import { runPodJobs } from '../facts';

/** What can be granted on a virtual cluster of EMR on EKS, ours or an existing one. */
export class VirtualClusterAccess {
  readonly arn: string;

  constructor(
    naming: Naming,
    readonly virtualClusterId: string,
  ) {
    this.arn = arn(naming, 'emr-containers', `/virtualclusters/${virtualClusterId}`);
  }

  /** Lets `grantee`, a state machine's role, run jobs that have the roles `jobRoleArns`, and wait for them. */
  grantRun(grantee: Grantee, jobRoleArns: readonly string[]): Grant {
    return give(grantee, runPodJobs(this.arn, jobRoleArns));
  }
}
