/** Tasks that mean something else than when they ran: what their tables hold is as the old definition made it. */
import { join } from 'node:path';
import * as z from 'zod';
import type { Plan } from '../plan';
import { Database, instant } from './database';

export interface ChangedTask {
  readonly task: string;
  readonly writes: string;
  /** How many intervals ran under another definition. */
  readonly intervals: number;
  /** The range that holds them all, ISO 8601 in UTC. */
  readonly from: string;
  readonly to: string;
}

const row = z.object({ task: z.string(), digest: z.string(), from: z.string(), to: z.string() });

/** By the digests of meaning: a query that was only written anew is the same. In the order of the Plan. */
export async function changedTasks(workspace: string, plan: Plan): Promise<readonly ChangedTask[]> {
  const ledger = await Database.open(join(workspace, 'ledger.duckdb'));
  try {
    const rows = await ledger.read(
      row,
      `SELECT task, semantic_digest AS digest, CAST(interval_start AS VARCHAR) AS "from", CAST(interval_end AS VARCHAR) AS "to"
       FROM attempts WHERE state = 'succeeded'
       QUALIFY row_number() OVER (PARTITION BY task, interval_start ORDER BY generation DESC) = 1
       ORDER BY task, interval_start`,
    );
    return plan.order.flatMap((id) => {
      const task = plan.tasks[id];
      const old = rows.filter((each) => each.task === id && each.digest !== task?.digests.semantic);
      const [first] = old;
      const last = old.at(-1);
      if (task === undefined || first === undefined || last === undefined) return [];
      const { writes } = task;
      const range = { from: instant(first.from).toISOString(), to: instant(last.to).toISOString() };
      return [{ task: id, writes, intervals: old.length, ...range }];
    });
  } finally {
    ledger.close();
  }
}
