/** The verbs: how a task's rows become the table's. What each does with rows is in docs/write-modes.md. */
import * as z from 'zod';
import type { Author } from './author';
import { task_options, type NormalTask, type Task, type Verb } from './schema';
import type { Needs, TableWith } from './table';
import { column_name, duration, table_name } from './vocabulary';
import { define, node } from './word';

const plain_options = z.strictObject(task_options);
const merge_options = z.strictObject({
  ...task_options,
  /** What matches a row with the one it replaces; the contract's key when left out. */
  keys: z.array(column_name).min(1).exactOptional(),
  /** The newer of two rows with the same key is the one with the greater value here. */
  sequence_by: column_name.exactOptional(),
});
const scd2_options = z.strictObject({
  ...task_options,
  /** The columns whose change makes a new version; all but the key when left out. */
  track: z.array(column_name).min(1).exactOptional(),
  /** The column of the query that says since when the row is so. */
  effective_at: z.string().min(1),
  /** The column of the query that orders changes of the same time. */
  sequence_by: z.string().min(1).exactOptional(),
});
const incremental_by_interval_options = z.strictObject({
  ...task_options,
  /** The column that says which interval a row is of. */
  time: column_name,
  /** How far back late rows are taken in again. */
  lookback: duration.exactOptional(),
});

export type Append<C extends string> = Author<z.input<typeof plain_options>, C>;
export type Overwrite<C extends string> = Author<z.input<typeof plain_options>, C>;
export type OverwritePartitions<C extends string> = Author<z.input<typeof plain_options>, C>;
export type Merge<C extends string> = Author<z.input<typeof merge_options>, C>;
/** Merge into a table whose contract has no key. */
export type MergeByKeys<C extends string> = Merge<C> & { readonly keys: readonly C[] };
export type Scd2<C extends string> = Author<z.input<typeof scd2_options>, C>;
export type IncrementalByInterval<C extends string> = Author<z.input<typeof incremental_by_interval_options>, C>;

/** Adds rows; never touches those of other intervals. */
export function append<C extends string>(into: TableWith<C>, options: Append<NoInfer<C>>): Task {
  return task('append', into, options, append);
}
/** Replaces the whole table. */
export function overwrite<C extends string>(into: TableWith<C>, options: Overwrite<NoInfer<C>>): Task {
  return task('overwrite', into, options, overwrite);
}
/** Replaces the partitions that the query gives rows for. */
export function overwrite_partitions<C extends string, P extends string>(
  into: Needs<P, TableWith<C, unknown, P>, 'overwrite_partitions needs a contract with partition_by'>,
  options: OverwritePartitions<NoInfer<C>>,
): Task {
  return task('overwrite_partitions', into, options, overwrite_partitions);
}
/** Updates rows that match by key, inserts the others. */
export function merge<C extends string, K extends string>(
  into: TableWith<C, K>,
  options: [K] extends [never] ? MergeByKeys<NoInfer<C>> : Merge<NoInfer<C>>,
): Task {
  return task('merge', into, options, merge);
}
/** Keeps every version of a row, with the time in which it held. */
export function scd2<C extends string, H extends string>(
  into: Needs<H, TableWith<C, unknown, unknown, H>, 'scd2 needs a contract with history'>,
  options: Scd2<NoInfer<C>>,
): Task {
  return task('scd2', into, options, scd2);
}
/** Replaces the rows of the run's interval. */
export function incremental_by_interval<C extends string>(
  into: TableWith<C>,
  options: IncrementalByInterval<NoInfer<C>>,
): Task {
  return task('incremental_by_interval', into, options, incremental_by_interval);
}

function task(verb: Verb, into: unknown, options: object, above: (...args: never[]) => unknown): Task {
  // An opaque node: what it says is checked where definitions are read.
  return node(verb, into, options, above) as unknown as Task;
}

type Options = z.output<typeof plain_options>;

/** What all verbs have in common, with what was left out. */
function filled<V extends Verb>(
  verb: V,
  of: string,
  { timeout, name, steps, after, portability, joins, control_totals, ...rest }: Options,
) {
  return {
    ...rest,
    task: verb,
    of,
    name: name ?? of,
    steps: steps ?? [],
    after: [...(after ?? [])].sort(),
    joins: joins ?? {},
    control_totals: Object.entries(control_totals ?? {})
      .map(([called, { inputs, output }]) => ({ name: called, inputs: inputs.trimEnd(), output }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    portability: portability ?? ('portable' as const),
    ...(timeout === undefined ? {} : { timeout_seconds: timeout }),
  };
}

define(
  'task',
  'append',
  plain_options.extend({ append: table_name }).transform(({ append: of, ...rest }) => filled('append', of, rest)),
);
define(
  'task',
  'overwrite',
  plain_options
    .extend({ overwrite: table_name })
    .transform(({ overwrite: of, ...rest }) => filled('overwrite', of, rest)),
);
define(
  'task',
  'overwrite_partitions',
  plain_options
    .extend({ overwrite_partitions: table_name })
    .transform(({ overwrite_partitions: of, ...rest }) => filled('overwrite_partitions', of, rest)),
);
define(
  'task',
  'merge',
  merge_options.extend({ merge: table_name }).transform(({ merge: of, keys, sequence_by, ...rest }): NormalTask => ({
    ...filled('merge', of, rest),
    ...(keys === undefined ? {} : { keys }),
    ...(sequence_by === undefined ? {} : { sequence_by }),
  })),
);
define(
  'task',
  'scd2',
  scd2_options
    .extend({ scd2: table_name })
    .transform(({ scd2: of, track, effective_at, sequence_by, ...rest }): NormalTask => ({
      ...filled('scd2', of, rest),
      effective_at,
      ...(track === undefined ? {} : { track }),
      ...(sequence_by === undefined ? {} : { sequence_by }),
    })),
);
define(
  'task',
  'incremental_by_interval',
  incremental_by_interval_options
    .extend({ incremental_by_interval: table_name })
    .transform(({ incremental_by_interval: of, time, lookback, ...rest }): NormalTask => ({
      ...filled('incremental_by_interval', of, rest),
      time,
      lookback_seconds: lookback ?? 0,
    })),
);
