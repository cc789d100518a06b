export * from './bindings';
export * from './canonical';
export * from './diagnostic';
export { hintFor, nearest } from './nearest';
export * from './schema';
export { systemColumns } from './system_columns';
