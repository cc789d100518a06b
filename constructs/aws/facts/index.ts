/** Facts about AWS services, with their sources. Loads neither the framework nor a provider. */
export {
  accountQuotaProblems,
  type AccountQuotaName,
  accountQuotas,
  isAccountQuota,
  type QuotaProblem,
} from './account_quotas';
export { athenaFacts, athenaQueries, type AthenaUse, scanLimits, scanLimitSource } from './athena';
export { backup, backupFacts, type BackupLifecycle, backupPolicies, isTableBucket, lifecycleProblem } from './backup';
export { anomalyFrequencyProblem, budgetLimits, budgetsFacts, spendingPublishers, thresholdProblem } from './budgets';
export { cacheWindowProblems } from './cache_windows';
export {
  cloudTrailFacts,
  type EventSelector,
  eventSelectors,
  selectorProblem,
  trailArn,
  trailBucketStatements,
  trailKeyUse,
  trailLogStatements,
} from './cloudtrail';
export {
  applyStatements,
  boundaryStatements,
  deployBoundaryArn,
  deployPath,
  type DeployScope,
  planStatements,
} from './deploy_roles';
export { cloudWatchFacts, dashboardLimits, dashboardUrl, sendMetrics } from './cloudwatch';
export { attributeName, dynamodbFacts, itemStatements } from './dynamodb';
export {
  type AddressUse,
  cidrPrefixes,
  ec2Quotas,
  quotaProblem,
  reservedAddresses,
  sparkAddresses,
  subnetAddressProblems,
  subnetPlan,
  vpcCidrProblems,
  workerAddresses,
} from './ec2';
export {
  ecsFacts,
  executionStatements,
  fargateProblem,
  fargateSizes,
  type ImageRepository,
  imageRepository,
  registryActions,
  restartStatements,
  type SecretUse,
} from './ecs';
export {
  clusterFailures,
  crawlerFailures,
  type EventFact,
  type EventPattern,
  rotationFailures,
  trailChanges,
  type TrailParts,
} from './events';
export { loadBalancerFacts, loadBalancerLogsStatement } from './elb';
export {
  accessString,
  cacheArn,
  cacheConnect,
  type CacheEngine,
  cacheEngines,
  cacheFamily,
  cacheNodes,
  cacheQuotas,
  type CacheUser,
  cacheUsers,
  cacheVersionProblem,
  elastiCacheFacts,
  keyPattern,
  noAccess,
} from './elasticache';
export {
  type Architecture,
  architectureOf,
  deltaConfigurations,
  emrApplicationProblem,
  emrApplications,
  emrFacts,
  emrTag,
  icebergConfigurations,
  instanceTypesProblem,
} from './emr';
export {
  type EmrCapacity,
  emrCapacitySources,
  fleetCapacity,
  fleetLaunch,
  fleetProblem,
  type InstanceFleet,
  type InstanceFleets,
  type InstanceGroup,
  type InstanceGroups,
  instanceTypesOf,
  spotProblems,
  type SpotProps,
} from './emr_capacity';
export {
  clusterAccessProblem,
  emrContainersFacts,
  jobRoleStatements,
  jobRoleTrust,
  podRelease,
  podReleaseProblem,
  roleNameInBase36,
  runPodJobs,
} from './emr_containers';
export {
  emrDescribes,
  type EmrNetwork,
  type EmrNodeAccess,
  emrNodeStatements,
  emrServiceStatements,
} from './emr_roles';
export {
  type Capacity,
  capacityProblems,
  emrServerlessFacts,
  jobQueue,
  queueProblems,
  type WorkerSize,
  workerProblem,
} from './emr_serverless';
export { imageProblem, type InitialCapacity, initialCapacityProblems } from './emr_serverless_options';
export {
  deployDashboards,
  findPrometheus,
  grafanaDescribes,
  grafanaFacts,
  grafanaVersionProblem,
  grafanaVersions,
  hasServiceAccounts,
  readCloudWatch,
} from './grafana';
export {
  addonAccounts,
  addonsBeforeNodes,
  controlPlaneLogs,
  type EksAddonName,
  eksAddons,
  eksFacts,
  kubernetesVersionProblem,
  kubernetesVersions,
  type NodeCapacity,
  nodeGroupProblems,
  nodeImages,
  publicAccessProblem,
  supportOf,
} from './eks';
export {
  accessPolicyArn,
  describeCluster,
  diskKeyOperations,
  type EksAccess,
  eksClusterStatements,
  managedPolicyArn,
  nodePolicies,
  scalingRoleArn,
  serviceAccountTrust,
  tokenAudience,
  type TokenIssuer,
  volumeKeyStatements,
} from './eks_roles';
export { endpointPolicy } from './endpoint_policies';
export {
  endpointProblem,
  endpointServiceName,
  gatewayServices,
  interfaceServices,
  leastZones,
  type NeededEndpoint,
  neededEndpoints,
  runtimeEndpoints,
  serviceBuckets,
  type UsedService,
} from './endpoints';
export { fleetsOf, jobAddresses, networkUsers, profileProblems } from './compute_profiles';
export { environmentProblems } from './environment';
export { globalRegion, globalResources, isGlobalResource, isGlobalService } from './global_services';
export {
  catalogueRead,
  catalogueWrite,
  type CrawlerNeeds,
  crawlerStatements,
  glueFacts,
  glueReads,
  glueWrites,
  type GrantedTable,
} from './glue';
export {
  glueArgumentProblem,
  glueFormats,
  glueJobFacts,
  type GlueJobFiles,
  glueLogPrefix,
  glueOwnStatements,
  glueJobStatements,
  type GlueWorker,
  glueWorkers,
  glueWorkersProblem,
  type GlueWorkerType,
  ownGlueArguments,
  type TableFormat,
} from './glue_jobs';
export {
  githubAudience,
  githubIssuer,
  githubSubject,
  type GithubTrigger,
  iamOidcFacts,
  subjectProblem,
} from './iam_oidc';
export {
  groupPattern,
  type KafkaCluster,
  kafkaActionSource,
  kafkaManage,
  kafkaManageLists,
  kafkaRead,
  kafkaWrite,
  topicPattern,
} from './kafka_access';
export { type KeptDays, keptDays } from './kept_days';
export { accountStatement, type KeyClass, serviceStatements } from './kms';
export { dataAccess, lakeFormation, lakeFormationFacts, registrationStatements } from './lakeformation';
export {
  functionStatements,
  type FunctionUse,
  handlerProblem,
  lambdaCodeLimits,
  lambdaFacts,
  lambdaNetworkActions,
  type LambdaRuntime,
  type LambdaRuntimeName,
  lambdaRuntimes,
  pastLambdaRuntimes,
  runtimeProblem,
  tracingActions,
} from './lambda';
export { type ManagedPolicy, managedPolicies } from './managed_policies';
export {
  brokersProblem,
  type BrokerType,
  brokerTypes,
  brokerTypeSource,
  brokerVolume,
  type KafkaVersion,
  kafkaVersionProblem,
  kafkaVersions,
  mskFacts,
  mskLimits,
  mskPorts,
  mskServerlessFacts,
  mskZones,
  throughputProblem,
} from './msk';
export { actionsWithoutResources, awsFacts } from './permissions';
export {
  alertManagerPublishes,
  isMetricName,
  isPrometheusDuration,
  prometheusFacts,
  prometheusLimits,
  queryMetrics,
  writeMetrics,
} from './prometheus';
export { checkQuota, type Quota, quotas } from './quotas';
export {
  postgresParameters,
  postgresPort,
  postgresStorage,
  type PostgresVersion,
  postgresVersions,
  postgresVersionSource,
  rdsFacts,
  reservedPostgresNames,
  windowsProblem,
} from './rds';
export { archivedAfterDays, logRetentionDays } from './retention';
export { keyUseStatement, s3AccessLogsStatement, s3Facts, secureTransportStatement } from './s3';
export { inventoryStatement, type ReplicationEnds, replicationFacts, replicationStatements } from './s3_replication';
export { type StorageClass, storageClasses, type StorageClassFact, transitionProblems } from './s3_storage_classes';
export { clusterTags, startServerlessJobs } from './job_services';
export {
  endpointLimits,
  endpointNetworkActions,
  endpointStatements,
  type EndpointUse,
  hasLocalStorage,
  mlflowPageActions,
  mlflowPageStatements,
  mlflowStatements,
  type ModelFiles,
  modelFiles,
  modelRegistration,
  sagemakerFacts,
  serverlessLimits,
} from './sagemaker';
export { secretNameProblem } from './secret_names';
export {
  readSecret,
  readSecretByArn,
  recoveryWindow,
  rotateSecret,
  rotationProblem,
  secretArn,
  secretPolicy,
  secretsManagerFacts,
} from './secrets_manager';
export type { EndpointFact, ServiceFacts, ServiceQuota, Sourced } from './service_facts';
export {
  isServiceLinkedRole,
  type ServiceLinkedRoleFact,
  type ServiceLinkedRoleName,
  serviceLinkedRoles,
} from './service_linked_roles';
export { saysAccount, serviceTrust, type TrustedService, trustedServices } from './service_trust';
export { type StateSafeguard, type StateSecret, stateSecrets } from './state_secrets';
export { statefulDeletes, type StatefulType, statefulTypes } from './stateful';
