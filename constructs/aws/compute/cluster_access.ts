import { arn, give, type Grant, type Grantee, type Naming } from '../../core';

/** What can be granted on an EMR cluster, ours or an existing one. */
export class ClusterAccess {
  readonly arn: string;

  constructor(
    private readonly naming: Naming,
    readonly clusterId: string,
  ) {
    this.arn = arn(naming, 'elasticmapreduce', `cluster/${clusterId}`);
  }

  /**
   * Lets `grantee`, a state machine's role, add steps and wait for them:
   * https://docs.aws.amazon.com/step-functions/latest/dg/emr-iam.html
   */
  grantRun(grantee: Grantee): Grant {
    return give(grantee, [
      {
        actions: ['elasticmapreduce:AddJobFlowSteps', 'elasticmapreduce:CancelSteps', 'elasticmapreduce:DescribeStep'],
        resources: [this.arn],
      },
      {
        actions: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
        resources: [arn(this.naming, 'events', 'rule/StepFunctionsGetEventForEMRAddJobFlowStepsRule')],
      },
    ]);
  }
}
