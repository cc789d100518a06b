/** What can be written, once: the YAML form, the JSON Schema and the TypeScript types all come from here. */
import * as z from 'zod';
import { type Cardinality, cardinality, severity } from '../plan';
import {
  column_name,
  column_ref,
  days,
  duration,
  pii,
  rule,
  shown,
  sql_text,
  sql_type,
  table_name,
} from './vocabulary';
import { open } from './word';

declare const category: unique symbol;
/** A node of one category, as an author holds it. */
interface Node<C extends string> {
  readonly [category]: C;
}
export type Task = Node<'task'>;
export type Step = Node<'step'>;
export type Connector = Node<'connector'>;
export type Schedule = Node<'schedule'>;
export type Alert = Node<'alert'>;

const text = z.string().min(1);

/** Whether a text is a day of the calendar: `2026-01-31`. */
function isDate(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
const tags = z.record(z.string(), z.string());
/** The kit's own columns begin with _. */
const declared_column = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]*$/,
    'expected a column name: letters, digits and _, a letter first (_ begins those of the kit)',
  );

const reference = z.union([
  column_ref.transform((column) => ({ column, severity: 'error' as const })),
  z.strictObject({
    column: column_ref,
    /** What a row means that points nowhere: warning: report, error: quarantine, critical: fail the run. */
    severity: severity.default('error'),
  }),
]);

export const column_options = z.strictObject({
  /** A Spark SQL type; `?` at its end allows null. */
  type: sql_type,
  /** What it means, for the catalogue. */
  description: text.exactOptional(),
  /** The column that this one points to: a foreign key. */
  references: reference.exactOptional(),
  /** The kind of personal data that it holds. */
  pii: pii.exactOptional(),
  /** The values that it may have. */
  in: z
    .array(z.union([z.string(), z.number()]))
    .min(1)
    .exactOptional(),
  min: z.union([z.number(), z.string()]).exactOptional(),
  max: z.union([z.number(), z.string()]).exactOptional(),
  /** A regular expression that is found in every value. */
  matches: text.exactOptional(),
});
const column = z
  .union([sql_type.transform((type) => ({ type })), column_options])
  .transform(({ type, ...rest }) => ({ ...type, ...rest }));

const expectation = z.union([
  rule.transform((condition) => ({ rule: condition, severity: 'error' as const })),
  z.strictObject({
    rule,
    /** warning: report. error: quarantine the row. critical: fail the run. */
    severity: severity.default('error'),
  }),
]);

interface Named {
  readonly columns: Readonly<Record<string, unknown>>;
  readonly history?: { readonly surrogate_key: string };
}

/** Engines do not tell names apart by case, and a history has columns of its own. */
function checkColumns({ columns, history }: Named, context: z.RefinementCtx): void {
  const kept = history === undefined ? [] : [history.surrogate_key, 'valid_from', 'valid_to', 'is_current'];
  const seen = new Map(kept.map((name) => [name.toLowerCase(), 'a column of the history']));
  for (const name of Object.keys(columns)) {
    const known = seen.get(name.toLowerCase());
    if (known !== undefined) {
      const message = `column '${name}' is there already: ${known}`;
      context.addIssue({ code: 'custom', message, path: ['columns', name], params: { code: 'duplicate-column' } });
    }
    seen.set(name.toLowerCase(), `'${name}'`);
  }
}

