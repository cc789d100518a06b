/** The report in a real browser, opened from disk. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { renderReport, type ReportData } from '../../pipelines/local/report';
import { hostileReport } from '../pipelines/local/report/hostile_report';
import { storeReport } from '../pipelines/local/report/store_report';
import { launchBrowser, openFile, type Opened, wide } from './report_page';

jest.setTimeout(120_000);

const narrow = { width: 400, height: 850 };
const factOrders = 'gold.fact_orders';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lakewright-report-'));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(data: ReportData, options: BrowserContextOptions = { viewport: wide }): Promise<Opened> {
  const file = join(folder, 'report.html');
  writeFileSync(file, await renderReport(data));
  return openFile(browser, file, options);
}

function nodeOf(page: Page, data: ReportData, table: string) {
  return page.locator(`.node[data-node="${data.tables.findIndex(({ id }) => id === table)}"]`);
}

async function lit(page: Page): Promise<readonly string[]> {
  return page.locator('.focused .node.on .node-name').allTextContents();
}

it('opens from disk without a request, a message or an error, and draws the graph', async () => {
  const data = storeReport();
  const { page, wrongs } = await open(data);
  await expect(page.locator('.node').count()).resolves.toBe(data.tables.length);
  await expect(page.locator('.node .card').first().isVisible()).resolves.toBe(true);
  await expect(page.locator('.verdict:visible').textContent()).resolves.toContain('Every row is accounted for.');
  expect(wrongs).toEqual([]);
});

it('focuses what a table is made from and what uses it, and opens its detail', async () => {
  const data = storeReport();
  const { page, wrongs } = await open(data);
  await nodeOf(page, data, 'silver.payments').click();
  expect([...(await lit(page))].sort()).toEqual(
    ['churn_score', 'cohort_retention', 'customer_rfm', 'daily_revenue', 'fact_orders', 'payments', 'payments'].sort(),
  );
  await expect(page.locator('.detail:visible h3').textContent()).resolves.toContain('silver.payments');
  await page.keyboard.press('Escape');
  await expect(page.locator('.detail:visible').count()).resolves.toBe(0);
  await expect(lit(page)).resolves.toEqual([]);
  expect(wrongs).toEqual([]);
});

it('can be used with the keyboard alone', async () => {
  const data = storeReport();
  const { page } = await open(data);
  await nodeOf(page, data, factOrders).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.detail:visible h3').textContent()).resolves.toContain(factOrders);
  await page.locator('.detail:visible [role=tab][aria-selected=true]').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.detail:visible [role=tab][aria-selected=true]').textContent()).resolves.toContain('Rows');
  await expect(page.locator('.detail:visible .panel:visible table.sample').count()).resolves.toBe(1);
});

it('traces a column through the tables, by its names there', async () => {
  const data = storeReport();
  const { page, wrongs } = await open(data);
  await nodeOf(page, data, 'gold.daily_revenue').click();
  await page.locator('.detail:visible tr[data-column=revenue] .column').click();
  const names = await page.locator('.tracing .node.on .node-columns').allTextContents();
  expect(names).toEqual(expect.arrayContaining(['revenue', 'amount', 'quantity, unit_pr…']));
  await expect(lit(page)).resolves.not.toContain('customers');
  await expect(page.locator('#graph-hint').textContent()).resolves.toContain('gold.daily_revenue.revenue: made from');
  expect(wrongs).toEqual([]);
});

it('shows sums that a reader can check, in every view', async () => {
  const { page } = await open(storeReport({ days: 3 }));
  for (const button of await page.locator('.switcher button').all()) {
    await button.click();
    const lines = await ledgerLines(page);
    expect(lines).toHaveLength(16);
    for (const { whole, parts, table } of lines) {
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
      expect(table.slice(0, -1).reduce((sum, term) => sum + term, 0)).toBe(table.at(-1));
    }
  }
});

it('changes its figures with the interval', async () => {
  const { page } = await open(storeReport({ days: 2 }));
  const figure = () => page.locator('.figures:visible dd').first().textContent();
  const newest = await figure();
  await page.getByRole('button', { name: '1 Jan 2026' }).click();
  expect(await figure()).not.toBe(newest);
});

it('shows hostile values and obeys none of them', async () => {
  const data = hostileReport();
  const { page, wrongs } = await open(data);
  await page.locator('.node').first().click();
  for (const tab of await page.locator('.detail:visible [role=tab]').all()) await tab.click();
  await expect(page.locator('img').count()).resolves.toBe(0);
  await expect(page.evaluate<boolean>(`'broken' in window`)).resolves.toBe(false);
  await expect(page.locator('h1').textContent()).resolves.toContain('ecommerce</script></style><img');
  await expect(sidewaysOverflow(page)).resolves.toBeLessThanOrEqual(0);
  expect(wrongs).toEqual([]);
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each([
    ['wide', wide],
    ['narrow', narrow],
  ])('fits a %s window, with no two tables on top of each other', async (name, viewport) => {
    const data = storeReport({ days: 7 });
    const { page, wrongs } = await open(data, { viewport, colorScheme });
    await expect(sidewaysOverflow(page)).resolves.toBeLessThanOrEqual(0);
    expect(await overlaps(page)).toEqual([]);
    expect(await spills(page)).toEqual([]);
    await nodeOf(page, data, factOrders).click();
    await expect(sidewaysOverflow(page)).resolves.toBeLessThanOrEqual(0);
    const [red = 0] = ((await background(page)).match(/\d+/g) ?? []).map(Number);
    expect(red > 128 ? 'light' : 'dark').toBe(colorScheme);
    const picture = await page.screenshot({ fullPage: true, path: join(folder, `${name}-${colorScheme}.png`) });
    expect(picture.length).toBeGreaterThan(50_000);
    expect(wrongs).toEqual([]);
  });
});

it('changes between light and dark by its button', async () => {
  const { page } = await open(storeReport(), { viewport: wide, colorScheme: 'light' });
  const before = await background(page);
  await page.getByRole('button', { name: 'Light or dark' }).click();
  expect(await background(page)).not.toBe(before);
});

it('can be read where scripts do not run', async () => {
  const { page } = await open(storeReport(), { viewport: wide, javaScriptEnabled: false });
  await expect(page.getByText('Every row is accounted for.').first().isVisible()).resolves.toBe(true);
  await expect(page.getByText('Enamel kettle 1.5 l').first().isVisible()).resolves.toBe(true);
});

// What follows runs in the page: text, because the project's types know no browser.

async function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

async function background(page: Page): Promise<string> {
  return page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
}

interface LedgerLine {
  readonly whole: number;
  readonly parts: readonly number[];
  /** before, + inserted, - deleted, after */
  readonly table: readonly number[];
}

