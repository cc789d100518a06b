/** Runs a Plan on this machine, on DuckDB. */
export { bindPlan } from './bind';
export { type ChangedTask, changedTasks } from './changed';
export { DatabaseError } from './database';
export { type EmptyColumn, emptyColumns } from './empty_columns';
export { firstInstant, formatInterval, type Interval, type Range, scheduledIntervals } from './intervals';
export { commitSchema, ledgerSchema } from './ledger_schema';
export type { FlowCount, RuleCount } from './counts';
export * from './result';
export { runLocal, type RunOptions } from './run';
export { type LineageOfPlan, readReportData } from './report_data';
