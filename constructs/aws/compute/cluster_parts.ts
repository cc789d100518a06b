/** What a cluster of EMR on EC2 is made with, whoever makes it: a stack for long, or an execution for its own time. */
import { EmrSecurityConfiguration } from '@cdktf/provider-aws/lib/emr-security-configuration';
import { bucketArn, checkName, type Construct, type Naming } from '../../core';
import type { ArtifactFile, EmrClusterProps } from './emr_cluster_props';
import { EmrRoles } from './emr_roles';
import { securityConfiguration } from './emr_security_configuration';
import { EmrSecurityGroups } from './emr_security_groups';

/** https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-spark.html: Spark runs on YARN, which Hadoop brings */
export const defaultApplications: readonly string[] = ['Hadoop', 'Spark'];
export const defaultIdleMinutes = 60;
export const defaultRootGib = 32;
/** Work is not cut off when nodes leave: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-scaledown-behavior.html */
export const scaleDownBehavior = 'TERMINATE_AT_TASK_COMPLETION';

export interface ClusterPartsProps extends Pick<
  EmrClusterProps,
  | 'vpcId'
  | 'subnetIds'
  | 'keyArn'
  | 'logBucketName'
  | 'logKeyArn'
  | 'logPrefix'
  | 'bootstrapActions'
  | 'certificates'
  | 'additionalSecurityGroupIds'
> {
  /** Roles that steps run with; without them steps run with the nodes' role. */
  readonly runtimeRoleArns?: readonly string[];
  /** Of the roles; `/` when left out. */
  readonly rolePath?: string;
}

export interface ClusterParts {
  readonly groups: EmrSecurityGroups;
  readonly roles: EmrRoles;
  readonly security: EmrSecurityConfiguration;
  readonly logUri: string;
}

/** Makes the parts in `scope`; their names begin with the cluster's. */
export function clusterParts(
  scope: Construct,
  naming: Naming,
  clusterName: string,
  props: ClusterPartsProps,
): ClusterParts {
  checkName('s3 bucket', props.logBucketName, scope.node.path);
  const logPrefix = props.logPrefix ?? defaultLogPrefix(clusterName);
  const groups = new EmrSecurityGroups(scope, 'network', clusterName, props.vpcId);
  const roles = nodeRoles(scope, naming, clusterName, props, groups, logPrefix);
  const security = new EmrSecurityConfiguration(scope, 'security', {
    name: clusterName,
    configuration: securityConfiguration({
      keyArn: props.keyArn,
      ...(props.certificates === undefined ? {} : { certificates: fileUri(props.certificates) }),
      runtimeRoles: props.runtimeRoleArns !== undefined,
    }),
  });
  return { groups, roles, security, logUri: `s3://${props.logBucketName}/${logPrefix}` };
}

export const defaultLogPrefix = (clusterName: string): string => `emr/${clusterName}/`;

export const fileUri = ({ bucketName, key }: ArtifactFile): string => `s3://${bucketName}/${key}`;

function nodeRoles(
  scope: Construct,
  naming: Naming,
  clusterName: string,
  props: ClusterPartsProps,
  { primaryId, coreId, serviceId }: EmrSecurityGroups,
  prefix: string,
): EmrRoles {
  const files = [...(props.bootstrapActions ?? []), ...(props.certificates === undefined ? [] : [props.certificates])];
  return new EmrRoles(
    scope,
    'roles',
    naming,
    clusterName,
    {
      subnetIds: props.subnetIds,
      securityGroupIds: [primaryId, coreId, serviceId, ...(props.additionalSecurityGroupIds ?? [])],
      keyArn: props.keyArn,
    },
    {
      logs: { bucketArn: bucketArn(naming, props.logBucketName), prefix, keyArn: props.logKeyArn },
      files: files.map(({ bucketName, key, keyArn }) => ({
        bucketArn: bucketArn(naming, bucketName),
        key,
        ...(keyArn === undefined ? {} : { keyArn }),
      })),
      diskKeyArn: props.keyArn,
      ...(props.runtimeRoleArns === undefined ? {} : { runtimeRoleArns: props.runtimeRoleArns }),
    },
    props.rolePath,
  );
}
