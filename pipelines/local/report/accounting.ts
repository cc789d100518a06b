/** Where every row went: a line per task whose parts add up to the rows that came in. */
import type { RuleFailure } from './data';
import { count, percent, plural } from './format';
import type { Flow } from './flow';
import { clip, html, type Content, type Markup, isolate } from './markup';
import { inView, layerClass, layerOf, taskLink, type Page } from './page';
import type { TaskOutcome, View } from './view';

const parts = [
  { key: 'inserted', label: 'Inserted', title: 'new rows of the table' },
  { key: 'updated', label: 'Updated', title: 'rows whose values changed' },
  { key: 'unchanged', label: 'Unchanged', title: 'rows that equal what the table holds' },
  { key: 'superseded', label: 'Superseded', title: 'older states of a row that a newer one replaces' },
  { key: 'quarantined', label: 'Quarantined', title: 'rows that broke a rule; kept beside the table' },
  { key: 'rejected', label: 'Rejected', title: 'records that could not be landed' },
  { key: 'withheld', label: 'Withheld', title: 'rows of a task that failed before it wrote them' },
] as const satisfies readonly { key: keyof Flow; label: string; title: string }[];

export function accounting(page: Page): Markup {
  return html`<section id="rows" aria-labelledby="rows-title">
    <div class="section-head">
      <h2 id="rows-title">Where every row went</h2>
      <p>Rows in equal the sum of the columns behind them, table by table.</p>
    </div>
    ${page.views.map((view) => html`<div class="${inView(view)}">${ledger(page, view)}</div>`)}
  </section>`;
}

function ledger(page: Page, view: View): Markup {
  const place = (outcome: TaskOutcome) =>
    page.layers.findIndex(({ name }) => name === layerOf(page, outcome.task.writes));
  const shown = [...view.outcomes]
    .sort((a, b) => place(a) - place(b))
    .filter(({ flow, state }) => flow !== undefined || (state !== undefined && state !== 'skipped'));
  const used = parts.filter(({ key }) => shown.some(({ flow }) => flow !== undefined && flow[key] > 0));
  if (shown.length === 0) return html`<p class="empty">Nothing ran in this interval.</p>`;
  return html`<p class="legend" aria-hidden="true">
      ${used.map(({ key, label }) => html`<span><i class="part ${key}"></i>${label}</span>`)}
    </p>
    <div class="wide">
      <table class="ledger">
        <thead>
          <tr>
            <th scope="col">Table</th>
            <th scope="col" class="number">Rows in</th>
            <th scope="col" class="flow-cell"><span class="hidden">Shares</span></th>
            ${used.map(({ label, title }) => html`<th scope="col" class="number" title="${title}">${label}</th>`)}
            <th scope="col" class="number" title="rows before + inserted − deleted = rows after">Rows in the table</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((outcome) => line(page, outcome, used))}
        </tbody>
      </table>
    </div>`;
}

type Part = (typeof parts)[number];

function line(page: Page, outcome: TaskOutcome, used: readonly Part[]): Markup {
  const { task, flow } = outcome;
  const name = html`<th scope="row">
    <span class="dot ${layerClass(page, layerOf(page, task.writes))}"></span>${taskLink(page, task)}${stateOf(outcome)}
  </th>`;
  if (flow === undefined)
    return html`<tr class="quiet">
      ${name}
      <td class="muted note" colspan="${used.length + 3}">${note(outcome)}</td>
    </tr>`;
  const off = outcome.unbalanced.length > 0;
  return html`<tr data-in="${flow.in}">
      ${name}
      <td class="number strong">${count(flow.in)}</td>
      <td class="flow-cell">${bar(flow)}</td>
      ${used.map(
        ({ key }) =>
          html`<td class="number part-${key}${flow[key] === 0 ? ' zero' : ''}" data-part="${key}">
            ${count(flow[key])}
          </td>`,
      )}
      <td class="number">${change(flow)}${off && html` <span class="mark bad">is off</span>`}</td>
    </tr>
    ${reasons(outcome, used.length)}`;
}

function stateOf({ state }: TaskOutcome): Content {
  if (state === undefined || state === 'succeeded' || state === 'skipped') return null;
  return html` <span class="state ${state}">${state}</span>`;
}

function note({ state, errors }: TaskOutcome): string {
  const [first] = errors;
  if (first !== undefined) return clip(first, 160);
  if (state === 'spark-only') return 'runs on Spark; holds recorded rows or none here';
  return state === 'blocked' ? 'waits for a task before it' : '';
}

/** Widths are shares of the rows in; what there is of a part is never too small to see. */
function bar(flow: Flow): Markup {
  const present = parts.filter(({ key }) => flow[key] > 0);
  const label = present.map(({ key, label }) => `${label.toLowerCase()} ${percent(flow[key] / flow.in)}`).join(', ');
  return html`<span class="flow" role="img" aria-label="${label === '' ? 'no rows' : label}"
    >${present.map(
      ({ key, label }) =>
        html`<i
          class="part ${key}"
          style="flex-grow:${flow[key]}"
          title="${label}: ${count(flow[key])} (${percent(flow[key] / flow.in)})"
        ></i>`,
    )}</span
  >`;
}

/** `1,200 + 348 − 17 = 1,531`: rows before, what came, what went, rows after. */
function change({ table }: Flow): Content {
  if (table === null) return html`<span class="muted">not written</span>`;
  const { before, inserted, deleted, after } = table;
  return html`<span class="muted"
      >${count(before)}${inserted > 0 && ` + ${count(inserted)}`}${deleted > 0 && ` − ${count(deleted)}`} =</span
    >
    ${count(after)}`;
}

/** Under a table's line: the rules that its rows broke. */
function reasons({ failures, flow }: TaskOutcome, columns: number): Content {
  if (failures.length === 0) return null;
  const aside = failures.filter(isError).reduce((sum, { rows }) => sum + rows, 0);
  const worstFirst = [...failures.filter(isError), ...failures.filter((failure) => !isError(failure))];
  const several = flow !== undefined && aside > flow.quarantined && flow.quarantined > 0;
  return html`<tr class="reasons">
    <td colspan="${columns + 4}">
      ${worstFirst.map(
        ({ rule, severity, rows }) =>
          html`<span class="reason ${severity}"
            ><b>${count(rows)}</b>
            ${isolate(clip(rule, 80))}${severity === 'warning' && html` <small>warning</small>`}</span
          >`,
      )}${several && html`<span class="muted">${plural(flow.quarantined, 'row')}, some for more than one reason</span>`}
    </td>
  </tr>`;
}

function isError({ severity }: RuleFailure): boolean {
  return severity !== 'warning';
}
