/**
 * Attributes that others than the code change by right, and attributes that only show what another resource says. Data:
 * constructs ignore the first, and who looks for changes by hand leaves both out.
 */

export interface OwnedAttribute {
  /** Of Terraform. */
  readonly type: string;
  /** As Terraform's `ignore_changes` writes it. */
  readonly attribute: string;
  readonly owner: 'autoscaler' | 'service' | 'runtime';
  /** Who changes it, and when. */
  readonly because: string;
  readonly source: string;
  /** The provider reads it and takes it from nobody, so that there is nothing to ignore. */
  readonly readOnly?: true;
}

const scaling = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-managed-scaling.html';
const byEmr = {
  owner: 'autoscaler',
  because: 'managed scaling of EMR adds and removes nodes',
  source: scaling,
} as const;
const services = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html';

const byBackup = {
  owner: 'service',
  because: 'AWS Backup tells of all types that it knows, also of those that nobody asked for',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeRegionSettings.html',
} as const;

/** In the order of types and attributes. */
export const ownedAttributes: readonly OwnedAttribute[] = [
  { type: 'aws_backup_region_settings', attribute: 'resource_type_management_preference', ...byBackup },
  { type: 'aws_backup_region_settings', attribute: 'resource_type_opt_in_preference', ...byBackup },
  {
    type: 'aws_db_instance',
    attribute: 'allocated_storage',
    owner: 'autoscaler',
    because: 'storage autoscaling of RDS makes it larger when it fills up',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html',
  },
  {
    type: 'aws_db_instance',
    attribute: 'engine_version_actual',
    readOnly: true,
    owner: 'service',
    because: 'RDS takes minor versions in the maintenance window',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html',
  },
  {
    type: 'aws_db_instance',
    attribute: 'latest_restorable_time',
    readOnly: true,
    owner: 'service',
    because: 'RDS moves it on every five minutes',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html',
  },
  {
    type: 'aws_ecs_service',
    attribute: 'desired_count',
    owner: 'autoscaler',
    because: 'Application Auto Scaling starts and ends tasks',
    source: services,
  },
  {
    type: 'aws_eks_node_group',
    attribute: 'scaling_config[0].desired_size',
    owner: 'autoscaler',
    because: 'the cluster autoscaler, or Karpenter, adds and removes nodes',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/autoscaling.html',
  },
  { type: 'aws_emr_cluster', attribute: 'core_instance_fleet[0].target_on_demand_capacity', ...byEmr },
  { type: 'aws_emr_cluster', attribute: 'core_instance_fleet[0].target_spot_capacity', ...byEmr },
  {
    type: 'aws_emr_cluster',
    attribute: 'core_instance_fleet[0].provisioned_on_demand_capacity',
    readOnly: true,
    ...byEmr,
  },
  { type: 'aws_emr_cluster', attribute: 'core_instance_fleet[0].provisioned_spot_capacity', readOnly: true, ...byEmr },
  { type: 'aws_emr_cluster', attribute: 'core_instance_group[0].instance_count', ...byEmr },
  {
    type: 'aws_emr_cluster',
    attribute: 'cluster_state',
    readOnly: true,
    owner: 'service',
    because: 'a cluster runs, waits and ends',
    source: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-overview.html#emr-overview-cluster-lifecycle',
  },
  { type: 'aws_emr_instance_fleet', attribute: 'provisioned_on_demand_capacity', readOnly: true, ...byEmr },
  { type: 'aws_emr_instance_fleet', attribute: 'provisioned_spot_capacity', readOnly: true, ...byEmr },
  { type: 'aws_emr_instance_fleet', attribute: 'target_on_demand_capacity', ...byEmr },
  { type: 'aws_emr_instance_fleet', attribute: 'target_spot_capacity', ...byEmr },
  { type: 'aws_emr_instance_group', attribute: 'instance_count', ...byEmr },
  { type: 'aws_emr_instance_group', attribute: 'running_instance_count', readOnly: true, ...byEmr },
  {
    type: 'aws_glue_catalog_table',
    attribute: 'parameters',
    owner: 'runtime',
    because: 'jobs and crawlers write statistics and the place of the current metadata',
    source: 'https://docs.aws.amazon.com/glue/latest/dg/crawler-table-properties.html',
  },
  {
    type: 'aws_glue_catalog_table',
    attribute: 'storage_descriptor',
    owner: 'runtime',
    because: 'the runtime alters tables: their columns are those of the contract',
    source: 'https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-tables.html',
  },
  {
    type: 'aws_msk_cluster',
    attribute: 'broker_node_group_info[0].storage_info[0].ebs_storage_info[0].volume_size',
    owner: 'autoscaler',
    because: 'Application Auto Scaling makes the disks of brokers larger',
    source: 'https://docs.aws.amazon.com/msk/latest/developerguide/msk-autoexpand.html',
  },
  {
    type: 'aws_secretsmanager_secret_version',
    attribute: 'secret_string',
    owner: 'service',
    because: 'rotation makes another value',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html',
  },
  {
    type: 'aws_secretsmanager_secret_version',
    attribute: 'version_stages',
    owner: 'service',
    because: 'rotation moves the label of the current value',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html',
  },
  {
    type: 'aws_subnet',
    attribute: 'availability_zone',
    owner: 'service',
    because: 'the list of zones that a region offers grows, and a subnet stays where it is',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html',
  },
];

