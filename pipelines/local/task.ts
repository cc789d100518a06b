/** One attempt of a task on DuckDB, phase by phase; what each phase means: docs/write-modes.md. */
import * as z from 'zod';
import type { Statement, TaskProgram } from '../engines';
import { changeRefusal, gateRefusal, sourceRefusal, tableRefusal, unequal } from './accounting';
import { tableName, timestamp } from './database';
import type { FlowCount, RuleCount } from './counts';
import { flowRow, follow, totalRefusal, totalRow } from './flow';
import type { Lake } from './lake';
import type { Attempt, Outcome } from './ledger';
import type { Phase } from './result';
import { type Bind, binder } from './statements';

export interface TaskRun {
  readonly lake: Lake;
  readonly program: TaskProgram;
  readonly attempt: Attempt;
  /** Values of the Plan's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Stages an ingest's files as `lw_candidates`; its counts are `source_*`. */
  readonly ingest: (attempt: Attempt) => Promise<Readonly<Record<string, number>>>;
  readonly entered: (phase: Phase) => void;
  readonly failpoint: (point: string) => void;
}

/** A task that failed on purpose: the message is for people, the table is as it was. */
export class Refused extends Error {}

const staged = ['lw_candidates', 'lw_gated', 'lw_accepted', 'lw_touched', 'lw_versions'] as const;
const ruleRow = z.object({ rule: z.string(), severity: z.string(), rows: z.coerce.number() });

/** What is known of the attempt so far, success or not. */
export class Progress implements Outcome {
  counts: Record<string, number> = {};
  rules: readonly RuleCount[] = [];
  flow: readonly FlowCount[] = [];
  timings: Record<string, number> = {};
  inputs: Outcome['inputs'] = [];
}

/** Does the work from staging to the commit. When this returns, the table has the rows and the mark. */
export async function runTask(run: TaskRun, progress: Progress): Promise<void> {
  const { lake, program, attempt, failpoint } = run;
  const bind = binder(program, attempt, run.parameters);
  const timed = async (phase: Phase, work: () => Promise<void>): Promise<void> => {
    run.entered(phase);
    const began = performance.now();
    await work();
    progress.timings[phase] = Math.round(performance.now() - began);
  };
  try {
    progress.inputs = await lake.versions(program.reads);
    await timed('stage', () => stage(run, bind, progress));
    failpoint('after-stage');
    await timed('gate', () => judge(run, bind, progress));
    failpoint('after-gate');
    await timed('commit', () => commit(run, bind, progress));
    failpoint('after-commit');
  } finally {
    for (const relation of staged) await lake.database.run(`DROP TABLE IF EXISTS temp.${relation}`);
  }
}

async function stage(run: TaskRun, bind: Bind, progress: Progress): Promise<void> {
  const { source } = run.program;
  switch (source.kind) {
    case 'query':
      return stageAs(run, bind, 'lw_candidates', source.query);
    case 'ingest':
      Object.assign(progress.counts, await run.ingest(run.attempt));
      return;
    case 'python':
      throw new Error(`${run.program.task}: Python runs on Spark, not on DuckDB`);
  }
}

async function judge(run: TaskRun, bind: Bind, progress: Progress): Promise<void> {
  const { program, lake } = run;
  const { database } = lake;
  await account(run, bind, progress);
  await stageAs(run, bind, 'lw_gated', program.gate);
  const gate = bind(program.measure_gate);
  Object.assign(progress.counts, await database.numbers(gate.sql, gate.values));
  const rules = bind(program.measure_rules);
  progress.rules = (await database.rows(rules.sql, rules.values))
    .map((r) => ruleRow.parse(r))
    .sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
  await stageAs(run, bind, 'lw_accepted', program.accept);
  const accepted = await database.numbers('SELECT count(*) AS n FROM temp.lw_accepted');
  refuse(program.source.kind === 'ingest' ? sourceRefusal(progress.counts) : undefined);
  refuse(gateRefusal(progress.counts, progress.rules, accepted['n'] ?? NaN));
  if (program.touch) await stageAs(run, bind, 'lw_touched', program.touch);
  if (program.versions) await stageAs(run, bind, 'lw_versions', program.versions);
  const change = bind(program.measure_change);
  Object.assign(progress.counts, await database.numbers(change.sql, change.values));
  refuse(program.mode.kind === 'scd2' ? undefined : changeRefusal(progress.counts));
}

/** The rows within the query, and the sums that its author named. */
async function account({ program, lake }: TaskRun, bind: Bind, progress: Progress): Promise<void> {
  const { flow, control_totals: totals } = program;
  if (flow !== undefined) {
    const measure = bind(flow.measure);
    const rows = await lake.database.read(flowRow, measure.sql, measure.values);
    const staged = await lake.database.numbers('SELECT count(*) AS n FROM temp.lw_candidates');
    const followed = follow(flow.steps, rows, staged['n'] ?? NaN);
    progress.flow = followed.flow;
    refuse(followed.refusal);
  }
  if (totals !== undefined) {
    const measure = bind(totals.measure);
    refuse(totalRefusal(totals.names, await lake.database.read(totalRow, measure.sql, measure.values)));
  }
}

async function commit(run: TaskRun, bind: Bind, progress: Progress): Promise<void> {
  const { lake, program, attempt, failpoint } = run;
  const { database } = lake;
  const runAll = async (statements: readonly Statement[]): Promise<void> => {
    for (const { sql, values } of statements.map(bind)) await database.run(sql, values);
  };
  failpoint('before-commit');
  await database.transaction(async () => {
    await runAll(program.quarantine);
    failpoint('in-quarantine');
    await runAll(program.commit);
    failpoint('in-commit');
    await runAll(program.changes);
    failpoint('in-changes');
    const after = bind(program.measure_after);
    Object.assign(progress.counts, await database.numbers(after.sql, after.values));
    refuse(tableRefusal(progress.counts));
    refuse(await kept(run, progress.counts));
    await lake.leaveMark(attempt, program.writes, {
      counts: progress.counts,
      rules: progress.rules,
      flow: progress.flow,
    });
    failpoint('in-mark');
  });
}

/** Quarantine and change table hold, for this interval, what the gate counted. */
async function kept(
  { lake, program, attempt }: TaskRun,
  counts: Readonly<Record<string, number>>,
): Promise<string | undefined> {
  for (const { role, table } of program.relations) {
    if (role === 'target') continue;
    const mine = role === 'quarantine' ? '_task = $task AND _interval_start = $start' : '_interval_start = $start';
    const { n } = await lake.database.numbers(`SELECT count(*) AS n FROM ${tableName(table)} WHERE ${mine}`, {
      ...(role === 'quarantine' ? { task: program.task } : {}),
      start: timestamp(attempt.interval.start),
    });
    const expected = role === 'quarantine' ? 'quarantined' : 'accepted';
    const refusal = unequal(expected, counts[expected], { [`rows in ${table}`]: n });
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

async function stageAs({ lake }: TaskRun, bind: Bind, relation: string, statement: Statement): Promise<void> {
  const { sql, values } = bind(statement);
  await lake.database.run(`CREATE OR REPLACE TEMP TABLE ${relation} AS ${sql}`, values);
}

function refuse(reason: string | undefined): void {
  if (reason !== undefined) throw new Refused(reason);
}
