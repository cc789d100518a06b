import { arn, give, type Grant, type Grantee, type Naming } from '../../core';
import { restartStatements } from '../facts';

/** What can be granted on a service of ECS, ours or an existing one. */
export class FargateServiceAccess {
  readonly arn: string;

  constructor(
    naming: Naming,
    readonly clusterName: string,
    readonly serviceName: string,
  ) {
    this.arn = arn(naming, 'ecs', `service/${clusterName}/${serviceName}`);
  }

  /** Lets `grantee` start its tasks anew, as after a change of a secret. */
  grantRestart(grantee: Grantee): Grant {
    return give(grantee, restartStatements(this.arn));
  }
}
