/** What EMR's service role and a cluster's nodes are allowed: statements of our own, for one cluster's network. */
import { arn, type Naming, partitionOf } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import { keyThrough } from './key_use';
import { emrTag } from './emr';
import { keyUseStatement } from './s3';

/** What a cluster is made of. */
export interface EmrNetwork {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly nodeRoleArn: string;
  readonly keyArn: string;
}

const tagged = { [`aws:ResourceTag/${emrTag.key}`]: emrTag.value };
const tagging = { [`aws:RequestTag/${emrTag.key}`]: emrTag.value };

/** Describing has no resource level: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const emrDescribes: readonly string[] = [
  'ec2:DescribeAccountAttributes',
  'ec2:DescribeCapacityReservations',
  'ec2:DescribeDhcpOptions',
  'ec2:DescribeImages',
  'ec2:DescribeInstanceTypeOfferings',
  'ec2:DescribeInstances',
  'ec2:DescribeLaunchTemplates',
  'ec2:DescribeNetworkAcls',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribePlacementGroups',
  'ec2:DescribeRouteTables',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVolumeStatus',
  'ec2:DescribeVolumes',
  'ec2:DescribeVpcAttribute',
  'ec2:DescribeVpcEndpoints',
  'ec2:DescribeVpcs',
];

/**
 * The service role. The actions are those of the managed policy AmazonEMRServicePolicy_v2, the resources this cluster's
 * own network, what EMR makes only with the tag, and one role to pass:
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role.html
 */
