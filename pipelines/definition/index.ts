/** What authors write, and how it is read. docs/definition.md */
export { alias, columns, ref, table, type AnyTable, type Column, type Row, type Table } from './table';
export { pipeline, type Pipeline, type PipelineOptions } from './pipeline';
export { append, incremental_by_interval, merge, overwrite, overwrite_partitions, scd2 } from './tasks';
export { Query, raw, sql, type SqlValue } from './query';
export { as_of, env, interval } from './interval';
export { csv, json, parquet, python } from './connectors';
export { cron, daily, every, hourly } from './schedules';
export { email, slack } from './alerts';
export { deduplicate, drop_exact_duplicates, resolve_key, type Say, transformer, trim_strings } from './steps';
export { word, type Word } from './extension';
export { column_name, column_ref, duration, table_name } from './vocabulary';
export type {
  Alert,
  Connector,
  Definitions,
  NormalAlert,
  NormalColumn,
  NormalConnector,
  NormalPipeline,
  NormalPython,
  NormalSchedule,
  NormalSource,
  NormalStep,
  NormalTable,
  NormalTask,
  Schedule,
  Step,
  Task,
  Verb,
} from './schema';

export { template, type Template } from './template';

export { jsonSchema } from './json_schema';
export { loadDefinitions, type Loaded } from './load';
export { normalise, type Normalised } from './normalise';
export { expandSteps, joinsOfSteps } from './steps';
export { readSqlFile } from './sql_file';
export { readYaml } from './yaml_file';
export { written, type Written } from './written';
export { defined, type Category } from './word';
