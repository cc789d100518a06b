/**
 * A day of a million orders through the whole example: on DuckDB, then the bundle on Spark local[2].
 * `npx tsx bench/million.ts [orders]`; with `--duckdb` or `--spark` one of them alone. Spark needs `npm run setup`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { compileProject } from '../cli/compiled';
import { readProject } from '../cli/project';
import { generate, generateOptions } from '../examples/ecommerce/generate';
import { writeBundle } from '../pipelines/bundle';
import type { Bindings, Plan } from '../pipelines/plan';
import { jars, program } from '../test/setup/paths';
import { compiledProject, root } from './compiled';
import { conditions, inProcess } from './conditions';

/** The example's first interval. */
const interval = { from: '2026-01-01T02:00:00.000Z', to: '2026-01-02T02:00:00.000Z' };
const measured = z.object({
  startUp: z.number(),
  run: z.number(),
  processor: z.number(),
  megabytes: z.number(),
  state: z.string(),
  tasks: z.record(z.string(), z.number()),
});
const logged = z.object({
  at: z.string(),
  event: z.string(),
  task: z.string().optional(),
  error: z.string().optional(),
});

const flags = process.argv.slice(2);
const orders = Number(flags.find((argument) => /^\d+$/.test(argument)) ?? '1000000');
const work = join(root, '.lakewright', 'bench', 'million');
const landing = join(work, `landing-${orders}`);

if (!existsSync(landing)) {
  const begin = performance.now();
  generate(landing, generateOptions.parse({ orders, customers: Math.ceil(orders / 10), products: 2000, days: 1 }));
  console.log(`generated in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
}
const bytes = readdirSync(landing, { recursive: true, encoding: 'utf8' })
  .map((file) => statSync(join(landing, file)))
  .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
console.log(
  `${conditions()}; ${orders.toLocaleString('en')} orders of one day, ${(bytes / 1e6).toFixed(0)} MB of files\n`,
);
if (!flags.includes('--spark')) onDuckdb();
if (!flags.includes('--duckdb')) onSpark();

function onDuckdb(): void {
  const workspace = join(work, 'duckdb');
  rmSync(workspace, { recursive: true, force: true });
  const folder = compiledProject('million');
  const begin = performance.now();
  const script = join(folder, 'bench', 'million_duckdb.js');
  const result = measured.parse(
    JSON.parse(inProcess([script, folder, landing, workspace, interval.from, interval.to])),
  );
  const whole = (performance.now() - begin) / 1000;
  if (result.state !== 'succeeded') throw new Error(`the run on DuckDB ended as ${result.state}`);
  print(
    'DuckDB',
    whole,
    result.run,
    `${result.processor.toFixed(1)} s of processor, ${result.megabytes.toFixed(0)} MB at its most`,
    result.tasks,
  );
}

function onSpark(): void {
  const folder = join(work, 'spark');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { plan, files } = compileProject(readProject(root));
  if (plan === undefined) throw new Error('the example does not compile');
  const bundle = join(folder, 'bundle');
  writeBundle(plan, new Map(Object.entries(files).map(([path, source]) => [path, readFileSync(source)])), bundle);
  const bindings = join(folder, 'bindings.json');
  writeFileSync(bindings, JSON.stringify(bindingsIn(plan, folder)));
  const deltaJars = jars().filter((jar) => /\/delta-/.test(jar));
  const settings = {
    'spark.master': 'local[2]',
    'spark.driver.memory': '6g',
    'spark.sql.shuffle.partitions': '4',
    'spark.databricks.delta.snapshotPartitions': '2',
    'spark.ui.enabled': 'false',
    'spark.jars': deltaJars.join(','),
    'spark.local.dir': join(folder, 'scratch'),
    'spark.sql.warehouse.dir': join(folder, 'warehouse'),
  };
  const begin = Date.now();
  const submit = join(dirname(program('spark', 'python')), 'spark-submit');
  const { stdout, stderr, status } = spawnSync(
    submit,
    [
      ...Object.entries(settings).flatMap(([key, value]) => ['--conf', `${key}=${value}`]),
      ...['--py-files', join(bundle, 'runtime.zip')],
      ...[join(bundle, 'main.py'), '--bundle', bundle, '--bindings', bindings, '--all'],
      ...['--interval-start', interval.from, '--interval-end', interval.to],
    ],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, PYSPARK_PYTHON: program('spark', 'python'), TZ: 'UTC' },
    },
  );
  const whole = (Date.now() - begin) / 1000;
  const events = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => logged.parse(JSON.parse(line)));
  if (status !== 0) {
    throw new Error(
      `spark-submit ended with ${String(status)}: ${events.find(({ error }) => error !== undefined)?.error ?? stderr.slice(-2000)}`,
    );
  }
  const starts = new Map<string, number>();
  const tasks: Record<string, number> = {};
  for (const { at, event, task } of events) {
    if (task === undefined) continue;
    const started = starts.get(task);
    if (event === 'task-started') starts.set(task, Date.parse(at));
    else if (event === 'task-succeeded' && started !== undefined) tasks[task] = (Date.parse(at) - started) / 1000;
  }
  print('Spark', whole, whole - (Math.min(...starts.values()) - begin) / 1000, 'local[2], driver of 6 GB', tasks);
}

function bindingsIn(plan: Plan, folder: string): Bindings {
  return {
    version: 1,
    environment: 'bench',
    tier: 'dev',
    tables: Object.fromEntries(
      Object.keys(plan.tables).map((id) => [id, { location: join(folder, 'lake', ...id.split('.')), name: id }]),
    ),
    parameters: { LANDING: landing },
    ledger: { kind: 'duckdb', path: join(folder, 'ledger.duckdb') },
    catalogue: { kind: 'none' },
  };
}

function print(
  engine: string,
  whole: number,
  run: number,
  used: string,
  tasks: Readonly<Record<string, number>>,
): void {
  console.log(`${engine}: ${whole.toFixed(1)} s with start-up, ${run.toFixed(1)} s without; ${used}`);
  for (const [task, seconds] of Object.entries(tasks))
    console.log(`  ${task.padEnd(36)} ${seconds.toFixed(2).padStart(7)} s`);
}
