import type { Plan, TableFormat } from '../../pipelines/plan';

/** The same plan with its tables, or some of them, stored in a format. */
export function inFormat(plan: Plan, format: TableFormat, ids: readonly string[] = Object.keys(plan.tables)): Plan {
  const tables = Object.entries(plan.tables).map(([id, table]) => [
    id,
    ids.includes(id) ? { ...table, format } : table,
  ]);
  return { ...plan, tables: Object.fromEntries(tables) as Plan['tables'] };
}
