export * from './aws';
export * from './step_functions';
