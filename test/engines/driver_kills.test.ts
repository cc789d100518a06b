/** SIGKILL of a whole driver, once at each point, on the mode that passes all of them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { program } from '../setup/paths';
import { runArguments } from './client';
import { difference } from './equal_rows';
import { pythonEnvironment } from './server';
import { dayOne, intervals, land } from './six_modes_events';
import { SparkWorkspace, tablesOf } from './spark_workspace';
import { unitPerTask } from './unit_plans';
import type { Row } from './values';

jest.setTimeout(900_000);

const points = ['claimed', 'pinned', 'staged', 'gated', 'quarantined', 'target', 'committed', 'marked'];
const task = 'modes/silver.versions';
const plan = unitPerTask();
const before = SparkWorkspace.create(plan);
const undisturbed = new Map<string, readonly Row[]>();
const [first] = intervals;

beforeAll(async () => {
  land(before.landing, 'day1.jsonl', dayOne);
  await before.run(first, { unit: 'modes/bronze.events' });
  const space = before.copy();
  await space.run(first, { unit: task });
  for (const table of tablesOf(plan, task)) undisturbed.set(table, await space.rows(table));
  space.remove();
});

afterAll(() => {
  before.remove();
});

/** The signal that ended a driver which was to die at a point. */
async function killedBy(space: SparkWorkspace, point: string): Promise<unknown> {
  const request = { bundle: space.bundle, bindings: space.bindings, unit: task, ...first };
  const driver = spawn(
    program('spark', 'python'),
    [join(__dirname, 'kill_driver.py'), task, point, ...runArguments(request)],
    // A process group of its own, so that the JVM dies with it and nothing else does.
    { env: pythonEnvironment(), detached: true, stdio: 'ignore' },
  );
  const [, signal] = (await once(driver, 'exit')) as [unknown, unknown];
  return signal;
}

test.each(points)('a driver that is killed at %s is followed by one that completes the run', async (point) => {
  const space = before.copy();
  expect(await killedBy(space, point)).toBe('SIGKILL');
  const [next] = (await space.run(first, { unit: task })).tasks;
  const expected = point === 'marked' ? 'skipped' : point === 'committed' ? 'recovered' : 'succeeded';
  expect([next?.state, next?.error]).toEqual([expected, null]);
  for (const table of tablesOf(plan, task)) {
    const { left, right } = difference(await space.rows(table), undisturbed.get(table) ?? []);
    expect({ table, left, right }).toEqual({ table, left: [], right: [] });
  }
  space.remove();
});
