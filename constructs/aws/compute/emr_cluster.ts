import { EmrCluster as Cluster } from '@cdktf/provider-aws/lib/emr-cluster';
import { EmrManagedScalingPolicy } from '@cdktf/provider-aws/lib/emr-managed-scaling-policy';
import {
  type AlarmRule,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  mayDestroy,
  type Monitored,
  resourceName,
  TerraformResource,
} from '../../core';
import { namingOf } from '../environment/naming_props';
import { emrTag } from '../facts';
import type { ServiceRole } from '../identity/service_role';
import { ClusterAccess } from './cluster_access';
import {
  clusterParts,
  defaultApplications,
  defaultIdleMinutes,
  defaultRootGib,
  fileUri,
  scaleDownBehavior,
} from './cluster_parts';
import {
  clusterProblems,
  clusterShape,
  type EmrClusterProps,
  type ExistingClusterProps,
  existingClusterShape,
} from './emr_cluster_props';
import { configurationsJson } from './emr_configurations';
import { emrMonitoring } from './emr_monitoring';
import { addTaskNodes, nodesOf, ownedByScaling } from './emr_nodes';

/** A cluster of EMR on EC2 in private subnets: encrypted, with roles of its own, that ends itself when it is idle. */
export class EmrCluster extends Construct implements Monitored {
  readonly clusterName: string;
  readonly clusterId: string;
  readonly arn: string;
  /** What jobs on the cluster may do: grant to it. */
  readonly nodeRole: ServiceRole;
  /** For `dependsOn`. */
  readonly resource: Cluster;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: ClusterAccess;

  /** A cluster that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingClusterProps): ClusterAccess {
    checkProps(existingClusterShape, props, `${scope.node.path}/${id}`);
    return new ClusterAccess(namingOf(props), props.clusterId);
  }

  constructor(scope: Construct, id: string, props: EmrClusterProps) {
    super(scope, id);
    checkProps(clusterShape, props, this.node.path);
    const problems = clusterProblems(props);
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);
    const naming = namingOf(props);
    const destroyable = mayDestroy(props, this.node.path);
    this.clusterName = checkName('emr cluster', resourceName(naming, props.name ?? 'spark'), this.node.path);
    checkName('s3 bucket', props.logBucketName, this.node.path);
    const idleMinutes = props.idleMinutes ?? defaultIdleMinutes;
    const { groups, roles, security, logUri } = clusterParts(this, naming, this.clusterName, props);
    this.nodeRole = roles.nodes;
    const additional = props.additionalSecurityGroupIds?.join(',');
    this.resource = new Cluster(this, 'cluster', {
      name: this.clusterName,
      releaseLabel: props.releaseLabel,
      applications: [...(props.applications ?? defaultApplications)],
      serviceRole: roles.service.arn,
      securityConfiguration: security.name,
      ec2Attributes: {
        instanceProfile: roles.instanceProfileName,
        ...(props.capacity.kind === 'groups'
          ? { subnetId: props.subnetIds[0] ?? '' }
          : { subnetIds: [...props.subnetIds] }),
        emrManagedMasterSecurityGroup: groups.primaryId,
        emrManagedSlaveSecurityGroup: groups.coreId,
        serviceAccessSecurityGroup: groups.serviceId,
        ...(additional === undefined
          ? {}
          : { additionalMasterSecurityGroups: additional, additionalSlaveSecurityGroups: additional }),
      },
      ...nodesOf(props.capacity),
      configurationsJson: configurationsJson(props.configurations),
      bootstrapAction: (props.bootstrapActions ?? []).map((action) => ({
        name: action.name,
        path: fileUri(action),
        args: [...(action.args ?? [])],
      })),
      logUri,
      logEncryptionKmsKeyId: props.logKeyArn,
      // Steps come from state machines, so the cluster waits for them; when none come it ends:
      // https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-auto-termination-policy.html
      keepJobFlowAliveWhenNoSteps: true,
      autoTerminationPolicy: { idleTimeout: idleMinutes * 60 },
      scaleDownBehavior,
      ebsRootVolumeSize: props.ebsRootVolumeSize ?? defaultRootGib,
      stepConcurrencyLevel: props.stepConcurrencyLevel ?? 1,
      terminationProtection: !destroyable,
      tags: { [emrTag.key]: emrTag.value },
      // Not the nodes' policy: what is granted to them may name the cluster.
      dependsOn: [...resourcesIn(groups), ...resourcesIn(roles.service), roles.profile],
      lifecycle: {
        preventDestroy: !destroyable,
        ...(props.scaling === undefined ? {} : { ignoreChanges: ownedByScaling(props.capacity) }),
      },
    });
    addTaskNodes(this, this.clusterName, this.resource.id, props.capacity, props.scaling !== undefined);
    if (props.scaling !== undefined) {
      new EmrManagedScalingPolicy(this, 'scaling', {
        clusterId: this.resource.id,
        computeLimits: [
          { unitType: props.capacity.kind === 'groups' ? 'Instances' : 'InstanceFleetUnits', ...props.scaling },
        ],
      });
    }
    this.clusterId = this.resource.id;
    this.access = new ClusterAccess(naming, this.clusterId);
    this.arn = this.access.arn;
    ({ charts: this.charts, alarms: this.alarms } = emrMonitoring(
      this.clusterId,
      this.clusterName,
      idleMinutes,
      props.capacity.kind,
    ));
  }

  /** Lets `grantee`, a state machine's role, add steps and wait for them. */
  grantRun(grantee: Grantee): Grant {
    return this.access.grantRun(grantee);
  }
}

const resourcesIn = (construct: Construct): TerraformResource[] =>
  construct.node.findAll().filter((node) => node instanceof TerraformResource);
