/** Facts about AWS services, with their sources. Loads neither the framework nor a provider. */
export { type WorkerSize, workerProblem } from './emr_serverless';
export { accountStatement, type KeyClass, serviceStatements } from './kms';
export { actionsWithoutResources, awsFacts, trustConditions } from './permissions';
export { checkQuota, type Quota, quotas } from './quotas';
export { keyUseStatement, s3AccessLogsStatement, secureTransportStatement } from './s3';
