import { compile } from '../../../pipelines/compiler';
import { readYaml } from '../../../pipelines/definition';
import { canonicalJson, plan as planSchema, type Plan } from '../../../pipelines/plan';

const tables = `
table: bronze.orders
columns: { order_id: string?, amount: string?, ordered_at: string? }
---
table: silver.orders
columns: { order_id: string, amount: { type: "decimal(12,2)", min: 0 }, ordered_at: timestamp }
key: [order_id]
---
table: gold.revenue
columns: { day: date, revenue: "decimal(22,2)?" }
partition_by: [day]
---
`;
const silver = `select order_id, try_cast(amount as decimal(12,2)) as amount, try_cast(ordered_at as timestamp) as ordered_at
      from \${bronze.orders}`;
const pipeline = (query: string): string => `
pipeline: sales
schedule: { daily: "02:00" }
tasks:
  - append: bronze.orders
    from: { csv: "\${LANDING}/orders/*.csv" }
  - merge: silver.orders
    from: |-
      ${query}
    sequence_by: ordered_at
  - overwrite_partitions: gold.revenue
    from: select cast(ordered_at as date) as day, sum(amount) as revenue from \${silver.orders} group by cast(ordered_at as date)
`;
const compiled = (query = silver): ReturnType<typeof compile> =>
  compile(readYaml(tables + pipeline(query), 'sales.yaml'), { domain: 'shop' });
const planOf = (query?: string): Plan => {
  const { plan, diagnostics } = compiled(query);
  expect(diagnostics).toEqual([]);
  if (!plan) throw new Error('no plan');
  return plan;
};
const digest = (plan: Plan): string => plan.tasks['sales/silver.orders']?.digests.semantic ?? '';

test('a Plan is what its schema says, and survives JSON', () => {
  const plan = planOf();
  expect(planSchema.parse(JSON.parse(canonicalJson(plan)))).toEqual(plan);
});

test('tasks come in the order of what they read, in one unit a layer', () => {
  const plan = planOf();
  expect(plan.order).toEqual(['sales/bronze.orders', 'sales/silver.orders', 'sales/gold.revenue']);
  expect(Object.keys(plan.units).sort()).toEqual(['sales-bronze', 'sales-gold', 'sales-silver']);
  expect(plan.units['sales-gold']?.after).toEqual(['sales-silver']);
});

test('variables stay parameters', () => {
  const plan = planOf();
  expect(plan.parameters).toEqual(['LANDING']);
  expect(JSON.stringify(plan)).toContain('${LANDING}/orders/*.csv');
});

test('reformatting a query changes no semantic digest', () => {
  const reformatted = `SELECT   order_id, -- the key
        TRY_CAST((amount) AS DECIMAL(12, 2)) amount,
        try_cast(ordered_at AS timestamp) AS ordered_at FROM \${bronze.orders}`;
  expect(digest(planOf(reformatted))).toBe(digest(planOf()));
});

test('changing what a query means changes it', () => {
  expect(digest(planOf(silver.replace('amount as decimal(12,2)', 'order_id as decimal(12,2)')))).not.toBe(
    digest(planOf()),
  );
});

test('what a column promises is an expectation', () => {
  expect(planOf().tables['silver.orders']?.expectations.map((e) => [e.kind, e.name])).toEqual([
    ['not_null', 'order_id_not_null'],
    ['not_null', 'amount_not_null'],
    ['rule', 'amount_min'],
    ['not_null', 'ordered_at_not_null'],
  ]);
});

test('every mistake is told at once, with its place and the nearest name', () => {
  const bad = readYaml(
    tables +
      `
table: silver.first
columns: { id: string? }
---
table: silver.second
columns: { id: string? }
---
pipeline: sales
schedule: { cron: "61 2 * * *" }
retries: \${RETRIES_THAT_NOBODY_SET}
tasks:
  - append: bronze.orders
    from: { csv: "\${LANDING}/orders/*.csv" }
  - merge: silver.orders
    from: |-
      select ordr_id as order_id, try_cast(amount as decimal(14,4)) as amount, try_cast(ordered_at as timestamp) as ordered_at
      from \${bronze.orders}
  - overwrite: silver.first
    from: select id from \${silver.second}
  - overwrite: silver.second
    from: select id from \${silver.first}
  - name: again
    merge: silver.orders
    from: select order_id, amount, ordered_at from \${silver.orders}
  - overwrite_partitions: gold.revenue
    from: select day, revenue from \${gold.rvenue}
`,
    'bad.yaml',
  );
  const { plan, diagnostics } = compile(bad, { domain: 'shop' });
  expect(plan).toBeUndefined();
  const said = diagnostics.map((d) => `${d.code} ${d.at?.file}:${d.at?.line} ${d.message} ${d.hint ?? ''}`).join('\n');
  expect(said).toMatch(/unknown-column bad\.yaml:\d+ .*order_id/);
  expect(said).toMatch(/narrowing-cast bad\.yaml:\d+/);
  expect(said).toMatch(/two-writers bad\.yaml:\d+/);
  expect(said).toMatch(/cycle bad\.yaml:\d+ a cycle: silver\.first <- silver\.second <- silver\.first/);
  expect(said).toMatch(/unset-variable bad\.yaml:\d+/);
  expect(said).toMatch(/invalid-value bad\.yaml:\d+ .*61/);
  expect(said).toMatch(/unknown-table bad\.yaml:\d+ .*gold\.revenue/);
});

