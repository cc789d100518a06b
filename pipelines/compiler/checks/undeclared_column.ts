import { hintFor } from '../../plan';
import type { Rule } from '../model';
import { eachTask } from './alone';
import { find, wantedColumns } from '../output';

/** A query gives nothing that the contract does not declare: it would be computed and dropped in silence. */
export const undeclaredColumn: Rule = {
  code: 'undeclared-column',
  good: `
table: silver.a
columns: { id: string }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 'x' as id
`,
  bad: `
table: silver.a
columns: { id: string }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 'x' as id, 1 as amount
`,
  check: eachTask((task, table) => {
    if (!task.query) return [];
    const given = task.query.checked.columns;
    const wanted = wantedColumns(table, task.normal, given);
    const missing = wanted.filter((w) => !find(given, w.from)).map((w) => w.from);
    const sources = new Set(wanted.map((w) => w.from.toLowerCase()));
    return given
      .filter((c) => !sources.has(c.name.toLowerCase()))
      .map((c) => ({
        path: [...task.path, 'from'],
        message: `the query gives '${c.name}', which ${table.id} does not declare`,
        hint:
          missing.length > 0 ? hintFor(c.name, missing) : `declare it in the contract, or leave it out of the query`,
        within: { task, offset: 0 },
      }));
  }),
};
