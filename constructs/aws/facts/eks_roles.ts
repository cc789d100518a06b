/** What the roles of a cluster are allowed, who may take them, and what people are let do in it. */
import { arn, type Naming, partitionOf } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';

const guide = 'https://docs.aws.amazon.com/eks/latest/userguide';

/** Asked for on everything: https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html */
export const eksDescribes: readonly string[] = [
  'ec2:DescribeAvailabilityZones',
  'ec2:DescribeDhcpOptions',
  'ec2:DescribeInstances',
  'ec2:DescribeInstanceTopology',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeVpcs',
];

/** The least that EKS documents, where no load balancer is made by the old provider within Kubernetes. */
export const eksClusterStatements = (naming: Naming, keyArn: string): readonly Statement[] => [
  {
    sid: 'TagNodes',
    actions: ['ec2:CreateTags'],
    resources: [arn(naming, 'ec2', 'instance/*')],
    conditions: { 'ForAnyValue:StringLike': { 'aws:TagKeys': 'kubernetes.io/cluster/*' } },
  },
  { sid: 'Describe', actions: eksDescribes, resources: ['*'] },
  { sid: 'SecretsKey', actions: ['kms:DescribeKey'], resources: [keyArn] },
];

/** Kept by AWS: https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html */
export const nodePolicies = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'] as const;

export const managedPolicyArn = (naming: Naming, policy: string): string =>
  `arn:${partitionOf(naming.region)}:iam::aws:policy/${policy}`;

/** The role that starts the nodes, which needs the key of their disks: it is the service's own, so the key grants it. */
export const scalingRoleArn = (naming: Naming): string =>
  arn(naming, 'iam', 'role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling', false);

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html */
export const diskKeyOperations = [
  'CreateGrant',
  'Decrypt',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
] as const;

/** https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html, for volumes under a key of one's own. */
export const volumeKeyStatements = (keyArn: string): readonly Statement[] => [
  {
    sid: 'VolumeKeyGrants',
    actions: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
    resources: [keyArn],
    conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  },
  {
    sid: 'VolumeKey',
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    resources: [keyArn],
  },
];

/** Who gives tokens to the pods of a cluster. */
export interface TokenIssuer {
  readonly providerArn: string;
  /** Without `https://`: `oidc.eks.eu-central-1.amazonaws.com/id/...`. */
  readonly issuer: string;
}

/**
 * Pods of service accounts take the role:
 * https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 * @param subject `system:serviceaccount:{namespace}:{name}`
 * @param like whether the subject has wildcards
 */
export const serviceAccountTrust = (
  { providerArn, issuer }: TokenIssuer,
  subject: string,
  like = false,
): Statement => ({
  principals: { Federated: providerArn },
  actions: ['sts:AssumeRoleWithWebIdentity'],
  resources: [],
  conditions: like
    ? { StringEquals: { [`${issuer}:aud`]: tokenAudience }, StringLike: { [`${issuer}:sub`]: subject } }
    : { StringEquals: { [`${issuer}:aud`]: tokenAudience, [`${issuer}:sub`]: subject } },
});

/** https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html */
export const tokenAudience = 'sts.amazonaws.com';

/** What somebody may do within, by a policy that EKS keeps. */
export const accessPolicies = {
  /** Everything, everywhere. */
  clusterAdmin: 'AmazonEKSClusterAdminPolicy',
  /** Everything in namespaces. */
  admin: 'AmazonEKSAdminPolicy',
  /** Looks at everything but secrets. */
  view: 'AmazonEKSViewPolicy',
} as const;
export type EksAccess = keyof typeof accessPolicies;
export const accessPoliciesSource = `${guide}/access-policies.html`;

export const accessPolicyArn = (naming: Naming, access: EksAccess): string =>
  `arn:${partitionOf(naming.region)}:eks::aws:cluster-access-policy/${accessPolicies[access]}`;

/** Where the endpoint is and how it is trusted: what a client of the cluster asks first. */
export const describeCluster = (clusterArn: string): readonly Statement[] => [
  { actions: ['eks:DescribeCluster'], resources: [clusterArn] },
];
