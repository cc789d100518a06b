/** Kills runs of six_modes.ts, completes them, and compares the tables with those of an undisturbed run. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { multiset, type Row } from '../../oracle/rows';
import { type Event, sixModes } from '../../oracle/six_modes';
import type { Order } from './kill_child';
import { Workspace } from './workspace';

const plan = sixModes('${LANDING}/*.jsonl');
export const tasks = plan.order;

export const points = [
  ...[
    'after-claim',
    'after-stage',
    'after-gate',
    'before-commit',
    'in-quarantine',
    'in-commit',
    'in-changes',
    'in-mark',
  ],
  ...['after-commit', 'before-mark', 'after-mark'],
] as const;

const event = (
  id: number | null,
  name: string,
  country: string | null,
  amount: string,
  at: string,
  seq: number,
): Event => ({
  ...{ id, name, country, amount, at, seq },
});
const firstDay = [
  event(1, 'a', 'DE', '1.00', '2026-01-01T08:00:00Z', 1),
  event(2, 'b', 'CH', '2.00', '2026-01-01T09:00:00Z', 1),
  event(3, 'c', null, '3.00', '2026-01-01T10:00:00Z', 1),
  event(null, 'd', 'DE', '-1.00', '2026-01-01T11:00:00Z', 1),
];
const secondDay = [
  event(1, 'x', 'CH', '1.00', '2026-01-02T08:00:00Z', 2),
  event(1, 'x', 'CH', '1.50', '2026-01-02T08:00:00Z', 3),
  event(2, 'b', 'CH', '2.50', '2026-01-02T09:00:00Z', 2),
  event(4, 'odd', 'DE', '4.00', '2026-01-02T10:00:00Z', 1),
  event(5, 'e', 'DE', '-2.00', '2026-01-02T11:00:00Z', 1),
  // Late: of the day before.
  event(3, 'z', null, '3.50', '2026-01-01T12:00:00Z', 2),
];

/** What a run does before it is killed: loads the second day, or restates the first once more. */
export const actions = {
  load: { to: '2026-01-03' },
  restate: { to: '2026-01-03', restate: { from: '2026-01-01', to: '2026-01-02' } },
} as const;
export type Action = keyof typeof actions;

export class Kills {
  private spare: ChildProcess | undefined;

  private constructor(
    private readonly before: Readonly<Record<Action, Workspace>>,
    private readonly undisturbed: Readonly<Record<Action, readonly string[]>>,
  ) {}

  static async prepare(): Promise<Kills> {
    build();
    const load = new Workspace();
    load.land('day1.jsonl', firstDay);
    await load.run(plan, '2026-01-02');
    load.land('day2.jsonl', secondDay);
    const restate = load.copy();
    await restate.run(plan, '2026-01-03');
    const after = { load: restate.copy(), restate: restate.copy() };
    await after.restate.restate(plan, '2026-01-01', '2026-01-02');
    const undisturbed = { load: await tables(after.load), restate: await tables(after.restate) };
    after.load.remove();
    after.restate.remove();
    return new Kills({ load, restate }, undisturbed);
  }

  /** Kills a run, completes it, and returns what is left to say: both tables, and how the tasks ended. */
  async kill(
    action: Action,
    how: { readonly failpoint: string } | { readonly afterMilliseconds: number },
  ): Promise<{
    readonly found: readonly string[];
    readonly expected: readonly string[];
    readonly killed: boolean;
    readonly states: Readonly<Record<string, string>>;
  }> {
    const space = this.before[action].copy();
    try {
      const child = await this.child();
      const order: Order = { workspace: space.folder, ...actions[action], ...('failpoint' in how ? how : {}) };
      const gone = once(child, 'exit');
      child.send(order);
      if ('afterMilliseconds' in how) setTimeout(() => child.kill('SIGKILL'), how.afterMilliseconds);
      const [code, signal] = (await gone) as [number | null, string | null];
      if (code === 1) throw new Error('the run failed before it was killed');
      const { to, ...rest } = actions[action];
      // What was restated when the process died is completed by any run; the rest of the restatement is asked for again.
      const again =
        'restate' in rest ? await space.restate(plan, rest.restate.from, rest.restate.to) : await space.run(plan, to);
      const states = Object.fromEntries(
        again.tasks.map((t) => [`${t.task}@${t.interval.start.slice(0, 10)}`, t.state]),
      );
      return { found: await tables(space), expected: this.undisturbed[action], killed: signal === 'SIGKILL', states };
    } finally {
      space.remove();
    }
  }

  close(): void {
    this.spare?.kill('SIGKILL');
    rmSync(bundle, { force: true });
    this.before.load.remove();
    this.before.restate.remove();
  }

  /** A process that is ready, and another one on its way. */
  private async child(): Promise<ChildProcess> {
    const child = this.spare ?? start();
    this.spare = start();
    await ready.get(child);
    return child;
  }
}

const ready = new WeakMap<ChildProcess, Promise<unknown>>();

/** One file, for it is started hundreds of times; where it is, it finds the packages. */
const bundle = resolve(__dirname, '../../../node_modules/.cache/lakewright', `kill_child.${String(process.pid)}.js`);

function build(): void {
  buildSync({
    ...{ entryPoints: [join(__dirname, 'kill_child.ts')], outfile: bundle, bundle: true },
    ...{ platform: 'node', external: ['@duckdb/*'], logLevel: 'error' },
  });
}

function start(): ChildProcess {
  const child = fork(bundle);
  ready.set(child, once(child, 'message'));
  return child;
}

/** All tables with their quarantine, changes and marks, as text; run ids and times are left out. */
function tables(space: Workspace): Promise<readonly string[]> {
  return space.open('lake.duckdb', async (query) => {
    const names = await query(
      "SELECT schema_name || '.' || table_name AS id FROM duckdb_tables() WHERE schema_name IN ('bronze', 'silver') ORDER BY ALL",
    );
    const found: string[] = [];
    for (const { id } of names) {
      const rows: readonly Row[] = await query(
        `SELECT COLUMNS(c -> c NOT IN ('_run_id', '_loaded_at', '_ingested_at', '_quarantined_at')) FROM ${String(id)}`,
      );
      found.push(...multiset(rows).map((row) => `${String(id)} ${row}`));
    }
    return found;
  });
}
