/** Timings: tasks as bars over the time of the run, shaded by phase. */
import type { TaskAttempt } from './data';
import { duration } from './format';
import { html, type Content, type Markup } from './markup';
import { inView, layerClass, layerOf, taskLink, type Page } from './page';
import type { TaskOutcome, View } from './view';

/** Bars start when the tasks did, unless pauses take more than this part of the axis (a run that was resumed later). */
const mostPause = 0.6;
const phases = ['stage', 'gate', 'commit'] as const;
type Phase = (typeof phases)[number];
const phaseOf: Readonly<Record<string, Phase>> = {
  claim: 'stage',
  stage: 'stage',
  ingest: 'stage',
  gate: 'gate',
  measure: 'gate',
  quarantine: 'commit',
  accept: 'gate',
  commit: 'commit',
  changes: 'commit',
  mark: 'commit',
};
const phaseNames: Readonly<Record<Phase, string>> = { stage: 'Read and compute', gate: 'Check', commit: 'Write' };

export function timings(page: Page): Markup {
  return html`<section id="timings" aria-labelledby="timings-title">
    <div class="section-head">
      <h2 id="timings-title">Timings</h2>
      <p class="legend">
        ${phases.map((phase) => html`<span><i class="phase ${phase}"></i>${phaseNames[phase]}</span>`)}
      </p>
    </div>
    ${page.views.map((view) => html`<div class="${inView(view)}">${chart(page, view)}</div>`)}
  </section>`;
}

interface Bar {
  readonly outcome: TaskOutcome;
  readonly offset: number;
  readonly seconds: number;
}

function chart(page: Page, view: View): Markup {
  const timed = view.outcomes.filter(({ seconds }) => seconds > 0);
  if (timed.length === 0) return html`<p class="empty">Nothing was timed.</p>`;
  const bars = inTime(timed) ?? inSequence(timed);
  const whole = Math.max(...bars.map(({ offset, seconds }) => offset + seconds));
  const ticks = ticksOf(whole);
  return html`<div class="gantt" style="--step:${share(ticks[1] ?? whole, whole)}%">
    <div class="gantt-axis" aria-hidden="true">
      <span></span
      ><span class="axis"
        >${ticks.map(
          (tick) => html`<span style="left:${share(tick, whole)}%">${tick === 0 ? '0' : duration(tick)}</span>`,
        )}</span
      ><span></span>
    </div>
    ${bars.map((each) => row(page, each, whole))}
  </div>`;
}

function row(page: Page, { outcome, offset, seconds }: Bar, whole: number): Markup {
  return html`<div class="gantt-row">
    <span class="gantt-name"
      ><span class="dot ${layerClass(page, layerOf(page, outcome.task.writes))}"></span
      >${taskLink(page, outcome.task)}</span
    ><span class="gantt-track"
      ><span
        class="gantt-bar${outcome.state === 'failed' ? ' failed' : ''}"
        style="left:${share(offset, whole)}%;width:${share(seconds, whole)}%"
        >${segments(outcome.attempts)}</span
      ></span
    ><span class="gantt-time">${duration(seconds)}</span>
  </div>`;
}

function segments(attempts: readonly TaskAttempt[]): Content {
  const sums: Record<Phase, number> = { stage: 0, gate: 0, commit: 0 };
  for (const { phases: measured } of attempts) {
    for (const { name, seconds } of measured) sums[phaseOf[name] ?? 'stage'] += seconds;
  }
  const present = phases.filter((phase) => sums[phase] > 0);
  if (present.length === 0) return html`<i class="phase stage" style="flex-grow:1"></i>`;
  return present.map(
    (phase) =>
      html`<i
        class="phase ${phase}"
        style="flex-grow:${Math.max(1, Math.round(sums[phase] * 1e6))}"
        title="${phaseNames[phase]}: ${duration(sums[phase])}"
      ></i>`,
  );
}

function inTime(outcomes: readonly TaskOutcome[]): readonly Bar[] | undefined {
  const begun: { outcome: TaskOutcome; at: number }[] = [];
  for (const outcome of outcomes) {
    const [attempt] = outcome.attempts;
    const at = attempt?.started === null || attempt === undefined ? Number.NaN : Date.parse(attempt.started);
    if (Number.isNaN(at) || outcome.attempts.length > 1) return undefined;
    begun.push({ outcome, at });
  }
  const start = Math.min(...begun.map(({ at }) => at));
  const bars = begun.map(({ outcome, at }) => ({ outcome, offset: (at - start) / 1000, seconds: outcome.seconds }));
  const whole = Math.max(...bars.map(({ offset, seconds }) => offset + seconds));
  const busy = bars.reduce((sum, { seconds }) => sum + seconds, 0);
  return whole - busy > mostPause * whole ? undefined : bars;
}

function inSequence(outcomes: readonly TaskOutcome[]): readonly Bar[] {
  let offset = 0;
  return outcomes.map((outcome) => {
    const bar = { outcome, offset, seconds: outcome.seconds };
    offset += outcome.seconds;
    return bar;
  });
}

/** Three to six round steps. */
function ticksOf(whole: number): readonly number[] {
  const rough = whole / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.floor(whole / step + 1e-9) + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  );
}

function share(part: number, whole: number): string {
  return String(Math.round((part / whole) * 1e4) / 100);
}
