import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import { Construct, type Naming, type TerraformResource } from '../../core';
import {
  addonAccounts,
  addonsBeforeNodes,
  eksAddons,
  type EksAddonName,
  managedPolicyArn,
  type TokenIssuer,
  volumeKeyStatements,
} from '../facts';
import { EksServiceAccountRole } from './eks_service_account_role';

export interface EksAddonsProps extends Naming {
  readonly clusterName: string;
  /** What the names of the roles begin with. */
  readonly rolePrefix: string;
  readonly issuer: TokenIssuer;
  /** Of the volumes that pods claim. */
  readonly keyArn: string;
  readonly versions: Partial<Readonly<Record<EksAddonName, string>>>;
  readonly podIdentityAgent: boolean;
}

/** The add-ons that EKS keeps, each with a role of its own where it calls AWS. */
export class EksAddons extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: EksAddonsProps,
  ) {
    super(scope, id);
  }

  /** Those that a node needs to become ready. */
  beforeNodes(): readonly TerraformResource[] {
    return this.names((name) => addonsBeforeNodes.has(name)).map((name) => this.add(name, []));
  }

  /** Those whose pods wait for nodes. */
  afterNodes(nodes: readonly TerraformResource[]): void {
    for (const name of this.names((each) => !addonsBeforeNodes.has(each))) this.add(name, nodes);
  }

  private names(wanted: (name: EksAddonName) => boolean): readonly EksAddonName[] {
    return eksAddons
      .filter((name) => name !== 'eks-pod-identity-agent' || this.props.podIdentityAgent)
      .filter((name) => wanted(name));
  }

  private add(addonName: EksAddonName, after: readonly TerraformResource[]): EksAddon {
    const { clusterName, versions } = this.props;
    const version = versions[addonName];
    const role = this.role(addonName);
    return new EksAddon(this, addonName, {
      clusterName,
      addonName,
      // Without one EKS takes the default for the version of Kubernetes:
      // https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html
      ...(version === undefined ? {} : { addonVersion: version }),
      ...(role === undefined ? {} : { serviceAccountRoleArn: role.resource.arn }),
      // What somebody has set stays when the version changes: https://docs.aws.amazon.com/eks/latest/userguide/updating-an-add-on.html
      resolveConflictsOnCreate: 'OVERWRITE',
      resolveConflictsOnUpdate: 'PRESERVE',
      ...(after.length === 0 ? {} : { dependsOn: [...after] }),
    });
  }

  private role(addon: EksAddonName): EksServiceAccountRole | undefined {
    const caller = addonAccounts[addon];
    if (caller === undefined) return undefined;
    const { project, environment, account, region, rolePrefix, issuer, keyArn } = this.props;
    return new EksServiceAccountRole(this, `${addon}-role`, {
      project,
      environment,
      account,
      region,
      cluster: issuer,
      namespace: 'kube-system',
      serviceAccount: caller.account,
      roleName: `${rolePrefix}-${addon}`,
      managedPolicyArns: [managedPolicyArn(this.props, caller.policy)],
      ...(addon === 'aws-ebs-csi-driver' ? { statements: volumeKeyStatements(keyArn) } : {}),
    });
  }
}
