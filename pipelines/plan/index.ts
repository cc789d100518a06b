export * from './bindings';
export * from './canonical';
export * from './diagnostic';
export { didYouMean, hintFor, nearest } from './nearest';
export * from './schema';
export { systemColumns } from './system_columns';
