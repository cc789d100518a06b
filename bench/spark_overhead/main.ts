/**
 * What the runtime costs a task on Spark, over a script that does the same staging, checks and writes.
 *
 *     npx tsx bench/spark_overhead/main.ts [times]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { writeBundle } from '../../pipelines/bundle';
import { pythonEnvironment } from '../../test/engines/server';
import { dayOne, land } from '../../test/engines/six_modes_events';
import { unitPerTask } from '../../test/engines/unit_plans';
import { program } from '../../test/setup/paths';
import { conditions, median, spread } from '../conditions';

const run = z.object({ clock: z.number(), processor: z.number(), jobs: z.number(), calls: z.number() });
const measured = z.object({ script: z.array(run), runtime: z.array(run) });
const times = process.argv[2] ?? '40';
const folder = mkdtempSync(join(tmpdir(), 'lakewright-overhead-'));
const plan = unitPerTask();
const landing = join(folder, 'landing');
mkdirSync(landing);
mkdirSync(join(folder, 'lake'));
land(landing, 'day1.jsonl', dayOne);
writeBundle(plan, new Map(), join(folder, 'bundle'));
const bindings = join(folder, 'bindings.json');
const place = (id: string): { location: string; name: string } => ({ location: join(folder, 'lake', id), name: id });
writeFileSync(
  bindings,
  JSON.stringify({
    version: 1,
    environment: 'bench',
    tier: 'dev',
    tables: Object.fromEntries(Object.keys(plan.tables).map((id) => [id, place(id)])),
    parameters: { LANDING: landing },
    ledger: { kind: 'duckdb', path: join(folder, 'lake', 'ledger.duckdb') },
    catalogue: { kind: 'none' },
  }),
);

const { status, stderr, stdout } = spawnSync(
  program('spark', 'python'),
  [join(__dirname, 'measure.py'), join(folder, 'bundle'), bindings, 'modes/silver.merged', times],
  { env: pythonEnvironment(), encoding: 'utf8', maxBuffer: 1 << 26 },
);
rmSync(folder, { recursive: true });
if (status !== 0) throw new Error(stderr);
const { script, runtime } = measured.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
console.log(`${conditions()}; a merge, ${times} times in turn\n`);
for (const what of ['clock', 'processor', 'jobs', 'calls'] as const) {
  const of = (runs: readonly z.output<typeof run>[]) => runs.map((r) => r[what]);
  const over = runtime.map((r, i) => r[what] - (script[i]?.[what] ?? Number.NaN));
  const [low, high] = likely(over);
  console.log(
    `${what.padEnd(10)} script ${spread(of(script))}, runtime ${spread(of(runtime))}, ` +
      `over ${median(over).toFixed(0)} (median between ${low.toFixed(0)} and ${high.toFixed(0)}, 95 %)`,
  );
}

/** Between which of the values their median lies, 95 times of a hundred, whatever their distribution. */
function likely(values: readonly number[]): readonly [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const reach = 0.98 * Math.sqrt(sorted.length);
  const at = (rank: number) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(rank)))] ?? Number.NaN;
  return [at(sorted.length / 2 - reach - 0.5), at(sorted.length / 2 + reach - 0.5)];
}
