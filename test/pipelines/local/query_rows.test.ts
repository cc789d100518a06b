/** Rows within a query, in a run: what was declared is held, and the table stays as it was where it is not. */
import { compile } from '../../../pipelines/compiler';
import { readYaml } from '../../../pipelines/definition';
import type { Plan } from '../../../pipelines/plan';
import { Workspace } from './workspace';

interface Declared {
  readonly joins?: string;
  readonly totals?: string;
}

function planOf({ joins, totals }: Declared): Plan {
  const text = `
table: bronze.orders
columns: { id: int, customer: string, amount: int }
---
table: bronze.customers
columns: { code: string, country: string }
---
table: gold.sold
columns: { id: int, country: string?, amount: int }
---
pipeline: shop
start: '2026-01-01'
schedule: { daily: '00:00' }
tasks:
  - append: bronze.orders
    from: { json: '\${LANDING}/orders.jsonl' }
  - append: bronze.customers
    from: { json: '\${LANDING}/customers.jsonl' }
  - overwrite: gold.sold
    from: |-
      select o.id, c.country, o.amount
      from \${bronze.orders} as o
      left join \${bronze.customers} as c on c.code = o.customer
      where o.amount > 0
${joins === undefined ? '' : `    joins: ${joins}`}
${totals === undefined ? '' : `    control_totals: ${totals}`}
`;
  const { plan, diagnostics } = compile(readYaml(text, 'shop.yaml'), { domain: 'shop' });
  if (!plan) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  return plan;
}

const orders = [
  { id: 1, customer: 'a', amount: 10 },
  { id: 2, customer: 'b', amount: 20 },
  { id: 3, customer: 'z', amount: 30 },
  { id: 4, customer: 'a', amount: -1 },
];
const customers = [
  { code: 'a', country: 'DE' },
  { code: 'b', country: 'FR' },
];
const again = { code: 'b', country: 'BE' };

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.land('orders.jsonl', orders);
});
afterEach(() => {
  workspace.remove();
});

async function sold(declared: Declared, who: readonly object[]) {
  workspace.land('customers.jsonl', who);
  const { tasks } = await workspace.run(planOf(declared), '2026-01-02');
  const task = tasks.find((t) => t.task === 'shop/gold.sold');
  if (task === undefined) throw new Error('gold.sold did not run');
  return task;
}

test('steps are in the result and in the ledger', async () => {
  const task = await sold({}, customers);
  const rows = { unmatched: null, undecided: null, unaccounted: 0, added: 0, dropped: 0, block: '' };
  expect(task.flow).toEqual([
    { ...rows, kind: 'read', text: 'bronze.orders', inputs: [], rows_in: 4, rows_out: 4 },
    {
      ...rows,
      kind: 'left',
      text: 'left join bronze.customers as c',
      inputs: [0],
      rows_in: 4,
      rows_out: 4,
      unmatched: 1,
    },
    {
      ...rows,
      kind: 'filter',
      text: 'where o.amount > 0',
      inputs: [1],
      rows_in: 4,
      rows_out: 3,
      dropped: 1,
      undecided: 0,
    },
  ]);
  const [row] = await workspace.rows("SELECT flow FROM attempts WHERE task = 'shop/gold.sold'", 'ledger.duckdb');
  expect(JSON.parse(String(row?.['flow']))).toEqual(task.flow);
});

test('a join that multiplies is told of, and does not fail, where nobody declared it', async () => {
  const task = await sold({}, [...customers, again]);
  expect(task.state).toBe('succeeded');
  expect(task.flow.map((s) => s.unaccounted)).toEqual([0, 1, 0]);
});

test('a join that finds more than was declared fails, and writes nothing', async () => {
  const task = await sold({ joins: '{ c: many_to_one }' }, [...customers, again]);
  expect(task.state).toBe('failed');
  expect(task.error).toContain("'left join bronze.customers as c' is declared many_to_one");
  expect(await workspace.rows('SELECT * FROM gold.sold')).toEqual([]);
});

test('what is declared holds', async () => {
  const totals =
    "{ amount: { inputs: 'select sum(amount) as a from ${bronze.orders} where amount > 0', output: sum(amount) } }";
  const task = await sold({ joins: '{ c: many_to_one }', totals }, customers);
  expect([task.state, task.error]).toEqual(['succeeded', null]);
});

test('a control total that is off fails, and writes nothing', async () => {
  const totals = "{ amount: { inputs: 'select sum(amount) as a from ${bronze.orders}', output: sum(amount) } }";
  const task = await sold({ totals }, customers);
  expect(task.state).toBe('failed');
  expect(task.error).toContain("control total 'amount' is off: the inputs say 59, the task's rows say 60");
  expect(await workspace.rows('SELECT * FROM gold.sold')).toEqual([]);
});

test('doubles are compared within 1e-9, other numbers exactly', async () => {
  const of = (inputs: string, output: string): string =>
    `{ amount: { inputs: 'select ${inputs} as a', output: ${output} } }`;
  const state = async (totals: string): Promise<string> => (await sold({ totals }, customers)).state;
  expect(await state(of('60.00000001D', 'sum(cast(amount as double))'))).toBe('succeeded');
  workspace.remove();
  workspace = new Workspace();
  workspace.land('orders.jsonl', orders);
  expect(await state(of('60.00000001', 'sum(amount)'))).toBe('failed');
});

test('a workspace from before steps were counted is taken up, and nothing runs again', async () => {
  workspace.land('customers.jsonl', customers);
  await workspace.run(planOf({}), '2026-01-02');
  for (const [file, table] of [
    ['ledger.duckdb', 'attempts'],
    ['lake.duckdb', 'lakewright.commits'],
  ] as const) {
    await workspace.rows(`CREATE TABLE before AS SELECT * EXCLUDE (flow) FROM ${table}`, file);
    await workspace.rows(`DROP TABLE ${table}`, file);
    const keys = table === 'attempts' ? 'ALTER TABLE attempts ADD PRIMARY KEY (task, interval_start, generation)' : '';
    await workspace.rows(`CREATE TABLE ${table} AS SELECT * FROM before`, file);
    if (keys !== '') await workspace.rows(keys, file);
    await workspace.rows('DROP TABLE before', file);
  }
  const again = await workspace.run(planOf({}), '2026-01-02');
  expect(again.tasks.map((t) => t.state)).toEqual(['skipped', 'skipped', 'skipped']);
  const next = await workspace.run(planOf({}), '2026-01-03');
  expect(next.tasks.map((t) => [t.state, t.error])).toEqual([
    ...Array.from({ length: 3 }, () => ['skipped', null]),
    ...Array.from({ length: 3 }, () => ['succeeded', null]),
  ]);
});
