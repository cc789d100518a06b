import type { Rule } from '../model';
import { orderOf } from '../order_of';

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
  check: (model) => {
    const { cycles } = orderOf(model);
    if (cycles.length === 0) return [];
    const byId = new Map(model.tasks.map((t) => [t.id, t]));
    return cycles.map((ids) => ({
      path: [...(byId.get(ids[0] ?? '')?.path ?? []), 'from'],
      message: `a cycle: ${[...ids, ids[0] ?? ''].map((id) => byId.get(id)?.normal.of ?? id).join(' <- ')}`,
      hint: 'one of these tasks has to read something else, or its table as it was before the run',
    }));
  },
};
