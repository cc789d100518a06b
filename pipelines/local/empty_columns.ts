/** Declared columns that no file fills while files bring others: what a wrong name in a contract looks like. */
import { join } from 'node:path';
import * as z from 'zod';
import type { Plan, PlanTable } from '../plan';
import { Database, quoted, tableName } from './database';

export interface EmptyColumn {
  readonly task: string;
  readonly table: string;
  readonly column: string;
  /** How many records the table has; the column is null in all of them. */
  readonly rows: number;
  /** What the files have and the contract does not declare. */
  readonly undeclared: readonly string[];
}

const counts = z.record(z.string(), z.coerce.number());

/** @param tasks ids of tasks that ran; those that are no ingest have none */
export async function emptyColumns(
  workspace: string,
  plan: Plan,
  tasks: readonly string[],
): Promise<readonly EmptyColumn[]> {
  const ingests = tasks.flatMap((id) => {
    const task = plan.tasks[id];
    const table = task?.body.kind === 'ingest' ? plan.tables[task.writes] : undefined;
    return table === undefined ? [] : [{ id, table }];
  });
  if (ingests.length === 0) return [];
  const lake = await Database.open(join(workspace, 'lake.duckdb'));
  try {
    const found: EmptyColumn[] = [];
    for (const { id, table } of ingests) found.push(...(await ofTable(lake, id, table)));
    return found;
  } finally {
    lake.close();
  }
}

async function ofTable(lake: Database, task: string, { id, columns }: PlanTable): Promise<readonly EmptyColumn[]> {
  const records = `FROM ${tableName(id)} WHERE _corrupt IS NULL`;
  const filled = columns.map(({ name }, i) => `count(${quoted(name)}) AS c${String(i)}`);
  const [row = {}] = await lake.read(counts, `SELECT count(*) AS rows, ${filled.join(', ')} ${records}`);
  const rows = row['rows'] ?? 0;
  const empty = columns.filter((_, i) => row[`c${String(i)}`] === 0);
  if (rows === 0 || empty.length === 0) return [];
  const declared = new Set(columns.map(({ name }) => name));
  const names = await lake.read(
    z.object({ name: z.string() }),
    `SELECT DISTINCT unnest(json_keys(_rescued)) AS name ${records} AND _rescued IS NOT NULL ORDER BY name`,
  );
  const undeclared = names.map(({ name }) => name).filter((name) => !declared.has(name));
  return undeclared.length === 0 ? [] : empty.map(({ name }) => ({ task, table: id, column: name, rows, undeclared }));
}
