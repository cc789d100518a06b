import { hintFor } from '../../plan';
import type { Rule } from '../model';

/** A declared cardinality belongs to a join of the task's query. */
export const unknownJoin: Rule = {
  code: 'unknown-join',
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
    from: select a.id from \${silver.a} as a left join \${silver.a} as parent on parent.id = a.id
    joins: { parent: many_to_one }
`,
  bad: `
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
    from: select a.id from \${silver.a} as a left join \${silver.a} as parent on parent.id = a.id
    joins: { parnet: many_to_one }
`,
  check: ({ tasks }) =>
    tasks.flatMap(({ normal, query, path }) => {
      const declared = Object.keys(normal.joins);
      if (declared.length === 0) return [];
      const known = query?.checked.joins ?? [];
      const lower = new Set(known.map((name) => name.toLowerCase()));
      return declared
        .filter((name) => !lower.has(name.toLowerCase()))
        .map((name) => ({
          path: [...path, 'joins', name],
          message: `no join's right side is called '${name}'`,
          hint:
            hintFor(name, known) ??
            (known.length === 0 ? 'the query has no join' : `the query joins ${known.join(', ')}`),
        }));
    }),
};
