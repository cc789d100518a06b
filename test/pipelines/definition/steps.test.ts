import * as z from 'zod';
import {
  column_name,
  deduplicate,
  drop_exact_duplicates,
  expandSteps,
  merge,
  normalise,
  type NormalStep,
  pipeline,
  raw,
  readYaml,
  resolve_key,
  sql,
  table,
  transformer,
  trim_strings,
  written,
} from '../../../pipelines/definition';
import { checkQuery, type ColumnType, parseType } from '../../../pipelines/sql';

const orders = table('silver.orders', {
  columns: { order_id: 'string', customer_id: 'string', name: 'string', ordered_at: 'timestamp' },
  key: ['order_id'],
});
const dim = table('gold.dim', {
  columns: { customer_id: 'string' },
  key: ['customer_id'],
  history: { surrogate_key: 'customer_key' },
});

const column = (name: string, type: string): ColumnType => ({
  name,
  type: parseType(type) ?? { kind: 'void' },
  nullable: true,
});
const schema = (id: string): readonly ColumnType[] | undefined =>
  id === 'silver.orders'
    ? [
        column('order_id', 'string'),
        column('customer_id', 'string'),
        column('name', 'string'),
        column('ordered_at', 'timestamp'),
      ]
    : id === 'gold.dim'
      ? [
          column('customer_key', 'string'),
          column('customer_id', 'string'),
          column('valid_from', 'timestamp'),
          column('valid_to', 'timestamp'),
        ]
      : undefined;
const columnsOf = (query: string): readonly string[] => checkQuery(query, schema).columns.map((c) => c.name);

const stepsOf = (...steps: Parameters<typeof merge>[1]['steps'] & object): readonly NormalStep[] => {
  const p = pipeline('p', { tasks: [merge(orders, { from: orders, steps })] });
  const { definitions, diagnostics } = normalise([written(p)], {});
  expect(diagnostics).toEqual([]);
  return definitions.pipelines['p']?.tasks[0]?.steps ?? [];
};
const from = 'select order_id, customer_id, name, ordered_at from ${silver.orders}';

test('no steps: the query is as it was', () => {
  expect(expandSteps(from, [])).toBe(from);
});

test('steps follow each other, each on what the one before it gives', () => {
  const steps = stepsOf(drop_exact_duplicates(), trim_strings({ columns: ['name'] }));
  expect(expandSteps(from, steps, columnsOf)).toBe(`with step_0 as (
${from}
),
step_1 as (
select distinct * from step_0
),
step_2 as (
select \`order_id\`, \`customer_id\`, nullif(trim(\`name\`), '') as \`name\`, \`ordered_at\`
from step_1
)
select * from step_2`);
});

test('deduplicate orders by every column where they are known, so that one row wins', () => {
  const steps = stepsOf(deduplicate({ keys: ['order_id'], latest: 'ordered_at' }));
  expect(expandSteps(from, steps, columnsOf)).toContain(
    'row_number() over (partition by `order_id` order by `ordered_at` desc nulls last, `customer_id` desc nulls last, `name` desc nulls last) as _rank',
  );
  expect(expandSteps(from, steps)).toContain('select * except (_rank)');
});

test('resolve_key looks up the version of the row’s own time', () => {
  const options = { from: dim, on: ['customer_id'], as_of: 'ordered_at', into: 'buyer_key', key: 'customer_key' };
  const known = expandSteps(from, stepsOf(resolve_key({ ...options, missing: 'unknown' })), columnsOf);
  expect(known).toContain("coalesce(d.`customer_key`, 'unknown') as `buyer_key`");
  expect(known).toContain(
    "d.valid_from <= f.`ordered_at` and f.`ordered_at` < coalesce(d.valid_to, timestamp '9999-12-31 00:00:00')",
  );
  expect(expandSteps(from, stepsOf(resolve_key(options)), columnsOf)).toContain('d.`customer_key` as `buyer_key`');
});

const every = [
  drop_exact_duplicates(),
  trim_strings({ columns: ['name'], empty_to_null: false }),
  deduplicate({ keys: ['order_id'], latest: 'ordered_at' }),
  resolve_key({ from: dim, on: ['customer_id'], as_of: 'ordered_at', into: 'customer_key' }),
];
test.each([
  ['with columns', columnsOf],
  ['without', undefined],
])('what they expand to is portable SQL, %s', (_, columns) => {
  const checked = checkQuery(expandSteps(from, stepsOf(...every), columns), schema);
  expect(checked.issues.filter((i) => i.severity === 'error')).toEqual([]);
  expect(checked.columns.map((c) => c.name).sort()).toEqual([
    'customer_id',
    'customer_key',
    'name',
    'order_id',
    'ordered_at',
  ]);
  expect(checked.reads).toEqual(['gold.dim', 'silver.orders']);
});

test('with columns, nothing is left to chance: no warning either', () => {
  expect(checkQuery(expandSteps(from, stepsOf(...every), columnsOf), schema).issues).toEqual([]);
});

test('a place in the expanded query leads to the query, or to the step', () => {
  const text = `pipeline: p
tasks:
  - merge: silver.orders
    from: |-
      select WORD
      from \${silver.orders}
    steps:
      - drop_exact_duplicates
      - deduplicate: { keys: [order_id], latest: ordered_at }
`;
  const { definitions, locateSql } = normalise(readYaml(text, 'a.yaml'), {});
  const task = definitions.pipelines['p']?.tasks[0];
  const query =
    task && 'sql' in task.from ? expandSteps(task.from.sql, task.steps, () => ['order_id', 'ordered_at', 'x']) : '';
  const lineOf = (word: string): number | undefined => locateSql('p', 0, query.indexOf(word))?.line;
  expect(locateSql('p', 0, query.indexOf('WORD'))).toEqual({ file: 'a.yaml', line: 5, column: 14 });
  expect(lineOf('distinct')).toBe(8);
  expect(lineOf('row_number')).toBe(9);
});

test('a transformer of one’s own, in TypeScript and in YAML', () => {
  const mask = transformer(
    'mask',
    { column: column_name, keep: z.int().min(1).default(4) },
    ({ column: name, keep }, input, columns) =>
      sql`select ${raw((columns ?? []).filter((c) => c !== name).join(', '))}, right(${raw(name)}, ${keep}) as ${raw(name)} from ${input}`,
  );
  expect(expandSteps(from, stepsOf(mask({ column: 'name' })), columnsOf)).toContain(
    'select order_id, customer_id, ordered_at, right(name, 4) as name from step_0',
  );
  const yaml = (step: string): readonly string[] =>
    normalise(
      readYaml(`pipeline: p\ntasks:\n  - append: a.b\n    from: a.c\n    steps: [${step}]`, 'a.yaml'),
      {},
    ).diagnostics.map((d) => d.message);
  expect(yaml('mask: { column: name, keep: 2 }')).toEqual([]);
  expect(yaml('mask: { column: name, keep: 0 }')).toEqual(['expected at least 1, found 0']);
  expect(yaml('mask')).toEqual(["'column' is missing"]);
  expect(() => transformer('mask', {}, (_, input) => input)).toThrow("there is a step called 'mask' already");
});
