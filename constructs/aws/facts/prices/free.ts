/** Types of resources that cost nothing by themselves, and where AWS says so. */

export interface Free {
  readonly why: string;
  readonly source: string;
}

const none = (types: readonly string[], why: string, source: string): Readonly<Record<string, Free>> =>
  Object.fromEntries(types.map((type) => [type, { why, source }]));

/** By the type of Terraform. */
export const freeTypes: Readonly<Record<string, Free>> = {
  ...none(
    [
      'aws_iam_openid_connect_provider',
      'aws_iam_instance_profile',
      'aws_iam_policy',
      'aws_iam_role',
      'aws_iam_role_policy',
      'aws_iam_role_policy_attachment',
      'aws_iam_service_linked_role',
    ],
    'IAM is no charge',
    'https://aws.amazon.com/iam/faqs/',
  ),
  ...none(
    ['aws_backup_plan', 'aws_backup_region_settings', 'aws_backup_vault', 'aws_backup_vault_lock_configuration'],
    'What is stored is paid, where it is selected',
    'https://aws.amazon.com/backup/pricing/',
  ),
  ...none(
    ['aws_ce_anomaly_monitor', 'aws_ce_anomaly_subscription'],
    'The detection of anomalies is no charge',
    'https://aws.amazon.com/aws-cost-management/aws-cost-anomaly-detection/faqs/',
  ),
  ...none(
    ['aws_cloudwatch_event_rule'],
    'Events of AWS services on the default bus are no charge',
    'https://aws.amazon.com/eventbridge/pricing/',
  ),
  ...none(
    ['aws_ebs_encryption_by_default'],
    'A setting',
    'https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html',
  ),
  ...none(
    [
      'aws_default_security_group',
      'aws_route_table',
      'aws_route_table_association',
      'aws_security_group',
      'aws_subnet',
      'aws_vpc',
      'aws_internet_gateway',
      'aws_route',
      'aws_vpc_security_group_egress_rule',
      'aws_vpc_security_group_ingress_rule',
    ],
    'A network itself is no charge',
    'https://aws.amazon.com/vpc/pricing/',
  ),
  ...none(['aws_flow_log'], 'What it writes is paid with its log group', 'https://aws.amazon.com/cloudwatch/pricing/'),
  ...none(
    ['aws_glue_catalog_database', 'aws_glue_data_catalog_encryption_settings'],
    'A million objects of the catalogue are free',
    'https://aws.amazon.com/glue/pricing/',
  ),
  ...none(['aws_kms_alias'], 'The key is paid', 'https://aws.amazon.com/kms/pricing/'),
  ...none(
    [
      'aws_s3_account_public_access_block',
      'aws_s3_bucket_lifecycle_configuration',
      'aws_s3_bucket_logging',
      'aws_s3_bucket_object_lock_configuration',
      'aws_s3_bucket_ownership_controls',
      'aws_s3_bucket_policy',
      'aws_s3_bucket_public_access_block',
      'aws_s3_bucket_server_side_encryption_configuration',
      'aws_s3_bucket_versioning',
      'aws_s3_object',
    ],
    'What the bucket holds and how it is asked is paid, with the bucket',
    'https://aws.amazon.com/s3/pricing/',
  ),
  ...none(
    ['aws_glue_job', 'aws_glue_security_configuration'],
    'Runs are paid, with the state machine that starts them',
    'https://aws.amazon.com/glue/pricing/',
  ),
  ...none(
    ['aws_emr_security_configuration'],
    'A setting of clusters, which are paid while they are there',
    'https://aws.amazon.com/emr/pricing/',
  ),
  ...none(
    ['aws_scheduler_schedule_group'],
    'The calls of its schedules are paid',
    'https://aws.amazon.com/eventbridge/pricing/',
  ),
  ...none(
    ['aws_sns_topic', 'aws_sns_topic_policy'],
    'What it delivers is paid, with its subscriptions',
    'https://aws.amazon.com/sns/pricing/',
  ),
  ...none(
    ['aws_ssm_parameter'],
    'Standard parameters are no charge',
    'https://aws.amazon.com/systems-manager/pricing/',
  ),
  ...none(
    ['aws_cloudwatch_query_definition'],
    'A saved question is kept without a charge; what it scans is paid when it is asked',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_Insights-Saving-Queries.html',
  ),
};
