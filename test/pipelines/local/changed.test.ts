import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changedTasks, DatabaseError } from '../../../pipelines/local';
import { Database } from '../../../pipelines/local/database';
import type { Plan } from '../../../pipelines/plan';
import { chain, order } from './chain';
import { Workspace } from './workspace';

let space: Workspace;
beforeEach(() => {
  space = new Workspace();
});
afterEach(() => space.remove());

function withMeaning(plan: Plan, id: string, semantic: string): Plan {
  const task = plan.tasks[id];
  if (task === undefined) throw new Error(`no task ${id}`);
  return { ...plan, tasks: { ...plan.tasks, [id]: { ...task, digests: { ...task.digests, semantic } } } };
}

test('a task that means something else is told with the intervals that it ran, until they ran again', async () => {
  const plan = chain();
  space.land('1.jsonl', [order(1, '1.00')]);
  await space.run(plan, '2026-01-03');
  expect(await changedTasks(space.folder, plan)).toEqual([]);
  const id = plan.order.find((each) => each.endsWith('silver.orders')) ?? '';
  const other = withMeaning(plan, id, 'f'.repeat(64));
  const [changed, ...more] = await changedTasks(space.folder, other);
  expect(more).toEqual([]);
  expect(changed).toMatchObject({ task: id, writes: 'silver.orders', intervals: 2 });
  expect(new Date(changed?.to ?? '').getTime() - new Date(changed?.from ?? '').getTime()).toBe(2 * 86_400_000);
  await space.run(other, '2026-01-03', {
    restate: { from: new Date(changed?.from ?? ''), to: new Date(changed?.to ?? '') },
  });
  expect(await changedTasks(space.folder, other)).toEqual([]);
});

test('a file that is none, is a folder or is in use is told in full', async () => {
  const path = join(space.folder, 'x.duckdb');
  mkdirSync(space.folder, { recursive: true });
  writeFileSync(path, 'garbage '.repeat(9999));
  await expect(Database.open(path)).rejects.toThrow(DatabaseError);
  await expect(Database.open(path)).rejects.toThrow(/x\.duckdb' is no DuckDB file, or is damaged/);
  mkdirSync(join(space.folder, 'y.duckdb'));
  await expect(Database.open(join(space.folder, 'y.duckdb'))).rejects.toThrow(/' cannot be opened: Is a directory$/);
});

test('a file that another process has open names it', async () => {
  mkdirSync(space.folder, { recursive: true });
  const used = join(space.folder, 'used.duckdb');
  const engine = JSON.stringify(require.resolve('@duckdb/node-api'));
  const holds = `require(${engine}).DuckDBInstance.create(process.argv[1]).then(() => { console.log('open'); setInterval(() => {}, 1000); })`;
  const child = spawn(process.execPath, ['-e', holds, used], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(child.stdout, 'data');
    await expect(Database.open(used)).rejects.toThrow(
      `'${used}' is in use by process ${String(child.pid)}: one run at a time has a workspace`,
    );
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
});
