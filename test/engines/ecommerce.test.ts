/** The whole example on both engines: two days with late, repeated and broken rows, a re-run, a restated interval. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate, generateOptions } from '../../examples/ecommerce/generate';
import { compileProject } from '../../cli/compiled';
import { readProject } from '../../cli/project';
import { runLocal, scheduledIntervals } from '../../pipelines/local';
import { bindingsOf } from '../pipelines/local/workspace';
import { duckdbTables } from './duckdb_rows';
import { difference } from './equal_rows';
import { SparkWorkspace } from './spark_workspace';

jest.setTimeout(1_800_000);

const root = join(__dirname, '..', '..');

function given<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new Error(otherwise);
  return value;
}

const compiled = compileProject(readProject(root));
const plan = given(compiled.plan, compiled.diagnostics.map((d) => d.message).join('\n'));
const python = new Map(Object.entries(compiled.files).map(([path, source]) => [path, readFileSync(source)]));
const settings = { 'spark.sql.shuffle.partitions': '2', 'spark.sql.leafNodeDefaultParallelism': '2' };
const spark = SparkWorkspace.create(plan, { python, settings });
const workspace = mkdtempSync(join(tmpdir(), 'lakewright-ecommerce-'));
const options = generateOptions.parse({
  orders: 120,
  customers: 60,
  products: 25,
  late: 0.1,
  duplicates: 0.05,
  broken: 0.05,
});

const schedule = given(plan.pipelines['sales']?.schedule, 'the pipeline of the example has no schedule');
const intervals = scheduledIntervals(schedule, '2026-01-01', { to: new Date('2026-01-03T12:00:00Z') }).map((i) => ({
  from: i.start.toISOString(),
  to: i.end.toISOString(),
}));

const local = (given: { to: string; restate?: { from: Date; to: Date } }): ReturnType<typeof runLocal> =>
  runLocal({
    plan,
    bindings: bindingsOf({ LANDING: spark.landing }),
    workspace,
    now: () => new Date('2026-02-01T00:00:00Z'),
    listener: {},
    ...given,
    to: new Date(given.to),
  });

afterAll(() => {
  spark.remove();
  rmSync(workspace, { recursive: true });
});

async function equalTables(): Promise<number> {
  let rows = 0;
  const scored = new Set(Object.values(plan.tasks).flatMap((t) => (t.portability === 'spark-only' ? [t.writes] : [])));
  for (const [table, found] of await duckdbTables(plan, workspace)) {
    if (scored.has(table.replace(/__quarantine$/, ''))) continue;
    const { left, right } = difference(found, await spark.rows(table));
    expect({ table, left: left.slice(0, 3), right: right.slice(0, 3) }).toEqual({ table, left: [], right: [] });
    rows += found.length;
  }
  return rows;
}

const first = given(intervals[0], 'the pipeline of the example has no first day');
const second = given(intervals[1], 'the pipeline of the example has no second day');
const all = (state: string): readonly unknown[] => plan.order.map((t) => [t, state, null]);

/** What a local run says of the tasks of one interval; what only Spark can run says so. */
const statesOf = ({ tasks }: Awaited<ReturnType<typeof local>>, { to }: { to: string }): readonly unknown[] =>
  tasks
    .filter((t) => new Date(t.interval.end).getTime() === new Date(to).getTime())
    .map((t) => [t.task, t.state, t.error]);
const allLocal = (state: string): readonly unknown[] =>
  plan.order.map((t) => [t, plan.tasks[t]?.portability === 'spark-only' ? 'spark-only' : state, null]);

test('day one', async () => {
  generate(spark.landing, { ...options, only: 1 });
  expect(statesOf(await local({ to: first.to }), first)).toEqual(allLocal('succeeded'));
  const run = await spark.run(first);
  expect(run.tasks.map((t) => [t.task, t.state, t.error])).toEqual(all('succeeded'));
  expect(await equalTables()).toBeGreaterThan(500);
  expect(await spark.rows('gold.customer_scores')).toHaveLength((await spark.rows('gold.customer_rfm')).length);
});

test('day two, with late and changed rows', async () => {
  generate(spark.landing, { ...options, only: 2 });
  const onDuckdb = await local({ to: second.to });
  expect(statesOf(onDuckdb, second)).toEqual(allLocal('succeeded'));
  const run = await spark.run(second);
  expect(run.tasks.map((t) => [t.task, t.state, t.error])).toEqual(all('succeeded'));
  expect(await equalTables()).toBeGreaterThan(1000);
  // The rows within each query, step by step, are the same: joins, filters and groups count alike.
  const followed = onDuckdb.tasks.filter((t) => t.state === 'succeeded' && t.flow.length > 0);
  const onSpark = new Map(run.tasks.map((t) => [t.task, t.flow]));
  expect(followed.map((t) => [t.task, onSpark.get(t.task)])).toEqual(followed.map((t) => [t.task, t.flow]));
  const steps = new Set(followed.flatMap((t) => t.flow.map((s) => s.kind)));
  expect([...steps].sort()).toEqual(['distinct', 'filter', 'group', 'inner', 'left', 'read']);
});

test('a re-run changes nothing', async () => {
  const before = await duckdbTables(plan, workspace);
  const again = await local({ to: second.to });
  expect([statesOf(again, first), statesOf(again, second)]).toEqual([allLocal('skipped'), allLocal('skipped')]);
  const run = await spark.run(second);
  expect(run.tasks.map((t) => [t.task, t.state, t.error])).toEqual(all('skipped'));
  expect(await duckdbTables(plan, workspace)).toEqual(before);
  expect(await equalTables()).toBeGreaterThan(1000);
});

test('a restated interval', async () => {
  const restated = await local({ to: first.to, restate: { from: new Date(first.from), to: new Date(first.to) } });
  expect(statesOf(restated, first)).toEqual(allLocal('succeeded'));
  const run = await spark.run(first, { restate: true });
  expect(run.tasks.map((t) => [t.task, t.state, t.error])).toEqual(all('succeeded'));
  expect(await equalTables()).toBeGreaterThan(1000);
});
