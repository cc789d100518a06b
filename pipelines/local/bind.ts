/** The second check of a Plan's queries: DuckDB itself binds what was lowered for it, to the types that we worked out. */
import { lowerTask } from '../engines';
import type { Diagnostic, Plan } from '../plan';
import { duckdbType, parseType } from '../sql';
import { tableName } from './database';
import { Lake } from './lake';

/** One diagnostic per query that DuckDB refuses or types otherwise; nothing is read or kept. */
export async function bindPlan(plan: Plan): Promise<readonly Diagnostic[]> {
  const lake = await Lake.open(':memory:');
  try {
    const portable = plan.order.filter((id) => plan.tasks[id]?.portability === 'portable');
    const programs = portable.map((id) => lowerTask(plan, id, 'duckdb'));
    const others = plan.order.filter((id) => !portable.includes(id)).map((id) => lowerTask(plan, id, 'spark'));
    await lake.ensure([...programs, ...others].flatMap((p) => p.relations));
    const found: Diagnostic[] = [];
    for (const { task, source } of programs) {
      if (source.kind !== 'query') continue;
      const say = (message: string, hint: string): void => {
        found.push({ code: 'duckdb-bind', severity: 'error', message, path: `tasks.${task}`, at: undefined, hint });
      };
      const sql = source.query.sql.replace(/\$\{([a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*)\}/g, (_, id: string) =>
        tableName(id),
      );
      try {
        const given = await lake.database.columns(sql);
        for (const { name, expected } of expectedColumns(plan, task)) {
          const type = given.find((c) => c.name === name)?.type.toString();
          if (type !== expected) {
            say(
              `${task}: DuckDB gives '${name}' the type ${type ?? 'none'}, expected ${expected}`,
              'cast the column in the query',
            );
          }
        }
      } catch (error) {
        say(
          `${task}: DuckDB refuses the query: ${error instanceof Error ? error.message : String(error)}`,
          "say it otherwise, or give the task portability: 'spark-only'",
        );
      }
    }
    return found;
  } finally {
    lake.close();
  }
}

function expectedColumns(plan: Plan, task: string): readonly { readonly name: string; readonly expected: string }[] {
  const columns = plan.tables[plan.tasks[task]?.writes ?? '']?.columns ?? [];
  return columns.map(({ name, type }) => {
    const parsed = parseType(type);
    return { name, expected: parsed ? duckdbType(parsed) : type };
  });
}
