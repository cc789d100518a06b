import type { Rule } from '../model';
import { order } from '../order';

/** No task needs, through others, what it fills itself. */
export const cycle: Rule = {
  code: 'cycle',
  good: `
table: silver.a
columns: { id: string? }
---
table: silver.b
columns: { id: string? }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 'x' as id
  - overwrite: silver.b
    from: select id from \${silver.a}
`,
  bad: `
table: silver.a
columns: { id: string? }
---
table: silver.b
columns: { id: string? }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select id from \${silver.b}
  - overwrite: silver.b
    from: select id from \${silver.a}
`,
  check: ({ tasks }) => {
    const byId = new Map(tasks.map((t) => [t.id, t]));
    const ordered = tasks.map((t) => ({ ...t, name: t.normal.name, writes: t.normal.of }));
    return order(ordered).cycles.map((ids) => ({
      path: [...(byId.get(ids[0] ?? '')?.path ?? []), 'from'],
      message: `a cycle: ${[...ids, ids[0] ?? ''].map((id) => byId.get(id)?.normal.of ?? id).join(' <- ')}`,
      hint: 'one of these tasks has to read something else, or its table as it was before the run',
    }));
  },
};
