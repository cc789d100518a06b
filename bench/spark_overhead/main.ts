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

const measured = z.object({ script: z.array(z.number()), runtime: z.array(z.number()) });
const times = process.argv[2] ?? '15';
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

const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;

const run = spawnSync(
  program('spark', 'python'),
  [join(__dirname, 'measure.py'), join(folder, 'bundle'), bindings, 'modes/silver.merged', times],
  { env: pythonEnvironment(), encoding: 'utf8', maxBuffer: 1 << 26 },
);
rmSync(folder, { recursive: true });
if (run.status !== 0) throw new Error(run.stderr);
const { script, runtime } = measured.parse(JSON.parse(run.stdout.trim().split('\n').at(-1) ?? ''));
const overheads = runtime.map((r, i) => r - (script[i] ?? NaN));
process.stdout.write(
  `${JSON.stringify({ task: 'merge', times: Number(times), script_ms: median(script), runtime_ms: median(runtime), overhead_ms: median(overheads) })}\n`,
);
