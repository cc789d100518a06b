/** Tables that are not as the program left them: a contract that has changed, a ledger that is older than the table. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBundle } from '../../pipelines/bundle';
import { compile } from '../../pipelines/compiler';
import { readYaml } from '../../pipelines/definition';
import type { Plan } from '../../pipelines/plan';
import { readTable, runBundle, type SparkRun } from './client';
import { SparkWorkspace } from './spark_workspace';
import { type Row, sparkRows } from './values';

jest.setTimeout(300_000);

function planOf(columns: string): Plan {
  const yaml = `
table: bronze.orders
columns: { ${columns} }
---
pipeline: sales
schedule: { daily: "02:00" }
tasks:
  - append: bronze.orders
    from: { csv: "\${LANDING}/*.csv" }
`;
  const { plan, diagnostics } = compile(readYaml(yaml, 'sales.yaml'), { domain: 'shop' });
  expect(diagnostics).toEqual([]);
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

const table = 'bronze.orders';
const first = { from: '2026-01-01T02:00:00Z', to: '2026-01-02T02:00:00Z' };
const second = { from: '2026-01-02T02:00:00Z', to: '2026-01-03T02:00:00Z' };
const space = SparkWorkspace.create(planOf('id: string?, total: int?'));

beforeAll(async () => {
  writeFileSync(join(space.landing, '1.csv'), 'id,total\nx,1\n');
  expect(state(await space.run(first))).toBe('succeeded');
  writeFileSync(join(space.landing, '2.csv'), 'id,note,total\ny,n,2\n');
});

afterAll(() => {
  space.remove();
});

const state = (run: SparkRun): string | undefined => run.tasks[0]?.error ?? run.tasks[0]?.state;

/** The second interval by a program of other columns, on a copy of the tables. */
async function runChanged(columns: string): Promise<{ readonly copy: SparkWorkspace; readonly state?: string }> {
  const copy = space.copy();
  const bundle = join(copy.folder, 'changed');
  writeBundle(planOf(columns), new Map(), bundle);
  const ended = state(await runBundle({ bundle, bindings: copy.bindings, ...second }));
  return { copy, ...(ended === undefined ? {} : { state: ended }) };
}

async function declared(
  copy: SparkWorkspace,
): Promise<{ readonly names: readonly string[]; readonly rows: readonly Row[] }> {
  const found = await readTable(copy.location(table));
  const names = found.columns.map((c) => c.name).filter((name) => !name.startsWith('_'));
  const system = new Set(found.columns.map((c) => c.name).filter((name) => name.startsWith('_')));
  return { names, rows: sparkRows(found, system) };
}

test('a nullable column that a contract gains is added in its place, and is null in the rows that are there', async () => {
  const { copy, state } = await runChanged('id: string?, note: string?, total: int?');
  expect(state).toBe('succeeded');
  const { names, rows } = await declared(copy);
  expect(names).toEqual(['id', 'note', 'total']);
  expect([...rows].sort((a, b) => Number(a['total']) - Number(b['total']))).toEqual([
    { id: 'x', note: null, total: 1 },
    { id: 'y', note: 'n', total: 2 },
  ]);
  copy.remove();
});

test.each([
  [
    'a column that may not be null',
    'id: string?, note: string, total: int?',
    'bronze.orders.note is new and not nullable',
  ],
  ['another type', 'id: string?, total: bigint?', 'bronze.orders.total is int at'],
  ['a column less', 'total: int?', "has a column 'id' that its contract lacks"],
])('%s is refused, and the table is left as it was', async (_, columns, message) => {
  const { copy, state } = await runChanged(columns);
  expect(state).toContain(message);
  expect(await declared(copy)).toEqual(await declared(space));
  copy.remove();
});

test('a ledger that is older than the table is refused: Delta would skip the commit without a word', async () => {
  const copy = space.copy();
  rmSync(join(copy.folder, 'lake', 'ledger.duckdb'));
  const run = await copy.run(first);
  expect(state(run)).toContain('the ledger is older than the table');
  expect((await readTable(copy.location(table))).version).toBe((await readTable(space.location(table))).version);
  expect(await declared(copy)).toEqual(await declared(space));
  copy.remove();
});
