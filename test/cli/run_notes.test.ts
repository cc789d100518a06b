import { changedNotes, emptyColumnNotes, filelessNotes, idleNote } from '../../cli/run_notes';
import { compile } from '../../pipelines/compiler';
import { readYaml } from '../../pipelines/definition';
import type { ReportData } from '../../pipelines/local/report';
import { storeReport } from '../pipelines/local/report/store_report';

const withFiles = (data: ReportData, files: readonly number[]): ReportData => ({
  ...data,
  tasks: data.tasks
    .filter(({ writes }) => writes === 'bronze.orders')
    .map((task) => ({
      ...task,
      text: '${LANDING}/ordrs/*.csv',
      attempts: task.attempts.map((each, i) =>
        each.counts === null || each.counts.source === null
          ? each
          : { ...each, counts: { ...each.counts, source: { ...each.counts.source, files: files[i] ?? 0 } } },
      ),
    })),
});

test('a pattern that never matched is told with the path that it came to', () => {
  expect(filelessNotes(withFiles(storeReport({ days: 2 }), [0, 0]), { LANDING: '/in' })).toEqual([
    "sales/bronze.orders has found no file yet: nothing matches '/in/ordrs/*.csv'",
  ]);
});

test('a day without deliveries is nothing to tell', () => {
  expect(filelessNotes(withFiles(storeReport({ days: 2 }), [3, 0]), { LANDING: '/in' })).toEqual([]);
});

test('a column that no file fills is told with the name that it may have in the files', () => {
  const empty = { task: 'sales/bronze.orders', table: 'bronze.orders', column: 'amont', rows: 1200 };
  expect(emptyColumnNotes([{ ...empty, undeclared: ['amount', 'note'] }])).toEqual([
    "bronze.orders.amont is null in all 1200 rows, and the files have columns that the contract does not declare, kept in _rescued; did you mean 'amount'?",
  ]);
});

test('a changed task is told with the command that makes its rows anew', () => {
  const range = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-03T02:30:00.000Z' };
  expect(changedNotes([{ task: 'p/silver.t', writes: 'silver.t', intervals: 2, ...range }])).toEqual([
    'p/silver.t has changed since 2 intervals of it ran; to make their rows anew: ' +
      "lakewright run --restate 2026-03-01..2026-03-03T02:30:00Z --select 'silver.t+'",
  ]);
});

describe('why there is nothing to do', () => {
  const planOf = (yaml: string) => {
    const { plan } = compile(readYaml(yaml, 'a.yaml'), { domain: 'test' });
    if (plan === undefined) throw new Error('no plan');
    return plan;
  };
  const now = new Date('2026-03-03T00:00:00Z');
  const later = planOf(`
table: silver.a
columns: { id: string }
---
pipeline: p
start: '2999-01-01'
schedule: { daily: '00:00' }
tasks:
  - overwrite: silver.a
    from: select 'x' as id
`);

  test('a pipeline that starts later is named', () => {
    expect(idleNote(later, new Set(later.order), now)).toContain(
      "('p' starts on 2999-01-01; the run ends at 2026-03-03)",
    );
    expect(idleNote(later, new Set(), now)).not.toContain("'p'");
  });

  test('definitions without a task', () => {
    expect(idleNote(planOf('table: silver.a\ncolumns: { id: string }\n'), new Set(), now)).toContain('have no task');
  });
});
