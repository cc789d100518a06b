export { alertTopics, endpointProblem, severities, type Severity, type Told, topicOf } from './alerts';
export { environmentNames, loadEnvironment, type LoadedEnvironment, type LoadOptions, readEnvironment } from './load';
export type { Monitoring } from './monitoring';
export type { ExistingNetwork, OwnNetwork } from './network';
export { arn, bucketArn, globalName, namesOf, type Naming, parameterName, partitionOf, resourceName } from './names';
export {
  type AccountOwner,
  type ComputeProfile,
  computeProfile,
  type Connection,
  type Environment,
  environmentSchema,
} from './schema';
export { substituteVariables } from './variables';