/** The part of a contract that is not typed by its own columns. */
export const table_options = z.strictObject({
  /** What a row is, for the catalogue. */
  description: text.exactOptional(),
  /** The team that answers for it. */
  owner: text.exactOptional(),
  tags: tags.exactOptional(),
  /** How Spark stores it. */
  format: z.enum(['delta', 'iceberg']).exactOptional(),
  /** Conditions by name, in SQL, that every row keeps to. */
  expect: z
    .record(z.string().regex(/^[a-z_][a-z0-9_]*$/, 'expected a name: lower case letters, digits and _'), expectation)
    .exactOptional(),
  /** The age at which the newest data is too old. */
  freshness: duration.exactOptional(),
  /** How long rows are kept. */
  retention: days.exactOptional(),
});
export const table = table_options
  .extend({
    table: table_name,
    /** Columns by name: a type, or a type with what else is known of it. */
    columns: z.record(declared_column, column),
    /** What tells one row from another: the business key. */
    key: z.array(column_name).min(1).exactOptional(),
    partition_by: z.array(column_name).min(1).exactOptional(),
    /** Keep every version of a row; adds `surrogate_key`, valid_from, valid_to and is_current. */
    history: z.strictObject({ surrogate_key: declared_column }).exactOptional(),
  })
  .superRefine(checkColumns)
  .transform(
    ({ table: id, columns, key, partition_by, tags: labels, format, expect, freshness, retention, ...rest }) => ({
      id: id,
      ...rest,
      columns: Object.entries(columns).map(([name, of]) => ({ name, ...of })),
      expect: Object.entries(expect ?? {})
        .map(([name, of]) => ({ name, ...of }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      format: format ?? ('delta' as const),
      key: key ?? [],
      partition_by: partition_by ?? [],
      tags: labels ?? {},
      ...(freshness === undefined ? {} : { freshness_seconds: freshness }),
      ...(retention === undefined ? {} : { retention_days: retention }),
    }),
  );

/** Where rows come from: a table, a query, files, or a Python function. */
export const source = z.union(
  [
    table_name.transform((id) => ({ table: id })),
    sql_text.transform((query) => ({ sql: query.trimEnd() })),
    open('connector'),
  ],
  {
    error: ({ input }) =>
      typeof input === 'string'
        ? `expected a query (select ... or with ...), schema.table or a connector, found ${shown(input)}`
        : undefined,
  },
);

/** What every task takes. */
export const task_options = {
  from: source,
  /** Named transformers, applied in order to what `from` gives. */
  steps: z.array(open('step')).exactOptional(),
  /** Its name in the pipeline; the table's when left out. */
  name: z
    .string()
    .regex(/^[a-z_][a-z0-9_.]*$/, 'expected a name: lower case letters, digits, _ and .')
    .exactOptional(),
  /**
   * How many rows a join may find, by the alias of its right side: many_to_one says that a row meets one at most. A run in
   * which one meets more fails.
   */
  joins: z.record(z.string(), cardinality).exactOptional(),
  /** Sums, by name, that the task's rows must have in common with its inputs; a run in which one is off fails. */
  control_totals: z
    .record(
      z.string().regex(/^[a-z_][a-z0-9_]*$/, 'expected a name: lower case letters, digits and _'),
      z.strictObject({
        /** A query that gives one value: select sum(amount) from ${silver.orders}. */
        inputs: sql_text,
        /** The same over the task's rows: sum(revenue). */
        output: text,
      }),
    )
    .exactOptional(),
  /** Tasks that go first for a reason that no query shows. */
  after: z.array(text).exactOptional(),
  /** How often a failed run is tried again; the pipeline's when left out. */
  retries: z.int().min(0).max(100).exactOptional(),
  timeout: duration.exactOptional(),
  /** The name of a compute profile of the environment; the pipeline's when left out. */
  compute: text.exactOptional(),
  /** portable: runs on every engine. spark-only: may use what only Spark has. */
  portability: z.enum(['portable', 'spark-only']).exactOptional(),
};

export const pipeline_options = z.strictObject({
  description: text.exactOptional(),
  owner: text.exactOptional(),
  tags: tags.exactOptional(),
  /** When it runs; what lies between two runs is the interval of the second. */
  schedule: open('schedule').exactOptional(),
  /** The day of the first interval. */
  start: z
    .string()
    .refine(isDate, { error: ({ input }) => `expected a date like '2026-01-31', found ${shown(input)}` })
    .exactOptional(),
  /** How long a run may take. */
  sla: duration.exactOptional(),
  alerts: z.strictObject({ on_failure: z.array(open('alert')).exactOptional() }).exactOptional(),
  /** The name of a compute profile of the environment. */
  compute: text.exactOptional(),
  retries: z.int().min(0).max(100).exactOptional(),
  timeout: duration.exactOptional(),
  tasks: z.array(open('task')).exactOptional(),
});
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected a name: lower case letters, digits and _, a letter first');
export const pipeline = pipeline_options
  .extend({ pipeline: name })
  .transform(({ pipeline: called, tags: labels, sla, timeout, alerts, tasks, ...rest }) => ({
    name: called,
    ...rest,
    alerts: { on_failure: alerts?.on_failure ?? [] },
    tags: labels ?? {},
    tasks: tasks ?? [],
    ...(sla === undefined ? {} : { sla_seconds: sla }),
    ...(timeout === undefined ? {} : { timeout_seconds: timeout }),
  }));

/** What a task is once it is read, whatever its verb. */
interface NormalTaskBase {
  /** Its name in the pipeline; the table's unless given. */
  readonly name: string;
  /** The table that it fills. */
  readonly of: string;
  readonly from: NormalSource;
  readonly steps: readonly NormalStep[];
  readonly after: readonly string[];
  /** By the alias of the join's right side. */
  readonly joins: Readonly<Record<string, Cardinality>>;
  /** Sorted by name. */
  readonly control_totals: readonly NormalControlTotal[];
  readonly portability: 'portable' | 'spark-only';
  readonly retries?: number;
  readonly timeout_seconds?: number;
  readonly compute?: string;
}
export type NormalTask =
  | (NormalTaskBase & { readonly task: 'append' })
  | (NormalTaskBase & { readonly task: 'overwrite' })
  | (NormalTaskBase & { readonly task: 'overwrite_partitions' })
  | (NormalTaskBase & { readonly task: 'merge'; readonly keys?: readonly string[]; readonly sequence_by?: string })
  | (NormalTaskBase & {
      readonly task: 'scd2';
      /** The columns whose change makes a version; all but the key when absent. */
      readonly track?: readonly string[];
      /** The column of the query that says since when the row is so. */
      readonly effective_at: string;
      /** The column of the query that settles ties. */
      readonly sequence_by?: string;
    })
  | (NormalTaskBase & {
      readonly task: 'incremental_by_interval';
      readonly time: string;
      readonly lookback_seconds: number;
    });
export type Verb = NormalTask['task'];

export interface NormalControlTotal {
  readonly name: string;
  readonly inputs: string;
  readonly output: string;
}
export interface NormalStep {
  readonly step: string;
  readonly of: Readonly<Record<string, unknown>>;
}
/** `of` is the connector's subject: the path of files, in which \${NAME} is a parameter. */
export interface NormalConnector {
  readonly connector: string;
  readonly of: unknown;
  readonly delimiter?: string;
}
export interface NormalPython {
  /** Within the bundle: `python/churn.py`. */
  readonly file: string;
  readonly function: string;
  /** The tables that the function gets, sorted. */
  readonly reads: readonly string[];
  /** `3.11`: that or a later one. */
  readonly requires_python?: string;
}
export type NormalSource =
  { readonly table: string } | { readonly sql: string } | { readonly python: NormalPython } | NormalConnector;
/** Five-field cron and an IANA time zone. */
export interface NormalSchedule {
  readonly cron: string;
  readonly timezone: string;
}
export interface NormalAlert {
  readonly alert: string;
  readonly of: unknown;
}
/** What each category of words gives. */
export interface Outputs {
  readonly task: NormalTask;
  readonly step: NormalStep;
  readonly connector: NormalConnector | { readonly python: NormalPython };
  readonly schedule: NormalSchedule;
  readonly alert: NormalAlert;
}

export type NormalTable = z.output<typeof table>;
export type NormalColumn = NormalTable['columns'][number];
export type NormalPipeline = z.output<typeof pipeline>;

/** All that was defined: plain data with sorted keys, the same from TypeScript, YAML and .sql files. */
export interface Definitions {
  /** By id. */
  readonly tables: Readonly<Record<string, NormalTable>>;
  /** By name; tasks in the order of their names. */
  readonly pipelines: Readonly<Record<string, NormalPipeline>>;
}
