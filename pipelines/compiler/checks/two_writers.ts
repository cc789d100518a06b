import type { Rule } from '../model';

/** A table is filled by one task: two would overwrite each other's rows and leases. */
export const twoWriters: Rule = {
  code: 'two-writers',
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
`,
  bad: `
table: silver.a
columns: { id: string }
---
pipeline: p
tasks:
  - name: first
    overwrite: silver.a
    from: select 'x' as id
  - name: second
    overwrite: silver.a
    from: select 'y' as id
`,
  check: ({ tables }) =>
    [...tables.values()].flatMap(({ id, writers }) => {
      const [first, ...others] = writers;
      return others.map((other) => ({
        path: other.path,
        message: `${id} is filled by two tasks: ${first?.id ?? ''} and ${other.id}; a table has one writer`,
        hint: 'union both queries in one task, or give each a table of its own',
      }));
    }),
};