/**
 * What a construct gives as `ignoreChanges`.
 * @param within keeps what begins so: `core_instance_group`
 */
export const ignoredAttributes = (type: string, within = ''): string[] =>
  ownedAttributes
    .filter((each) => each.type === type && each.attribute.startsWith(within) && each.readOnly !== true)
    .map(({ attribute }) => attribute);

export interface MirroredAttribute {
  readonly type: string;
  readonly attribute: string;
  /** The types of the resources that say it. */
  readonly by: readonly string[];
  /** Which of their attributes names this one. */
  readonly reference: string;
  /** What of this one is named. */
  readonly key: 'arn' | 'id' | 'name';
  /** There is at most one entry for each of them: another was made by hand. */
  readonly counted?: true;
}

const bucket = (attribute: string, by: string): MirroredAttribute => ({
  ...{ type: 'aws_s3_bucket', attribute, by: [by], reference: 'bucket', key: 'id' as const },
});

/**
 * The provider repeats what another resource says in attributes that the code leaves out; the next apply writes them to
 * the state: https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/s3_bucket
 */
export const mirroredAttributes: readonly MirroredAttribute[] = [
  {
    ...{ type: 'aws_iam_policy', attribute: 'attachment_count', by: ['aws_iam_role_policy_attachment'] },
    ...{ reference: 'policy_arn', key: 'arn' },
  },
  {
    type: 'aws_iam_role',
    attribute: 'inline_policy',
    by: ['aws_iam_role_policy'],
    reference: 'role',
    key: 'name',
    counted: true,
  },
  {
    ...{ type: 'aws_iam_role', attribute: 'managed_policy_arns', by: ['aws_iam_role_policy_attachment'] },
    ...{ reference: 'role', key: 'name', counted: true },
  },
  { type: 'aws_kms_key', attribute: 'policy', by: ['aws_kms_key_policy'], reference: 'key_id', key: 'id' },
  {
    type: 'aws_route_table',
    attribute: 'route',
    by: ['aws_route'],
    reference: 'route_table_id',
    key: 'id',
    counted: true,
  },
  bucket('grant', 'aws_s3_bucket_acl'),
  bucket('lifecycle_rule', 'aws_s3_bucket_lifecycle_configuration'),
  bucket('logging', 'aws_s3_bucket_logging'),
  bucket('object_lock_configuration', 'aws_s3_bucket_object_lock_configuration'),
  bucket('policy', 'aws_s3_bucket_policy'),
  bucket('replication_configuration', 'aws_s3_bucket_replication_configuration'),
  bucket('server_side_encryption_configuration', 'aws_s3_bucket_server_side_encryption_configuration'),
  bucket('versioning', 'aws_s3_bucket_versioning'),
  {
    ...{ type: 'aws_security_group', attribute: 'egress', by: ['aws_vpc_security_group_egress_rule'] },
    ...{ reference: 'security_group_id', key: 'id', counted: true },
  },
  {
    ...{ type: 'aws_security_group', attribute: 'ingress', by: ['aws_vpc_security_group_ingress_rule'] },
    ...{ reference: 'security_group_id', key: 'id', counted: true },
  },
  { type: 'aws_sns_topic', attribute: 'policy', by: ['aws_sns_topic_policy'], reference: 'arn', key: 'arn' },
];
