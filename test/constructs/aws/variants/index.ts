/** Every construct, as it is tried. */
import type { Variant } from '../variant';
import { accountSettings } from './account_settings';
import { alarms } from './alarms';
import { alertTopic } from './alert_topic';
import { athenaWorkgroup } from './athena_workgroup';
import { archiveBucket } from './archive_bucket';
import { auditTrail } from './audit_trail';
import { backupPlan } from './backup_plan';
import { bucketInventory } from './bucket_inventory';
import { bucketReplication } from './bucket_replication';
import { bundleObjects } from './bundle_objects';
import { costAnomalyMonitor } from './cost_anomaly_monitor';
import { dashboard } from './dashboard';
import { dataLakeStorage } from './data_lake_storage';
import { databaseAccess } from './database_access';
import { deployRoles } from './deploy_roles';
import { eksCluster } from './eks_cluster';
import { eksServiceAccountRole } from './eks_service_account_role';
import { clusterTemplate } from './cluster_template';
import { emrCluster } from './emr_cluster';
import { emrOnEks } from './emr_on_eks';
import { emrServerlessApplication } from './emr_serverless_application';
import { encryptionKey } from './encryption_key';
import { fargateService } from './fargate_service';
import { githubOidcProvider } from './github_oidc_provider';
import { glueDatabases } from './glue_databases';
import { glueJob } from './glue_job';
import { grafanaWorkspace } from './grafana_workspace';
import { lakeBucket } from './lake_bucket';
import { landingCrawler } from './landing_crawler';
import { lambdaFunction } from './lambda_function';
import { logGroup } from './log_group';
import { managedMlflowServer } from './managed_mlflow_server';
import { managedSecret } from './managed_secret';
import { mlflowServer } from './mlflow_server';
import { monthlyBudget } from './monthly_budget';
import { mskCluster } from './msk_cluster';
import { mskServerlessCluster } from './msk_serverless_cluster';
import { network } from './network';
import { otherRegion } from './other_region';
import { onlineStore } from './online_store';
import { pipelineSchedule } from './pipeline_schedule';
import { pipelineStateMachine } from './pipeline_state_machine';
import { postgresDatabase } from './postgres_database';
import { prometheusWorkspace } from './prometheus_workspace';
import { redisCache } from './redis_cache';
import { runLedger } from './run_ledger';
import { sagemakerEndpoint } from './sagemaker_endpoint';
import { savedQueries } from './saved_queries';
import { slackChannel } from './slack_channel';
import { serviceRole } from './service_role';
import { vpcEndpoints } from './vpc_endpoints';

export const variants: readonly Variant[] = [
  accountSettings,
  alarms,
  alertTopic,
  athenaWorkgroup,
  archiveBucket,
  auditTrail,
  backupPlan,
  bucketInventory,
  bucketReplication,
  bundleObjects,
  costAnomalyMonitor,
  dashboard,
  databaseAccess,
  dataLakeStorage,
  deployRoles,
  eksCluster,
  eksServiceAccountRole,
  clusterTemplate,
  emrCluster,
  emrOnEks,
  emrServerlessApplication,
  encryptionKey,
  fargateService,
  githubOidcProvider,
  glueDatabases,
  glueJob,
  grafanaWorkspace,
  lakeBucket,
  landingCrawler,
  lambdaFunction,
  logGroup,
  managedMlflowServer,
  managedSecret,
  mlflowServer,
  monthlyBudget,
  mskCluster,
  mskServerlessCluster,
  network,
  otherRegion,
  onlineStore,
  pipelineSchedule,
  pipelineStateMachine,
  postgresDatabase,
  prometheusWorkspace,
  redisCache,
  runLedger,
  sagemakerEndpoint,
  savedQueries,
  slackChannel,
  serviceRole,
  vpcEndpoints,
];
