/**
 * The Plan: what a data platform is, apart from where it is. Versioned JSON that knows no environment, no clock, no
 * path of a machine; authors' forms end here and engines, bundles and targets begin.
 */
import * as z from 'zod';
import { pythonVersion } from './python_version';

/** `silver.orders`: the part before the dot is the layer. */
export const tableId = z.string().regex(/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/);
const columnName = z.string().min(1);
/** A Spark SQL type in its canonical text: `decimal(12,2)`, `array<string>`. */
const typeText = z.string().min(1);

export const planColumn = z.strictObject({
  name: columnName,
  type: typeText,
  nullable: z.boolean(),
  description: z.string().exactOptional(),
  pii: z.string().exactOptional(),
  /** `gold.dim_customer.customer_key` */
  references: z.string().exactOptional(),
});

/** A column that the kit adds. Provenance says how a row came to be and is left out when tables are compared. */
export const systemColumn = z.strictObject({
  name: columnName,
  type: typeText,
  nullable: z.boolean(),
  provenance: z.boolean(),
});

export const severity = z.enum(['warning', 'error', 'critical']);

/** A condition that each candidate row must not break; a row breaks it when it is false, not when it is unknown (SQL's CHECK). */
export const planExpectation = z.discriminatedUnion('kind', [
  /** `rule` is portable SQL over the table's columns, canonical. */
  z.strictObject({ kind: z.literal('rule'), name: z.string(), rule: z.string(), severity }),
  /** The column is not null. */
  z.strictObject({ kind: z.literal('not_null'), name: z.string(), column: columnName, severity }),
  /** The column is null, or there is a row of `table` whose `to` equals it. */
  z.strictObject({
    kind: z.literal('reference'),
    name: z.string(),
    column: columnName,
    table: tableId,
    to: columnName,
    severity,
  }),
]);

/** How rows are stored where Spark writes them. */
export const tableFormat = z.enum(['delta', 'iceberg']);

export const planTable = z.strictObject({
  id: tableId,
  layer: z.string(),
  description: z.string().exactOptional(),
  owner: z.string().exactOptional(),
  tags: z.record(z.string(), z.string()),
  format: tableFormat,
  /** The author's columns, in the author's order. */
  columns: z.array(planColumn),
  /** What the kit adds behind them, in this order. */
  system: z.array(systemColumn),
  key: z.array(columnName),
  partition_by: z.array(columnName),
  history: z.strictObject({ surrogate_key: columnName }).exactOptional(),
  expectations: z.array(planExpectation),
  freshness_seconds: z.int().positive().exactOptional(),
  retention_days: z.int().positive().exactOptional(),
});

/** Files that are read by declared columns; never inferred. */
export const ingestBody = z.strictObject({
  kind: z.literal('ingest'),
  format: z.enum(['csv', 'json', 'parquet']),
  /** Where the files are: `${LANDING}/orders/*.csv`. Variables are parameters, valued in bindings. */
  path: z.string(),
  /** One character, CSV only. */
  delimiter: z.string().exactOptional(),
});
export const sqlBody = z.strictObject({
  kind: z.literal('sql'),
  /**
   * Spark SQL, canonical, whose result has exactly the columns that the write mode takes, in order and type.
   * `${silver.orders}` is a table, `${interval.start}` and `${interval.end}` timestamps, `${NAME}` a string parameter.
   */
  query: z.string(),
});
export const pythonBody = z.strictObject({
  kind: z.literal('python'),
  /** Path of the file within the bundle: `python/score.py`. */
  file: z.string(),
  /** The tables that the function gets. */
  inputs: z.array(tableId),
  /** SHA-256 of the file. */
  digest: z.string(),
  /** `def function(inputs: dict[str, DataFrame], context: TaskContext) -> DataFrame` */
  function: z.string(),
  /** `3.11`: the Python that the function needs, or a later one; absent where the release's default does. */
  requires_python: pythonVersion.exactOptional(),
});
export const taskBody = z.discriminatedUnion('kind', [ingestBody, sqlBody, pythonBody]);

/** How many rows of a join's right side a row of the left may meet, and the other way round. */
export const cardinality = z.enum(['one_to_one', 'many_to_one', 'one_to_many', 'many_to_many']);

/** What the author says of the rows within a query, beside what is worked out: docs/accounting.md. */
export const planAccounting = z.strictObject({
  /** By the alias of the join's right side, or with the WITH query before it: `c`, `step_1.d`. */
  joins: z.record(z.string(), cardinality),
  /** Sums that the task's rows must have in common with its inputs. */
  control_totals: z.array(
    z.strictObject({
      name: z.string(),
      /** A query of one row and one column, canonical. */
      inputs: z.string(),
      /** An aggregate over the task's rows, canonical. */
      output: z.string(),
    }),
  ),
});

