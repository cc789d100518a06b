/** The rows within a task's query, step by step: where they are dropped and where they multiply. */
import type { QueryStep, ReportTask } from './data';
import { count, intervalName, plural } from './format';
import { clip, html, isolate, type Content, type Markup } from './markup';

/** The newest attempt that was counted. */
export function countedAttempt(task: ReportTask) {
  return task.attempts.findLast(({ steps }) => steps.length > 0);
}

export function querySteps(task: ReportTask): Content {
  const attempt = countedAttempt(task);
  if (attempt === undefined) return null;
  const most = Math.max(1, ...attempt.steps.flatMap((step) => [step.rowsIn, step.rowsOut]));
  return html`<div class="wide">
      <table class="steps">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col" class="number">Rows in</th>
            <th scope="col" class="number">Rows out</th>
            <th scope="col" class="flow-cell"><span class="hidden">Share</span></th>
            <th scope="col">What became of them</th>
          </tr>
        </thead>
        <tbody>
          ${attempt.steps.map((step) => row(step, most))}
        </tbody>
      </table>
    </div>
    <p class="held">${intervalName(attempt.interval)}: the rows of the last step are the task’s candidates.</p>`;
}

function row(step: QueryStep, most: number): Markup {
  const share = (rows: number): string => ((100 * rows) / most).toFixed(1);
  return html`<tr>
    <th scope="row">
      ${step.block !== '' && html`<small>${isolate(clip(step.block, 60))}</small> `}<code
        >${isolate(clip(step.text.replace(/\$\{([^}]*)\}/g, '$1'), 300))}</code
      >
    </th>
    <td class="number">${count(step.rowsIn)}</td>
    <td class="number">${count(step.rowsOut)}</td>
    <td class="flow-cell">
      <span class="flow"
        ><i class="part inserted" style="flex-grow:${share(step.rowsOut)}"></i
        >${step.dropped > 0 && html`<i class="part superseded" style="flex-grow:${share(step.dropped)}"></i>`}<i
          style="flex-grow:${share(Math.max(0, most - step.rowsOut - step.dropped))}"
        ></i
      ></span>
    </td>
    <td>${fates(step)}</td>
  </tr>`;
}

function fates(step: QueryStep): Content {
  const told: readonly Content[] = [
    step.kind === 'group' && `in ${plural(step.rowsOut, 'group')}`,
    step.dropped > 0 &&
      `${count(step.dropped)} dropped${step.undecided ? `, ${count(step.undecided)} of them undecided (null)` : ''}`,
    step.unmatched !== null && step.unmatched > 0 && `${count(step.unmatched)} met no row`,
    step.added > step.unaccounted && `${count(step.added - step.unaccounted)} added`,
    step.unaccounted > 0 && html`<span class="warn">${count(step.unaccounted)} nobody declared</span>`,
  ].filter((each) => each !== false);
  return told.length === 0
    ? html`<span class="muted">all go on</span>`
    : told.map((each, place) => html`${place > 0 && ', '}${each}`);
}
