/** Runs a Plan on DuckDB, in this process. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lowerTask, type TaskProgram } from '../engines';
import { canonicalJson, type Bindings, type Plan, type PlanTask, sha256 } from '../plan';
import { openIngest } from './ingest';
import { formatInterval, type Interval } from './intervals';
import { Lake } from './lake';
import { type Attempt, type Digests, Ledger, type LastState, stateKey } from './ledger';
import type { RunListener, RunResult, TaskResult, TaskState } from './result';
import { Progress, runTask } from './task';
import { producer, type WorkItem, workOf } from './work';

export interface RunOptions {
  readonly plan: Plan;
  readonly bindings: Bindings;
  /** A folder, made when it is not there: `lake.duckdb` and `ledger.duckdb`. */
  readonly workspace: string;
  /** Intervals that end before it are left alone; without it, those since the pipelines' start are looked at. */
  readonly from?: Date | undefined;
  /** Intervals that end after it are left alone; now unless given. */
  readonly to?: Date | undefined;
  /** Runs the intervals that overlap it again, even if they succeeded, from the files that they read. In place of from and to. */
  readonly restate?: { readonly from: Date; readonly to: Date } | undefined;
  readonly select?: ((task: PlanTask) => boolean) | undefined;
  readonly now: () => Date;
  readonly listener: RunListener;
  /** Called with `<point>@<task>` wherever a process may die; tests end it there. */
  readonly failpoint?: ((point: string) => void) | undefined;
  /** Programs other than those that the Plan lowers to. */
  readonly lower?: ((plan: Plan, task: string) => TaskProgram) | undefined;
}

export async function runLocal(options: RunOptions): Promise<RunResult> {
  await mkdir(options.workspace, { recursive: true });
  const ledger = await Ledger.open(join(options.workspace, 'ledger.duckdb'));
  try {
    const lake = await Lake.open(join(options.workspace, 'lake.duckdb'));
    try {
      return await new LocalRun(options, ledger, lake).run();
    } finally {
      lake.close();
    }
  } finally {
    ledger.close();
  }
}

class LocalRun {
  private readonly results: TaskResult[] = [];
  /** Tasks that failed or were blocked in this run, and why. */
  private readonly broken = new Map<string, string>();
  private readonly programs = new Map<string, TaskProgram>();
  private readonly ingest;
  private readonly planDigest: string;

  constructor(
    private readonly options: RunOptions,
    private readonly ledger: Ledger,
    private readonly lake: Lake,
  ) {
    this.planDigest = sha256(canonicalJson(options.plan));
    this.ingest = openIngest(lake.database, options.bindings.parameters, join(options.workspace, 'spool.jsonl'));
  }

  async run(): Promise<RunResult> {
    const { plan, now, restate, select, listener } = this.options;
    const started = now().toISOString();
    const range = restate ?? { from: this.options.from, to: this.options.to ?? now() };
    await this.prepareTables();
    const tasks = Object.values(plan.tasks).filter((t) => select?.(t) ?? true);
    const work = await workOf(plan, tasks, range, (task) => this.ledger.intervals(task));
    const states = await this.ledger.states();
    listener.planned?.(work.map((item) => ({ task: item.task.id, interval: iso(item.interval) })));
    for (const item of work) {
      const state = states.get(stateKey(item.task.id, item.interval.start)) ?? 'none';
      listener.taskStarted?.(item.task.id, iso(item.interval));
      const result = await this.look(item, state, range.to);
      this.results.push(result);
      listener.taskFinished?.(result);
    }
    const bad = this.results.some((r) => r.state === 'failed' || (r.state === 'blocked' && this.broken.has(r.task)));
    return { state: bad ? 'failed' : 'succeeded', started, finished: now().toISOString(), tasks: this.results };
  }

  /** All tables of the Plan are there, whether or not their tasks run here. */
  private async prepareTables(): Promise<void> {
    const { plan } = this.options;
    const lower = this.options.lower ?? ((p: Plan, id: string) => lowerTask(p, id, 'duckdb'));
    for (const id of plan.order) {
      const task = plan.tasks[id];
      if (!task) continue;
      this.programs.set(id, sparkOnly(task) ? lowerTask(plan, id, 'spark') : lower(plan, id));
    }
    await this.lake.ensure([...this.programs.values()].flatMap((p) => p.relations));
  }

