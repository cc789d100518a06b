/** What the reader chooses between: one interval at a time, or all that ever ran. */
import type { Interval, QueryStep, ReportData, ReportTask, RuleFailure, TaskAttempt, TaskState } from './data';
import { intervalEnds, intervalName } from './format';
import { addFlows, flowOf, holds, type Flow, type Sum } from './flow';

/** Older intervals than these are in the totals and in the trends only; a report stays small. */
const mostIntervals = 6;

export interface View {
  /** `v0`; also a class in the page. */
  readonly key: string;
  readonly label: string;
  readonly title: string;
  readonly outcomes: readonly TaskOutcome[];
  /** Seconds that tasks took, added up. */
  readonly seconds: number;
}

/** What became of a task in a view. */
export interface TaskOutcome {
  readonly task: ReportTask;
  /** Undefined where the task has no part in the view. */
  readonly state: TaskState | undefined;
  readonly attempts: readonly TaskAttempt[];
  readonly flow: Flow | undefined;
  readonly failures: readonly RuleFailure[];
  readonly errors: readonly string[];
  readonly seconds: number;
  readonly unbalanced: readonly Sum[];
  /** Steps of its queries that added rows although nobody declared that they may. */
  readonly undeclared: readonly QueryStep[];
}

/** Newest interval first, all of them last where there are several. */
export function viewsOf(data: ReportData): readonly View[] {
  const intervals = intervalsOf(data).reverse();
  const single = intervals.slice(0, mostIntervals).map((interval, index): View => {
    const outcomes = data.tasks.map((task) =>
      outcome(task, newest(task.attempts.filter((a) => same(a.interval, interval)))),
    );
    return {
      key: `v${index}`,
      label: intervalName(interval),
      title: intervalEnds(interval),
      outcomes,
      seconds: total(outcomes),
    };
  });
  if (intervals.length === 1) return single;
  const outcomes = data.tasks.map((task) => outcome(task, task.attempts));
  const everything: View = {
    key: `v${single.length}`,
    label: 'All',
    title: intervals.length === 0 ? 'nothing has run yet' : `all ${intervals.length} intervals, every attempt`,
    outcomes,
    seconds: total(outcomes),
  };
  return [...single, everything];
}

/** What some runs did, all attempts added up; tasks that they did not touch are left out. */
export function viewOfRuns(data: ReportData, runs: ReadonlySet<string>): View {
  const outcomes = data.tasks
    .map((task) =>
      outcome(
        task,
        task.attempts.filter(({ run }) => runs.has(run)),
      ),
    )
    .filter(({ state }) => state !== undefined);
  const attempts = outcomes.flatMap((each) => each.attempts);
  const names = [...new Set(attempts.map(({ interval }) => intervalName(interval)))];
  const label = names.length > 2 ? `${names.length} intervals` : names.join(', ');
  return { key: 'runs', label, title: label, outcomes, seconds: total(outcomes) };
}

/** Every interval that any task tried, oldest first. */
export function intervalsOf(data: ReportData): Interval[] {
  const byKey = new Map<string, Interval>();
  for (const task of data.tasks) {
    for (const { interval } of task.attempts) byKey.set(`${interval.start} ${interval.end}`, interval);
  }
  return [...byKey.values()].sort((a, b) => compare(a.start, b.start) || compare(a.end, b.end));
}

export function same(a: Interval, b: Interval): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The attempt that tells what is so now: the last that did anything; one that only found the work done says less. */
export function newest(attempts: readonly TaskAttempt[]): readonly TaskAttempt[] {
  const last = attempts.findLast((attempt) => attempt.state !== 'skipped') ?? attempts.at(-1);
  return last === undefined ? [] : [last];
}

/** How each interval stands: a failure that a later attempt made good is none. */
function newestOfEach(attempts: readonly TaskAttempt[]): readonly TaskAttempt[] {
  const byInterval = new Map<string, TaskAttempt[]>();
  for (const attempt of attempts) {
    const key = `${attempt.interval.start} ${attempt.interval.end}`;
    byInterval.set(key, [...(byInterval.get(key) ?? []), attempt]);
  }
  return [...byInterval.values()].flatMap(newest);
}

function outcome(task: ReportTask, attempts: readonly TaskAttempt[]): TaskOutcome {
  const flows = attempts.flatMap((attempt) => flowOf(attempt) ?? []);
  const now = newestOfEach(attempts);
  const worst = now.find(({ state }) => state === 'failed') ?? now.find(({ state }) => state === 'blocked');
  return {
    task,
    state: (worst ?? attempts.at(-1))?.state,
    attempts,
    flow: addFlows(flows),
    failures: addFailures(attempts.flatMap((attempt) => attempt.failures)),
    errors: [...new Set(now.flatMap(({ state, error }) => (state === worst?.state ? (error ?? []) : [])))],
    seconds: attempts.reduce((sum, attempt) => sum + attempt.seconds, 0),
    unbalanced: flows.flatMap((flow) => flow.sums.filter((sum) => !holds(sum))),
    undeclared: attempts.flatMap(({ steps }) => steps.filter(({ unaccounted }) => unaccounted > 0)),
  };
}

/** Worst first. */
function addFailures(failures: readonly RuleFailure[]): readonly RuleFailure[] {
  const byRule = new Map<string, RuleFailure>();
  for (const failure of failures) {
    const rows = failure.rows + (byRule.get(failure.rule)?.rows ?? 0);
    byRule.set(failure.rule, { ...failure, rows });
  }
  return [...byRule.values()].sort((a, b) => b.rows - a.rows || compare(a.rule, b.rule));
}

function total(outcomes: readonly TaskOutcome[]): number {
  return outcomes.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Rows that joins added and nobody declared. */
export function unaccounted(outcomes: readonly TaskOutcome[]): number {
  return outcomes.reduce((sum, { undeclared }) => sum + undeclared.reduce((n, step) => n + step.unaccounted, 0), 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
