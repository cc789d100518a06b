/** The ledger of local runs; what its tables mean: ledger_schema.ts. */
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../plan';
import { Database, instant, timestamp, type Values } from './database';
import type { FlowCount, RuleCount } from './counts';
import type { Interval } from './intervals';
import { ledgerSchema } from './ledger_schema';

export interface SourceFile {
  /** Below the folder that the ingest names. */
  readonly path: string;
  readonly etag: string;
  readonly size: number;
}

export interface Digests {
  readonly plan: string;
  readonly semantic: string;
  readonly payload: string;
}

/** A try of a task at an interval that this process works on. */
export interface Attempt {
  readonly task: string;
  readonly interval: Interval;
  readonly generation: number;
  readonly runId: string;
  readonly runAt: Date;
  /** Taken over from a process that died. */
  readonly resumed: boolean;
  readonly files: readonly SourceFile[];
}

export interface Outcome {
  readonly counts: Readonly<Record<string, number>>;
  readonly rules: readonly RuleCount[];
  /** The rows within the query, step by step; empty for files and Python. */
  readonly flow: readonly FlowCount[];
  readonly timings: Readonly<Record<string, number>>;
  readonly inputs: readonly { readonly table: string; readonly version: number }[];
}

export interface Claim {
  readonly task: string;
  readonly writes: string;
  readonly interval: Interval;
  readonly digests: Digests;
  readonly now: Date;
  /** The files of a new generation: those that the interval read when it succeeded before, else some that no other interval read. */
  readonly files: (
    pinned: readonly SourceFile[] | undefined,
    others: readonly SourceFile[],
  ) => Promise<readonly SourceFile[]>;
}

export type LastState = 'none' | 'running' | 'succeeded' | 'failed';

const fileRow = z.object({ path: z.string(), etag: z.string(), size: z.coerce.number(), mine: z.boolean() });
const attemptRow = z.object({
  generation: z.number(),
  run_id: z.string(),
  run_at: z.string(),
  state: z.string(),
  ever: z.boolean(),
});
const stateRow = z.object({
  task: z.string(),
  interval_start: z.string(),
  state: z.enum(['running', 'succeeded', 'failed']),
});
const intervalRow = z.object({ interval_start: z.string(), interval_end: z.string() });

export class Ledger {
  /** Names this process. */
  private readonly session = randomBytes(16).toString('hex');

  private constructor(private readonly database: Database) {}

  static async open(path: string): Promise<Ledger> {
    const database = await Database.open(path);
    for (const statement of ledgerSchema) await database.run(statement);
    return new Ledger(database);
  }

  close(): void {
    this.database.close();
  }

  /** State of the newest attempt of each task at each interval: `<task>@<interval start>`. */
  async states(): Promise<ReadonlyMap<string, LastState>> {
    const rows = await this.database.read(
      stateRow,
      'SELECT task, interval_start, arg_max(state, generation) AS state FROM attempts GROUP BY ALL',
    );
    return new Map(rows.map((r) => [stateKey(r.task, instant(r.interval_start)), r.state]));
  }

  /** Intervals that a task was tried at, oldest first. */
  async intervals(task: string): Promise<readonly Interval[]> {
    const rows = await this.database.read(
      intervalRow,
      'SELECT interval_start, arg_max(interval_end, generation) AS interval_end FROM attempts WHERE task = $task GROUP BY ALL ORDER BY ALL',
      { task },
    );
    return rows.map((r) => ({ start: instant(r.interval_start), end: instant(r.interval_end) }));
  }

