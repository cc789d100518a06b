/** Delta and Iceberg tables in one project: they read each other, pinned; and what is refused. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBundle } from '../../pipelines/bundle';
import { compile } from '../../pipelines/compiler';
import { readYaml } from '../../pipelines/definition';
import type { Plan } from '../../pipelines/plan';
import { runBundle, type SparkRun } from './client';
import { SparkWorkspace } from './spark_workspace';

jest.setTimeout(900_000);

interface Written {
  readonly columns?: string;
  readonly silver?: string;
  readonly gold?: string;
}

/** A Delta table that an Iceberg one reads, which a Delta one reads. */
function planOf({ columns = 'id: string, total: int', silver = 'iceberg', gold = 'delta' }: Written = {}): Plan {
  const yaml = `
table: bronze.orders
columns: { id: string?, total: string? }
---
table: silver.orders
columns: { ${columns} }
key: [id]
format: ${silver}
---
table: gold.totals
columns: { orders: bigint, total: bigint? }
format: ${gold}
---
pipeline: sales
schedule: { daily: "02:00" }
tasks:
  - append: bronze.orders
    from: { csv: "\${LANDING}/*.csv" }
  - merge: silver.orders
    from: |-
      select id, ${columns.includes('note') ? "'n' as note, " : ''}cast(total as int) as total from \${bronze.orders}
  - overwrite: gold.totals
    from: select count(*) as orders, sum(cast(total as bigint)) as total from \${silver.orders}
`;
  const { plan, diagnostics } = compile(readYaml(yaml, 'sales.yaml'), { domain: 'shop' });
  expect(diagnostics).toEqual([]);
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

const space = SparkWorkspace.create(planOf());
const [first, second, third] = [1, 2, 3].map((day) => ({
  from: `2026-01-0${String(day)}T02:00:00Z`,
  to: `2026-01-0${String(day + 1)}T02:00:00Z`,
})) as [Interval, Interval, Interval];

interface Interval {
  readonly from: string;
  readonly to: string;
}

const states = (run: SparkRun): readonly string[] => run.tasks.map((t) => t.error ?? t.state);
const totals = (): Promise<readonly object[]> => space.rows('gold.totals');

/** An interval by another program, on a copy of the tables. */
async function runOther(written: Written, unit: string): Promise<{ copy: SparkWorkspace; states: readonly string[] }> {
  const plan = planOf(written);
  const copy = space.copy(plan);
  const bundle = join(copy.folder, 'changed');
  writeBundle(plan, new Map(), bundle);
  return { copy, states: states(await copy.run(third, { unit, restate: true, bundle })) };
}

afterAll(() => {
  space.remove();
});

test('an Iceberg table reads a Delta table, and a Delta table reads an Iceberg table', async () => {
  writeFileSync(join(space.landing, '1.csv'), 'id,total\nx,1\n');
  expect(states(await space.run(first))).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect(await space.rows('silver.orders')).toEqual([{ id: 'x', total: 1 }]);
  expect(await totals()).toEqual([{ orders: '1', total: '1' }]);
});

test('a retry reads the snapshot that the run before it read', async () => {
  writeFileSync(join(space.landing, '2.csv'), 'id,total\ny,2\n');
  for (const unit of ['sales-bronze', 'sales-silver']) await space.run(second, { unit });
  const died = await space.run(second, {
    unit: 'sales-gold',
    failpoint: { task: 'sales/gold.totals', point: 'pinned' },
  });
  expect(died.abandoned).toBe('sales/gold.totals at pinned');
  writeFileSync(join(space.landing, '3.csv'), 'id,total\nz,4\n');
  for (const unit of ['sales-bronze', 'sales-silver']) await space.run(third, { unit });
  expect(states(await space.run(second, { unit: 'sales-gold' }))).toEqual(['succeeded']);
  expect(await totals()).toEqual([{ orders: '2', total: '3' }]);
  expect(states(await space.run(third, { unit: 'sales-gold' }))).toEqual(['succeeded']);
  expect(await totals()).toEqual([{ orders: '3', total: '7' }]);
});

test('a nullable column is added to an Iceberg table in its place', async () => {
  const { copy, states } = await runOther({ columns: 'id: string, note: string?, total: int' }, 'sales-silver');
  expect(states).toEqual(['succeeded']);
  const { columns } = await copy.read('silver.orders');
  expect(columns.map((c) => c.name).filter((name) => !name.startsWith('_'))).toEqual(['id', 'note', 'total']);
  expect((await copy.rows('silver.orders')).map((row) => row['note'])).toEqual(['n', 'n', 'n']);
  copy.remove();
});

test.each<[string, Written, string, string]>([
  ['another type', { columns: 'id: string, total: bigint' }, 'sales-silver', 'silver.orders.total is int at'],
  ['Delta where Iceberg is', { silver: 'delta' }, 'sales-silver', 'is a table in the format iceberg'],
  ['Iceberg where Delta is', { gold: 'iceberg' }, 'sales-gold', 'is a table in the format delta'],
  ['reading Iceberg as Delta', { silver: 'delta' }, 'sales-gold', 'is a table in the format iceberg'],
])('%s is refused, and nothing is written', async (_, written, unit, message) => {
  const { copy, states } = await runOther(written, unit);
  expect(states).toEqual([expect.stringContaining(message)]);
  copy.remove();
  expect(await totals()).toEqual([{ orders: '3', total: '7' }]);
  expect(await space.rows('silver.orders')).toHaveLength(3);
});

test('a ledger that is older than the tables is refused', async () => {
  const copy = space.copy();
  rmSync(join(copy.folder, 'lake', 'ledger.duckdb'));
  const run = await copy.run(first, { unit: 'sales-silver' });
  expect(states(run)).toEqual([expect.stringContaining('the ledger is older than the table')]);
  copy.remove();
});

test('an environment without a catalogue for Iceberg tables is refused by name', async () => {
  const copy = space.copy();
  const bindings = copy.changedBindings(({ iceberg: _, ...rest }) => rest);
  const run = await runBundle({ bundle: copy.bundle, bindings, unit: 'sales-silver', ...second, restate: true });
  expect(states(run)).toEqual([expect.stringContaining("the bindings of 'test' have no iceberg.catalogue")]);
  copy.remove();
});
