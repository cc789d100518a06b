/** Quality over runs: a score per table, and every rule with what broke it. */
import type { Interval, ReportExpectation, ReportTable, ReportTask } from './data';
import { addFlows, flowOf, score } from './flow';
import { count, intervalName, percent, plural } from './format';
import { clip, html, isolate, type Content, type Markup } from './markup';
import { layerClass, tableLink, type Page } from './page';
import { sparkbars, sparkline } from './sparkline';
import { intervalsOf, newest, same } from './view';

const mostPoints = 60;
/** Rules that are broken most, in sight; the others behind a click. */
const mostRules = 12;
const consequence = { warning: 'warns', error: 'quarantines', critical: 'stops the run' } as const;

interface TableHistory {
  readonly table: ReportTable;
  /** The score of each interval; undefined where no row came in. */
  readonly scores: readonly (number | undefined)[];
}

interface RuleHistory {
  readonly table: ReportTable;
  readonly expectation: ReportExpectation;
  /** Rows that broke it, by interval. */
  readonly rows: readonly number[];
  readonly total: number;
}

export function quality(page: Page): Markup {
  const intervals = intervalsOf(page.data).slice(-mostPoints);
  const over = intervals.length > 1 ? `over ${plural(intervals.length, 'interval')}` : 'in the one interval so far';
  const histories = page.data.tables.flatMap((table): TableHistory[] => {
    const tasks = page.writers.get(table.id) ?? [];
    const scores = intervals.map((interval) => scoreIn(tasks, interval));
    return scores.some((each) => each !== undefined) ? [{ table, scores }] : [];
  });
  const lost = histories.filter(({ scores }) => scores.some((each) => each !== undefined && each < 1));
  const whole = histories.filter((history) => !lost.includes(history));
  return html`<section id="quality" aria-labelledby="quality-title">
    <div class="section-head">
      <h2 id="quality-title">Quality</h2>
      <p>The share of rows that came through whole, ${over}.</p>
    </div>
    ${lost.length > 0 && html`<div class="scores">${lost.map((history) => scoreCard(page, history))}</div>`}
    ${
      whole.length > 0 &&
      html`<p class="whole">
        <b>Always 100%</b> ${whole.map(({ table }) => html`<span>${tableLink(page, table.id)}</span> `)}
      </p>`
    }
    ${expectations(page, intervals)}
  </section>`;
}

function scoreIn(tasks: readonly ReportTask[], interval: Interval): number | undefined {
  const flow = addFlows(
    tasks
      .flatMap((task) => newest(task.attempts.filter((attempt) => same(attempt.interval, interval))))
      .flatMap((attempt) => flowOf(attempt) ?? []),
  );
  return flow === undefined ? undefined : score(flow);
}

function scoreCard(page: Page, { table, scores }: TableHistory): Markup {
  const known = scores.filter((each) => each !== undefined);
  const last = known.at(-1) ?? 1;
  const before = known.at(-2);
  const spoken = scores.map((each) => (each === undefined ? 'no rows' : percent(each))).join(', ');
  return html`<div class="score-card ${layerClass(page, table.layer)}">
    <span>${tableLink(page, table.id)}</span> ${sparkline(scores, `Quality by interval: ${spoken}`)}
    <span class="score-value">${percent(last)}${before !== undefined && trend(last - before)}</span>
  </div>`;
}

function trend(change: number): Content {
  const points = Math.round(change * 1000) / 10;
  if (points === 0) return null;
  return html`<small class="${points > 0 ? 'up' : 'down'}"
    >${points > 0 ? '▲' : '▼'} ${Math.abs(points).toFixed(1)}</small
  >`;
}

function expectations(page: Page, intervals: readonly Interval[]): Content {
  const rules = page.data.tables.flatMap((table) =>
    table.expectations.map((expectation) => ruleHistory(page, table, expectation, intervals)),
  );
  if (rules.length === 0) return null;
  const broken = rules.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
  const [worst, more] = [broken.slice(0, mostRules), broken.slice(mostRules)];
  const held = rules.filter(({ total }) => total === 0);
  return html`<h3>Expectations</h3>
    ${broken.length > 0 ? ruleTable(page, worst, intervals) : html`<p class="empty">No row has broken a rule.</p>`}
    ${more.length > 0 && folded(`${plural(more.length, 'more rule')} that rows broke`, ruleTable(page, more, intervals))}
    ${held.length > 0 && html`<p class="held">${plural(held.length, 'rule')} held for every row; each is shown with its table.</p>`}`;
}

function folded(summary: string, body: Markup): Markup {
  return html`<details class="held">
    <summary>${summary}</summary>
    ${body}
  </details>`;
}

function ruleHistory(
  { writers }: Page,
  table: ReportTable,
  expectation: ReportExpectation,
  intervals: readonly Interval[],
): RuleHistory {
  const rows = intervals.map((interval) =>
    (writers.get(table.id) ?? [])
      .flatMap((task) => newest(task.attempts.filter((attempt) => same(attempt.interval, interval))))
      .flatMap(({ failures }) => failures.filter(({ rule }) => rule === expectation.name))
      .reduce((sum, failure) => sum + failure.rows, 0),
  );
  return { table, expectation, rows, total: rows.reduce((sum, each) => sum + each, 0) };
}

function ruleTable(page: Page, histories: readonly RuleHistory[], intervals: readonly Interval[]): Markup {
  return html`<div class="wide">
    <table class="rules">
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Table</th>
          <th scope="col">Must hold</th>
          <th scope="col">If not</th>
          <th scope="col">By interval</th>
          <th scope="col" class="number">Rows</th>
        </tr>
      </thead>
      <tbody>
        ${histories.map((history) => ruleLine(page, history, intervals))}
      </tbody>
    </table>
  </div>`;
}

function ruleLine(
  page: Page,
  { table, expectation, rows, total }: RuleHistory,
  intervals: readonly Interval[],
): Markup {
  const { name, rule, severity } = expectation;
  const spoken = intervals.map((interval, index) => `${intervalName(interval)}: ${count(rows[index] ?? 0)}`).join('; ');
  return html`<tr>
    <th scope="row">${isolate(clip(name, 80))}</th>
    <td>${tableLink(page, table.id)}</td>
    <td><code>${isolate(clip(rule, 240))}</code></td>
    <td><span class="severity ${severity}">${consequence[severity]}</span></td>
    <td>${total === 0 ? html`<span class="muted">–</span>` : sparkbars(rows, spoken)}</td>
    <td class="number">${count(total)}</td>
  </tr>`;
}
