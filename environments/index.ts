export { alertTopics, endpointProblem, severities, type Severity, type Told, topicOf } from './alerts';
export {
  byService,
  type ByService,
  type ComputeProfile,
  computeProfile,
  type ComputeService,
  computeServices,
  type JobQueue,
  jobQueueLimits,
  type ProfileOf,
  type ServerlessProfile,
} from './compute';
export { environmentNames } from './files';
export { loadEnvironment, type LoadedEnvironment, type LoadOptions, placeOf, readEnvironment } from './load';
export type { Monitoring } from './monitoring';
export type { ExistingNetwork, OwnNetwork } from './network';
export {
  arn,
  bucketArn,
  digestedName,
  globalName,
  namesOf,
  type Naming,
  parameterName,
  partitionOf,
  resourceName,
  fittedName,
} from './names';
export { type AccountOwner, type Connection, type Environment, environmentSchema } from './schema';
export { substituteVariables } from './variables';
