/** A Plan with one ingest and a table for each write mode, all fed from it; small enough to run hundreds of times. */
import {
  systemColumns,
  type Plan,
  type PlanExpectation,
  type PlanTable,
  type PlanTask,
  type WriteMode,
} from '../../pipelines/plan';

export const pipelineStart = '2026-01-01';

/** What an event says. `at` lies within the interval that it belongs to. */
export interface Event {
  readonly id: number | null;
  readonly name: string | null;
  readonly country: string | null;
  readonly amount: string | null;
  readonly at: string;
  readonly seq: number | null;
}

const eventColumns = [
  { name: 'id', type: 'bigint', nullable: false },
  { name: 'name', type: 'string', nullable: true },
  { name: 'country', type: 'string', nullable: true },
  { name: 'amount', type: 'decimal(10,2)', nullable: true },
  { name: 'at', type: 'timestamp', nullable: false },
  { name: 'seq', type: 'bigint', nullable: true },
];
const versionColumns = eventColumns.slice(0, 4);

export const expectations: readonly PlanExpectation[] = [
  { kind: 'not_null', name: 'id_not_null', column: 'id', severity: 'error' },
  { kind: 'rule', name: 'amount_not_negative', rule: 'amount >= 0', severity: 'error' },
  { kind: 'rule', name: 'name_usual', rule: "name <> 'odd'", severity: 'warning' },
  { kind: 'rule', name: 'amount_sane', rule: 'amount < 10000', severity: 'critical' },
];

const list = eventColumns.map((c) => c.name).join(', ');
const ofInterval = `select ${list} from \${bronze.events} where _interval_start = \${interval.start} and _corrupt is null`;

interface Made {
  readonly table: string;
  readonly mode: WriteMode;
  readonly query: string;
  readonly columns?: typeof eventColumns;
  readonly key?: readonly string[];
  readonly partition_by?: readonly string[];
  readonly surrogate?: string;
}

const made: readonly Made[] = [
  { table: 'silver.appended', mode: { kind: 'append' }, query: ofInterval },
  { table: 'silver.overwritten', mode: { kind: 'overwrite' }, query: ofInterval },
  { table: 'silver.partitioned', mode: { kind: 'overwrite_partitions' }, query: ofInterval, partition_by: ['country'] },
  { table: 'silver.merged', mode: { kind: 'merge', keys: ['id'], sequence_by: 'seq' }, query: ofInterval, key: ['id'] },
  {
    table: 'silver.versions',
    mode: { kind: 'scd2', keys: ['id'], track: ['name', 'country'], sequence_type: 'bigint' },
    columns: versionColumns,
    query: `select id, name, country, amount, at as _effective_at, seq as _sequence from \${bronze.events} where _interval_start = \${interval.start} and _corrupt is null`,
    key: ['id'],
    surrogate: 'version_key',
  },
  {
    table: 'silver.windowed',
    mode: { kind: 'incremental_by_interval', time: 'at', lookback_seconds: 86_400 },
    query: `select ${list} from \${bronze.events} where at >= \${interval.start} and at < \${interval.end} and _corrupt is null`,
  },
];

/** @param path of the event files, JSON lines */
export function sixModes(path: string): Plan {
  const events = table(
    'bronze.events',
    'ingest',
    { kind: 'append' },
    { columns: eventColumns.map((c) => ({ ...c, nullable: true })) },
  );
  const ingest = task('bronze.events', [], { kind: 'append' }, { kind: 'ingest', format: 'json', path });
  const tables = made.map((m) =>
    table(m.table, 'sql', m.mode, { columns: m.columns ?? eventColumns, expectations, ...m }),
  );
  const tasks = made.map((m) => task(m.table, ['bronze.events'], m.mode, { kind: 'sql', query: m.query }));
  return planOf([events, ...tables], [ingest, ...tasks]);
}

export function planOf(tables: readonly PlanTable[], tasks: readonly PlanTask[]): Plan {
  const ids = tasks.map((t) => t.id);
  return {
    version: 1,
    domain: 'test',
    tables: Object.fromEntries(tables.map((t) => [t.id, t])),
    pipelines: {
      modes: {
        ...{ name: 'modes', tags: {}, alerts: [], tasks: ids, start: pipelineStart },
        schedule: { cron: '0 0 * * *', timezone: 'UTC' },
      },
    },
    tasks: Object.fromEntries(tasks.map((t) => [t.id, t])),
    order: ids,
    units: {},
    parameters: [...new Set(tasks.flatMap((t) => t.parameters))].sort(),
  };
}

export function table(
  id: string,
  body: 'ingest' | 'sql' | 'python',
  mode: WriteMode,
  given: {
    readonly columns: PlanTable['columns'];
    readonly expectations?: readonly PlanExpectation[];
    readonly key?: readonly string[];
    readonly partition_by?: readonly string[];
    readonly surrogate?: string;
  },
): PlanTable {
  return {
    id,
    ...{ layer: id.split('.')[0] ?? '', tags: {}, format: 'delta', columns: given.columns },
    system: [...systemColumns(body, mode.kind, given.surrogate)],
    key: [...(given.key ?? [])],
    partition_by: [...(given.partition_by ?? [])],
    expectations: [...(given.expectations ?? [])],
    ...(given.surrogate === undefined ? {} : { history: { surrogate_key: given.surrogate } }),
  };
}

export function task(writes: string, reads: readonly string[], mode: WriteMode, body: PlanTask['body']): PlanTask {
  const text = body.kind === 'sql' ? body.query : body.kind === 'ingest' ? body.path : '';
  return {
    ...{ id: `modes/${writes}`, pipeline: 'modes', name: writes, writes, reads: [...reads], body, mode },
    ...{
      portability: body.kind === 'python' ? 'spark-only' : 'portable',
      compute: 'default',
      retries: 0,
      timeout_seconds: 600,
    },
    parameters: [...new Set([...text.matchAll(/\$\{([A-Z_]+)\}/g)].map((m) => m[1] ?? ''))].sort(),
    digests: { semantic: `s1:${writes}`, payload: writes },
  };
}