export function emrServiceStatements(naming: Naming, network: EmrNetwork): readonly Statement[] {
  const ec2 = (...what: readonly string[]): readonly string[] => what.map((each) => arn(naming, 'ec2', `${each}/*`));
  const own = [
    ...network.subnetIds.map((id) => arn(naming, 'ec2', `subnet/${id}`)),
    ...network.securityGroupIds.map((id) => arn(naming, 'ec2', `security-group/${id}`)),
  ];
  const launch = ['ec2:CreateFleet', 'ec2:CreateLaunchTemplate', 'ec2:CreateLaunchTemplateVersion', 'ec2:RunInstances'];
  return [
    { sid: 'LaunchInNetwork', actions: ['ec2:CreateNetworkInterface', ...launch], resources: own },
    {
      sid: 'LaunchFromTemplates',
      actions: ['ec2:CreateFleet', 'ec2:CreateLaunchTemplateVersion', 'ec2:RunInstances'],
      resources: ec2('launch-template'),
      conditions: { StringEquals: tagged },
    },
    {
      sid: 'MakeTagged',
      actions: ['ec2:CreateFleet', 'ec2:CreateLaunchTemplate', 'ec2:CreateNetworkInterface', 'ec2:RunInstances'],
      resources: ec2('instance', 'launch-template', 'network-interface', 'volume'),
      conditions: { StringEquals: tagging },
    },
    {
      sid: 'LaunchWith',
      actions: launch,
      resources: [
        ...ec2('capacity-reservation', 'fleet', 'network-interface'),
        arn(naming, 'ec2', 'placement-group/EMR_*'),
        // Images are Amazon's: their ARNs name no account.
        `arn:${partitionOf(naming.region)}:ec2:${naming.region}::image/ami-*`,
      ],
    },
    {
      sid: 'ManageTagged',
      actions: [
        'ec2:CreateLaunchTemplateVersion',
        'ec2:CreateTags',
        'ec2:DeleteLaunchTemplate',
        'ec2:DeleteNetworkInterface',
        'ec2:DeleteTags',
        'ec2:ModifyInstanceAttribute',
        'ec2:TerminateInstances',
      ],
      resources: ec2('instance', 'launch-template', 'network-interface', 'volume'),
      conditions: { StringEquals: tagged },
    },
    {
      sid: 'TagAtCreation',
      actions: ['ec2:CreateTags'],
      resources: ec2('instance', 'launch-template', 'network-interface', 'volume'),
      conditions: {
        StringEquals: {
          'ec2:CreateAction': ['CreateFleet', 'CreateLaunchTemplate', 'CreateNetworkInterface', 'RunInstances'],
        },
      },
    },
    {
      sid: 'MissingRules',
      actions: [
        'ec2:AuthorizeSecurityGroupEgress',
        'ec2:AuthorizeSecurityGroupIngress',
        'ec2:RevokeSecurityGroupEgress',
        'ec2:RevokeSecurityGroupIngress',
      ],
      resources: network.securityGroupIds.map((id) => arn(naming, 'ec2', `security-group/${id}`)),
    },
    {
      sid: 'PlacementGroups',
      actions: ['ec2:CreatePlacementGroup', 'ec2:CreateTags', 'ec2:DeletePlacementGroup'],
      resources: [arn(naming, 'ec2', 'placement-group/EMR_*')],
    },
    { sid: 'Describe', actions: emrDescribes, resources: ['*'] },
    {
      sid: 'PassNodeRole',
      actions: ['iam:PassRole'],
      resources: [network.nodeRoleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    },
    ...volumeKeyStatements(network.keyArn, naming.region),
  ];
}

/** EC2 encrypts volumes in the name of who starts the instance: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html */
function volumeKeyStatements(keyArn: string, region: string): readonly Statement[] {
  return [
    {
      sid: 'VolumeKey',
      ...keyThrough(
        'ec2',
        [
          'kms:Decrypt',
          'kms:DescribeKey',
          'kms:GenerateDataKeyWithoutPlaintext',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
        ],
        keyArn,
        region,
      ),
    },
    {
      sid: 'VolumeGrant',
      ...keyThrough('ec2', ['kms:CreateGrant'], keyArn, region, { Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
    },
  ];
}

/** Where nodes write their logs and read what they start with. */
export interface EmrNodeAccess {
  readonly logs: { readonly bucketArn: string; readonly prefix: string; readonly keyArn: string };
  /** Of bootstrap actions and certificates. */
  readonly files: readonly { readonly bucketArn: string; readonly key: string; readonly keyArn?: string }[];
  readonly diskKeyArn: string;
  /** Roles that steps run with: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-steps-runtime-roles.html */
  readonly runtimeRoleArns?: readonly string[];
}

/**
 * The nodes' role: logs, bootstrap actions and the key of local disks. What jobs read and write is granted:
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role-for-ec2.html
 */
export function emrNodeStatements(region: string, access: EmrNodeAccess): readonly Statement[] {
  const { logs, files, diskKeyArn, runtimeRoleArns = [] } = access;
  const fileKeys = [...new Set(files.flatMap(({ keyArn }) => (keyArn === undefined ? [] : [keyArn])))];
  return [
    { sid: 'WriteLogs', actions: ['s3:PutObject'], resources: [`${logs.bucketArn}/${logs.prefix}*`] },
    keyUseStatement(['kms:Decrypt', 'kms:GenerateDataKey'], logs.keyArn, [logs.bucketArn], region),
    ...(files.length === 0
      ? []
      : [
          {
            sid: 'ReadFiles',
            actions: ['s3:GetObject'],
            resources: files.map(({ bucketArn, key }) => `${bucketArn}/${key}`),
          },
        ]),
    ...fileKeys.map((keyArn) =>
      keyUseStatement(
        ['kms:Decrypt'],
        keyArn,
        [...new Set(files.filter((file) => file.keyArn === keyArn).map(({ bucketArn }) => bucketArn))],
        region,
      ),
    ),
    // The instance store is encrypted on the node itself, so this use of the key is through no service:
    // https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-data-encryption-options.html#emr-encryption-localdisk
    { sid: 'LocalDiskKey', actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], resources: [diskKeyArn] },
    ...(runtimeRoleArns.length === 0
      ? []
      : [{ sid: 'TakeRuntimeRoles', actions: takeRuntimeRole, resources: runtimeRoleArns }]),
  ];
}

/**
 * EMR tags the session in which nodes take a step's role, so both sides allow that too:
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-steps-runtime-roles.html
 */
export const takeRuntimeRole: readonly string[] = ['sts:AssumeRole', 'sts:TagSession'];
