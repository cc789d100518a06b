/** A report in a real browser, opened from disk, and all that it should not do. */
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { chromium as chromiumPath } from '../setup/paths';

export const wide = { width: 1400, height: 1000 };

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

export interface Opened {
  readonly page: Page;
  /** What the page logged as an error, threw, or asked for besides itself. */
  readonly wrongs: readonly string[];
}

export async function openFile(browser: Browser, file: string, options: BrowserContextOptions): Promise<Opened> {
  const address = pathToFileURL(file).href;
  const page = await (await browser.newContext(options)).newPage();
  const wrongs: string[] = [];
  page.on('console', (message) => wrongs.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => wrongs.push(`thrown: ${error.message}`));
  page.on('dialog', (dialog) => wrongs.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (request.url() !== address && request.url() !== 'data:,') wrongs.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return { page, wrongs };
}
