/** What a run on Spark tells of itself are the ledger's numbers, and nothing where nobody asks. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import * as z from 'zod';
import { jobQueries } from '../../constructs/aws';
import { compile } from '../../pipelines/compiler';
import { readYaml } from '../../pipelines/definition';
import type { Bindings, Plan } from '../../pipelines/plan';
import { runBundle, type SparkRun } from './client';
import { SparkWorkspace } from './spark_workspace';

jest.setTimeout(600_000);

const yaml = `
table: bronze.orders
columns: { id: string?, total: string? }
---
table: silver.orders
columns: { id: string, total: { type: int, min: 0 } }
key: [id]
---
pipeline: sales
schedule: { daily: "02:00" }
tasks:
  - append: bronze.orders
    from: { csv: "\${LANDING}/*.csv" }
  - merge: silver.orders
    from: "select id, try_cast(total as int) as total from \${bronze.orders}"
`;

function planOf(): Plan {
  const { plan, diagnostics } = compile(readYaml(yaml, 'sales.yaml'), { domain: 'shop' });
  if (plan === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return plan;
}

const plan = planOf();
const space = SparkWorkspace.create(plan);
const first = { from: '2026-01-01T02:00:00Z', to: '2026-01-02T02:00:00Z' };
const second = { from: '2026-01-02T02:00:00Z', to: '2026-01-03T02:00:00Z' };
/** Nobody answers there: what was to be sent is in the log. */
const metrics = {
  kind: 'cloudwatch',
  namespace: 'Lakewright/acme-test',
  region: 'eu-central-1',
  tables: ['silver.orders'],
} as const;
const asking = (bindings: Bindings): Bindings => ({
  ...bindings,
  metrics: { ...metrics, tables: [...metrics.tables] },
});

const line = z.object({ sent: z.boolean(), values: z.record(z.string(), z.record(z.string(), z.number())) });
const lines = (run: SparkRun) => run.log.flatMap((each) => (each['event'] === 'metrics' ? [line.parse(each)] : []));
const run = (interval: typeof first, change: (bindings: Bindings) => Bindings) =>
  runBundle({ bundle: space.bundle, bindings: space.changedBindings(change), ...interval });

/** The counts of an interval's last attempts in the ledger, by table. */
async function ledger(interval: typeof first): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
  const instance = await DuckDBInstance.create(join(space.folder, 'lake', 'ledger.duckdb'), {
    access_mode: 'READ_ONLY',
  });
  const connection = await instance.connect();
  try {
    const found = await connection.runAndReadAll(
      `select task, counts from attempts where interval_start = timestamp '${interval.from.slice(0, 19).replace('T', ' ')}'`,
    );
    return Object.fromEntries(
      found
        .getRows()
        .map(([task, counts]) => [
          String(task).split('/').at(-1) ?? '',
          z.record(z.string(), z.number()).parse(JSON.parse(String(counts))),
        ]),
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The metrics that counts make, without zeros; written apart from the runtime's. */
function expected(counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sum = (of: (each: Readonly<Record<string, number>>) => number | undefined): number =>
    counts.reduce((total, each) => total + (of(each) ?? 0), 0);
  const all = {
    TasksSucceeded: counts.length,
    RowsIn: sum((each) => each['source_seen'] ?? each['candidates']),
    RowsInserted: sum((each) => each['inserted']),
    RowsUpdated: sum((each) => each['updated']),
    RowsDeleted: sum((each) => each['deleted']),
    RowsQuarantined: sum((each) => each['quarantined']),
    RowsRejected: sum((each) => each['source_rejected']),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value > 0));
}
const withoutDuration = ({ TaskDuration, ...rest }: Readonly<Record<string, number>> = {}) => {
  expect(TaskDuration).toBeGreaterThan(0);
  return rest;
};

afterAll(() => {
  space.remove();
});

test('nothing where nobody asks', async () => {
  writeFileSync(join(space.landing, '1.csv'), 'id,total\na,1\nb,2\nc,-1\nd,x\n');
  const quiet = await run(first, (bindings) => bindings);
  expect(quiet.tasks.map(({ state, error }) => error ?? state)).toEqual(['succeeded', 'succeeded']);
  expect(lines(quiet)).toEqual([]);
});

test('the ledger’s numbers by domain, pipeline and the table that is named; the run succeeds though nobody takes them', async () => {
  writeFileSync(join(space.landing, '2.csv'), 'id,total\ne,6\nf,-7\ng,8\n');
  const told = await run(second, asking);
  expect(told.exitCode).toBe(0);
  expect(existsSync(join(space.folder, 'lake', 'ledger.duckdb'))).toBe(true);
  const counts = await ledger(second);
  const tables = Object.values(counts);
  expect(tables).toHaveLength(2);
  const [{ sent, values } = { sent: true, values: {} }] = lines(told);
  expect(sent).toBe(false);
  expect(Object.keys(values).sort()).toEqual(['shop', 'shop/sales', 'shop/sales/silver.orders']);
  expect(withoutDuration(values['shop'])).toEqual(expected(tables));
  expect(withoutDuration(values['shop/sales'])).toEqual(expected(tables));
  expect(withoutDuration(values['shop/sales/silver.orders'])).toEqual(expected([counts['silver.orders'] ?? {}]));
  // By hand: three records landed; of seven rows two are new to silver, and three break a rule.
  expect(values['shop/sales']).toMatchObject({ TasksSucceeded: 2, RowsIn: 10, RowsInserted: 5, RowsQuarantined: 3 });
});

test('the saved queries ask for fields that the log has', async () => {
  const again = await run(second, asking);
  expect(lines(again)).toEqual([]);
  const { log } = await runBundle({
    bundle: space.bundle,
    bindings: space.changedBindings(asking),
    ...second,
    restate: true,
  });
  const succeeded = log.find((each) => each['event'] === 'task-succeeded') ?? {};
  const asked = jobQueries('x').flatMap(({ query }) => [...query.matchAll(/\b(?:counts\.(\w+)|milliseconds|task\b)/g)]);
  const counted = new Set(log.flatMap((each) => Object.keys(Object(each['counts']))));
  for (const [field, count] of asked) {
    if (count === undefined) expect(succeeded).toHaveProperty(field);
    else expect([...counted]).toContain(count);
  }
});
