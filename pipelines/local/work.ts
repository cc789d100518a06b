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

/**
 * @param tasks those that are selected. The result is in order of `ready`; what is ready at once goes by pipeline, those first that
 * others read from, then by interval, then as the Plan has it.
 */
export async function workOf(
  plan: Plan,
  tasks: readonly PlanTask[],
  range: Range,
  tried: Tried,
): Promise<readonly WorkItem[]> {
  const upstream = upstreamPipelines(plan);
  const items: WorkItem[] = [];
  for (const task of tasks) {
    for (const interval of await intervalsOf(plan, task, range, tried)) {
      // Who starts a pipeline by hand does not wish to wait.
      const waits = plan.pipelines[task.pipeline]?.schedule !== undefined;
      const ready = waits ? readyAt(plan, upstream, task.pipeline, interval.end) : interval.end;
      items.push({ task, interval, ready });
    }
  }
  const rank = new Map(plan.order.map((id, i) => [id, i]));
  const depths = new Map(Object.keys(plan.pipelines).map((name) => [name, depthOf(upstream, name)]));
  return items.sort(
    (a, b) =>
      a.ready.getTime() - b.ready.getTime() ||
      (depths.get(a.task.pipeline) ?? 0) - (depths.get(b.task.pipeline) ?? 0) ||
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

type Upstream = ReadonlyMap<string, ReadonlySet<string>>;

/** The other pipelines that each pipeline reads from. */
function upstreamPipelines(plan: Plan): Upstream {
  const writer = new Map(Object.values(plan.tasks).map((t) => [t.writes, t.pipeline]));
  const found = new Map<string, Set<string>>();
  for (const { pipeline, reads } of Object.values(plan.tasks)) {
    for (const read of reads) {
      const other = writer.get(read);
      if (other === undefined || other === pipeline) continue;
      found.set(pipeline, (found.get(pipeline) ?? new Set<string>()).add(other));
    }
  }
  return found;
}

/** How many pipelines are before it. @param seen those on the way, for pipelines may read each other's tables */
function depthOf(upstream: Upstream, pipeline: string, seen: readonly string[] = []): number {
  const others = [...(upstream.get(pipeline) ?? [])].filter((name) => name !== pipeline && !seen.includes(name));
  return Math.max(0, ...others.map((name) => 1 + depthOf(upstream, name, [...seen, pipeline])));
}

/** A read across pipelines waits for the producer's interval that covers this one's end, and for what that waits for. */
function readyAt(plan: Plan, upstream: Upstream, pipeline: string, end: Date, seen: readonly string[] = []): Date {
  let ready = end;
  for (const name of upstream.get(pipeline) ?? []) {
    const schedule = plan.pipelines[name]?.schedule;
    if (!schedule || name === pipeline || seen.includes(name)) continue;
    const covered = readyAt(plan, upstream, name, coveringEnd(schedule, end), [...seen, pipeline]);
    if (covered > ready) ready = covered;
  }
  return ready;
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
