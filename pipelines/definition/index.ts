/** What authors write, and how it is read. docs/definition.md */
export { alias, columns, ref, table, type AnyTable, type Column, type Row, type Table } from './table';
export { pipeline, type Pipeline, type PipelineOptions } from './pipeline';
export { append, incremental_by_interval, merge, overwrite, overwrite_partitions, scd2 } from './tasks';
export { Query, raw, sql, type SqlValue } from './query';
export { as_of, env, interval } from './interval';
export { csv, json, parquet, python } from './connectors';
export { cron, daily, every, hourly } from './schedules';
export { email, slack } from './alerts';
export { deduplicate, drop_exact_duplicates, resolve_key, transformer, trim_strings } from './steps';
export { word } from './extension';
export { column_name, column_ref, duration, table_name } from './vocabulary';
export type * from './schema';

export { expandSteps, type ExpandedQuery, type Origin } from './steps';
