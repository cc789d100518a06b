/** The tests of runs that die at a point, and of the next run, with new objects, that completes them. */
import type { Plan } from '../../pipelines/plan';
import type { SparkRun } from './client';
import { difference } from './equal_rows';
import { dayOne, dayTwo, intervals, land } from './six_modes_events';
import { SparkWorkspace, tablesOf } from './spark_workspace';
import type { Row } from './values';

/**
 * @param plan that of the six modes with a unit for each task
 * @param cases a task and a point of runtime/lakewright_runtime/failpoints.py
 */
export function abandonedRuns(plan: Plan, cases: readonly (readonly [task: string, point: string])[]): void {
  /** After the first day; the second one's files are there. */
  const before = SparkWorkspace.create(plan);
  /** The same with the second day's events in bronze, which the other tasks read. */
  let ingested = before;
  const undisturbed = new Map<string, readonly Row[]>();
  const [first, second] = intervals;

  const tables = async (space: SparkWorkspace, task: string): Promise<ReadonlyMap<string, readonly Row[]>> => {
    const found = new Map<string, readonly Row[]>();
    for (const table of tablesOf(plan, task)) found.set(table, await space.rows(table));
    return found;
  };

  beforeAll(async () => {
    land(before.landing, 'day1.jsonl', dayOne);
    await before.run(first);
    land(before.landing, 'day2.jsonl', dayTwo);
    ingested = before.copy();
    await ingested.run(second, { unit: 'modes/bronze.events' });
    const after = ingested.copy();
    await after.run(second);
    for (const task of plan.order) for (const [table, rows] of await tables(after, task)) undisturbed.set(table, rows);
    after.remove();
  });

  afterAll(() => {
    before.remove();
    ingested.remove();
  });

  test.each(cases)('%s, dead at %s, is completed by the next run', async (task, point) => {
    const space = (plan.tasks[task]?.body.kind === 'ingest' ? before : ingested).copy();
    const died = await space.run(second, { unit: task, failpoint: { task, point } });
    expect(died.abandoned).toBe(`${task} at ${point}`);
    const next = await space.run(second, { unit: task });
    expect(state(next)).toBe(expected(point));
    for (const [table, rows] of await tables(space, task)) {
      expect({ table, ...difference(rows, undisturbed.get(table) ?? []) }).toEqual({ table, left: [], right: [] });
    }
    space.remove();
  });
}

function state(run: SparkRun): string | undefined {
  return run.tasks[0]?.error ?? run.tasks[0]?.state;
}

/** What the run that follows says of the task. */
function expected(point: string): string {
  if (point === 'marked') return 'skipped';
  return point === 'committed' ? 'recovered' : 'succeeded';
}
