export * from './bindings';
export * from './canonical';
export * from './diagnostic';
export * from './schema';
export { systemColumns } from './system_columns';
