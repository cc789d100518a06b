export { BucketAccess } from './storage/bucket_access';
export { TopicAccess } from './monitoring/topic_access';
export { LedgerAccess } from './orchestration/ledger_access';
export { ApplicationAccess } from './compute/application_access';
export { Alarms, type AlarmsProps, type ToldNobody } from './monitoring/alarms';
export { AlertTopic, type AlertTopicProps, type ExistingTopicProps } from './monitoring/alert_topic';
export { ArchiveBucket, type ArchiveBucketProps } from './storage/archive_bucket';
export { BackupPlan } from './recovery/backup_plan';
export type { BackupPlanProps } from './recovery/backup_plan_props';
export { BucketInventory, type BucketInventoryProps } from './storage/bucket_inventory';
export { BucketReplication, type BucketReplicationProps, type ReplicatedBucket } from './storage/bucket_replication';
export { BundleObjects, type BundleObjectsProps } from './storage/bundle_objects';
export { Dashboard, type DashboardProps } from './monitoring/dashboard';
export { type DashboardSection, pagesOf } from './monitoring/dashboard_widgets';
export { AthenaWorkgroup, type AthenaWorkgroupProps, type ExistingWorkgroupProps } from './analytics/athena_workgroup';
export { type QueryResults, WorkgroupAccess } from './analytics/workgroup_access';
export { CatalogueAccess } from './catalogue/catalogue_access';
export { DatabaseAccess, type DatabaseAccessProps, type Principal } from './catalogue/database_access';
export {
  DataLakeStorage,
  type DataLakeStorageProps,
  type ExistingLakeProps,
  type LakeBucketName,
} from './storage/data_lake_storage';
export { ClusterAccess } from './compute/cluster_access';
export { clusterRequest, type ClusterRequestProps } from './compute/cluster_request';
export { defaultLogPrefix } from './compute/cluster_parts';
export { ClusterTemplate, type ClusterTemplateProps } from './compute/cluster_template';
export { EmrCluster } from './compute/emr_cluster';
export type { EmrCapacity as Capacity, InstanceFleet, InstanceFleets, InstanceGroup, InstanceGroups } from './facts';
export type { ArtifactFile, EmrClusterProps, ExistingClusterProps, ScalingLimits } from './compute/emr_cluster_props';
export {
  EmrServerlessApplication,
  type EmrServerlessApplicationProps,
  type ExistingApplicationProps,
} from './compute/emr_serverless_application';
export type { EmrJobRole } from './compute/emr_job_role';
export { EmrOnEks, type EmrOnEksProps, type ExistingVirtualClusterProps, type JobCluster } from './compute/emr_on_eks';
export { VirtualClusterAccess } from './compute/virtual_cluster_access';
export { FunctionAccess } from './compute/function_access';
export { LambdaFunction } from './compute/lambda_function';
export type { ExistingFunctionProps, LambdaFunctionProps } from './compute/lambda_function_props';
export { GlueJob } from './compute/glue_job';
export { GlueJobAccess } from './compute/glue_job_access';
export type { ExistingGlueJobProps, GlueJobProps } from './compute/glue_job_props';
export { EksCluster } from './kubernetes/eks_cluster';
export { EksClusterAccess, type RoleGrantee } from './kubernetes/eks_cluster_access';
export type { EksClusterProps, ExistingEksClusterProps, NodeGroup } from './kubernetes/eks_cluster_props';
export { EksServiceAccountRole, type EksServiceAccountRoleProps } from './kubernetes/eks_service_account_role';
export { FargateService } from './compute/fargate_service';
export { FargateServiceAccess } from './compute/fargate_service_access';
export type {
  ExistingServiceProps,
  FargateServiceProps,
  InjectedSecret,
  ServedProps,
} from './compute/fargate_service_props';
export { PostgresDatabase } from './database/postgres_database';
export { PostgresDatabaseAccess } from './database/postgres_database_access';
export type { ExistingDatabaseProps, PostgresDatabaseProps } from './database/postgres_database_props';
export { ManagedMlflowAccess } from './learning/managed_mlflow_access';
export {
  type ExistingManagedMlflowProps,
  ManagedMlflowServer,
  type ManagedMlflowServerProps,
} from './learning/managed_mlflow_server';
export { MlflowServer } from './learning/mlflow_server';
export { type ArtifactPlace, MlflowServerAccess } from './learning/mlflow_server_access';
export type { ExistingMlflowProps, MlflowServerProps } from './learning/mlflow_server_props';
export { SagemakerEndpoint } from './learning/sagemaker_endpoint';
export { SagemakerEndpointAccess } from './learning/sagemaker_endpoint_access';
export type {
  EndpointModel,
  EndpointVariant,
  ExistingEndpointProps,
  SagemakerEndpointProps,
  ServerlessVariant,
  VariantScaling,
} from './learning/sagemaker_endpoint_props';
export { EncryptionKey, type EncryptionKeyProps } from './identity/encryption_key';
export { EnvironmentStack } from './environment/environment_stack';
export { fileObject, type FileObjectProps } from './storage/file_object';
export { type ExistingDatabasesProps, GlueDatabases, type GlueDatabasesProps } from './catalogue/glue_databases';
export { type ExistingBucketProps, LakeBucket, type LakeBucketProps } from './storage/lake_bucket';
export { fileRules, type LifecycleRule, ruleProblems, tableRuleProblems, tableRules } from './storage/lifecycle';
export { type CrawledBucket, LandingCrawler, type LandingCrawlerProps } from './catalogue/landing_crawler';
export { type ExistingLogGroupProps, LogGroup, type LogGroupProps } from './monitoring/log_group';
export { OtherRegion, type OtherRegionProps } from './environment/other_region';
export { readParameter, writeParameter } from './environment/parameters';
export { Network } from './network/network';
export { NetworkAccess, type WorkloadSecurityGroupProps } from './network/network_access';
export { type ExistingNetworkProps, type NetworkProps } from './network/network_props';
export { VpcEndpoints, type VpcEndpointsProps } from './network/vpc_endpoints';
export { type ExistingStoreProps, OnlineStore, type OnlineStoreProps } from './online/online_store';
export { OnlineStoreAccess } from './online/online_store_access';
export { RedisCache } from './online/redis_cache';
export { RedisCacheAccess } from './online/redis_cache_access';
export type { ExistingCacheProps, RedisCacheProps } from './online/redis_cache_props';
export type { CacheEngine, CacheUser } from './facts';
export { scheduleMonitoring } from './orchestration/schedule_monitoring';
export { PipelineSchedule, type PipelineScheduleProps } from './orchestration/pipeline_schedule';
export {
  type ExistingStateMachineProps,
  PipelineStateMachine,
  type PipelineStateMachineProps,
} from './orchestration/pipeline_state_machine';
export { GrafanaAccess } from './monitoring/grafana_access';
export type { GrafanaDashboard } from './monitoring/grafana_dashboards';
export { GrafanaWorkspace } from './monitoring/grafana_workspace';
export type {
  ExistingGrafanaProps,
  GrafanaWorkspaceProps,
  People,
  SamlConfiguration,
} from './monitoring/grafana_workspace_props';
export { PrometheusAccess } from './monitoring/prometheus_access';
export type { PrometheusQuotas } from './monitoring/prometheus_monitoring';
export type { AlertingRule, RecordingRule, RuleGroup } from './monitoring/prometheus_rules';
export {
  type ExistingPrometheusProps,
  PrometheusWorkspace,
  type PrometheusWorkspaceProps,
} from './monitoring/prometheus_workspace';
export { type ExistingLedgerProps, RunLedger, type RunLedgerProps } from './orchestration/run_ledger';
export { KafkaAccess, type KafkaReads, type KafkaTopics, type KafkaWrites } from './streaming/kafka_access';
export type { ConsumerLag } from './streaming/kafka_monitoring';
export type { KafkaTopic } from './streaming/kafka_topics';
export { MskCluster } from './streaming/msk_cluster';
export type { ExistingKafkaProps, MskClusterProps } from './streaming/msk_cluster_props';
export { MskServerlessCluster, type MskServerlessClusterProps } from './streaming/msk_serverless_cluster';
export type { BrokerType, KafkaVersion } from './facts';
export { ServiceRole, type ServiceRoleProps } from './identity/service_role';
export { ExistingRole, type ExistingRoleProps } from './identity/existing_role';
export { LogGroupAccess } from './monitoring/log_group_access';
export { jobQueries, type SavedQuery, stateMachineQueries } from './monitoring/log_queries';
export { SavedQueries, type SavedQueriesProps } from './monitoring/saved_queries';
export { SlackChannel, type SlackChannelProps } from './monitoring/slack_channel';
export { StateMachineAccess } from './orchestration/state_machine_access';
export { AccountSettings, type AccountSettingsProps } from './account/account_settings';
export { CostAnomalyMonitor, type CostAnomalyMonitorProps } from './account/cost_anomaly_monitor';
export { DeployRoles, type DeployRolesProps } from './account/deploy_roles';
export { GithubOidcProvider, type GithubOidcProviderProps } from './account/github_oidc_provider';
export { githubSubject, type GithubTrigger, type ServiceLinkedRoleName } from './facts';
export { AuditTrail } from './governance/audit_trail';
export type { AuditTrailProps, ExistingTrailProps } from './governance/audit_trail_props';
export { AuditTrailAccess } from './governance/audit_trail_access';
export { type ExistingSecretProps, ManagedSecret, type ManagedSecretProps } from './governance/managed_secret';
export { MonthlyBudget, type MonthlyBudgetProps } from './governance/monthly_budget';
export { SecretAccess } from './governance/secret_access';
