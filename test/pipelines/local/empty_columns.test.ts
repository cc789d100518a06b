import { compile } from '../../../pipelines/compiler';
import { readYaml } from '../../../pipelines/definition';
import { emptyColumns } from '../../../pipelines/local';
import type { Plan } from '../../../pipelines/plan';
import { Workspace } from './workspace';

const planOf = (columns: string): Plan => {
  const text = `
table: bronze.orders
columns: { ${columns} }
---
pipeline: shop
start: '2026-01-01'
schedule: { daily: '00:00' }
tasks:
  - append: bronze.orders
    from: { json: '\${LANDING}/orders.jsonl' }
`;
  const { plan, diagnostics } = compile(readYaml(text, 'shop.yaml'), { domain: 'shop' });
  if (!plan) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  return plan;
};
const task = 'shop/bronze.orders';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
});
afterEach(() => {
  workspace.remove();
});

async function found(columns: string, records: readonly object[]) {
  workspace.land('orders.jsonl', records);
  const plan = planOf(columns);
  await workspace.run(plan, '2026-01-02');
  return emptyColumns(workspace.folder, plan, [task]);
}

test('a column that is in no record is told with what the files have instead', async () => {
  const records = [
    { id: 1, amount: 3, 'a "quoted" name': true },
    { id: 2, amount: 4 },
  ];
  expect(await found('id: int, amont: int?', records)).toEqual([
    { task, table: 'bronze.orders', column: 'amont', rows: 2, undeclared: ['a "quoted" name', 'amount'] },
  ]);
});

test('a column that one record fills is none, and so is one where files bring nothing else', async () => {
  expect(
    await found('id: int, amount: int?', [
      { id: 1, amount: 3 },
      { id: 2, other: 4 },
    ]),
  ).toEqual([]);
});

test('nor is a column that is merely empty', async () => {
  expect(await found('id: int, amount: int?', [{ id: 1 }, { id: 2 }])).toEqual([]);
});

test('a value of another type is rescued under the column’s own name, which is no other name', async () => {
  expect(await found('id: int, amount: int?', [{ id: 1, amount: 'three' }])).toEqual([]);
});

test('a table without rows has none', async () => {
  expect(await found('id: int, amont: int?', [])).toEqual([]);
});
