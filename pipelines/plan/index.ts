export * from './bindings';
export * from './canonical';
export * from './diagnostic';
export { didYouMean, hintFor, nearest } from './nearest';
export { comparePythonVersions, pythonVersion } from './python_version';
export * from './schema';
export { systemColumns } from './system_columns';
