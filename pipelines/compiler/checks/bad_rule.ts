import { checkCondition, type ColumnType, formatType, type SqlIssue } from '../../sql';
import { planTable } from '../contract';
import type { Rule } from '../model';
import { eachTable } from './alone';
import { typeOf } from '../output';

/** A rule of a contract is a condition over its own columns. */
export const badRule: Rule = {
  code: 'bad-rule',
  good: `
table: silver.a
columns: { amount: int }
expect: { positive: amount > 0 }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 1 as amount
`,
  bad: `
table: silver.a
columns: { amount: int }
expect: { positive: amuont > 0 }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 1 as amount
`,
  check: eachTable((table) => {
    const columns = table.normal.columns.map((c) => ({ name: c.name, type: typeOf(c.type), nullable: true }));
    return planTable(table.normal, undefined).expectations.flatMap((e) => {
      if (e.kind !== 'rule') return [];
      return issuesOf(e.rule, columns).map((issue) => ({
        path: [...table.path, ...placeOf(e.name, table.normal.expect, table.normal.columns)],
        message: `rule '${e.name}' (${e.rule}): ${issue.message}`,
        hint: issue.hint,
        severity: issue.severity,
      }));
    });
  }),
};

const known = new Map<string, readonly SqlIssue[]>();

/** What is wrong with a rule depends on its text and on the columns: looked at once in the lifetime of the process. */
function issuesOf(rule: string, columns: readonly ColumnType[]): readonly SqlIssue[] {
  const key = `${rule}\n${columns.map((c) => `${c.name} ${formatType(c.type)}`).join(',')}`;
  const found = known.get(key);
  if (found) return found;
  const { issues } = checkCondition(rule, columns);
  known.set(key, issues);
  return issues;
}

/** `expect.<name>`, or the column whose option the rule comes from. */
function placeOf(
  name: string,
  expect: readonly { readonly name: string }[],
  columns: readonly { readonly name: string }[],
): readonly string[] {
  if (expect.some((e) => e.name === name)) return ['expect', name];
  const column = columns.find((c) => /_(in|min|max|matches)$/.test(name) && name.startsWith(`${c.name}_`));
  return column ? ['columns', column.name] : [];
}
