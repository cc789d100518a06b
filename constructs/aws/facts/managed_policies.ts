/** Policies that AWS keeps and roles of ours have: which services each is about, as far as those roles use them. */

export interface ManagedPolicy {
  /** As its ARN ends: `service-role/AmazonEBSCSIDriverPolicy`. */
  readonly policy: string;
  /** As IAM names them. */
  readonly services: readonly string[];
  readonly source: string;
}

const kept = (policy: string, ...services: readonly string[]): ManagedPolicy => ({
  policy,
  services,
  source: `https://docs.aws.amazon.com/aws-managed-policy/latest/reference/${policy.slice(policy.lastIndexOf('/') + 1)}.html`,
});

export const managedPolicies: readonly ManagedPolicy[] = [
  kept('AWSBackupServiceRolePolicyForS3Backup', 'backup', 'cloudwatch', 'events', 'kms', 's3', 'tag'),
  kept('AWSBackupServiceRolePolicyForS3Restore', 'kms', 's3'),
  kept('AmazonEC2ContainerRegistryPullOnly', 'ecr'),
  kept('AmazonEKSWorkerNodePolicy', 'ec2', 'eks', 'eks-auth'),
  kept('AmazonEKS_CNI_Policy', 'ec2'),
  // Of what it can back up, what a platform has: tables, databases, volumes, file systems.
  kept(
    'service-role/AWSBackupServiceRolePolicyForBackup',
    'backup',
    'dynamodb',
    'ec2',
    'elasticfilesystem',
    'kms',
    'rds',
    'tag',
  ),
  kept(
    'service-role/AWSBackupServiceRolePolicyForRestores',
    'dynamodb',
    'ec2',
    'elasticfilesystem',
    'kms',
    'rds',
    'tag',
  ),
  kept('service-role/AmazonEBSCSIDriverPolicy', 'ec2'),
  kept('service-role/AmazonRDSEnhancedMonitoringRole', 'logs'),
];
