import type { Rule } from '../model';

/** What is read is filled by a task. */
export const noWriter: Rule = {
  code: 'no-writer',
  good: `
table: bronze.a
columns: { id: string? }
---
table: silver.b
columns: { id: string? }
---
pipeline: p
tasks:
  - append: bronze.a
    from: { csv: "\${LANDING}/a/*.csv" }
  - overwrite: silver.b
    from: select id from \${bronze.a}
`,
  bad: `
table: bronze.a
columns: { id: string? }
---
table: silver.b
columns: { id: string? }
---
pipeline: p
tasks:
  - overwrite: silver.b
    from: select id from \${bronze.a}
`,
  check: ({ tables, tasks }) =>
    tasks.flatMap((task) =>
      task.reads
        .filter((id) => id !== task.normal.of && tables.get(id)?.writers.length === 0)
        .map((id) => ({
          path: [...task.path, 'from'],
          message: `${task.id} reads ${id}, which no task fills`,
          hint: `add a task that fills it: append(${id.replace('.', '_')}, { from: ... })`,
        })),
    ),
};
