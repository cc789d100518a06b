/** What one run did, picked out of all that the ledger knows. */
import type { RunResult, TaskResult } from '../pipelines/local';
import type { ReportData, TaskAttempt } from '../pipelines/local/report';

export interface AttemptsOfRun {
  /** The same data, and with it what was refused before the ledger heard of it: tasks that waited, files that are gone. */
  readonly data: ReportData;
  /** Ids of the report's runs that are this one; undefined where it left all as it was. */
  readonly runs: readonly string[] | undefined;
}

const unheard = 'this run';

export function attemptsOfRun(data: ReportData, result: Pick<RunResult, 'tasks'>): AttemptsOfRun {
  const runs = new Set<string>();
  for (const { task, interval, generation } of result.tasks) {
    const attempts = data.tasks.find(({ id }) => id === task)?.attempts ?? [];
    const made = attempts.find((each) => generation > 0 && each.generation === generation && at(each, interval));
    if (made !== undefined) runs.add(made.run);
  }
  const tasks = data.tasks.map((task) => {
    const known = task.attempts.filter(({ run }) => runs.has(run));
    const more = result.tasks
      .filter((each) => each.task === task.id && each.generation === 0 && tells(each))
      .filter(({ interval }) => !known.some((each) => at(each, interval)));
    return more.length === 0 ? task : { ...task, attempts: [...task.attempts, ...more.map(attempt)] };
  });
  if (tasks.some(({ attempts }) => attempts.some(({ run }) => run === unheard))) runs.add(unheard);
  return { data: { ...data, tasks }, runs: runs.size === 0 ? undefined : [...runs] };
}

function tells({ state }: TaskResult): boolean {
  return state === 'failed' || state === 'blocked';
}

function at({ interval }: TaskAttempt, { start, end }: TaskResult['interval']): boolean {
  return interval.start === start && interval.end === end;
}

function attempt({ interval, state, error }: TaskResult): TaskAttempt {
  const nothing = { started: null, seconds: 0, phases: [], counts: null, failures: [], steps: [] };
  return { ...nothing, run: unheard, interval, generation: 0, state, error };
}
