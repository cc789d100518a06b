import { renderReport } from '../../../../pipelines/local/report';
import { hostileReport } from './hostile_report';
import { storeReport } from './store_report';

it('gives the same bytes for the same data', async () => {
  expect(await renderReport(storeReport())).toBe(await renderReport(storeReport()));
});

it('is one file under 300 kB that names no other', async () => {
  const page = await renderReport(storeReport());
  expect(Buffer.byteLength(page)).toBeLessThan(300_000);
  expect(page).not.toMatch(/https?:|\/\/[a-z]|@import|url\(|<link(?! rel="icon" href="data:,")|\ssrc=/);
});

it('draws every table and every dependency', async () => {
  const data = storeReport();
  const page = await renderReport(data);
  expect(page.match(/<a class="node/g)).toHaveLength(data.tables.length);
  expect(page.match(/<path class="edge"/g)).toHaveLength(data.lineage.tables.length);
});

it('shows each line of the accounts with parts that add up to its rows', async () => {
  const page = await renderReport(storeReport());
  const rows = [...page.matchAll(/<tr data-in="(\d+)">.*?<\/tr>/g)];
  expect(rows.length).toBeGreaterThan(40);
  for (const [row, whole] of rows) {
    const parts = [...row.matchAll(/data-part="\w+"\s*>\s*([\d,]+)\s*</g)].map(([, part]) =>
      Number(part?.replace(/,/g, '')),
    );
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(Number(whole));
  }
});

it('says what failed before anything else', async () => {
  const page = await renderReport(storeReport({ failing: 'silver.orders' }));
  expect(page).toContain('1 task failed.');
  expect(page).toContain('critical expectation not_from_the_future broken by 3 rows of silver.orders');
});

it('says that the books do not balance', async () => {
  const data = storeReport();
  const tasks = data.tasks.map((task) => ({
    ...task,
    attempts: task.attempts.map((each) =>
      each.counts === null || task.writes !== 'silver.orders'
        ? each
        : {
            ...each,
            counts: { ...each.counts, gate: { ...each.counts.gate, accepted: each.counts.gate.accepted - 1 } },
          },
    ),
  }));
  const page = await renderReport({ ...data, tasks });
  expect(page).toContain('The books do not balance.');
  expect(page).not.toContain('Every row is accounted for.');
});

it('lets no value become markup', async () => {
  const page = await renderReport(hostileReport());
  expect(page).not.toContain('<img');
  expect(page).not.toContain('\u202E');
  expect(page.match(/<\/script>/g)).toHaveLength(2);
});

it('draws a platform that has never run, and one of a single table', async () => {
  const { tasks, ...rest } = storeReport();
  const idle = await renderReport({ ...rest, runs: [], tasks: tasks.map((task) => ({ ...task, attempts: [] })) });
  expect(idle).toContain('Nothing has run yet');
  const [table] = rest.tables;
  const lineage = { tables: [], columns: [], completeness: {} };
  const single = await renderReport({
    ...rest,
    runs: [],
    tables: table === undefined ? [] : [table],
    tasks: [],
    lineage,
  });
  expect(single.match(/<a class="node/g)).toHaveLength(1);
});

it('draws layers that feed each other both ways', async () => {
  const data = storeReport();
  const back = { from: 'gold.customer_rfm', to: 'silver.products', task: 'sales/silver.products' };
  const page = await renderReport({ ...data, lineage: { ...data.lineage, tables: [...data.lineage.tables, back] } });
  expect(page.match(/<path class="edge"/g)).toHaveLength(data.lineage.tables.length + 1);
});
