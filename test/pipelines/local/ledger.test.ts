import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Claim, Ledger, type SourceFile } from '../../../pipelines/local/ledger';

let folder: string;
let ledger: Ledger;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lakewright-'));
  ledger = await Ledger.open(join(folder, 'ledger.duckdb'));
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

const day = (n: number): { start: Date; end: Date } => ({
  start: new Date(Date.UTC(2026, 0, n)),
  end: new Date(Date.UTC(2026, 0, n + 1)),
});
const file = (path: string): SourceFile => ({ path, etag: 'e', size: 1 });
const nothing = { counts: {}, rules: [], flow: [], timings: {}, inputs: [] };
const now = (second: number): Date => new Date(Date.UTC(2026, 1, 1, 0, 0, second));

/** Claims with the given files on offer. */
function claim(n: number, second: number, offered: readonly string[] = [], task = 'p/t'): ReturnType<Ledger['claim']> {
  const of: Claim = {
    ...{
      task,
      writes: 'silver.t',
      interval: day(n),
      digests: { plan: 'p', semantic: 's', payload: 'l' },
      now: now(second),
    },
    files: (pinned, others) =>
      Promise.resolve(pinned ?? offered.map(file).filter((f) => !others.some((o) => o.path === f.path))),
  };
  return ledger.claim(of);
}

/** As after a kill: the next process opens the file. */
async function reopen(): Promise<void> {
  ledger.close();
  ledger = await Ledger.open(join(folder, 'ledger.duckdb'));
}

const paths = (files: readonly SourceFile[]): readonly string[] => files.map((f) => f.path);

test('an attempt that a dead process left is taken over as it was', async () => {
  const first = await claim(1, 1, ['a', 'b']);
  await reopen();
  const second = await claim(1, 2, ['a', 'b', 'c']);
  expect(second).toEqual({ ...first, resumed: true });
  expect(first.runId).toMatch(/^[0-9a-f]{32}$/);
});

test('a new generation has a run of its own', async () => {
  const first = await claim(1, 1);
  await ledger.fail(first, nothing, now(2), 'broken');
  const second = await claim(1, 3);
  expect([second.generation, second.resumed, second.runAt]).toEqual([2, false, now(3)]);
  expect(second.runId).not.toBe(first.runId);
});

test('a table has one writer', async () => {
  await claim(1, 1);
  await expect(claim(1, 1, [], 'p/other')).rejects.toThrow(
    'p/other: table silver.t is being written by p/t; a table has one writer at a time',
  );
  await reopen();
  await expect(claim(1, 2, [], 'p/other')).resolves.toMatchObject({ generation: 1 });
});

test('files belong to the interval that read them', async () => {
  const first = await claim(1, 1, ['a']);
  await ledger.succeed(first, nothing, now(2), false);
  const second = await claim(2, 3, ['a', 'b']);
  expect(paths(second.files)).toEqual(['b']);
  await ledger.succeed(second, nothing, now(4), false);
  expect(paths((await claim(1, 5, ['a', 'b', 'c'])).files)).toEqual(['a']);
});

test('an interval that read no file, and succeeded, reads none when it is restated', async () => {
  await ledger.succeed(await claim(1, 1, []), nothing, now(2), false);
  expect(paths((await claim(1, 3, ['late'])).files)).toEqual([]);
});

test('an interval that failed gives its files back; one that succeeded before keeps them', async () => {
  await ledger.fail(await claim(1, 1, ['a']), nothing, now(2), 'broken');
  const mended = await claim(1, 3, ['b']);
  expect(paths(mended.files)).toEqual(['b']);
  await ledger.succeed(mended, nothing, now(4), false);
  await ledger.fail(await claim(1, 5, ['c']), nothing, now(6), 'broken');
  expect(paths((await claim(1, 7, ['c'])).files)).toEqual(['b']);
});

test('the newest attempt says how a task stands', async () => {
  await ledger.succeed(await claim(1, 1), nothing, now(2), false);
  await ledger.fail(await claim(1, 3), nothing, now(4), 'broken');
  await claim(2, 5);
  expect(Object.fromEntries(await ledger.states())).toEqual({
    'p/t@2026-01-01T00:00:00.000Z': 'failed',
    'p/t@2026-01-02T00:00:00.000Z': 'running',
  });
  expect(await ledger.intervals('p/t')).toEqual([day(1), day(2)]);
});