  private async look(item: WorkItem, last: LastState, to: Date): Promise<TaskResult> {
    const { task, interval } = item;
    if (sparkOnly(task)) return this.untouched(item, 'spark-only', null);
    if (last === 'succeeded' && !this.options.restate) return this.untouched(item, 'skipped', null);
    const obstacle = this.obstacle(task);
    if (obstacle !== undefined) {
      this.broken.set(task.id, obstacle);
      return this.untouched(item, 'blocked', obstacle);
    }
    if (item.ready > to) {
      const reason = `another pipeline that it reads from covers this interval only at ${item.ready.toISOString()}`;
      return this.untouched(item, 'blocked', reason);
    }
    const result = await this.attempt(task, interval);
    if (result.state === 'failed') this.broken.set(task.id, `${task.id} failed at ${formatInterval(interval)}`);
    return result;
  }

  private obstacle(task: PlanTask): string | undefined {
    const needs = [task.id, ...task.reads.map((table) => producer(this.options.plan, table)?.id)];
    return needs.map((id) => (id === undefined ? undefined : this.broken.get(id))).find((why) => why !== undefined);
  }

  private async attempt(task: PlanTask, interval: Interval): Promise<TaskResult> {
    const { now, listener } = this.options;
    const failpoint = (point: string): void => this.options.failpoint?.(`${point}@${task.id}`);
    const program = this.programs.get(task.id);
    if (!program) throw new Error(`${task.id} is not in the plan's order`);
    const progress = new Progress();
    const began = performance.now();
    listener.taskPhase?.(task.id, iso(interval), 'claim');
    let attempt: Attempt;
    try {
      attempt = await this.ledger.claim({
        ...{ task: task.id, writes: task.writes, interval, digests: this.digests(task), now: now() },
        files: (pinned, others) => this.ingest.filesFor(program, pinned, others),
      });
    } catch (error) {
      return this.result(task, interval, 'failed', undefined, progress, textOf(error));
    }
    failpoint('after-claim');
    progress.timings = { claim: Math.round(performance.now() - began) };
    let mark = attempt.resumed ? await this.lake.mark(attempt) : undefined;
    const recovered = mark !== undefined;
    let failure: unknown;
    if (!recovered) {
      try {
        await runTask(this.taskRun(program, attempt, failpoint), progress);
      } catch (error) {
        failure = error;
      }
      mark = await this.lake.mark(attempt);
    }
    // The mark alone says whether the rows are in the table.
    if (!mark) {
      await this.ledger.fail(attempt, progress, now(), textOf(failure));
      return this.result(task, interval, 'failed', attempt, progress, textOf(failure));
    }
    listener.taskPhase?.(task.id, iso(interval), 'mark');
    Object.assign(progress, { counts: mark.counts, rules: mark.rules, flow: mark.flow });
    failpoint('before-mark');
    await this.ledger.succeed(attempt, progress, now(), recovered);
    failpoint('after-mark');
    return this.result(task, interval, recovered ? 'recovered' : 'succeeded', attempt, progress, null);
  }

  private taskRun(
    program: TaskProgram,
    attempt: Attempt,
    failpoint: (point: string) => void,
  ): Parameters<typeof runTask>[0] {
    const { bindings, listener } = this.options;
    return {
      ...{ lake: this.lake, program, attempt, failpoint, parameters: bindings.parameters },
      ingest: (of) => this.ingest.stage(program, of.files),
      entered: (phase) => listener.taskPhase?.(attempt.task, iso(attempt.interval), phase),
    };
  }

  private digests(task: PlanTask): Digests {
    return { plan: this.planDigest, semantic: task.digests.semantic, payload: task.digests.payload };
  }

  private untouched({ task, interval }: WorkItem, state: TaskState, error: string | null): TaskResult {
    return this.result(task, interval, state, undefined, new Progress(), error);
  }

  private result(
    task: PlanTask,
    interval: Interval,
    state: TaskState,
    attempt: Attempt | undefined,
    { counts, rules, flow, timings }: Progress,
    error: string | null,
  ): TaskResult {
    return {
      ...{
        task: task.id,
        pipeline: task.pipeline,
        interval: iso(interval),
        state,
        counts,
        rules,
        flow,
        timings,
        error,
      },
      generation: attempt?.generation ?? 0,
      runId: attempt?.runId ?? null,
    };
  }
}

function sparkOnly(task: PlanTask): boolean {
  return task.portability === 'spark-only' || task.body.kind === 'python';
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function iso({ start, end }: Interval): TaskResult['interval'] {
  return { start: start.toISOString(), end: end.toISOString() };
}