/** How candidates become the table's rows. What each does with rows, to the letter: docs/write-modes.md. */
export const writeMode = z.discriminatedUnion('kind', [
  /** Replaces the rows that this task's run for the same interval added before. */
  z.strictObject({ kind: z.literal('append') }),
  z.strictObject({ kind: z.literal('overwrite') }),
  /** Replaces the partitions (of the table's partition_by) that the candidates are in. */
  z.strictObject({ kind: z.literal('overwrite_partitions') }),
  /** Updates rows that match by key, inserts the others; the greatest `sequence_by` wins. */
  z.strictObject({
    kind: z.literal('merge'),
    keys: z.array(columnName).min(1),
    sequence_by: columnName.exactOptional(),
  }),
  /** Keeps every version of a row. The query gives the contract's columns, then `_effective_at`, then `_sequence` where there is one. */
  z.strictObject({
    kind: z.literal('scd2'),
    keys: z.array(columnName).min(1),
    track: z.array(columnName).min(1),
    /** The type of `_sequence`; absent where the author gave none. */
    sequence_type: typeText.exactOptional(),
  }),
  /** Replaces the rows whose `time` is in [interval.start - lookback, interval.end). */
  z.strictObject({
    kind: z.literal('incremental_by_interval'),
    time: columnName,
    lookback_seconds: z.int().min(0),
  }),
]);

export const planTask = z.strictObject({
  /** `sales/silver.orders`: the pipeline, then the task's name (the table's unless given). */
  id: z.string(),
  pipeline: z.string(),
  name: z.string(),
  writes: tableId,
  /** What it reads, sorted: the body's tables and those that its expectations refer to; its own table is left out. */
  reads: z.array(tableId),
  body: taskBody,
  mode: writeMode,
  /** Absent where nothing was declared. */
  accounting: planAccounting.exactOptional(),
  portability: z.enum(['portable', 'spark-only']),
  /** The name of a compute profile; what it means is the environment's. */
  compute: z.string(),
  retries: z.int().min(0),
  timeout_seconds: z.int().positive(),
  /** Names of `${NAME}` in path or query. */
  parameters: z.array(z.string()),
  digests: z.strictObject({
    /** Of what the data depends on: canonical query, contract, write mode. Versioned: `s1:<sha256>`. */
    semantic: z.string(),
    /** Of every byte of the task. */
    payload: z.string(),
  }),
});

export const planPipeline = z.strictObject({
  name: z.string(),
  description: z.string().exactOptional(),
  owner: z.string().exactOptional(),
  tags: z.record(z.string(), z.string()),
  /** Five-field cron and an IANA time zone: a run's interval is between two consecutive ticks. */
  schedule: z.strictObject({ cron: z.string(), timezone: z.string() }).exactOptional(),
  /** An ISO date; the first interval begins at or after its midnight in the schedule's time zone. */
  start: z.string().exactOptional(),
  sla_seconds: z.int().positive().exactOptional(),
  alerts: z.array(z.strictObject({ kind: z.string(), to: z.string() })),
  /** In the order in which they run. */
  tasks: z.array(z.string()),
});

/** What one job runs: tasks of one pipeline that share compute profile, Python, permission set and retry boundary. */
export const planUnit = z.strictObject({
  /** `sales-bronze`; also the name of the job. */
  id: z.string(),
  pipeline: z.string(),
  layer: z.string(),
  compute: z.string(),
  /** What its tasks need; absent where the release's default does. */
  requires_python: pythonVersion.exactOptional(),
  retries: z.int().min(0),
  timeout_seconds: z.int().positive(),
  /** In the order in which they run. */
  tasks: z.array(z.string()),
  /** Units of the same pipeline that go first. */
  after: z.array(z.string()),
});

export const plan = z.strictObject({
  version: z.literal(1),
  domain: z.string(),
  tables: z.record(tableId, planTable),
  pipelines: z.record(z.string(), planPipeline),
  tasks: z.record(z.string(), planTask),
  /** Every task, in one order that all reads allow, across pipelines. */
  order: z.array(z.string()),
  units: z.record(z.string(), planUnit),
  /** All parameters of all tasks, sorted. */
  parameters: z.array(z.string()),
  /** Values of parameters where an environment gives none; part of no task's digest. */
  defaults: z.record(z.string(), z.string()).exactOptional(),
});

export type TableId = string;
export type TaskId = string;
export type TableFormat = z.output<typeof tableFormat>;
export type Severity = z.output<typeof severity>;
export type PlanColumn = z.output<typeof planColumn>;
export type SystemColumn = z.output<typeof systemColumn>;
export type PlanExpectation = z.output<typeof planExpectation>;
export type PlanTable = z.output<typeof planTable>;
export type TaskBody = z.output<typeof taskBody>;
export type Cardinality = z.output<typeof cardinality>;
export type PlanAccounting = z.output<typeof planAccounting>;
export type WriteMode = z.output<typeof writeMode>;
export type PlanTask = z.output<typeof planTask>;
export type PlanPipeline = z.output<typeof planPipeline>;
export type PlanUnit = z.output<typeof planUnit>;
export type Plan = z.output<typeof plan>;
