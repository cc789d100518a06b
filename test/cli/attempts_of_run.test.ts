import { attemptsOfRun } from '../../cli/attempts_of_run';
import type { TaskResult } from '../../pipelines/local';
import { type ReportData, scorecard } from '../../pipelines/local/report';
import { storeReport } from '../pipelines/local/report/store_report';

const data = storeReport({ days: 3 });

const untouched = { counts: {}, rules: [], flow: [], timings: {}, runId: null, generation: 0, error: null };

/** What a run says that made the attempts of these intervals, by index. */
function resultOf(report: ReportData, days: readonly number[]): { tasks: readonly TaskResult[] } {
  const tasks = report.tasks.flatMap((task) =>
    task.attempts
      .filter((_, day) => days.includes(day))
      .map((made): TaskResult => {
        const { interval, state, generation } = made;
        return { ...untouched, task: task.id, pipeline: task.pipeline, interval, state, generation };
      }),
  );
  return { tasks };
}

const card = (report: ReportData, result: { tasks: readonly TaskResult[] }): string => {
  const { data: told, runs } = attemptsOfRun(report, result);
  return scorecard(told, runs === undefined ? { width: 100, colour: false } : { width: 100, colour: false, runs });
};

const rowsIn = (text: string, name: string): string | undefined =>
  text
    .split('\n')
    .find((line) => line.startsWith(`  ${name} `))
    ?.trim()
    .split(/\s+/)[1];

it('adds up all the intervals that a run did, and no other', () => {
  const customers = data.tasks.find(({ writes }) => writes === 'silver.customers');
  const perDay = (customers?.attempts ?? []).map(({ counts }) => counts?.gate.candidates ?? 0);
  expect(perDay.length).toBe(3);
  const text = card({ ...data, tasks: data.tasks.filter((task) => task === customers) }, resultOf(data, [1, 2]));
  expect(Number(rowsIn(text, 'customers')?.replaceAll(',', ''))).toBe((perDay[1] ?? 0) + (perDay[2] ?? 0));
  expect(card(data, resultOf(data, [0, 1, 2]))).toContain('3 intervals');
});

it('shows the newest interval where a run did nothing', () => {
  expect(attemptsOfRun(data, { tasks: [] }).runs).toBeUndefined();
  const { tasks } = resultOf(data, [0, 1, 2]);
  const skipped = tasks.map((each): TaskResult => ({ ...each, ...untouched, state: 'skipped' }));
  expect(attemptsOfRun(data, { tasks: skipped }).runs).toBeUndefined();
});

it('tells of a task that failed before the ledger heard of it', () => {
  const { tasks } = resultOf(data, [2]);
  const refused = tasks.map((each): TaskResult =>
    each.task === 'sales/silver.orders'
      ? {
          ...each,
          generation: 0,
          interval: { start: '2026-02-01T00:00:00.000Z', end: '2026-02-02T00:00:00.000Z' },
          state: 'failed',
          error: "the file 'a.csv' is gone",
        }
      : each,
  );
  const text = card(data, { tasks: refused });
  expect(text).toContain("✗ sales/silver.orders failed\n    the file 'a.csv' is gone");
  expect(text).not.toContain('accounted for');
});

it('says what a task waits for', () => {
  const [first] = resultOf(data, [2]).tasks;
  if (first === undefined) throw new Error('the store has no task');
  const waits: TaskResult = { ...first, generation: 0, state: 'blocked', error: 'sales covers this only tomorrow' };
  const elsewhere = { start: '2026-02-01T00:00:00.000Z', end: '2026-02-02T00:00:00.000Z' };
  const text = card(data, { tasks: [{ ...waits, interval: elsewhere }] });
  expect(text).toMatch(/blocked: bronze\.\w+\n {4}sales covers this only tomorrow/);
});
