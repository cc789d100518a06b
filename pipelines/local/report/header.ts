/** The top of the page: what ran, how it went, and the books. */
import { count, duration, percent, plural } from './format';
import { addSums, holds, written, type Flow, type Sum, type Term } from './flow';
import { clip, html, type Content, type Markup, isolate } from './markup';
import { inView, taskLink, type Page } from './page';
import { unaccounted, type TaskOutcome, type View } from './view';

export function header(page: Page): Markup {
  const { data, views } = page;
  const facts = [
    data.environment,
    data.engine,
    plural(data.tables.length, 'table'),
    `plan ${clip(data.plan.digest, 15)}`,
  ];
  return html`<header class="top">
    <div class="title">
      <div>
        <h1>${isolate(clip(data.project, 80))}</h1>
        <p class="facts">${facts.map((fact) => html`<span>${isolate(fact)}</span>`)}</p>
      </div>
      ${switcher(views)}
    </div>
    ${views.map((view) => html`<div class="${inView(view)}">${summary(page, view)}</div>`)}
  </header>`;
}

function switcher(views: readonly View[]): Content {
  if (views.length < 2) return null;
  return html`<div class="switcher" role="group" aria-label="Interval">
    ${views.map(
      (view, index) =>
        html`<button type="button" data-view="${view.key}" title="${view.title}" aria-pressed="${String(index === 0)}">
          ${view.label}
        </button>`,
    )}
  </div>`;
}

function summary(page: Page, view: View): Markup {
  const flows = view.outcomes.flatMap(({ flow }) => flow ?? []);
  const rowsIn = sum(flows, (flow) => flow.in);
  const lost = sum(flows, (flow) => flow.rejected + flow.quarantined);
  const read = flows.filter((flow) => flow.sums[0]?.name === 'source');
  const figures: readonly (readonly [string, string, string])[] = [
    read.length > 0
      ? [
          'Read from files',
          count(sum(read, (flow) => flow.in)),
          plural(
            sum(read, (flow) => flow.files),
            'file',
          ),
        ]
      : ['Rows in', count(rowsIn), 'over all tables'],
    ['Written', count(sum(flows, written)), `${count(sum(flows, (flow) => flow.inserted))} new, over all tables`],
    ['Set aside', count(lost), lost === 0 ? 'nothing broke a rule' : 'quarantined or unreadable'],
    ['Quality', rowsIn === 0 ? '–' : percent(1 - lost / rowsIn), 'of rows came through whole'],
    [
      'Time in tasks',
      duration(view.seconds),
      plural(view.outcomes.filter(({ seconds }) => seconds > 0).length, 'task'),
    ],
  ];
  return html`${verdict(page, view)}
    <dl class="figures">
      ${figures.map(
        ([label, value, note]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}<small>${note}</small></dd>
          </div>`,
      )}
    </dl>
    ${books(flows, view)}`;
}

function verdict(page: Page, view: View): Markup {
  const failed = view.outcomes.filter(({ state }) => state === 'failed');
  const unbalanced = view.outcomes.filter((outcome) => outcome.unbalanced.length > 0);
  const done = view.outcomes.filter(
    ({ state }) => state === 'succeeded' || state === 'recovered' || state === 'skipped',
  );
  const spark = view.outcomes.filter(({ state }) => state === 'spark-only');
  const blocked = view.outcomes.filter(({ state }) => state === 'blocked');
  const rest = [
    `${count(done.length)} of ${plural(view.outcomes.length, 'task')} succeeded`,
    ...(failed.length > 0 ? [`${count(failed.length)} failed`] : []),
    ...(blocked.length > 0 ? [`${count(blocked.length)} blocked`] : []),
    ...(spark.length > 0 ? [`${count(spark.length)} ${spark.length === 1 ? 'runs' : 'run'} on Spark only`] : []),
  ].join(', ');
  if (failed.length > 0 || unbalanced.length > 0) {
    return html`<p class="verdict bad">
        <b>${failed.length > 0 ? `${plural(failed.length, 'task')} failed.` : 'The books do not balance.'}</b> ${rest}.
        <span class="muted">${view.title}</span>
      </p>
      <ul class="wrongs">
        ${failed.map((outcome) => wrong(page, outcome))}${blocked.length > 0 && html`<li><span class="state blocked">blocked</span>${blocked.map(({ task }) => html` <span>${taskLink(page, task)}</span>`)}</li>`}${unbalanced.map(
          (outcome) =>
            html`<li>
              ${taskLink(page, outcome.task)} ${outcome.unbalanced.map((each) => html`<code>${spoken(each)}</code> `)}
            </li>`,
        )}
      </ul>`;
  }
  const extra = unaccounted(view.outcomes);
  if (extra > 0) {
    const who = view.outcomes.filter(({ undeclared }) => undeclared.length > 0);
    return html`<p class="verdict warned">
        <b>${plural(extra, 'row')} came from joins that nobody declared.</b> ${rest}.
        <span class="muted">${view.title}</span>
      </p>
      <ul class="wrongs mild">
        ${who.map(
          ({ task, undeclared }) =>
            html`<li>
              ${taskLink(page, task)} ${undeclared.map((step) => html`<code>${isolate(clip(step.text, 200))}</code> `)}
            </li>`,
        )}
      </ul>`;
  }
  return html`<p class="verdict good">
    <b>Every row is accounted for.</b> ${rest}. <span class="muted">${view.title}</span>
  </p>`;
}

function wrong(page: Page, { task, state, errors }: TaskOutcome): Markup {
  return html`<li>
    ${taskLink(page, task)} <span class="state ${state}">${state}</span>${errors.map(
      (error) => html`<pre>${isolate(clip(error, 2000))}</pre>`,
    )}
  </li>`;
}

const bookNames: Readonly<Record<Sum['name'], string>> = {
  source: 'Files',
  gate: 'Gate',
  write: 'Write',
  table: 'Tables',
};

/** The sums of all tasks, term by term, so that a reader can add them up. */
function books(flows: readonly Flow[], view: View): Content {
  const sums = addSums(flows.flatMap((flow) => flow.sums));
  if (sums.length === 0) return null;
  const broken = new Set(view.outcomes.flatMap(({ unbalanced }) => unbalanced.map(({ name }) => name)));
  return html`<div class="books" role="group" aria-label="The books">
    ${sums.map((each) => {
      const good = holds(each) && !broken.has(each.name);
      return html`<div class="book">
        <span class="book-name">${bookNames[each.name]}</span
        ><span class="equation"
          >${term(each.whole)}${each.parts.map((part, index) => term(part, index === 0 ? '=' : part.minus ? '−' : '+'))}</span
        ><span class="mark ${good ? 'good' : 'bad'}">${good ? 'balances' : 'is off'}</span>
      </div>`;
    })}
  </div>`;
}

function term({ label, rows }: Term, sign?: string): Markup {
  return html`<span class="term"
    >${sign !== undefined && html`<i>${sign}</i>`}<b>${count(rows)}</b><small>${label}</small></span
  >`;
}

function spoken(each: Sum): string {
  const parts = each.parts.map(
    (part, index) => `${index === 0 ? '' : part.minus ? '− ' : '+ '}${count(part.rows)} ${part.label}`,
  );
  return `${count(each.whole.rows)} ${each.whole.label} ≠ ${parts.join(' ')}`;
}

function sum(flows: readonly Flow[], of: (flow: Flow) => number): number {
  return flows.reduce((total, flow) => total + of(flow), 0);
}
