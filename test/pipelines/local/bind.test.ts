import { compile } from '../../../pipelines/compiler';
import { readYaml } from '../../../pipelines/definition';
import { bindPlan } from '../../../pipelines/local';
import type { Plan } from '../../../pipelines/plan';

const planOf = (query: string): Plan => {
  const { plan, diagnostics } = compile(
    readYaml(
      `
table: silver.a
columns: { id: string, amount: "decimal(12,2)", at: timestamp, tags: "array<string>" }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: ${query}
`,
      'bind.yaml',
    ),
    { domain: 'test' },
  );
  if (!plan) throw new Error(JSON.stringify(diagnostics));
  return plan;
};
const good = `select 'x' as id, cast(1 as decimal(12,2)) as amount, \${interval.end} as at, array('a') as tags`;

test('DuckDB binds what the compiler typed', async () => {
  expect(await bindPlan(planOf(good))).toEqual([]);
});

test('a query that DuckDB types otherwise is told', async () => {
  const plan = planOf(good);
  const task = plan.tasks['p/silver.a'];
  if (task?.body.kind !== 'sql') throw new Error('no query');
  // As if the compiler had let a narrowing through.
  const body = { ...task.body, query: task.body.query.replace(/decimal\(12,\s*2\)/i, 'decimal(14,4)') };
  const found = await bindPlan({ ...plan, tasks: { 'p/silver.a': { ...task, body } } });
  expect(found.map((d) => d.message)).toEqual([
    "p/silver.a: DuckDB gives 'amount' the type DECIMAL(14,4), expected DECIMAL(12,2)",
  ]);
});
