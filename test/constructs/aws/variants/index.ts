/** Every construct, as it is tried. */
import type { Variant } from '../variant';
import { alarms } from './alarms';
import { alertTopic } from './alert_topic';
import { archiveBucket } from './archive_bucket';
import { backupPlan } from './backup_plan';
import { bucketInventory } from './bucket_inventory';
import { bucketReplication } from './bucket_replication';
import { bundleObjects } from './bundle_objects';
import { dashboard } from './dashboard';
import { dataLakeStorage } from './data_lake_storage';
import { emrCluster } from './emr_cluster';
import { databaseAccess } from './database_access';
import { emrServerlessApplication } from './emr_serverless_application';
import { encryptionKey } from './encryption_key';
import { glueDatabases } from './glue_databases';
import { lakeBucket } from './lake_bucket';
import { landingCrawler } from './landing_crawler';
import { logGroup } from './log_group';
import { otherRegion } from './other_region';
import { network } from './network';
import { pipelineSchedule } from './pipeline_schedule';
import { pipelineStateMachine } from './pipeline_state_machine';
import { runLedger } from './run_ledger';
import { serviceRole } from './service_role';
import { vpcEndpoints } from './vpc_endpoints';

export const variants: readonly Variant[] = [
  alarms,
  alertTopic,
  archiveBucket,
  backupPlan,
  bucketInventory,
  bucketReplication,
  bundleObjects,
  dashboard,
  dataLakeStorage,
  emrCluster,
  databaseAccess,
  emrServerlessApplication,
  encryptionKey,
  glueDatabases,
  lakeBucket,
  landingCrawler,
  logGroup,
  otherRegion,
  network,
  pipelineSchedule,
  pipelineStateMachine,
  runLedger,
  serviceRole,
  vpcEndpoints,
];
