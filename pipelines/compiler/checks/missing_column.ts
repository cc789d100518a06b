import { hintFor } from '../../plan';
import type { Rule } from '../model';
import { eachTask } from './alone';
import { find, wantedColumns } from '../output';

/** A query gives every column of the contract. */
export const missingColumn: Rule = {
  code: 'missing-column',
  good: `
table: silver.a
columns: { id: string, amount: int }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 'x' as id, 1 as amount
`,
  bad: `
table: silver.a
columns: { id: string, amount: int }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 'x' as id, 1 as amuont
`,
  check: eachTask((task, table) => {
    if (!task.query || task.query.checked.columns.length === 0) return [];
    const given = task.query.checked.columns;
    return wantedColumns(table, task.normal, given)
      .filter((w) => !find(given, w.from))
      .map((w) => ({
        path: [...task.path, 'from'],
        message: `the query does not give '${w.from}' (${w.why}); it gives ${given.map((c) => c.name).join(', ')}`,
        hint: hintFor(
          w.from,
          given.map((c) => c.name),
        ),
        within: { task, offset: 0 },
      }));
  }),
};
