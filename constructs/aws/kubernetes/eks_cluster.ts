import { EksCluster as Cluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import {
  type AlarmRule,
  arn,
  type Chart,
  checkName,
  checkProps,
  Construct,
  Fn,
  formerly,
  type Grant,
  type Grantee,
  idOf,
  mayDestroy,
  type Monitored,
  type Naming,
  removalOf,
  resourceName,
  TerraformResource,
} from '../../core';
import { environmentOf } from '../environment/environment_of';
import { namingOf } from '../environment/naming_props';
import { controlPlaneLogs, eksClusterStatements, type TokenIssuer, tokenAudience } from '../facts';
import { ServiceRole } from '../identity/service_role';
import { LogGroup } from '../monitoring/log_group';
import { EksAddons } from './eks_addons';
import { EksClusterAccess, type RoleGrantee } from './eks_cluster_access';
import {
  eksClusterProblems,
  type EksClusterProps,
  eksClusterShape,
  type ExistingEksClusterProps,
  existingEksClusterShape,
} from './eks_cluster_props';
import { eksMonitoring } from './eks_monitoring';
import { EksNodeGroups } from './eks_node_groups';
import { EksServiceAccountRole, type EksServiceAccountRoleProps } from './eks_service_account_role';

/** A cluster of EKS with a private endpoint: encrypted, logged, let into by access entries, with managed groups of nodes. */
export class EksCluster extends Construct implements Monitored, TokenIssuer {
  readonly clusterName: string;
  readonly arn: string;
  /** Of the tokens of service accounts, without `https://`. */
  readonly issuer: string;
  /** Through which IAM trusts them. */
  readonly providerArn: string;
  /** The group that EKS makes, of the control plane and all nodes: what a database lets in. */
  readonly clusterSecurityGroupId: string;
  /** What the nodes may do; pods have roles of their own. */
  readonly nodeRole: ServiceRole;
  /** Whether EMR may make its own access entries. */
  readonly authenticationMode: 'API' | 'API_AND_CONFIG_MAP';
  /** For `dependsOn`. */
  readonly resource: Cluster;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: EksClusterAccess;
  private readonly naming: Naming;

  /** A cluster that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingEksClusterProps): EksClusterAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(existingEksClusterShape, props, path);
    const naming = namingOf(props);
    const name = checkName('eks cluster', props.clusterName, path);
    const provider = arn(naming, 'iam', `oidc-provider/${props.issuer}`, false);
    return new EksClusterAccess(new Construct(scope, id), naming, name, props.issuer, provider);
  }

  constructor(scope: Construct, id: string, props: EksClusterProps) {
    super(scope, id);
    checkProps(eksClusterShape, props, this.node.path);
    const problems = eksClusterProblems(props, environmentOf(this));
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);
    this.naming = namingOf(props);
    this.authenticationMode = props.authenticationMode ?? 'API';
    this.clusterName = checkName('eks cluster', resourceName(this.naming, props.name ?? 'apps'), this.node.path);
    this.resource = this.cluster(props);
    for (const [i, referencedSecurityGroupId] of (props.clientSecurityGroupIds ?? []).entries()) {
      const rule = new VpcSecurityGroupIngressRule(this, `client-${idOf(this, referencedSecurityGroupId)}`, {
        securityGroupId: this.resource.vpcConfig.clusterSecurityGroupId,
        referencedSecurityGroupId,
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        description: 'The API, from within the network',
      });
      // Before 0.2 it was its place in the list.
      formerly(rule, `client-${i + 1}`);
    }
    this.clusterSecurityGroupId = this.resource.vpcConfig.clusterSecurityGroupId;
    const url = this.resource.identity.get(0).oidc.get(0).issuer;
    const provider = new IamOpenidConnectProvider(this, 'oidc', { url, clientIdList: [tokenAudience] });
    this.providerArn = provider.arn;
    this.issuer = Fn.replace(url, 'https://', '');
    const name = this.resource.name;
    this.access = new EksClusterAccess(this, this.naming, name, this.issuer, this.providerArn);
    this.arn = arn(this.naming, 'eks', `cluster/${this.clusterName}`);
    for (const each of props.adminRoleArns ?? []) this.access.letIn(each, 'clusterAdmin');
    const addons = new EksAddons(this, 'addons', {
      ...this.naming,
      clusterName: name,
      rolePrefix: this.clusterName,
      issuer: this.access,
      keyArn: props.keyArn,
      versions: props.addonVersions ?? {},
      podIdentityAgent: props.podIdentityAgent ?? false,
    });
    const nodes = new EksNodeGroups(this, 'nodes', {
      ...this.naming,
      clusterName: name,
      namePrefix: this.clusterName,
      version: props.version,
      subnetIds: props.subnetIds,
      keyArn: props.keyArn,
      groups: props.nodeGroups,
      after: addons.beforeNodes(),
    });
    addons.afterNodes(nodes.resources);
    this.nodeRole = nodes.role;
    ({ charts: this.charts, alarms: this.alarms } = eksMonitoring(this.clusterName, nodes.watched));
  }

  /** Lets `grantee` ask where the endpoint is; what it may do there is an access entry's matter. */
  grantDescribe(grantee: Grantee): Grant {
    return this.access.grantDescribe(grantee);
  }

  /** Lets `role` look at everything but secrets, in all namespaces or in these. */
  grantView(role: RoleGrantee, namespaces?: readonly string[]): Grant {
    return this.access.grantView(role, namespaces);
  }

  /** Lets `role` do everything in the cluster, or in these namespaces. */
  grantAdmin(role: RoleGrantee, namespaces?: readonly string[]): Grant {
    return this.access.grantAdmin(role, namespaces);
  }

  /** A role that the pods of one service account take. */
  serviceAccountRole(
    id: string,
    props: Omit<EksServiceAccountRoleProps, 'cluster' | keyof Naming>,
  ): EksServiceAccountRole {
    return new EksServiceAccountRole(this, id, { ...this.naming, cluster: this.access, ...props });
  }

  private cluster(props: EksClusterProps): Cluster {
    const { naming } = this;
    const destroyable = mayDestroy(props, this.node.path);
    // There first, or EKS makes one that is neither encrypted nor ever forgets:
    // https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html
    const log = new LogGroup(this, 'log', {
      ...naming,
      ...removalOf(props),
      logGroupName: `/aws/eks/${this.clusterName}/cluster`,
      keyArn: props.logKeyArn,
      retentionDays: props.logRetentionDays ?? 90,
    });
    const role = new ServiceRole(this, 'role', {
      ...naming,
      roleName: `${this.clusterName}-cluster`,
      service: 'eks.amazonaws.com',
      description: `What EKS may do to run ${this.clusterName}`,
      statements: eksClusterStatements(naming, props.keyArn),
    });
    return new Cluster(this, 'cluster', {
      name: this.clusterName,
      version: props.version,
      roleArn: role.resource.arn,
      vpcConfig: {
        subnetIds: [...props.subnetIds],
        endpointPrivateAccess: true,
        endpointPublicAccess: props.publicAccessCidrs !== undefined,
        ...(props.publicAccessCidrs === undefined ? {} : { publicAccessCidrs: [...props.publicAccessCidrs] }),
      },
      // https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
      encryptionConfig: { provider: { keyArn: props.keyArn }, resources: ['secrets'] },
      enabledClusterLogTypes: [...controlPlaneLogs],
      // Whoever makes the cluster is no administrator of it by that:
      // https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
      accessConfig: {
        authenticationMode: this.authenticationMode,
        bootstrapClusterCreatorAdminPermissions: false,
      },
      bootstrapSelfManagedAddons: false,
      upgradePolicy: { supportType: props.extendedSupport === true ? 'EXTENDED' : 'STANDARD' },
      dependsOn: [log.resource, ...role.node.findAll().filter((node) => node instanceof TerraformResource)],
      lifecycle: { preventDestroy: !destroyable },
    });
  }
}
