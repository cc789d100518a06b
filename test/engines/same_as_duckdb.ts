/** The tests of the write modes: two days, a day that is done, and one restated, held to DuckDB after each. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLocal } from '../../pipelines/local';
import type { Plan } from '../../pipelines/plan';
import { bindingsOf } from '../pipelines/local/workspace';
import { duckdbTables } from './duckdb_rows';
import { difference } from './equal_rows';
import { dayOne, dayTwo, intervals, land } from './six_modes_events';
import { SparkWorkspace } from './spark_workspace';

/** @param plan that of the six modes, in whatever format */
export function sameAsDuckDb(plan: Plan, settings: Readonly<Record<string, string>> = {}): void {
  const spark = SparkWorkspace.create(plan, { settings });
  const workspace = mkdtempSync(join(tmpdir(), 'lakewright-modes-'));
  const local = (options: { to: string; restate?: { from: Date; to: Date } }): ReturnType<typeof runLocal> =>
    runLocal({
      plan,
      bindings: bindingsOf({ LANDING: spark.landing }),
      workspace,
      now: () => new Date('2026-02-01T00:00:00Z'),
      listener: {},
      ...options,
      to: new Date(options.to),
    });
  const equalTables = async (): Promise<void> => {
    for (const [table, rows] of await duckdbTables(plan, workspace)) {
      expect({ table, ...difference(rows, await spark.rows(table)) }).toEqual({ table, left: [], right: [] });
    }
  };
  const [first, second] = intervals;
  const succeeded = plan.order.map((t) => [t, 'succeeded', null]);

  afterAll(() => {
    spark.remove();
    rmSync(workspace, { recursive: true });
  });

  test('the first day gives the same tables on DuckDB and on Spark', async () => {
    land(spark.landing, 'day1.jsonl', dayOne);
    await local({ to: first.to });
    const run = await spark.run(first);
    expect(run.tasks.map((t) => [t.task, t.state, t.error])).toEqual(succeeded);
    await equalTables();
  });

  test('the second day, with changed, repeated and late rows, does too, and counts the same', async () => {
    land(spark.landing, 'day2.jsonl', dayTwo);
    const onDuckDb = await local({ to: second.to });
    const run = await spark.run(second);
    expect(run.tasks.map((t) => [t.task, t.state, t.error])).toEqual(succeeded);
    await equalTables();
    const counted = new Map(onDuckDb.tasks.filter((t) => t.state === 'succeeded').map((t) => [t.task, t.counts]));
    for (const task of run.tasks) expect({ [task.task]: task.counts }).toEqual({ [task.task]: counted.get(task.task) });
  });

  test('a run for an interval that has succeeded does nothing', async () => {
    const run = await spark.run(second);
    expect(new Set(run.tasks.map((t) => t.state))).toEqual(new Set(['skipped']));
  });

  test('a restated interval gives the same tables', async () => {
    await local({ to: first.to, restate: { from: new Date(first.from), to: new Date(first.to) } });
    const run = await spark.run(first, { restate: true });
    expect(run.tasks.map((t) => [t.task, t.state, t.error])).toEqual(succeeded);
    await equalTables();
  });
}
