import { hintFor } from '../../plan';
import type { Rule } from '../model';

/** A task fills and reads tables that have a contract. Names in queries are checked where the query is typed. */
export const unknownTable: Rule = {
  code: 'unknown-table',
  good: `
table: silver.orders
columns: { id: string }
---
pipeline: p
tasks:
  - overwrite: silver.orders
    from: select 'x' as id
`,
  bad: `
table: silver.orders
columns: { id: string }
---
pipeline: p
tasks:
  - overwrite: silver.ordres
    from: select 'x' as id
`,
  check: ({ tables, tasks }) =>
    tasks.flatMap((task) => {
      const { of, from } = task.normal;
      const named = [
        { id: of, path: [...task.path, task.normal.task] },
        ...('table' in from ? [{ id: from.table, path: [...task.path, 'from'] }] : []),
        ...('python' in from ? from.python.reads.map((id) => ({ id, path: [...task.path, 'from', 'reads'] })) : []),
      ];
      return named
        .filter(({ id }) => !tables.has(id))
        .map(({ id, path }) => ({
          path,
          message: `no table is called '${id}'`,
          hint: hintFor(id, tables.keys()),
        }));
    }),
};
