/** Resource types whose deletion loses what cannot be made again. Data: deployments and the roles that run them read it. */

export interface StatefulType {
  /** Of Terraform. */
  readonly type: string;
  /** What is lost. */
  readonly holds: string;
  /** What takes it away, as IAM names it. */
  readonly deleteActions: readonly string[];
  /** The property that makes the service itself refuse, and the value that does; absent where there is none. */
  readonly protection?: { readonly property: string; readonly value: boolean | number };
  readonly source: string;
}

const actions = (page: string): string =>
  `https://docs.aws.amazon.com/service-authorization/latest/reference/list_${page}.html`;

/** In the order of their types. */
export const statefulTypes: readonly StatefulType[] = [
  {
    type: 'aws_backup_vault',
    holds: 'recovery points',
    deleteActions: ['backup:DeleteBackupVault', 'backup:DeleteRecoveryPoint'],
    protection: { property: 'force_destroy', value: false },
    source: actions('awsbackup'),
  },
  {
    type: 'aws_cloudtrail',
    holds: 'the record of who did what, from then on',
    deleteActions: ['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging'],
    source: actions('awscloudtrail'),
  },
  {
    type: 'aws_cloudwatch_log_group',
    holds: 'logs',
    deleteActions: ['logs:DeleteLogGroup'],
    protection: { property: 'skip_destroy', value: true },
    source: actions('amazoncloudwatchlogs'),
  },
  {
    type: 'aws_db_instance',
    holds: 'a database',
    deleteActions: ['rds:DeleteDBInstance'],
    protection: { property: 'deletion_protection', value: true },
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
  },
  {
    type: 'aws_dynamodb_table',
    holds: 'items',
    deleteActions: ['dynamodb:DeleteTable'],
    protection: { property: 'deletion_protection_enabled', value: true },
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html',
  },
  {
    type: 'aws_ecr_repository',
    holds: 'images',
    deleteActions: ['ecr:DeleteRepository'],
    protection: { property: 'force_delete', value: false },
    source: actions('amazonelasticcontainerregistry'),
  },
  {
    type: 'aws_efs_file_system',
    holds: 'files',
    deleteActions: ['elasticfilesystem:DeleteFileSystem'],
    source: actions('amazonelasticfilesystem'),
  },
  {
    type: 'aws_eks_cluster',
    holds: 'everything that was deployed into it',
    deleteActions: ['eks:DeleteCluster'],
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/delete-cluster.html',
  },
  {
    type: 'aws_elasticache_replication_group',
    holds: 'features that are served',
    deleteActions: ['elasticache:DeleteReplicationGroup'],
    source: actions('amazonelasticache'),
  },
  {
    type: 'aws_glue_catalog_database',
    holds: 'the definitions of tables',
    deleteActions: ['glue:DeleteDatabase'],
    source: actions('awsglue'),
  },
  {
    type: 'aws_glue_catalog_table',
    holds: 'the definition of a table',
    deleteActions: ['glue:BatchDeleteTable', 'glue:DeleteTable'],
    source: actions('awsglue'),
  },
  {
    type: 'aws_grafana_workspace',
    holds: 'dashboards that were made by hand',
    deleteActions: ['grafana:DeleteWorkspace'],
    source: actions('amazonmanagedgrafana'),
  },
  {
    type: 'aws_kms_key',
    holds: 'the only way to read what it encrypted',
    deleteActions: ['kms:DisableKey', 'kms:ScheduleKeyDeletion'],
    protection: { property: 'deletion_window_in_days', value: 30 },
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
  },
  {
    type: 'aws_msk_cluster',
    holds: 'topics',
    deleteActions: ['kafka:DeleteCluster'],
    source: actions('amazonmanagedstreamingforapachekafka'),
  },
  {
    type: 'aws_msk_serverless_cluster',
    holds: 'topics',
    deleteActions: ['kafka:DeleteCluster'],
    source: actions('amazonmanagedstreamingforapachekafka'),
  },
  {
    type: 'aws_prometheus_workspace',
    holds: 'metrics',
    deleteActions: ['aps:DeleteWorkspace'],
    source: actions('amazonmanagedserviceforprometheus'),
  },
  {
    type: 'aws_rds_cluster',
    holds: 'a database',
    deleteActions: ['rds:DeleteDBCluster'],
    protection: { property: 'deletion_protection', value: true },
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html',
  },
  {
    type: 'aws_s3_bucket',
    holds: 'objects',
    deleteActions: ['s3:DeleteBucket'],
    protection: { property: 'force_destroy', value: false },
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html',
  },
  {
    type: 'aws_sagemaker_mlflow_tracking_server',
    holds: 'experiments and models',
    deleteActions: ['sagemaker:DeleteMlflowTrackingServer'],
    source: actions('amazonsagemaker'),
  },
  {
    type: 'aws_secretsmanager_secret',
    holds: 'a value that nobody else has',
    deleteActions: ['secretsmanager:DeleteSecret'],
    protection: { property: 'recovery_window_in_days', value: 30 },
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html',
  },
];

/** Every action that deletes one of them, once, sorted. */
export const statefulDeletes: readonly string[] = [
  ...new Set(statefulTypes.flatMap(({ deleteActions }) => deleteActions)),
].sort();
