import { readReportData } from '../../../pipelines/local';
import type { Plan } from '../../../pipelines/plan';
import { chain, order } from './chain';
import { Workspace } from './workspace';

let space: Workspace;
beforeEach(() => {
  space = new Workspace();
});
afterEach(() => space.remove());

const positive = { kind: 'rule', name: 'positive', rule: 'amount > 0', severity: 'error' } as const;
const lineage = {
  tasks: [
    {
      ...{ task: 'modes/silver.orders', writes: 'silver.orders', completeness: 'exact' as const },
      edges: [{ column: 'id', table: 'bronze.orders', source: 'id', kind: 'identity' as const }],
    },
  ],
};
const read = (plan: Plan): ReturnType<typeof readReportData> =>
  readReportData(space.folder, plan, { environment: 'local', lineage });

/** Amounts are personal here, so that there is something to mask. */
function plan(): Plan {
  const made = chain({ expectations: [positive] });
  const amount = made.tables['silver.orders']?.columns.find((c) => c.name === 'amount');
  if (!amount) throw new Error('no such column');
  amount.pii = 'money';
  return made;
}

test('tables: contract, rows, quarantine with its reasons, personal data masked', async () => {
  space.land('1.jsonl', [order(1, '1.00'), order(2, '-2.00')]);
  await space.run(plan(), '2026-01-02');
  const { tables, engine, project, lineage: edges } = await read(plan());
  const silver = tables.find((t) => t.id === 'silver.orders');
  expect(silver).toMatchObject({
    ...{ layer: 'silver', key: ['id'], rows: 1, quarantinedRows: 1 },
    expectations: [{ name: 'positive', severity: 'error', rule: 'amount > 0' }],
    sample: { columns: ['id', 'amount', 'at'], rows: [['1', '•••', '2026-01-01 12:00:00']] },
    quarantineSample: [
      {
        reasons: ['positive'],
        interval: '2026-01-01T00:00:00.000Z',
        cells: [
          { column: 'id', value: '2' },
          { column: 'amount', value: '•••' },
          { column: 'at', value: '2026-01-01 12:00:00' },
        ],
      },
    ],
  });
  expect(JSON.stringify(silver)).not.toContain('-2.00');
  expect([engine, project]).toEqual(['DuckDB 1.5.5', 'test']);
  expect(edges).toEqual({
    tables: [
      { from: 'bronze.orders', to: 'silver.orders', task: 'modes/silver.orders' },
      { from: 'silver.orders', to: 'gold.totals', task: 'modes/gold.totals' },
    ],
    columns: [
      { fromTable: 'bronze.orders', fromColumn: 'id', toTable: 'silver.orders', toColumn: 'id', kind: 'identity' },
    ],
    completeness: { 'modes/silver.orders': 'exact' },
  });
});

test('runs and attempts: a failure, what it blocked, and the run that mended it', async () => {
  const strict = chain({ expectations: [{ ...positive, severity: 'critical' }] });
  space.land('1.jsonl', [order(1, '-1.00')]);
  await space.run(strict, '2026-01-02');
  await space.run(chain(), '2026-01-02');
  await space.restate(chain(), '2026-01-01', '2026-01-02');
  const { runs, tasks } = await read(chain());
  expect(runs.map((r) => [r.pipeline, r.state, r.restated])).toEqual([
    ['modes', 'failed', false],
    ['modes', 'succeeded', false],
    ['modes', 'succeeded', true],
  ]);
  const attempts = Object.fromEntries(tasks.map((t) => [t.id, t.attempts.map((a) => [a.state, a.generation])]));
  expect(attempts).toEqual({
    'modes/bronze.orders': [
      ['succeeded', 1],
      ['succeeded', 2],
    ],
    'modes/silver.orders': [
      ['failed', 1],
      ['succeeded', 2],
      ['succeeded', 3],
    ],
    'modes/gold.totals': [
      ['blocked', 0],
      ['succeeded', 1],
      ['succeeded', 2],
    ],
  });
  const bronze = tasks[0]?.attempts[0];
  expect(bronze?.counts).toEqual({
    source: { files: 1, seen: 1, landed: 1, rejected: 0 },
    gate: { candidates: 1, accepted: 1, quarantined: 0, superseded: 0 },
    table: { before: 0, inserted: 1, updated: 0, unchanged: 0, deleted: 0, after: 1 },
    changes: null,
  });
  expect(bronze?.phases.map((p) => p.name)).toEqual(['claim', 'stage', 'gate', 'commit']);
  expect(tasks[1]?.attempts[0]).toMatchObject({
    counts: null,
    failures: [{ rule: 'positive', severity: 'critical', rows: 1 }],
  });
});

test('a table that was never written has no number of rows; what runs on Spark alone says so', async () => {
  space.land('1.jsonl', [order(1, '1.00')]);
  const spark = chain({ silver: { portability: 'spark-only' } });
  await space.run(spark, '2026-01-02');
  const { tables, tasks } = await read(spark);
  expect(tables.map((t) => [t.id, t.rows])).toEqual([
    ['bronze.orders', 1],
    ['gold.totals', 1],
    ['silver.orders', null],
  ]);
  expect(tasks.find((t) => t.writes === 'silver.orders')?.attempts.map((a) => a.state)).toEqual(['spark-only']);
});
