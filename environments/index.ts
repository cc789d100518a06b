export { environmentNames, loadEnvironment, type LoadedEnvironment, type LoadOptions, readEnvironment } from './load';
export { nearest } from './nearest';
export { type ComputeProfile, computeProfile, type Connection, type Environment, environmentSchema } from './schema';
export { substituteVariables } from './variables';
