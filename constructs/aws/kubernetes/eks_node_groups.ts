import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { KmsGrant } from '@cdktf/provider-aws/lib/kms-grant';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { checkName, Construct, type Naming, type TerraformResource } from '../../core';
import {
  architectureOf,
  diskKeyOperations,
  managedPolicyArn,
  nodeImages,
  nodePolicies,
  scalingRoleArn,
} from '../facts';
import { ignoredAttributes } from '../facts/drift';
import { ServiceRole } from '../identity/service_role';
import type { NodeGroup } from './eks_cluster_props';

/** What the groups of one cluster share. */
export interface EksNodeGroupsProps extends Naming {
  readonly clusterName: string;
  /** What the names of role, grant and templates begin with. */
  readonly namePrefix: string;
  readonly version: string;
  readonly subnetIds: readonly string[];
  readonly keyArn: string;
  readonly groups: Readonly<Record<string, NodeGroup>>;
  /** What nodes are not ready without. */
  readonly after: readonly TerraformResource[];
}

/** A group as it is watched. */
export interface WatchedGroup {
  readonly name: string;
  readonly autoScalingGroupName: string;
  readonly minSize: number;
  readonly maxSize: number;
}

/** Managed groups of nodes: encrypted disks, metadata by session tokens alone, one role without a right to the network. */
export class EksNodeGroups extends Construct {
  readonly role: ServiceRole;
  readonly resources: readonly EksNodeGroup[];
  readonly watched: readonly WatchedGroup[];

  constructor(scope: Construct, id: string, props: EksNodeGroupsProps) {
    super(scope, id);
    const { namePrefix, keyArn } = props;
    this.role = new ServiceRole(this, 'role', {
      project: props.project,
      environment: props.environment,
      account: props.account,
      region: props.region,
      roleName: `${namePrefix}-nodes`,
      service: 'ec2.amazonaws.com',
      description: `What the nodes of ${namePrefix} may do`,
      managedPolicyArns: nodePolicies.map((policy) => managedPolicyArn(props, policy)),
    });
    const disks = new KmsGrant(this, 'disks', {
      name: `${namePrefix}-disks`,
      keyId: keyArn,
      granteePrincipal: scalingRoleArn(props),
      operations: [...diskKeyOperations],
    });
    const made = Object.entries(props.groups).map(([name, group]) => {
      const template = this.template(`${namePrefix}-${name}`, name, keyArn, group.diskGb ?? 50);
      return this.group(name, group, props, template, disks);
    });
    this.resources = made.map(({ resource }) => resource);
    this.watched = made.map(({ watched }) => watched);
  }

  private template(fullName: string, name: string, keyArn: string, volumeSize: number): LaunchTemplate {
    return new LaunchTemplate(this, `${name}-template`, {
      name: checkName('launch template', fullName, this.node.path),
      updateDefaultVersion: true,
      // One hop: pods do not reach the node's role, and take one of their own:
      // https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      // The root volume of Amazon Linux: https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
      blockDeviceMappings: [
        {
          deviceName: '/dev/xvda',
          ebs: { encrypted: 'true', kmsKeyId: keyArn, volumeSize, volumeType: 'gp3', deleteOnTermination: 'true' },
        },
      ],
      tagSpecifications: ['instance', 'volume'].map((resourceType) => ({ resourceType, tags: { Name: fullName } })),
    });
  }

  private group(
    name: string,
    group: NodeGroup,
    props: EksNodeGroupsProps,
    template: LaunchTemplate,
    disks: KmsGrant,
  ): { readonly resource: EksNodeGroup; readonly watched: WatchedGroup } {
    const { minSize, maxSize, instanceTypes } = group;
    const [architecture = 'x86_64'] = instanceTypes.map(architectureOf);
    const nodeGroupName = checkName('eks node group', name, this.node.path);
    const resource = new EksNodeGroup(this, name, {
      clusterName: props.clusterName,
      nodeGroupName,
      nodeRoleArn: this.role.resource.arn,
      subnetIds: [...props.subnetIds],
      version: props.version,
      amiType: nodeImages[architecture],
      capacityType: group.capacityType ?? 'ON_DEMAND',
      instanceTypes: [...instanceTypes],
      scalingConfig: { minSize, maxSize, desiredSize: group.desiredSize ?? minSize },
      // A third at a time, as pods can be moved: https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
      updateConfig: { maxUnavailablePercentage: 33 },
      launchTemplate: { id: template.id, version: `${template.latestVersion}` },
      ...(group.labels === undefined ? {} : { labels: { ...group.labels } }),
      ...(group.taints === undefined ? {} : { taint: group.taints.map((taint) => ({ ...taint })) }),
      dependsOn: [...props.after, disks, ...this.role.node.findAll().filter(isAttachment)],
      lifecycle: { ignoreChanges: ignoredAttributes('aws_eks_node_group') },
    });
    const autoScalingGroupName = resource.resources.get(0).autoscalingGroups.get(0).name;
    return { resource, watched: { name, autoScalingGroupName, minSize, maxSize } };
  }
}

const isAttachment = (node: unknown): node is IamRolePolicyAttachment => node instanceof IamRolePolicyAttachment;
