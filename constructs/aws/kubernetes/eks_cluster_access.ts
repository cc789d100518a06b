import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import type { Construct } from '../../core';
import { arn, give, type Grant, type Grantee, type Naming } from '../../core';
import { accessPolicyArn, describeCluster, type EksAccess, type TokenIssuer } from '../facts';

/** A role whose ARN is known: a `ServiceRole`, an `EksServiceAccountRole`. */
export type RoleGrantee = Grantee & { readonly arn: string };

/** What can be granted on a cluster, ours or an existing one. */
export class EksClusterAccess implements TokenIssuer {
  readonly arn: string;
  private readonly entries = new Map<string, EksAccessEntry>();

  /** @param scope of the access entries */
  constructor(
    private readonly scope: Construct,
    private readonly naming: Naming,
    readonly clusterName: string,
    readonly issuer: string,
    readonly providerArn: string,
  ) {
    this.arn = arn(naming, 'eks', `cluster/${clusterName}`);
  }

  /** Lets `grantee` ask where the endpoint is; what it may do there is an access entry's matter. */
  grantDescribe(grantee: Grantee): Grant {
    return give(grantee, describeCluster(this.arn));
  }

  /** Lets `role` look at everything but secrets, in all namespaces or in these. */
  grantView(role: RoleGrantee, namespaces?: readonly string[]): Grant {
    this.letIn(role.arn, 'view', namespaces);
    return this.grantDescribe(role);
  }

  /** Lets `role` do everything in the cluster, or in these namespaces. */
  grantAdmin(role: RoleGrantee, namespaces?: readonly string[]): Grant {
    this.letIn(role.arn, namespaces === undefined ? 'clusterAdmin' : 'admin', namespaces);
    return this.grantDescribe(role);
  }

  /** One entry for each principal, one association for each policy. */
  letIn(principalArn: string, access: EksAccess, namespaces?: readonly string[]): void {
    const number = this.entries.size + 1;
    const entry =
      this.entries.get(principalArn) ??
      new EksAccessEntry(this.scope, `entry-${number}`, { clusterName: this.clusterName, principalArn });
    this.entries.set(principalArn, entry);
    new EksAccessPolicyAssociation(this.scope, `${entry.node.id}-${access}`, {
      clusterName: this.clusterName,
      principalArn: entry.principalArn,
      policyArn: accessPolicyArn(this.naming, access),
      accessScope: namespaces === undefined ? { type: 'cluster' } : { type: 'namespace', namespaces: [...namespaces] },
    });
  }
}
