/** How many days things are kept, as Terraform's types say it. Fewer delete what is older. Data: deployments read it. */

export interface KeptDays {
  /** Of Terraform. */
  readonly type: string;
  /** What is deleted when the days are over. */
  readonly holds: string;
  /** Where the days are: `rule[id].expiration.days` is in each rule, which its id tells from the others. */
  readonly path: string;
  /** What no days, and 0, mean. */
  readonly none: 'kept for ever' | 'nothing kept';
  /** True where a new element deletes what was there before it. */
  readonly newDeletes?: boolean;
  readonly source: string;
}

/** In the order of their types. */
export const keptDays: readonly KeptDays[] = [
  {
    type: 'aws_backup_plan',
    holds: 'recovery points',
    path: 'rule[rule_name].copy_action[destination_vault_arn].lifecycle.delete_after',
    none: 'kept for ever',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html',
  },
  {
    type: 'aws_backup_plan',
    holds: 'recovery points',
    path: 'rule[rule_name].lifecycle.delete_after',
    none: 'kept for ever',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html',
  },
  {
    type: 'aws_cloudwatch_log_group',
    holds: 'logs',
    path: 'retention_in_days',
    none: 'kept for ever',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  },
  {
    type: 'aws_db_instance',
    holds: 'backups of a database',
    path: 'backup_retention_period',
    none: 'nothing kept',
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html',
  },
  {
    type: 'aws_dynamodb_table',
    holds: 'what a table was before',
    path: 'point_in_time_recovery.recovery_period_in_days',
    none: 'nothing kept',
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html',
  },
  {
    type: 'aws_elasticache_replication_group',
    holds: 'snapshots',
    path: 'snapshot_retention_limit',
    none: 'nothing kept',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
  },
  {
    type: 'aws_prometheus_workspace_configuration',
    holds: 'metrics',
    path: 'retention_period_in_days',
    none: 'nothing kept',
    source: 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-workspace-configuration.html',
  },
  {
    type: 'aws_s3_bucket_lifecycle_configuration',
    holds: 'objects',
    path: 'rule[id].expiration.days',
    none: 'kept for ever',
    newDeletes: true,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html',
  },
  {
    type: 'aws_s3_bucket_lifecycle_configuration',
    holds: 'objects',
    path: 'rule[id].noncurrent_version_expiration.noncurrent_days',
    none: 'kept for ever',
    newDeletes: true,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html',
  },
];