  /**
   * Claims a task at an interval: takes over the attempt that a dead process left, or begins the next generation. Refused when
   * this very process works on the table already.
   */
  async claim(of: Claim): Promise<Attempt> {
    const { task, interval } = of;
    const key = { task, start: timestamp(interval.start) };
    const [last] = await this.database.read(
      attemptRow,
      `SELECT generation, run_id, run_at, state, bool_or(state = 'succeeded') OVER () AS ever
       FROM attempts WHERE task = $task AND interval_start = $start ORDER BY generation DESC LIMIT 1`,
      key,
    );
    const recorded = await this.recordedFiles(key);
    const mine = recorded.filter((f) => f.mine).map(({ path, etag, size }) => ({ path, etag, size }));
    if (last?.state === 'running') {
      const attempt = { task, interval, generation: last.generation, runId: last.run_id, runAt: instant(last.run_at) };
      await this.database.transaction(async () => {
        await this.lease(of, last.generation);
        await this.database.run(
          'UPDATE attempts SET session = $session, heartbeat_at = $now WHERE task = $task AND interval_start = $start AND generation = $generation',
          { ...key, session: this.session, now: timestamp(of.now), generation: last.generation },
        );
      });
      return { ...attempt, resumed: true, files: mine };
    }
    const generation = (last?.generation ?? 0) + 1;
    const files = await of.files(
      last?.ever ? mine : undefined,
      recorded.filter((f) => !f.mine),
    );
    const runAt = of.now;
    const seed = [task, interval.start.toISOString(), generation, runAt.toISOString()].join('|');
    const runId = createHash('sha256').update(seed).digest('hex').slice(0, 32);
    await this.database.transaction(async () => {
      await this.lease(of, generation);
      await this.database.run(
        `INSERT INTO attempts (task, interval_start, interval_end, generation, run_id, run_at, engine, state, session, heartbeat_at, plan_digest, semantic_digest, payload_digest)
         VALUES ($task, $start, $end, $generation, $run_id, $now, 'duckdb', 'running', $session, $now, $plan, $semantic, $payload)`,
        {
          ...key,
          ...of.digests,
          end: timestamp(interval.end),
          generation,
          run_id: runId,
          now: timestamp(runAt),
          session: this.session,
        },
      );
      await this.database.run('DELETE FROM files WHERE task = $task AND interval_start = $start', key);
      for (const { path, etag, size } of files) {
        await this.database.run('INSERT INTO files VALUES ($task, $path, $etag, $size, $start)', {
          ...key,
          path,
          etag,
          size,
        });
      }
    });
    return { task, interval, generation, runId, runAt, resumed: false, files };
  }

  async succeed(attempt: Attempt, outcome: Outcome, now: Date, recovered: boolean): Promise<void> {
    await this.finish(attempt, 'succeeded', outcome, now, recovered, null);
  }

  async fail(attempt: Attempt, outcome: Outcome, now: Date, error: string): Promise<void> {
    await this.finish(attempt, 'failed', outcome, now, false, error);
  }

  private async finish(
    { task, interval, generation }: Attempt,
    state: 'succeeded' | 'failed',
    { counts, rules, flow, timings, inputs }: Outcome,
    now: Date,
    recovered: boolean,
    error: string | null,
  ): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.run(
        `UPDATE attempts SET state = $state, recovered = $recovered, counts = $counts, rules = $rules, flow = $flow, timings = $timings,
         inputs = $inputs, error = $error, finished_at = $now, heartbeat_at = $now
         WHERE task = $task AND interval_start = $start AND generation = $generation`,
        {
          ...{ state, recovered, error, task, generation, start: timestamp(interval.start), now: timestamp(now) },
          counts: canonicalJson(counts),
          rules: canonicalJson(rules),
          flow: canonicalJson(flow),
          timings: canonicalJson(timings),
          inputs: canonicalJson(inputs),
        },
      );
      await this.database.run('DELETE FROM leases WHERE task = $task AND session = $session', {
        task,
        session: this.session,
      });
    });
  }

  private async lease({ writes, task, interval, now }: Claim, generation: number): Promise<void> {
    const [holder] = await this.database.read(
      z.object({ task: z.string() }),
      'SELECT task FROM leases WHERE table_id = $writes AND session = $session',
      { writes, session: this.session },
    );
    if (holder) {
      throw new Error(`${task}: table ${writes} is being written by ${holder.task}; a table has one writer at a time`);
    }
    // A lease of another session is a dead process's: only one process has the file open.
    await this.database.run(
      'INSERT OR REPLACE INTO leases VALUES ($writes, $session, $task, $start, $generation, $now)',
      {
        ...{ writes, session: this.session, task, generation },
        start: timestamp(interval.start),
        now: timestamp(now),
      },
    );
  }

  private recordedFiles(key: Values): Promise<readonly z.output<typeof fileRow>[]> {
    return this.database.read(
      fileRow,
      'SELECT path, etag, size, interval_start = $start AS mine FROM files WHERE task = $task ORDER BY path, etag',
      key,
    );
  }
}

export function stateKey(task: string, intervalStart: Date): string {
  return `${task}@${intervalStart.toISOString()}`;
}
