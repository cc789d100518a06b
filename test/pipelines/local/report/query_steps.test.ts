import { renderReport, scorecard } from '../../../../pipelines/local/report';
import type { QueryStep, ReportData } from '../../../../pipelines/local/report/data';
import { hostile } from './hostile_report';
import { storeReport } from './store_report';

const read: QueryStep = {
  kind: 'read',
  block: '',
  text: 'gold.fact_orders',
  rowsIn: 1200,
  rowsOut: 1200,
  dropped: 0,
  added: 0,
  unmatched: null,
  undecided: null,
  unaccounted: 0,
};
const join: QueryStep = { ...read, kind: 'left', text: 'left join gold.dim_customer as c', unmatched: 17 };
const filter: QueryStep = {
  ...read,
  kind: 'filter',
  block: 'sold',
  text: 'where at < ${interval.end} and amount > 0',
  rowsOut: 1100,
  dropped: 100,
  undecided: 40,
};

function withSteps(steps: readonly QueryStep[]): ReportData {
  const data = storeReport();
  const tasks = data.tasks.map((task) =>
    task.writes === 'gold.daily_revenue' ? { ...task, attempts: task.attempts.map((a) => ({ ...a, steps })) } : task,
  );
  return { ...data, tasks };
}

it('shows a table’s query step by step, in the words of its author', async () => {
  const page = await renderReport(withSteps([read, join, filter]));
  const shown = page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  expect(shown).toContain('gold.fact_orders 1,200 1,200 all go on');
  expect(shown).toContain('left join gold.dim_customer as c 1,200 1,200 17 met no row');
  expect(shown).toContain(
    'sold where at &lt; interval.end and amount &gt; 0 1,200 1,100 100 dropped, 40 of them undecided (null)',
  );
  expect(shown).toContain('Every row is accounted for.');
});

it('says who added rows that nobody declared, and does not say that all is well', async () => {
  const data = withSteps([read, { ...join, rowsOut: 1203, added: 3, unaccounted: 3 }]);
  const page = await renderReport(data);
  expect(page).toContain('3 nobody declared');
  expect(page).toContain('joins that nobody declared.');
  expect(page).not.toContain('Every row is accounted for.');
  const text = scorecard(data, { width: 100, colour: false });
  expect(text).toContain('sales/gold.daily_revenue: 3 rows more than came in at left join gold.dim_customer as c');
  expect(text).not.toContain('Every row is accounted for');
});

it('takes no text of a query for markup', async () => {
  const page = await renderReport(withSteps([{ ...read, block: hostile, text: hostile }]));
  expect(page).not.toContain('<img src=x');
});
