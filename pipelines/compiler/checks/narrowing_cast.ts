import { formatType } from '../../sql';
import type { Rule } from '../model';
import { eachTask } from './alone';
import { find, fits, wantedColumns } from '../output';

/** The cast to the contract's type may only widen: what could lose or refuse a value is the author's to write. */
export const narrowingCast: Rule = {
  code: 'narrowing-cast',
  good: `
table: silver.a
columns: { amount: bigint }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 1 as amount
`,
  bad: `
table: silver.a
columns: { amount: int }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select cast(1 as bigint) as amount
`,
  check: eachTask((task, table) => {
    if (!task.query) return [];
    const given = task.query.checked.columns;
    return wantedColumns(table, task.normal, given).flatMap((w) => {
      const column = find(given, w.from);
      if (!column || fits(column.type, w.type)) return [];
      const [from, to] = [formatType(column.type), formatType(w.type)];
      return [
        {
          path: [...task.path, 'from'],
          message: `'${w.from}' is ${from} in the query and ${to} as ${w.why}: that cast may lose or refuse values`,
          hint: `write the cast: cast(${w.from} as ${to}), or try_cast to get null where it does not fit`,
          within: { task, offset: 0 },
        },
      ];
    });
  }),
};
