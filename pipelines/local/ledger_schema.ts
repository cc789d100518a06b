/**
 * The ledger of local runs: what was tried, when, on which inputs, and how it ended. One DuckDB file,
 * `<workspace>/ledger.duckdb`, written by the local runner and, for Spark runs on one machine, by the Python runtime,
 * which creates the same tables with the same text (the statements below, in order).
 *
 * Rules of use
 * - All instants are UTC, `TIMESTAMP` with microseconds. JSON is text with sorted keys and no white space.
 * - A process keeps the file open for as long as it runs. DuckDB lets one process at a time open it, so an attempt in
 *   state `running`, or a lease, of another `session` belongs to a process that is dead, and may be taken over at once.
 * - The target's own commit (`lakewright.commits` in lake.duckdb, Delta's `txn` action on Spark) is the truth; the
 *   ledger is what is known of it.
 *
 * attempts: one row per try of a task at an interval. Key (task, interval_start, generation).
 *   task             the Plan's task id: `sales/silver.orders`
 *   interval_start   the interval is [interval_start, interval_end)
 *   interval_end
 *   generation       1, 2, ...: greater than that of every earlier attempt of the task at the interval. A retry of an attempt
 *                    that did not finish (state `running`, process gone) keeps its generation, run_id, run_at and
 *                    files; a retry of a failed one, and a restatement, take the next generation
 *   run_id           32 hexadecimal digits: the first half of sha256('<task>|<interval_start>|<generation>|<run_at>'),
 *                    instants as ISO 8601 with milliseconds and Z
 *   run_at           the instant at which the attempt was first claimed; `_loaded_at` and `_ingested_at` of its rows
 *   engine           'duckdb' | 'spark'
 *   state            'running' | 'succeeded' | 'failed'
 *   recovered        true when a later run found the commit's mark in the target and recorded the success
 *   session          the process that claimed it: 32 hexadecimal digits, random per process
 *   heartbeat_at     last sign of life
 *   finished_at      null while running
 *   plan_digest      sha256 of the Plan's canonical JSON
 *   semantic_digest  the task's digests.semantic
 *   payload_digest   the task's digests.payload
 *   counts           {"accepted":..,"ambiguous":..,"candidates":..,"critical":..,"deleted":..,"inserted":..,
 *                    "outside":..,"quarantined":..,"rows_after":..,"rows_before":..,"superseded":..,"unchanged":..,
 *                    "updated":..} and for ingests also "source_corrupt", "source_files", "source_landed",
 *                    "source_rejected", "source_seen"; {} until measured
 *   rules            [{"rows":..,"rule":..,"severity":..}], sorted by rule; [] when none was broken
 *   flow             the rows within the query, step by step: [{"added":..,"block":..,"dropped":..,"inputs":[..],"kind":..,
 *                    "rows_in":..,"rows_out":..,"text":..,"unaccounted":..,"undecided":..,"unmatched":..}]; [] for
 *                    files and Python; docs/accounting.md
 *   timings          milliseconds by phase: {"claim":..,"commit":..,"gate":..,"stage":..}
 *   inputs           [{"table":..,"version":..}], sorted by table: what the attempt read, at which version
 *   error            text of the failure; null otherwise
 *
 * files: which attempt of an ingest took which file. Key (task, path, etag): a file is read by one interval of a task.
 *   path             relative to the folder before the first wildcard: the row's `_source_file`
 *   etag             sha256 of the content (local files), the object's ETag (object stores)
 *   size             bytes
 *   interval_start   the interval that read it; a restatement of the interval reads it again
 *   An interval that failed and never succeeded gives its files back: the next generation deletes its rows and takes
 *   what no other interval has. One that succeeded once keeps its files for good.
 *
 * leases: one writer per table. Key table_id.
 *   session          who holds it
 *   task, interval_start, generation    for what
 *   heartbeat_at
 */
export const ledgerSchema: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS attempts (
  task VARCHAR NOT NULL,
  interval_start TIMESTAMP NOT NULL,
  interval_end TIMESTAMP NOT NULL,
  generation INTEGER NOT NULL,
  run_id VARCHAR NOT NULL,
  run_at TIMESTAMP NOT NULL,
  engine VARCHAR NOT NULL,
  state VARCHAR NOT NULL CHECK (state IN ('running', 'succeeded', 'failed')),
  recovered BOOLEAN NOT NULL DEFAULT false,
  session VARCHAR NOT NULL,
  heartbeat_at TIMESTAMP NOT NULL,
  finished_at TIMESTAMP,
  plan_digest VARCHAR NOT NULL,
  semantic_digest VARCHAR NOT NULL,
  payload_digest VARCHAR NOT NULL,
  counts VARCHAR NOT NULL DEFAULT '{}',
  rules VARCHAR NOT NULL DEFAULT '[]',
  timings VARCHAR NOT NULL DEFAULT '{}',
  inputs VARCHAR NOT NULL DEFAULT '[]',
  error VARCHAR,
  PRIMARY KEY (task, interval_start, generation)
)`,
  `CREATE TABLE IF NOT EXISTS files (
  task VARCHAR NOT NULL,
  path VARCHAR NOT NULL,
  etag VARCHAR NOT NULL,
  size BIGINT NOT NULL,
  interval_start TIMESTAMP NOT NULL,
  PRIMARY KEY (task, path, etag)
)`,
  `CREATE TABLE IF NOT EXISTS leases (
  table_id VARCHAR NOT NULL PRIMARY KEY,
  session VARCHAR NOT NULL,
  task VARCHAR NOT NULL,
  interval_start TIMESTAMP NOT NULL,
  generation INTEGER NOT NULL,
  heartbeat_at TIMESTAMP NOT NULL
)`,
  `ALTER TABLE attempts ADD COLUMN IF NOT EXISTS flow VARCHAR DEFAULT '[]'`,
];

/**
 * In lake.duckdb, beside the tables: one row per commit of a task, written in the transaction that commits.
 *   version   1, 2, ... per table: what `inputs` of the ledger names
 */
export const commitSchema: readonly string[] = [
  'CREATE SCHEMA IF NOT EXISTS lakewright',
  `CREATE TABLE IF NOT EXISTS lakewright.commits (
  task VARCHAR NOT NULL,
  interval_start TIMESTAMP NOT NULL,
  generation INTEGER NOT NULL,
  run_id VARCHAR NOT NULL,
  table_id VARCHAR NOT NULL,
  version BIGINT NOT NULL,
  counts VARCHAR NOT NULL,
  rules VARCHAR NOT NULL,
  PRIMARY KEY (task, interval_start, generation)
)`,
  `ALTER TABLE lakewright.commits ADD COLUMN IF NOT EXISTS flow VARCHAR DEFAULT '[]'`,
];
