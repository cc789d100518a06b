/** The ledger's attempts as a report has them, and the runs that they were made in. */
import * as z from 'zod';
import type { Plan, PlanTask } from '../plan';
import { severity } from '../plan';
import { type Database, instant } from './database';
import { type FlowCount, flowCount } from './counts';
import type { Interval, QueryStep, ReportRun, TaskAttempt, TaskCounts } from './report/data';

const attemptRow = z.object({
  task: z.string(),
  interval_start: z.string(),
  interval_end: z.string(),
  generation: z.number(),
  session: z.string(),
  run_at: z.string(),
  finished_at: z.string().nullable(),
  state: z.enum(['running', 'succeeded', 'failed']),
  recovered: z.boolean(),
  counts: z.string(),
  rules: z.string(),
  flow: z.string(),
  timings: z.string(),
  error: z.string().nullable(),
});
type AttemptRow = z.output<typeof attemptRow>;

const numbers = z.record(z.string(), z.number());
const flowCounts = z.array(flowCount);
const ruleFailures = z.array(z.object({ rule: z.string(), severity, rows: z.number() }));

interface Untried {
  readonly task: string;
  readonly attempt: TaskAttempt;
}

export interface Attempts {
  /** Oldest first. */
  readonly runs: readonly ReportRun[];
  readonly attempts: ReadonlyMap<string, readonly TaskAttempt[]>;
}

/** One start of the runner (a session of the ledger), a pipeline and an interval make a run. */
export async function readAttempts(ledger: Database, plan: Plan): Promise<Attempts> {
  const rows = await ledger.read(
    attemptRow,
    'SELECT * FROM attempts ORDER BY run_at, interval_start, task, generation',
  );
  const groups = new Map<string, AttemptRow[]>();
  for (const row of rows) {
    const pipeline = plan.tasks[row.task]?.pipeline;
    if (pipeline === undefined) continue;
    const id = `${pipeline}@${iso(row.interval_start)}#${row.session.slice(0, 8)}`;
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  const attempts = new Map<string, TaskAttempt[]>();
  const add = (task: string, attempt: TaskAttempt): unknown =>
    attempts.set(task, [...(attempts.get(task) ?? []), attempt]);
  const succeeded = new Set<string>();
  const runs: ReportRun[] = [];
  for (const [id, group] of groups) {
    const run = runOf(id, plan, group, succeeded);
    if (!run) continue;
    runs.push(run);
    for (const row of group) {
      add(row.task, attemptOf(id, row, plan.tasks[row.task]));
      if (row.state === 'succeeded') succeeded.add(`${row.task}@${row.interval_start}`);
    }
    for (const { task, attempt } of untried(run, plan, group, succeeded)) add(task, attempt);
  }
  return { runs, attempts };
}

function runOf(
  id: string,
  plan: Plan,
  group: readonly AttemptRow[],
  succeeded: ReadonlySet<string>,
): ReportRun | undefined {
  const [first] = group;
  const pipeline = first && plan.tasks[first.task]?.pipeline;
  if (!first || pipeline === undefined) return undefined;
  const started = Math.min(...group.map((r) => instant(r.run_at).getTime()));
  const finished = Math.max(...group.map((r) => instant(r.finished_at ?? r.run_at).getTime()));
  return {
    ...{ id, pipeline, interval: intervalOf(first) },
    state: group.some((r) => r.state === 'failed')
      ? 'failed'
      : group.some((r) => r.state === 'running')
        ? 'running'
        : 'succeeded',
    started: new Date(started).toISOString(),
    seconds: (finished - started) / 1000,
    restated: group.some((r) => succeeded.has(`${r.task}@${r.interval_start}`)),
  };
}

/** Tasks that a run did not start: those that cannot run here, and those that waited for what failed. */
function untried(
  run: ReportRun,
  plan: Plan,
  group: readonly AttemptRow[],
  succeeded: ReadonlySet<string>,
): readonly Untried[] {
  const tried = new Set(group.map((r) => r.task));
  const start = group[0]?.interval_start ?? '';
  const nothing = {
    run: run.id,
    interval: run.interval,
    generation: 0,
    started: null,
    seconds: 0,
    phases: [],
    counts: null,
    failures: [],
    steps: [],
  };
  return (plan.pipelines[run.pipeline]?.tasks ?? []).flatMap((task): readonly Untried[] => {
    if (tried.has(task)) return [];
    const found = plan.tasks[task];
    if (found?.portability === 'spark-only' || found?.body.kind === 'python') {
      return [{ task, attempt: { ...nothing, state: 'spark-only' as const, error: null } }];
    }
    if (run.state !== 'failed' || succeeded.has(`${task}@${start}`)) return [];
    return [{ task, attempt: { ...nothing, state: 'blocked' as const, error: 'a task that it needs failed' } }];
  });
}

function attemptOf(run: string, row: AttemptRow, task: PlanTask | undefined): TaskAttempt {
  const timings = numbers.parse(JSON.parse(row.timings));
  const phases = ['claim', 'stage', 'gate', 'quarantine', 'commit', 'mark'].flatMap((name) => {
    const milliseconds = timings[name];
    return milliseconds === undefined ? [] : [{ name, seconds: milliseconds / 1000 }];
  });
  return {
    ...{ run, interval: intervalOf(row), generation: row.generation, phases, error: row.error },
    state: row.state === 'running' ? 'failed' : row.recovered ? 'recovered' : row.state,
    started: iso(row.run_at),
    seconds: phases.reduce((sum, p) => sum + p.seconds, 0),
    counts: countsOf(numbers.parse(JSON.parse(row.counts)), task),
    failures: ruleFailures.parse(JSON.parse(row.rules)),
    steps: flowCounts.parse(JSON.parse(row.flow)).map(stepOf),
    ...(row.state === 'running' ? { error: 'the process ended before the task did; the next run takes it up' } : {}),
  };
}

function stepOf({ rows_in: rowsIn, rows_out: rowsOut, inputs: _, ...rest }: FlowCount): QueryStep {
  return { ...rest, rowsIn, rowsOut };
}

function countsOf(counts: Readonly<Record<string, number>>, task: PlanTask | undefined): TaskCounts | null {
  const { candidates, rows_after } = counts;
  if (candidates === undefined || rows_after === undefined) return null;
  const of = (name: string): number => counts[name] ?? 0;
  return {
    source:
      counts['source_seen'] === undefined
        ? null
        : {
            files: of('source_files'),
            seen: of('source_seen'),
            landed: of('source_landed'),
            rejected: of('source_rejected'),
          },
    gate: { candidates, accepted: of('accepted'), quarantined: of('quarantined'), superseded: of('superseded') },
    table: {
      ...{ before: of('rows_before'), inserted: of('inserted'), updated: of('updated'), unchanged: of('unchanged') },
      ...{ deleted: of('deleted'), after: rows_after },
    },
    // An interval's changes are replaced as a whole.
    changes: task?.mode.kind === 'scd2' ? { inserted: of('accepted'), updated: 0, unchanged: 0 } : null,
  };
}

function intervalOf(row: AttemptRow): Interval {
  return { start: iso(row.interval_start), end: iso(row.interval_end) };
}

function iso(text: string): string {
  return instant(text).toISOString();
}
