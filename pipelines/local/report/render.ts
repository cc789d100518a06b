/** The whole report as one HTML file that needs nothing else: no network, no fonts, no framework. */
import { createHash } from 'node:crypto';
import { accounting } from './accounting';
import type { ReportData } from './data';
import { intervalEnds } from './format';
import { layOut } from './graph_layout';
import { graphPicture } from './graph_picture';
import { header } from './header';
import { lineageData } from './lineage_data';
import { clip, html, jsonText, Markup } from './markup';
import { pageOf, type Page } from './page';
import { quality } from './quality';
import { script } from './script';
import { style } from './style';
import { tableDetails } from './table_detail';
import { timings } from './timings';
import { intervalsOf } from './view';

/** The same data gives the same bytes. */
export async function renderReport(data: ReportData): Promise<string> {
  const page = pageOf(data);
  const picture = graphPicture(page, await layOut(data, page.layers));
  const firstView = page.views[0]?.key ?? 'v0';
  return `<!doctype html>\n${
    html`<html lang="en" data-view="${firstView}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy()}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${clip(data.project, 80)} · Lakewright report</title>
        <link rel="icon" href="data:," />
        ${new Markup(`<style>${style(page.views.map(({ key }) => key))}</style>`)}
      </head>
      <body>
        ${navigation()}
        <main class="page">
          ${header(page)}
          <section id="lineage" aria-labelledby="lineage-title">
            <div class="section-head">
              <h2 id="lineage-title">Lineage</h2>
              <p>Choose a table to see what feeds it, what it feeds, and what is in it.</p>
            </div>
            ${picture}
            <p class="graph-help">
              <span id="graph-hint" aria-live="polite"></span>
              <button type="button" id="graph-clear" hidden>Show all tables</button>
            </p>
            ${tableDetails(page)}
          </section>
          ${accounting(page)} ${quality(page)} ${timings(page)} ${foot(page)}
        </main>
        ${new Markup(`<script type="application/json" id="lineage-data">${jsonText(lineageData(page))}</script>`)}
        ${new Markup(`<script>${script}</script>`)}
      </body>
    </html>`.text
  }\n`;
}

/** The page may run its own script, by its hash, and reach nothing: what slipped through as markup stays inert. */
function contentPolicy(): string {
  const hash = createHash('sha256').update(script).digest('base64');
  return `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`;
}

function navigation(): Markup {
  return html`<nav class="bar" aria-label="Report">
    <div>
      <a class="brand" href="#"
        ><svg
          width="18"
          height="18"
          viewBox="0 0 18 18"
          aria-hidden="true"
          fill="none"
          stroke="currentColor"
          stroke-width="1.8"
          stroke-linecap="round"
        >
          <path
            d="M2 5.2c2.3-2 4.7-2 7 0s4.7 2 7 0M2 9.6c2.3-2 4.7-2 7 0s4.7 2 7 0M2 14c2.3-2 4.7-2 7 0s4.7 2 7 0"
          /></svg
        >Lakewright</a
      ><a href="#lineage">Lineage</a><a href="#rows">Rows</a><a href="#quality">Quality</a><a href="#timings">Timings</a
      ><button type="button" class="theme" id="theme" aria-label="Light or dark" hidden>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.5" />
          <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
        </svg>
      </button>
    </div>
  </nav>`;
}

function foot({ data }: Page): Markup {
  const last = intervalsOf(data).at(-1);
  const span = last === undefined ? 'Nothing has run yet.' : `Data up to the interval ${intervalEnds(last)}.`;
  return html`<footer>
    ${span} Personal data in sample rows is masked. Plan <code>${clip(data.plan.digest, 80)}</code>
  </footer>`;
}