test('lineage follows columns', () => {
  const { tasks } = compiled().lineage();
  const revenue = tasks.find((t) => t.writes === 'gold.revenue');
  expect(revenue?.completeness).toBe('exact');
  expect(revenue?.edges).toContainEqual({
    column: 'revenue',
    table: 'silver.orders',
    source: 'amount',
    kind: 'aggregation',
  });
});

test('a step knows the columns of what it is given: ties of a deduplication are settled by all of them', () => {
  const yaml = `
table: silver.a
columns: { id: string, n: int, at: timestamp }
key: [id]
---
pipeline: p
tasks:
  - merge: silver.a
    from: select 'x' as id, 1 as n, timestamp '2026-01-01 00:00:00' as at
    steps: [{ deduplicate: { keys: [id], latest: at } }]
`;
  const { plan, diagnostics } = compile(readYaml(yaml, 'steps.yaml'), { domain: 'test' });
  expect(diagnostics).toEqual([]);
  const body = plan?.tasks['p/silver.a']?.body;
  expect(body?.kind === 'sql' && body.query).toMatch(/order by at desc[^)]*,\s*n desc/i);
});

describe('what is declared of the rows within a query', () => {
  const declared = `${silver}\n    control_totals: { orders: { inputs: 'select count(*) as n from \${bronze.orders} where order_id <> \${SKIPPED}', output: count(*) } }`;

  test('is in the Plan, with its parameters, and changes no data', () => {
    const plan = planOf(declared);
    expect(plan.tasks['sales/silver.orders']?.accounting).toEqual({
      joins: {},
      control_totals: [
        {
          name: 'orders',
          inputs: 'select count(*) as n from ${bronze.orders} as orders where order_id <> ${SKIPPED}',
          output: 'count(*)',
        },
      ],
    });
    expect(plan.parameters).toEqual(['LANDING', 'SKIPPED']);
    expect(digest(plan)).toBe(digest(planOf()));
    expect(plan.tasks['sales/silver.orders']?.digests.payload).not.toBe(
      planOf().tasks['sales/silver.orders']?.digests.payload,
    );
  });

  test('a table that only a total reads is read before', () => {
    const text = `${tables}${pipeline(silver).replace(
      'from: select cast(ordered_at as date) as day, sum(amount) as revenue from ${silver.orders} group by cast(ordered_at as date)',
      "from: select date '2026-01-01' as day, cast(1 as decimal(22,2)) as revenue\n    control_totals: { a: { inputs: 'select count(*) as n from ${silver.orders}', output: count(*) } }",
    )}`;
    const { plan, diagnostics } = compile(readYaml(text, 'sales.yaml'), { domain: 'shop' });
    expect(diagnostics).toEqual([]);
    expect(plan?.tasks['sales/gold.revenue']?.reads).toEqual(['silver.orders']);
    expect(plan?.order).toEqual(['sales/bronze.orders', 'sales/silver.orders', 'sales/gold.revenue']);
  });

  test('a slip is told of with its place', () => {
    const wrong = declared.replace('output: count(*)', 'output: sum(amuont)').concat('\n    joins: { c: many_to_one }');
    const { diagnostics } = compiled(wrong);
    expect(diagnostics.map((d) => [d.code, d.message, d.hint, d.at?.line])).toEqual([
      ['bad-total', "control total 'orders': there is no column 'amuont' here", "did you mean 'amount'?", 23],
      ['unknown-join', "no join's right side is called 'c'", 'the query has no join', 24],
    ]);
  });
});
