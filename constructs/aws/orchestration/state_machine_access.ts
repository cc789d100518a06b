import { arn, give, type Grant, type Grantee, type Naming } from '../../core';

/** What can be granted on a state machine, ours or an existing one. */
export class StateMachineAccess {
  readonly arn: string;

  constructor(
    naming: Naming,
    readonly stateMachineName: string,
  ) {
    this.arn = arn(naming, 'states', `stateMachine:${stateMachineName}`);
  }

  /** Lets `grantee` start it. */
  grantStart(grantee: Grantee): Grant {
    return give(grantee, [{ actions: ['states:StartExecution'], resources: [this.arn] }]);
  }
}
