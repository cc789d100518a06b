import { comparable, formatType } from '../../sql';
import type { ControlTotal, Finding, Rule } from '../model';

/** A control total is one value of the inputs, and an aggregate over the task's columns of a comparable type. */
export const badTotal: Rule = {
  code: 'bad-total',
  good: `
table: silver.a
columns: { amount: int }
---
table: silver.b
columns: { amount: int }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 1 as amount
  - overwrite: silver.b
    from: select amount from \${silver.a}
    control_totals:
      amount: { inputs: 'select sum(amount) as amount from \${silver.a}', output: sum(amount) }
`,
  bad: `
table: silver.a
columns: { amount: int }
---
table: silver.b
columns: { amount: int }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 1 as amount
  - overwrite: silver.b
    from: select amount from \${silver.a}
    control_totals:
      amount: { inputs: 'select sum(amount) as amount from \${silver.a}', output: sum(amuont) }
`,
  check: ({ tasks }) =>
    tasks.flatMap(({ normal, totals, path }) => {
      const at = [...path, 'control_totals'];
      if ('connector' in normal.from && totals.length > 0)
        return [
          { path: at, message: 'files have no control totals', hint: 'give them to the task that reads the table' },
        ];
      return totals.flatMap((total) => findings(total, [...at, total.name]));
    }),
};

function findings({ name, inputs, output }: ControlTotal, path: readonly PropertyKey[]): readonly Finding[] {
  const wrong = (['inputs', 'output'] as const).flatMap((side) =>
    (side === 'inputs' ? inputs : output).checked.issues
      .filter((issue) => issue.severity === 'error' && issue.code !== 'unnamed-column')
      .map((issue) => ({
        path: [...path, side],
        message: `control total '${name}': ${issue.message}`,
        hint: issue.hint,
      })),
  );
  if (wrong.length > 0) return wrong;
  const given = inputs.checked.columns;
  if (given.length !== 1) {
    const message = `control total '${name}': the query gives ${given.length} columns, expected one value`;
    return [{ path: [...path, 'inputs'], message, hint: 'select sum(amount) from ...' }];
  }
  const [left, right] = [given[0]?.type, output.checked.columns[0]?.type];
  if (left === undefined || right === undefined || comparable(left, right)) return [];
  const message = `control total '${name}': ${formatType(left)} of the inputs and ${formatType(right)} of the rows cannot be compared`;
  return [{ path, message, hint: 'cast one of them' }];
}
