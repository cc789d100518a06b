/**
 * What a task does on an engine, as data: the statements that lowering prints and that a runner executes in a fixed
 * order. The local runner (DuckDB) and the Spark runtime execute the same phases; docs/write-modes.md says what each
 * means.
 *
 * In the text of a statement
 * - `${silver.orders}`, `${silver.orders__quarantine}`, `${silver.orders__changes}` are tables, valued by bindings;
 * - `lw_candidates`, `lw_gated`, `lw_accepted`, `lw_touched`, `lw_versions` are the task's own staged relations;
 * - parameters are named (`:interval_start` on Spark, `$interval_start` on DuckDB) and typed in `parameters`.
 */
import * as z from 'zod';
import { cardinality, planColumn, pythonVersion, tableFormat, tableId, taskBody, writeMode } from '../plan';
import { flowKinds } from '../sql';

export const engineName = z.enum(['spark', 'duckdb']);

/** Interval and run come from the ledger; `name` of kind `plan` is a parameter of the Plan, valued by bindings. */
export const parameterType = z.enum(['timestamp', 'string']);

export const statement = z.strictObject({
  sql: z.string(),
  /** The parameters that the text names: `interval_start`, `interval_end`, `window_start`, `run_id`, `run_at`, or a Plan parameter. */
  parameters: z.record(z.string(), parameterType),
  /** Session settings that hold for this statement only (Spark). */
  settings: z.record(z.string(), z.string()).exactOptional(),
});

export const relation = z.strictObject({
  role: z.enum(['target', 'quarantine', 'changes']),
  /** `silver.orders`, `silver.orders__quarantine`, `silver.orders__changes` */
  table: tableId,
  columns: z.array(planColumn.pick({ name: true, type: true, nullable: true })),
  partition_by: z.array(z.string()),
  /** Absent: `delta`. */
  format: tableFormat.exactOptional(),
});

/** How the candidates come about; always staged as `lw_candidates`. */
export const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('query'), query: statement }),
  z.strictObject({
    kind: z.literal('ingest'),
    format: z.enum(['csv', 'json', 'parquet']),
    path: z.string(),
    delimiter: z.string().exactOptional(),
    /** The declared columns; the runner adds `_rescued`, `_corrupt` and `_source_file`. */
    columns: z.array(planColumn.pick({ name: true, type: true, nullable: true })),
  }),
  z.strictObject({
    kind: z.literal('python'),
    file: z.string(),
    function: z.string(),
    reads: z.array(tableId),
    requires_python: pythonVersion.exactOptional(),
    columns: z.array(planColumn.pick({ name: true, type: true, nullable: true })),
  }),
]);

/** A step of the flow of rows through a query: pipelines/sql/flow/step.ts. */
export const flowStep = z.strictObject({
  kind: z.enum(flowKinds),
  block: z.string(),
  text: z.string(),
  inputs: z.array(z.int().min(0)),
  cardinality: cardinality.exactOptional(),
});

export const taskProgram = z.strictObject({
  version: z.literal(1),
  engine: engineName,
  task: z.string(),
  writes: tableId,
  reads: z.array(tableId),
  body: taskBody.options[0].shape.kind.or(taskBody.options[1].shape.kind).or(taskBody.options[2].shape.kind),
  mode: writeMode,
  relations: z.array(relation),
  source,
  /** The rows within the query; absent for files and Python. */
  flow: z
    .strictObject({
      steps: z.array(flowStep),
      /** A row per step that is counted: `step`, and the counts of docs/accounting.md. Measured once candidates are staged. */
      measure: statement,
    })
    .exactOptional(),
  /** A row per control total: `name`, `expected` and `found` as text, `same`. Measured once candidates are staged. */
  control_totals: z.strictObject({ names: z.array(z.string()), measure: statement }).exactOptional(),
  /** `lw_candidates` with `_warnings`, `_errors`, `_criticals` (arrays of rule names) and `_superseded`; staged as `lw_gated`. */
  gate: statement,
  /** One row: candidates, accepted, quarantined, superseded, critical, ambiguous (rows of a merge that nothing orders), outside (rows outside the interval). */
  measure_gate: statement,
  /** One row per rule that a row broke: rule, severity, rows. */
  measure_rules: statement,
  /** The rows that go on, with the columns of the target (of the change table for scd2); staged as `lw_accepted`. */
  accept: statement,
  /** Replaces this task's quarantined rows of this interval; one transaction (one commit on Delta and Iceberg). */
  quarantine: z.array(statement),
  /** scd2 only. Keys whose history this run recomputes: those of this interval's changes, before and after; staged as `lw_touched`. */
  touch: statement.exactOptional(),
  /** scd2 only. The whole new history of the touched keys; staged as `lw_versions`. */
  versions: statement.exactOptional(),
  /** One row: rows_before, inserted, updated, unchanged, deleted; measured before the commit. */
  measure_change: statement,
  /** Commits the target: one transaction on DuckDB, one commit on Delta and Iceberg. */
  commit: z.array(statement),
  /** scd2 only, after the target: replaces this interval's changes. The mark is in this commit; elsewhere in the target's. */
  changes: z.array(statement),
  /** One row: rows_after. */
  measure_after: statement,
});

export type EngineName = z.output<typeof engineName>;
export type Statement = z.output<typeof statement>;
export type Relation = z.output<typeof relation>;
export type FlowStep = z.output<typeof flowStep>;
export type Source = z.output<typeof source>;
export type TaskProgram = z.output<typeof taskProgram>;
