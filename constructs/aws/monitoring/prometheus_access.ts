import { arn, give, type Grant, type Grantee, type Naming } from '../../core';
import { queryMetrics, writeMetrics } from '../facts';

/** What can be granted on a workspace of Prometheus, ours or an existing one. */
export class PrometheusAccess {
  readonly arn: string;
  /** Ends with a slash; `api/v1/remote_write` and `api/v1/query` are below it. */
  readonly endpoint: string;

  constructor(
    private readonly naming: Naming,
    readonly workspaceId: string,
    private readonly keyArn: string,
  ) {
    this.arn = arn(naming, 'aps', `workspace/${workspaceId}`);
    this.endpoint = `https://aps-workspaces.${naming.region}.amazonaws.com/workspaces/${workspaceId}/`;
  }

  /** Lets `grantee`, a collector's role, write metrics; the key included. */
  grantRemoteWrite(grantee: Grantee): Grant {
    return give(grantee, writeMetrics(this.arn, this.keyArn, this.naming.region));
  }

  /** Lets `grantee` ask for metrics; the key included. */
  grantQuery(grantee: Grantee): Grant {
    return give(grantee, queryMetrics(this.arn, this.keyArn, this.naming.region));
  }
}
