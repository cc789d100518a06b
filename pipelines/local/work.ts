/** What a run has to look at: tasks at intervals, in the order in which they run. */
import type { Plan, PlanPipeline, PlanTask } from '../plan';
import type { Interval, Range } from './intervals';
import { scheduledIntervals } from './intervals';

type Schedule = NonNullable<PlanPipeline['schedule']>;

export interface WorkItem {
  readonly task: PlanTask;
  readonly interval: Interval;
  /** When all that other pipelines give to this interval is complete: at its own end, or later. */
  readonly ready: Date;
}

/** Intervals that a task was tried at before, by the ledger. */
export type Tried = (task: string) => Promise<readonly Interval[]>;

/** @param tasks those that are selected. The result is in order of `ready`, then of the Plan. */
export async function workOf(
  plan: Plan,
  tasks: readonly PlanTask[],
  range: Range,
  tried: Tried,
): Promise<readonly WorkItem[]> {
  const items: WorkItem[] = [];
  const upstream = upstreamSchedules(plan);
  for (const task of tasks) {
    for (const interval of await intervalsOf(plan, task, range, tried)) {
      items.push({ task, interval, ready: readyAt(interval.end, upstream.get(task.pipeline) ?? []) });
    }
  }
  const rank = new Map(plan.order.map((id, i) => [id, i]));
  return items.sort(
    (a, b) =>
      a.ready.getTime() - b.ready.getTime() ||
      a.interval.end.getTime() - b.interval.end.getTime() ||
      (rank.get(a.task.id) ?? 0) - (rank.get(b.task.id) ?? 0),
  );
}

async function intervalsOf(plan: Plan, task: PlanTask, range: Range, tried: Tried): Promise<readonly Interval[]> {
  const pipeline = plan.pipelines[task.pipeline];
  if (pipeline?.schedule) return scheduledIntervals(pipeline.schedule, pipeline.start, range);
  // Started by hand: the given range, or what has passed since the last one.
  const before = (await tried(task.id)).filter(
    (i) => i.end <= range.to && (range.from === undefined || i.end > range.from),
  );
  const last = before.at(-1)?.end;
  const start = range.from ?? last ?? new Date(pipeline?.start ?? 0);
  const known = before.some((i) => i.start.getTime() === start.getTime() && i.end.getTime() === range.to.getTime());
  return start < range.to && !known ? [...before, { start, end: range.to }] : before;
}

/** Schedules of the other pipelines that a pipeline reads from, by its name. */
function upstreamSchedules(plan: Plan): ReadonlyMap<string, readonly Schedule[]> {
  const writer = new Map(Object.values(plan.tasks).map((t) => [t.writes, t.pipeline]));
  const found = new Map<string, Map<string, Schedule>>();
  for (const task of Object.values(plan.tasks)) {
    for (const read of task.reads) {
      const other = writer.get(read);
      const schedule = other === undefined || other === task.pipeline ? undefined : plan.pipelines[other]?.schedule;
      if (other === undefined || !schedule) continue;
      const schedules = found.get(task.pipeline) ?? new Map<string, Schedule>();
      found.set(task.pipeline, schedules.set(other, schedule));
    }
  }
  return new Map([...found].map(([pipeline, schedules]) => [pipeline, [...schedules.values()]]));
}

/** A read across pipelines waits for the producer's interval that covers this one's end. */
function readyAt(end: Date, upstream: readonly Schedule[]): Date {
  return upstream.map((s) => coveringEnd(s, end)).reduce((latest, e) => (e > latest ? e : latest), end);
}

function coveringEnd(schedule: Schedule, instant: Date): Date {
  for (let days = 1; ; days *= 4) {
    const to = new Date(instant.getTime() + days * 86_400_000);
    const found = scheduledIntervals(schedule, undefined, { from: new Date(instant.getTime() - 1), to })[0];
    if (found) return found.end;
    if (days > 4000) return instant;
  }
}

/** The task that writes a table. */
export function producer(plan: Plan, table: string): PlanTask | undefined {
  return Object.values(plan.tasks).find((t) => t.writes === table);
}
