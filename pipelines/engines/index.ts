export { lowerTask, schemaOf } from './lower';
export { changesTable, quarantineTable } from './layout';
export * from './program';
