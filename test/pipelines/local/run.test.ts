/** What a run does when all is well, and when it is not. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { lowerTask, type TaskProgram } from '../../../pipelines/engines';
import type { TaskResult } from '../../../pipelines/local';
import type { PlanExpectation } from '../../../pipelines/plan';
import { inFormat } from '../../oracle/formats';
import { chain, order } from './chain';
import { bindingsOf, states, Workspace } from './workspace';

let space: Workspace;
beforeEach(() => {
  space = new Workspace();
});
afterEach(() => space.remove());

const failure = (tasks: readonly TaskResult[]): string =>
  tasks.find((t) => t.state === 'failed')?.error ?? 'nothing failed';
const orders = async (): Promise<unknown> => space.rows('SELECT id, amount FROM silver.orders ORDER BY id');

test('runs what is due, in order, once', async () => {
  const plan = chain();
  space.land('1.jsonl', [order(1, '1.00'), order(2, '2.00')]);
  const told: string[] = [];
  const listener = {
    planned: (items: readonly object[]) => told.push(`planned ${String(items.length)}`),
    taskStarted: (task: string) => told.push(`start ${task}`),
    taskPhase: (task: string, _: unknown, phase: string) => told.push(`${phase} ${task}`),
    taskFinished: ({ task, state }: TaskResult) => told.push(`${state} ${task}`),
  };
  const first = await space.run(plan, '2026-01-02', { listener });
  expect(first.state).toBe('succeeded');
  expect(told.slice(0, 8)).toEqual([
    'planned 3',
    'start modes/bronze.orders',
    ...['claim', 'stage', 'gate', 'commit', 'mark', 'succeeded'].map((phase) => `${phase} modes/bronze.orders`),
  ]);
  expect(await space.rows('SELECT orders FROM gold.totals')).toEqual([{ orders: 2 }]);
  const again = await space.run(plan, '2026-01-03T12:00:00Z');
  expect(states(again)).toEqual({
    ...{
      'bronze.orders@2026-01-01': 'skipped',
      'silver.orders@2026-01-01': 'skipped',
      'gold.totals@2026-01-01': 'skipped',
    },
    ...{
      'bronze.orders@2026-01-02': 'succeeded',
      'silver.orders@2026-01-02': 'succeeded',
      'gold.totals@2026-01-02': 'succeeded',
    },
  });
});

test('the format of a table is recorded, and its rows are kept like any', async () => {
  space.land('1.jsonl', [order(1, '1.00')]);
  await space.run(inFormat(chain(), 'iceberg', ['silver.orders']), '2026-01-02');
  expect(
    await space.rows('SELECT table_name, comment FROM duckdb_tables() WHERE comment IS NOT NULL ORDER BY table_name'),
  ).toEqual(['orders', 'orders__quarantine'].map((name) => ({ table_name: name, comment: 'format: iceberg' })));
  expect(await orders()).toEqual([{ id: 1, amount: 1 }]);
});

test('the ledger keeps counts, rules, inputs and digests', async () => {
  const positive: PlanExpectation = { kind: 'rule', name: 'positive', rule: 'amount > 0', severity: 'error' };
  space.land('1.jsonl', [order(1, '1.00'), order(2, '-2.00'), order(1, '1.00')]);
  await space.run(chain({ expectations: [positive] }), '2026-01-02');
  const [attempt] = await space.rows(
    "SELECT generation, state, recovered, counts, rules, inputs, semantic_digest, error FROM attempts WHERE task = 'modes/silver.orders'",
    'ledger.duckdb',
  );
  expect(attempt).toEqual({
    ...{ generation: 1, state: 'succeeded', recovered: false, semantic_digest: 's1:silver.orders', error: null },
    counts:
      '{"accepted":1,"ambiguous":0,"candidates":3,"critical":0,"deleted":0,"inserted":1,"outside":0,"quarantined":1,' +
      '"rows_after":1,"rows_before":0,"superseded":1,"unchanged":0,"updated":0}',
    rules: '[{"rows":1,"rule":"positive","severity":"error"}]',
    inputs: '[{"table":"bronze.orders","version":1}]',
  });
});

test('a critical rule stops the task, leaves the table, and blocks what reads it', async () => {
  const plan = chain({ expectations: [{ kind: 'rule', name: 'sane', rule: 'amount < 100', severity: 'critical' }] });
  space.land('1.jsonl', [order(1, '1.00')]);
  await space.run(plan, '2026-01-02');
  space.land('2.jsonl', [order(1, '5.00'), order(2, '500.00')]);
  const result = await space.run(plan, '2026-01-04');
  expect(result.state).toBe('failed');
  expect(failure(result.tasks)).toBe(
    "critical expectation broken: 'sane' by 1 row; nothing was written. Mend the source, or the rule",
  );
  expect(states(result)).toMatchObject({
    ...{
      'bronze.orders@2026-01-02': 'succeeded',
      'silver.orders@2026-01-02': 'failed',
      'gold.totals@2026-01-02': 'blocked',
    },
    ...{
      'bronze.orders@2026-01-03': 'succeeded',
      'silver.orders@2026-01-03': 'blocked',
      'gold.totals@2026-01-03': 'blocked',
    },
  });
  expect(result.tasks.at(-1)?.error).toMatch(
    'modes/silver.orders failed at 2026-01-02T00:00:00.000Z..2026-01-03T00:00:00.000Z',
  );
  expect(await orders()).toEqual([{ id: 1, amount: 1 }]);
  const mended = await space.run(chain(), '2026-01-04');
  expect(mended.state).toBe('succeeded');
  expect(await orders()).toEqual([
    { id: 1, amount: 5 },
    { id: 2, amount: 500 },
  ]);
});

test('an ambiguous merge fails', async () => {
  space.land('1.jsonl', [order(1, '1.00'), order(1, '2.00'), order(2, '1.00'), order(2, '1.00')]);
  const result = await space.run(chain(), '2026-01-02');
  expect(failure(result.tasks)).toMatch('merge is ambiguous: 2 rows share a key with a different one');
  expect(await orders()).toEqual([]);
});

test('rows outside the interval fail', async () => {
  const mode = { kind: 'incremental_by_interval', time: 'at', lookback_seconds: 0 } as const;
  space.land('1.jsonl', [order(1, '1.00', '2026-01-01T23:59:59.999Z'), order(2, '1.00', '2026-01-02T00:00:00Z')]);
  const result = await space.run(chain({ mode }), '2026-01-02');
  expect(failure(result.tasks)).toMatch('1 row outside the interval');
  expect(await orders()).toEqual([]);
});

describe('a program that loses rows goes red and writes nothing', () => {
  const mutants: readonly (readonly [string, (p: TaskProgram) => TaskProgram, string])[] = [
    [
      'in what it accepts',
      (p) => ({ ...p, accept: { ...p.accept, sql: `${p.accept.sql} LIMIT 1` } }),
      'accepted 2, expected the sum of rows staged for the commit 1',
    ],
    [
      'in the commit',
      (p) => ({
        ...p,
        commit: p.commit.map((s) => ({ ...s, sql: s.sql.replace('lw_accepted', '(FROM lw_accepted LIMIT 1)') })),
      }),
      'rows_after 1, expected the sum of rows_before 0, inserted 2, -deleted 0',
    ],
    [
      'in quarantine',
      (p) => ({ ...p, quarantine: [] }),
      'quarantined 1, expected the sum of rows in silver.orders__quarantine 0',
    ],
    [
      'in the gate',
      (p) => ({
        ...p,
        measure_gate: {
          ...p.measure_gate,
          sql: p.measure_gate.sql.replace('count(*) AS candidates', 'count(*) + 1 AS candidates'),
        },
      }),
      'candidates 4, expected the sum of accepted 2, quarantined 1, superseded 0',
    ],
    [
      'in its measures',
      (p) => ({
        ...p,
        measure_change: {
          sql: 'SELECT 0 AS rows_before, 1 AS inserted, 0 AS updated, 0 AS unchanged, 0 AS deleted',
          parameters: {},
        },
      }),
      'accepted 2, expected the sum of inserted 1, updated 0, unchanged 0',
    ],
  ];
  test.each(mutants)('%s', async (_, mutate, error) => {
    const plan = chain({ expectations: [{ kind: 'rule', name: 'positive', rule: 'amount > 0', severity: 'error' }] });
    space.land('1.jsonl', [order(1, '1.00'), order(2, '2.00'), order(3, '-1.00')]);
    const lower: NonNullable<Parameters<Workspace['run']>[2]>['lower'] = (p, id) => {
      const program = lowerTask(p, id, 'duckdb');
      return program.writes === 'silver.orders' ? mutate(program) : program;
    };
    const result = await space.run(plan, '2026-01-02', { lower });
    expect(failure(result.tasks)).toMatch(`rows are unaccounted for: ${error}; nothing was written`);
    expect(await orders()).toEqual([]);
    expect(await space.rows('SELECT * FROM silver.orders__quarantine')).toEqual([]);
    expect(await space.rows("SELECT task FROM lakewright.commits WHERE table_id = 'silver.orders'")).toEqual([]);
    expect((await space.run(plan, '2026-01-02')).state).toBe('succeeded');
  });
});

describe('files', () => {
  const read = async (): Promise<unknown> =>
    space.rows(
      'SELECT id, _source_file AS file, CAST(_interval_start AS DATE)::VARCHAR AS day FROM bronze.orders ORDER BY ALL',
    );

  test('are read once; other content under the same name is another file', async () => {
    space.land('a.jsonl', [order(1, '1.00')]);
    await space.run(chain(), '2026-01-02');
    space.land('a.jsonl', [order(2, '1.00')]);
    space.land('b.jsonl', [order(3, '1.00')]);
    await space.run(chain(), '2026-01-03');
    await space.run(chain(), '2026-01-04');
    expect(await read()).toEqual([
      { id: 1, file: 'a.jsonl', day: '2026-01-01' },
      { id: 2, file: 'a.jsonl', day: '2026-01-02' },
      { id: 3, file: 'b.jsonl', day: '2026-01-02' },
    ]);
  });

  test('of a restated interval are those that it read', async () => {
    space.land('a.jsonl', [order(1, '1.00')]);
    await space.run(chain(), '2026-01-03');
    space.land('b.jsonl', [order(2, '1.00')]);
    const result = await space.restate(chain(), '2026-01-01', '2026-01-03');
    expect(result.tasks.map((t) => [t.state, t.generation])).toEqual(Array.from({ length: 6 }, () => ['succeeded', 2]));
    expect(await read()).toEqual([{ id: 1, file: 'a.jsonl', day: '2026-01-01' }]);
  });

  test('that are gone fail a restatement by name, and the table stays', async () => {
    space.land('a.jsonl', [order(1, '1.00')]);
    await space.run(chain(), '2026-01-02');
    rmSync(join(space.landing, 'a.jsonl'));
    const result = await space.restate(chain(), '2026-01-01', '2026-01-02');
    expect(failure(result.tasks)).toMatch('a.jsonl is gone or has changed since this interval read it');
    expect(await read()).toEqual([{ id: 1, file: 'a.jsonl', day: '2026-01-01' }]);
  });

  test('of an interval that failed can be mended', async () => {
    space.write('a.jsonl', '{"id":1}\n');
    const strict = chain();
    const bronze = strict.tables['bronze.orders'];
    if (!bronze) throw new Error('no table');
    bronze.expectations.push({ kind: 'not_null', name: 'amount_known', column: 'amount', severity: 'critical' });
    expect(failure((await space.run(strict, '2026-01-02')).tasks)).toMatch("'amount_known' by 1 row");
    space.land('a.jsonl', [order(1, '1.00')]);
    expect((await space.run(chain(), '2026-01-02')).state).toBe('succeeded');
    expect(await read()).toEqual([{ id: 1, file: 'a.jsonl', day: '2026-01-01' }]);
  });
});

test('what runs on Spark alone is left, and its readers see an empty table', async () => {
  space.land('1.jsonl', [order(1, '1.00')]);
  const result = await space.run(chain({ silver: { portability: 'spark-only' } }), '2026-01-02');
  expect(result.state).toBe('succeeded');
  expect(states(result)).toEqual({
    'bronze.orders@2026-01-01': 'succeeded',
    'silver.orders@2026-01-01': 'spark-only',
    'gold.totals@2026-01-01': 'succeeded',
  });
  expect(await space.rows('SELECT orders FROM gold.totals')).toEqual([{ orders: 0 }]);
});

test('a table gains columns, and keeps its types', async () => {
  space.land('1.jsonl', [order(1, '1.00')]);
  await space.run(chain(), '2026-01-02');
  space.land('2.jsonl', [{ ...order(2, '2.00'), note: 'new' }]);
  await space.run(chain({ extra: [{ name: 'note', type: 'string', nullable: true }] }), '2026-01-03');
  expect(await space.rows('SELECT id, note FROM silver.orders ORDER BY id')).toEqual([
    { id: 1, note: null },
    { id: 2, note: 'new' },
  ]);
  await expect(
    space.run(chain({ extra: [{ name: 'note', type: 'int', nullable: true }] }), '2026-01-03'),
  ).rejects.toThrow(/bronze\.orders\.note is VARCHAR in .*lake\.duckdb, and the plan has int \(INTEGER\)/);
});

test('a parameter without a value is named', async () => {
  const result = await space.run(chain(), '2026-01-02', { bindings: bindingsOf({}) });
  expect(failure(result.tasks)).toBe(
    "modes/bronze.orders: parameter LANDING has no value; add it to the bindings' parameters",
  );
});

test('a selection runs alone', async () => {
  space.land('1.jsonl', [order(1, '1.00')]);
  const result = await space.run(chain(), '2026-01-02', { select: (t) => t.writes === 'bronze.orders' });
  expect(states(result)).toEqual({ 'bronze.orders@2026-01-01': 'succeeded' });
});
