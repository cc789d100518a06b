import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import type { Construct } from '../../core';
import { arn, formerly, give, type Grant, type Grantee, idOf, type Naming } from '../../core';
import { accessPolicyArn, describeCluster, type EksAccess, type TokenIssuer } from '../facts';

/** A role whose ARN is known: a `ServiceRole`, an `EksServiceAccountRole`. */
export type RoleGrantee = Grantee & { readonly arn: string };

/** What can be granted on a cluster, ours or an existing one. */
export class EksClusterAccess implements TokenIssuer {
  readonly arn: string;
  private readonly entries = new Map<string, EksAccessEntry>();
  private readonly associations = new Map<string, Association>();

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

  /**
   * One entry for each principal, one association for each policy: of all the namespaces that were ever asked for, or of
   * the cluster. Associating a policy again replaces its scope:
   * https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html
   */
  letIn(principalArn: string, access: EksAccess, namespaces?: readonly string[]): void {
    const entry = this.entries.get(principalArn) ?? this.entry(principalArn);
    const id = `${entry.node.id}-${access}`;
    const there = this.associations.get(id);
    if (there === undefined) {
      const resource = new EksAccessPolicyAssociation(this.scope, id, {
        clusterName: this.clusterName,
        principalArn: entry.principalArn,
        policyArn: accessPolicyArn(this.naming, access),
        accessScope: scopeOf(namespaces),
      });
      formerly(resource, `entry-${[...this.entries.keys()].indexOf(principalArn) + 1}-${access}`);
      this.associations.set(id, { resource, namespaces });
      return;
    }
    const all = both(there.namespaces, namespaces);
    there.resource.putAccessScope(scopeOf(all));
    this.associations.set(id, { resource: there.resource, namespaces: all });
  }

  private entry(principalArn: string): EksAccessEntry {
    const { scope, clusterName } = this;
    const entry = new EksAccessEntry(scope, `entry-${idOf(scope, principalArn)}`, { clusterName, principalArn });
    this.entries.set(principalArn, entry);
    // Before 0.2 it was its place among the entries.
    formerly(entry, `entry-${this.entries.size}`);
    return entry;
  }
}

interface Association {
  readonly resource: EksAccessPolicyAssociation;
  /** The whole cluster where there are none. */
  readonly namespaces: readonly string[] | undefined;
}

const scopeOf = (namespaces: readonly string[] | undefined) =>
  namespaces === undefined ? { type: 'cluster' } : { type: 'namespace', namespaces: [...namespaces] };

const both = (some: readonly string[] | undefined, more: readonly string[] | undefined) =>
  some === undefined || more === undefined ? undefined : [...new Set([...some, ...more])];
