import { scorecard } from '../../../../pipelines/local/report';
import { storeReport } from './store_report';

const escapes = /\u001B\[[0-9;]*m/g;

function lines(text: string): readonly string[] {
  return text.split('\n');
}

it('has a line per table whose figures add up to the last line, and says where the report is', () => {
  const text = scorecard(storeReport(), { width: 80, colour: false, report: '.lakewright/report.html' });
  expect(
    lines(text)
      .find((line) => line.startsWith('  order_items'))
      ?.trim()
      .split(/\s{2,}/),
  ).toEqual(['order_items', '8,644', '8,644', '0', '100%', '73 ms']);
  const figures = lines(text)
    .filter((line) => /^ {2}\w/.test(line) && /\d+%/.test(line))
    .map((line) =>
      Number(
        line
          .trim()
          .split(/\s{2,}/)[1]
          ?.replace(/,/g, ''),
      ),
    );
  const total = lines(text)
    .find((line) => line.startsWith('Total'))
    ?.split(/\s{2,}/)[1];
  expect(figures.reduce((sum, each) => sum + each, 0)).toBe(Number(total?.replace(/,/g, '')));
  expect(text).toContain('38 status_known, 17 updated_after_ordered, 2 customer_id_not_null');
  expect(text).toContain('Every row is accounted for');
  expect(text).toContain('Report  .lakewright/report.html');
});

it.each([60, 80, 120, 300])('fits a terminal of %d columns', (width) => {
  const text = scorecard(storeReport(), { width, colour: true });
  const table = lines(text.replace(escapes, '')).filter((line) => !line.startsWith('✓'));
  expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(Math.min(110, Math.max(72, width)));
});

it('takes no colour where there is no terminal', () => {
  expect(scorecard(storeReport(), { width: 80, colour: false })).not.toMatch(/\u001B/);
  expect(scorecard(storeReport(), { width: 80, colour: true })).toMatch(escapes);
});

it('says what failed, why, and what it blocked', () => {
  const text = scorecard(storeReport({ failing: 'silver.orders' }), { width: 100, colour: false });
  expect(text).toContain('✗ sales/silver.orders failed\n    critical expectation not_from_the_future broken by 3 rows');
  expect(text).toContain('blocked: gold.fact_orders, gold.daily_revenue');
  expect(text).not.toContain('accounted for');
});

it('shows the runs that it is asked for', () => {
  const text = scorecard(storeReport({ days: 3 }), { width: 100, colour: false, runs: ['run-1', 'run-2', 'run-3'] });
  expect(lines(text)[1]).toBe('ecommerce  3 intervals  DuckDB 1.5.5');
});

it('forgets no failure over a later interval that went well', () => {
  const data = storeReport({ days: 3, failing: 'silver.orders' });
  const tasks = data.tasks.map((task) => ({ ...task, attempts: task.attempts.toReversed() }));
  const text = scorecard({ ...data, tasks }, { width: 100, colour: false, runs: ['run-1', 'run-2', 'run-3'] });
  expect(text).toContain('✗ sales/silver.orders failed');
  expect(text).not.toContain('accounted for');
});

it('counts a failure that was made good as none', () => {
  const data = storeReport({ days: 1, failing: 'silver.orders' });
  const good = storeReport({ days: 1 });
  const tasks = data.tasks.map((task, i) => {
    const again = (good.tasks[i]?.attempts ?? []).map((each) => ({ ...each, run: 'again', generation: 2 }));
    return { ...task, attempts: [...task.attempts, ...again] };
  });
  const text = scorecard({ ...data, tasks }, { width: 100, colour: false, runs: ['run-1', 'again'] });
  expect(text).toContain('Every row is accounted for');
});

it('obeys no escape sequence that came with the data', () => {
  const data = storeReport({ failing: 'silver.orders' });
  const tasks = data.tasks.map((task) => ({
    ...task,
    attempts: task.attempts.map((each) => ({ ...each, error: each.error === null ? null : `\u001B[2J${each.error}` })),
  }));
  expect(scorecard({ ...data, tasks }, { width: 100, colour: false })).not.toContain('\u001B');
});
