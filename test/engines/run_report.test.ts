/** The report of a real run of the example, in a real browser: what is seen is what the Plan and the tables say. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { compileProject } from '../../cli/compiled';
import { readProject } from '../../cli/project';
import { writeReport } from '../../cli/report';
import { generate, generateOptions } from '../../examples/ecommerce/generate';
import { runLocal } from '../../pipelines/local';
import { bindingsOf } from '../pipelines/local/workspace';
import { duckdbTables } from './duckdb_rows';
import { launchBrowser, openFile, wide } from './report_page';

jest.setTimeout(180_000);

const { plan, ...compiled } = compileProject(readProject(join(__dirname, '..', '..')));
if (plan === undefined) throw new Error(compiled.diagnostics.map((d) => d.message).join('\n'));
const folder = mkdtempSync(join(tmpdir(), 'lakewright-run-report-'));
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

test('shows the tables of the Plan, what each is made from, and the rows that are in them', async () => {
  const landing = join(folder, 'landing');
  generate(landing, generateOptions.parse({ orders: 120, customers: 60, products: 25, broken: 0.05, only: 1 }));
  const result = await runLocal({
    ...{ plan, bindings: bindingsOf({ LANDING: landing }), workspace: folder, listener: {} },
    to: new Date('2026-01-02T12:00:00Z'),
    now: () => new Date('2026-02-01T00:00:00Z'),
  });
  expect(result.state).toBe('succeeded');
  const { report = '', problem } = await writeReport(folder, { ...compiled, plan }, 'local', result);
  expect(problem).toBeUndefined();

  const { page, wrongs } = await openFile(browser, report, { viewport: wide });
  const tables = await page.locator('.node > title').allTextContents();
  expect([...tables].sort()).toEqual(Object.keys(plan.tables).sort());

  // What runs in the page is text, because the project's types know no browser.
  const edges = await page.evaluate<readonly string[]>(`(() => {
    const name = (node) => document.querySelector('.node[data-node="' + node + '"] > title').textContent;
    return [...document.querySelectorAll('.edge')].map((e) => name(e.dataset.from) + ' -> ' + name(e.dataset.to));
  })()`);
  const reads = Object.values(plan.tasks).flatMap((t) => t.reads.map((from) => `${from} -> ${t.writes}`));
  expect([...edges].sort()).toEqual([...new Set(reads)].sort());

  const shown = await page.locator('.node .node-rows').allTextContents();
  const rows = await duckdbTables(plan, folder);
  const onSparkAlone = new Set(
    Object.values(plan.tasks).flatMap((t) => (t.portability === 'spark-only' ? [t.writes] : [])),
  );
  expect(tables.map((table, index) => [table, shown[index]?.replace(/,| rows?$/g, '')])).toEqual(
    tables.map((table) => [table, onSparkAlone.has(table) ? 'not written' : String(rows.get(table)?.length)]),
  );

  await expect(page.locator('.verdict:visible').textContent()).resolves.toContain('Every row is accounted for.');
  for (const { writes } of Object.values(plan.tasks)) {
    await page.locator('.node').nth(tables.indexOf(writes)).click();
    await expect(page.locator('.detail:visible h3').textContent()).resolves.toContain(writes);
    await page.keyboard.press('Escape');
  }
  expect(wrongs).toEqual([]);
});
