/** What a local run did: plain data, the ledger's view of it. */
import type { FlowCount, RuleCount } from './counts';

/**
 * - `skipped`: succeeded in an earlier run
 * - `recovered`: an earlier run had committed it and died; only the ledger was mended
 * - `blocked`: something that it needs failed, or is not complete yet
 * - `spark-only`: cannot run on this engine; its tables hold what they held
 */
export type TaskState = 'succeeded' | 'failed' | 'skipped' | 'blocked' | 'recovered' | 'spark-only';

export interface TaskResult {
  readonly task: string;
  readonly pipeline: string;
  /** ISO 8601, UTC. */
  readonly interval: { readonly start: string; readonly end: string };
  readonly state: TaskState;
  /** 0 where nothing was claimed. */
  readonly generation: number;
  readonly runId: string | null;
  /** By the names of docs/write-modes.md; empty where nothing was counted. */
  readonly counts: Readonly<Record<string, number>>;
  readonly rules: readonly RuleCount[];
  /** The rows within the query, step by step: docs/accounting.md. Empty for files and Python. */
  readonly flow: readonly FlowCount[];
  /** Milliseconds by phase. */
  readonly timings: Readonly<Record<string, number>>;
  /** Why it failed or was blocked; null otherwise. */
  readonly error: string | null;
}

export interface RunResult {
  /** `failed` when any task failed or was blocked by a failure. */
  readonly state: 'succeeded' | 'failed';
  readonly started: string;
  readonly finished: string;
  /** In the order in which they ran. */
  readonly tasks: readonly TaskResult[];
}

export type Phase = 'claim' | 'stage' | 'gate' | 'commit' | 'mark';

/** Told of progress as it happens. */
export interface RunListener {
  /** All that is about to be looked at, in order. */
  planned?(items: readonly { readonly task: string; readonly interval: TaskResult['interval'] }[]): void;
  taskStarted?(task: string, interval: TaskResult['interval']): void;
  taskPhase?(task: string, interval: TaskResult['interval'], phase: Phase): void;
  taskFinished?(result: TaskResult): void;
}
