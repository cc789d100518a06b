export { ApplicationAccess, BucketAccess, LedgerAccess, TopicAccess } from './access';
export { Alarms, type AlarmsProps } from './alarms';
export { AlertTopic, type AlertTopicProps, type ExistingTopicProps } from './alert_topic';
export { BundleObjects, type BundleObjectsProps } from './bundle_objects';
export { Dashboard, type DashboardProps } from './dashboard';
export { DataLakeStorage, type DataLakeStorageProps, type LakeBucketName } from './data_lake_storage';
export {
  EmrServerlessApplication,
  type EmrServerlessApplicationProps,
  type ExistingApplicationProps,
} from './emr_serverless_application';
export { EncryptionKey, type EncryptionKeyProps } from './encryption_key';
export { EnvironmentStack } from './environment_stack';
export { fileObject, type FileObjectProps } from './file_object';
export { GlueDatabases, type GlueDatabasesProps } from './glue_databases';
export { type ExistingBucketProps, LakeBucket, type LakeBucketProps } from './lake_bucket';
export { fileRules, type LifecycleRule, tableRuleProblems, tableRules } from './lifecycle';
export { LogGroup, type LogGroupProps } from './log_group';
export { readParameter, writeParameter } from './parameters';
export { PipelineSchedule, type PipelineScheduleProps } from './pipeline_schedule';
export { PipelineStateMachine, type PipelineStateMachineProps } from './pipeline_state_machine';
export { type ExistingLedgerProps, RunLedger, type RunLedgerProps } from './run_ledger';
export { ServiceRole, type ServiceRoleProps } from './service_role';
