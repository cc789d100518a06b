import { arn, give, type Grant, type Grantee, type Naming } from '../../core';
import { deployDashboards } from '../facts';

/** What can be granted on a workspace of Grafana, ours or an existing one. */
export class GrafanaAccess {
  readonly arn: string;

  constructor(
    naming: Naming,
    readonly workspaceId: string,
  ) {
    this.arn = arn(naming, 'grafana', `/workspaces/${workspaceId}`);
  }

  /** Lets `grantee` make service accounts and their tokens, with which dashboards and data sources are deployed. */
  grantDeploy(grantee: Grantee): Grant {
    return give(grantee, deployDashboards(this.arn));
  }
}
