/**
 * What a report is drawn from: plain JSON, complete, with nothing left to look up. Made from a Plan, the ledger and a
 * few rows of each table; the same data gives the same bytes of HTML. Times are ISO 8601 in UTC, durations seconds.
 */
import type { Severity } from '../../plan';

/** `recovered`: an earlier attempt had committed, so only the ledger was mended. `spark-only`: cannot run on this engine. */
export type TaskState = 'succeeded' | 'failed' | 'skipped' | 'blocked' | 'recovered' | 'spark-only';
export type RunState = 'succeeded' | 'failed' | 'running';
export type LineageKind = 'identity' | 'transformation' | 'aggregation' | 'filter' | 'join';
export type LineageCompleteness = 'exact' | 'partial' | 'opaque';

export interface ReportData {
  readonly version: 1;
  /** The domain of the Plan. */
  readonly project: string;
  readonly environment: string;
  /** `DuckDB 1.5.5` */
  readonly engine: string;
  readonly plan: { readonly digest: string; readonly pipelines: readonly string[] };
  /** Oldest first. */
  readonly runs: readonly ReportRun[];
  readonly tables: readonly ReportTable[];
  /** In the order in which they run. */
  readonly tasks: readonly ReportTask[];
  readonly lineage: ReportLineage;
}

/** One pipeline over one interval, in one start of the runner. */
export interface ReportRun {
  readonly id: string;
  readonly pipeline: string;
  readonly interval: Interval;
  readonly state: RunState;
  readonly started: string;
  readonly seconds: number;
  /** True where `--restate` asked for an interval that had been loaded before. */
  readonly restated: boolean;
}

/** Half open: `start` is in it, `end` is not. */
export interface Interval {
  readonly start: string;
  readonly end: string;
}

export interface ReportTable {
  /** `silver.orders` */
  readonly id: string;
  readonly layer: string;
  readonly description?: string;
  readonly owner?: string;
  readonly key: readonly string[];
  readonly partitionBy: readonly string[];
  /** The author's columns, then those that the kit adds. */
  readonly columns: readonly ReportColumn[];
  readonly expectations: readonly ReportExpectation[];
  /** Rows now; null where the table has never been written. */
  readonly rows: number | null;
  /** Rows in quarantine now, over all intervals. */
  readonly quarantinedRows: number;
  readonly sample: ReportSample;
  /** Rows in quarantine, the newest first. */
  readonly quarantineSample: readonly QuarantinedRow[];
}

export interface ReportColumn {
  readonly name: string;
  /** Spark SQL: `decimal(12,2)` */
  readonly type: string;
  readonly nullable: boolean;
  readonly description?: string;
  /** The class of personal data: `email`. */
  readonly pii?: string;
  /** `gold.dim_customer.customer_key` */
  readonly references?: string;
  /** Added by the kit. */
  readonly system: boolean;
}

export interface ReportExpectation {
  readonly name: string;
  readonly severity: Severity;
  /** What must hold, as a reader would say it: `amount >= 0`, `customer_id is not null`, `customer_id in silver.customers.customer_id`. */
  readonly rule: string;
}

/** Rows as text, a cell per entry of `columns`; null is SQL's null. Personal data comes masked, and stays out of the file. */
export interface ReportSample {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface QuarantinedRow {
  readonly reasons: readonly string[];
  readonly interval: string;
  /** A few telling cells, masked like those of a sample. */
  readonly cells: readonly { readonly column: string; readonly value: string | null }[];
}

export interface ReportTask {
  /** `sales/silver.orders` */
  readonly id: string;
  readonly pipeline: string;
  readonly kind: 'ingest' | 'sql' | 'python';
  /** `append`, `merge`, `scd2`, ... */
  readonly mode: string;
  readonly reads: readonly string[];
  readonly writes: string;
  readonly portability: 'portable' | 'spark-only';
  /** SQL text, path of the files, or `score.py: score`. */
  readonly text: string;
  /** Newest last; several where intervals or attempts are several. */
  readonly attempts: readonly TaskAttempt[];
}

/** A task over one interval in one run. */
export interface TaskAttempt {
  readonly run: string;
  readonly interval: Interval;
  readonly generation: number;
  readonly state: TaskState;
  /** Null where nothing was started. */
  readonly started: string | null;
  readonly seconds: number;
  /** In order; `claim`, `stage`, `gate`, `quarantine`, `commit`, `mark`. */
  readonly phases: readonly { readonly name: string; readonly seconds: number }[];
  /** Null where nothing was counted. */
  readonly counts: TaskCounts | null;
  /** Rules that rows broke; a row that breaks two is in both. */
  readonly failures: readonly RuleFailure[];
  /** The rows within its query, in order; empty for files and Python. */
  readonly steps: readonly QueryStep[];
  /** The text of a failure, or why a task was blocked or skipped; null where there is nothing to say. */
  readonly error: string | null;
}

/** A join, a filter, ...: rowsOut = rowsIn - dropped + added, but where rows become groups. */
export interface QueryStep {
  readonly kind: string;
  /** The WITH query or subquery that it is in; empty for the query itself. */
  readonly block: string;
  /** `left join gold.dim_customer as c` */
  readonly text: string;
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly dropped: number;
  readonly added: number;
  /** Rows of a join's left side that met none. */
  readonly unmatched: number | null;
  /** Rows for which a filter's condition was null. */
  readonly undecided: number | null;
  /** Rows that a join added although nobody declared that it may. */
  readonly unaccounted: number;
}

export interface RuleFailure {
  readonly rule: string;
  readonly severity: Severity;
  readonly rows: number;
}

/** Rows of one attempt. What each means: docs/write-modes.md. */
export interface TaskCounts {
  /** An ingest's records; null for other tasks. */
  readonly source: {
    readonly files: number;
    readonly seen: number;
    readonly landed: number;
    readonly rejected: number;
  } | null;
  readonly gate: {
    readonly candidates: number;
    readonly accepted: number;
    readonly quarantined: number;
    readonly superseded: number;
  };
  readonly table: {
    readonly before: number;
    readonly inserted: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly deleted: number;
    readonly after: number;
  };
  /**
   * scd2 alone: what became of accepted rows in the change table (`<table>__changes`), which is where
   * accepted = inserted + updated + unchanged holds; `table` then counts versions.
   */
  readonly changes: { readonly inserted: number; readonly updated: number; readonly unchanged: number } | null;
}

export interface ReportLineage {
  readonly tables: readonly { readonly from: string; readonly to: string; readonly task: string }[];
  readonly columns: readonly ColumnEdge[];
  /** By task: how much of its column lineage is known. */
  readonly completeness: Readonly<Record<string, LineageCompleteness>>;
}

export interface ColumnEdge {
  readonly fromTable: string;
  readonly fromColumn: string;
  readonly toTable: string;
  readonly toColumn: string;
  readonly kind: LineageKind;
}
