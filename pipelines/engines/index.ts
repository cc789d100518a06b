export { lowerTask, schemaOf } from './lower';
export { changesTable, layoutOf, quarantineTable, type Layout } from './layout';
export * from './program';
