/** A table in full: columns with their lineage, rows, rules, query, history. One is open at a time. */
import type { ReportTable } from './data';
import { count, plural } from './format';
import { clip, html, type Content, type Markup, isolate } from './markup';
import { layerClass, tableLink, tableName, type Page } from './page';
import { attemptTable } from './attempt_table';
import { columnTable } from './column_table';
import { countedAttempt, querySteps } from './query_steps';
import { ruleList } from './rule_list';
import { quarantineRows, sampleRows, shownRows } from './sample_rows';
import { sqlText } from './sql_text';

interface Tab {
  readonly name: string;
  readonly note?: string;
  readonly body: Markup;
}

export function tableDetails(page: Page): Markup {
  return html`<div class="details" id="detail">
    ${page.data.tables.map((table, index) => detail(page, table, index))}
  </div>`;
}

function detail(page: Page, table: ReportTable, index: number): Markup {
  const tasks = page.writers.get(table.id) ?? [];
  const tabs = tabsOf(page, table, index);
  const facts: readonly Content[] = [
    table.rows === null ? 'never written' : plural(table.rows, 'row'),
    table.quarantinedRows > 0 && html`<span class="warn">${count(table.quarantinedRows)} in quarantine</span>`,
    ...tasks.map((task) => html`${task.kind === 'ingest' ? 'files' : task.kind}, ${task.mode.replaceAll('_', ' ')}`),
    table.key.length > 0 && html`key ${isolate(clip(table.key.join(', '), 120))}`,
    table.partitionBy.length > 0 && html`by ${isolate(clip(table.partitionBy.join(', '), 120))}`,
    table.owner !== undefined && html`owner ${isolate(clip(table.owner, 80))}`,
    tasks.some((task) => task.portability === 'spark-only') && html`<span class="state spark-only">spark-only</span>`,
  ];
  return html`<article
    class="detail ${layerClass(page, table.layer)}"
    id="t${index}"
    data-detail="${index}"
    aria-labelledby="t${index}-title"
    tabindex="-1"
  >
    <div class="detail-head">
      <h3 id="t${index}-title">${tableName(table.id)}</h3>
      <p class="facts">${facts.map((fact) => (fact === false ? null : html`<span>${fact}</span>`))}</p>
      ${table.description !== undefined && html`<p class="description">${isolate(clip(table.description, 1000))}</p>`}${neighbours(page, table)}
    </div>
    <div class="tabs" role="tablist" aria-label="${clip(table.id, 120)}">
      ${tabs.map(
        ({ name, note }, place) =>
          html`<button
            type="button"
            role="tab"
            id="t${index}-tab${place}"
            aria-controls="t${index}-panel${place}"
            aria-selected="${String(place === 0)}"
            tabindex="${place === 0 ? 0 : -1}"
          >
            ${name}${note !== undefined && html` <small>${note}</small>`}
          </button>`,
      )}
    </div>
    ${tabs.map(
      ({ name, body }, place) =>
        html`<div
          class="panel"
          role="tabpanel"
          id="t${index}-panel${place}"
          aria-labelledby="t${index}-tab${place}"
          data-panel="${place}"
        >
          <h4 class="panel-name">${name}</h4>
          ${body}
        </div>`,
    )}
  </article>`;
}

function tabsOf(page: Page, table: ReportTable, index: number): readonly Tab[] {
  const tasks = page.writers.get(table.id) ?? [];
  const own = table.columns.filter(({ system }) => !system).length;
  const attempts = tasks.flatMap((task) => task.attempts);
  return [
    { name: 'Columns', note: count(own), body: columnTable(page, table, index) },
    ...(table.sample.rows.length > 0
      ? [
          {
            name: 'Rows',
            note: `${count(shownRows(table).length)} of ${count(table.rows ?? 0)}`,
            body: sampleRows(table),
          },
        ]
      : []),
    ...(table.quarantineSample.length > 0
      ? [{ name: 'Quarantine', note: count(table.quarantinedRows), body: quarantineRows(table) }]
      : []),
    ...(table.expectations.length > 0
      ? [{ name: 'Rules', note: count(table.expectations.length), body: ruleList(table) }]
      : []),
    ...tasks.flatMap((task): readonly Tab[] => {
      const attempt = countedAttempt(task);
      if (attempt === undefined) return [];
      return [{ name: 'Steps', note: count(attempt.steps.length), body: html`${querySteps(task)}` }];
    }),
    ...tasks.map((task): Tab => {
      const named = tasks.length > 1 ? { note: clip(task.id, 40) } : {};
      if (task.kind === 'sql') return { name: 'Query', ...named, body: sqlText(task.text) };
      const body = html`<pre class="sql" tabindex="0"><code>${clip(task.text, 4000)}</code></pre>`;
      return { name: task.kind === 'ingest' ? 'Files' : 'Python', ...named, body };
    }),
    ...(attempts.length > 0 ? [{ name: 'Runs', note: count(attempts.length), body: attemptTable(tasks) }] : []),
  ];
}

function neighbours(page: Page, table: ReportTable): Content {
  const { tables } = page.data.lineage;
  const reads = [...new Set(tables.filter(({ to }) => to === table.id).map(({ from }) => from))];
  const feeds = [...new Set(tables.filter(({ from }) => from === table.id).map(({ to }) => to))];
  if (reads.length + feeds.length === 0) return null;
  const list = (ids: readonly string[]) => ids.map((id) => html` ${tableLink(page, id)}`);
  return html`<p class="neighbours">
    ${reads.length > 0 && html`<span><b>Reads</b>${list(reads)}</span>`}${feeds.length > 0 && html`<span><b>Feeds</b>${list(feeds)}</span>`}
  </p>`;
}
