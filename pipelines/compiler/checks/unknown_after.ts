import { hintFor } from '../../plan';
import type { Rule } from '../model';

/** What `after` names is a task of the same pipeline. */
export const unknownAfter: Rule = {
  code: 'unknown-after',
  good: `
table: silver.a
columns: { id: string }
---
table: silver.b
columns: { id: string }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 'x' as id
  - overwrite: silver.b
    from: select 'y' as id
    after: [silver.a]
`,
  bad: `
table: silver.a
columns: { id: string }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 'x' as id
    after: [silver.aa]
`,
  check: ({ tasks }) => {
    const ids = new Set(tasks.map((t) => t.id));
    return tasks.flatMap((task) =>
      task.normal.after.flatMap((name, i) => {
        if (ids.has(`${task.pipeline}/${name}`)) return [];
        const names = tasks.filter((t) => t.pipeline === task.pipeline).map((t) => t.normal.name);
        return [
          {
            path: [...task.path, 'after', i],
            message: `pipeline ${task.pipeline} has no task '${name}'`,
            hint: hintFor(name, names),
          },
        ];
      }),
    );
  },
};
