/** What a report is drawn from: the Plan, what the ledger knows, and a few rows of each table. */
import { join } from 'node:path';
import { version } from '@duckdb/node-api';
import { canonicalJson, type Plan, type PlanTask, sha256 } from '../plan';
import { Database } from './database';
import type { LineageCompleteness, LineageKind, ReportData, ReportLineage, ReportTask } from './report/data';
import { readAttempts } from './report_attempts';
import { readTable } from './report_tables';

/** The compiler's column lineage. */
export interface LineageOfPlan {
  readonly tasks: readonly {
    readonly task: string;
    readonly writes: string;
    readonly completeness: LineageCompleteness;
    readonly edges: readonly {
      readonly column: string;
      readonly table: string;
      readonly source: string;
      readonly kind: LineageKind;
    }[];
  }[];
}

/** @param workspace the folder of runs that are over: a DuckDB file is open in one process at a time */
export async function readReportData(
  workspace: string,
  plan: Plan,
  about: { readonly environment: string; readonly lineage: LineageOfPlan },
): Promise<ReportData> {
  const ledger = await Database.open(join(workspace, 'ledger.duckdb'));
  const lake = await Database.open(join(workspace, 'lake.duckdb')).catch((error: unknown) => {
    ledger.close();
    throw error;
  });
  try {
    const { runs, attempts } = await readAttempts(ledger, plan);
    const tables = [];
    for (const id of Object.keys(plan.tables).sort()) tables.push(await readTable(lake, plan, id));
    const tasks = plan.order.flatMap((id): readonly ReportTask[] => {
      const task = plan.tasks[id];
      return task ? [{ ...taskFacts(task), attempts: attempts.get(id) ?? [] }] : [];
    });
    return {
      version: 1,
      project: plan.domain,
      environment: about.environment,
      engine: `DuckDB ${version().replace(/^v/, '')}`,
      plan: { digest: sha256(canonicalJson(plan)), pipelines: Object.keys(plan.pipelines).sort() },
      runs,
      tables,
      tasks,
      lineage: reportLineage(plan, about.lineage),
    };
  } finally {
    lake.close();
    ledger.close();
  }
}

function taskFacts(task: PlanTask): Omit<ReportTask, 'attempts'> {
  const { id, pipeline, reads, writes, portability, body } = task;
  return { id, pipeline, kind: body.kind, mode: task.mode.kind, reads, writes, portability, text: textOf(body) };
}

function textOf(body: PlanTask['body']): string {
  switch (body.kind) {
    case 'sql':
      return body.query;
    case 'ingest':
      return body.path;
    case 'python':
      return `${body.file.replace(/^python\//, '')}: ${body.function}`;
  }
}

function reportLineage(plan: Plan, { tasks }: LineageOfPlan): ReportLineage {
  return {
    tables: Object.values(plan.tasks).flatMap(({ id, reads, writes }) =>
      reads.map((from) => ({ from, to: writes, task: id })),
    ),
    columns: tasks.flatMap(({ writes, edges }) =>
      edges.map((e) => ({
        fromTable: e.table,
        fromColumn: e.source,
        toTable: writes,
        toColumn: e.column,
        kind: e.kind,
      })),
    ),
    completeness: Object.fromEntries(tasks.map(({ task, completeness }) => [task, completeness])),
  };
}
