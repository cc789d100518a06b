import type { Rule, TaskModel } from '../model';
import { pathVariables } from '../path_variables';

/** A variable has one value in an environment, so it has one default. */
export const twoDefaults: Rule = {
  code: 'two-defaults',
  good: `
table: bronze.a
columns: { id: string? }
---
table: bronze.b
columns: { id: string? }
---
pipeline: p
tasks:
  - append: bronze.a
    from: { csv: '\${IN:-./in}/a/*.csv' }
  - append: bronze.b
    from: { csv: '\${IN}/b/*.csv' }
`,
  bad: `
table: bronze.a
columns: { id: string? }
---
table: bronze.b
columns: { id: string? }
---
pipeline: p
tasks:
  - append: bronze.a
    from: { csv: '\${IN:-./in}/a/*.csv' }
  - append: bronze.b
    from: { csv: '\${IN:-./inbox}/b/*.csv' }
`,
  check: ({ tasks }) => {
    const first = new Map<string, { readonly value: string; readonly task: string }>();
    return tasks.flatMap((task) =>
      defaultsOf(task).flatMap(([name, value]) => {
        const before = first.get(name);
        if (before === undefined) first.set(name, { value, task: task.id });
        if (before === undefined || before.value === value) return [];
        return [
          {
            path: [...task.path, 'from'],
            message: `${name} is '${value}' by default here, and '${before.value}' in ${before.task}`,
            hint: `write the same default in both, or \${${name}} in one of them`,
          },
        ];
      }),
    );
  },
};

function defaultsOf({ normal: { from } }: TaskModel): readonly (readonly [string, string])[] {
  return 'connector' in from ? pathVariables(String(from.of)).defaults : [];
}
