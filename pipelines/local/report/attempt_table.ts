/** Everything that was tried for a table, newest first. */
import type { ReportTask, TaskAttempt } from './data';
import { flowOf, score, written } from './flow';
import { count, duration, intervalName, moment, percent } from './format';
import { clip, html, type Markup, isolate } from './markup';

const mostAttempts = 30;

export function attemptTable(tasks: readonly ReportTask[]): Markup {
  const attempts = tasks
    .flatMap((task) => task.attempts)
    .toReversed()
    .slice(0, mostAttempts);
  return html`<div class="wide">
    <table class="runs">
      <thead>
        <tr>
          <th scope="col">Interval</th>
          <th scope="col">State</th>
          <th scope="col" class="number">Rows in</th>
          <th scope="col" class="number">Written</th>
          <th scope="col" class="number">Quality</th>
          <th scope="col" class="number">Time</th>
          <th scope="col">Started, UTC</th>
          <th scope="col">Run</th>
        </tr>
      </thead>
      <tbody>
        ${attempts.map(row)}
      </tbody>
    </table>
  </div>`;
}

function row(attempt: TaskAttempt): Markup {
  const flow = flowOf(attempt);
  const share = flow === undefined ? undefined : score(flow);
  return html`<tr>
    <th scope="row">
      ${intervalName(attempt.interval)}${attempt.generation > 1 && html` <span class="muted" title="generation">${'×'}${attempt.generation}</span>`}
    </th>
    <td><span class="state ${attempt.state}">${attempt.state}</span></td>
    <td class="number">${flow === undefined ? '–' : count(flow.in)}</td>
    <td class="number">${flow === undefined ? '–' : count(written(flow))}</td>
    <td class="number">${share === undefined ? '–' : percent(share)}</td>
    <td class="number">${attempt.seconds > 0 ? duration(attempt.seconds) : '–'}</td>
    <td class="muted">${attempt.started === null ? '–' : moment(attempt.started)}</td>
    <td class="muted">
      <code>${isolate(clip(attempt.run, 36))}</code>
    </td>
  </tr>`;
}