async function ledgerLines(page: Page): Promise<readonly LedgerLine[]> {
  return page.evaluate<readonly LedgerLine[]>(String.raw`
    [...document.querySelectorAll('.ledger tr[data-in]')].filter((row) => row.offsetParent !== null).map((row) => {
      const number = (cell) => Number(cell.textContent.replace(/[,\s]/g, ''));
      const terms = row.lastElementChild.textContent.matchAll(/[+−=]?\s*[\d,]+/g);
      return {
        whole: number(row.querySelector('.strong')),
        parts: [...row.querySelectorAll('[data-part]')].map(number),
        table: [...terms].map(([term]) => Number(term.replace(/[,\s=]/g, '').replace('−', '-'))),
      };
    })`);
}

const boxes = `
  const crosses = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const boxOf = (element) => element.getBoundingClientRect();`;

/** Pairs of tables in the picture whose boxes cross. */
async function overlaps(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {${boxes}
    const cards = [...document.querySelectorAll('.node .card')].map(boxOf);
    return cards.flatMap((a, i) => cards.flatMap((b, j) => (i < j && crosses(a, b) ? [i + ' and ' + j] : [])));
  })()`);
}

/** Texts of the picture that do not fit into their table's box, or cross another text. */
async function spills(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {${boxes}
    return [...document.querySelectorAll('.node')].flatMap((node) => {
      const card = boxOf(node.querySelector('.card'));
      const texts = [...node.querySelectorAll('text')].filter((text) => boxOf(text).width > 0);
      return texts.flatMap((text) => {
        const box = boxOf(text);
        const crossed = texts.some((other) => other !== text && crosses(box, boxOf(other)));
        return box.left < card.left || box.right > card.right || crossed ? [text.textContent] : [];
      });
    });
  })()`);
}
