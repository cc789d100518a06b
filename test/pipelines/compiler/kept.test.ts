/** Compiling again, with parts that are as they were and parts that are not: the result is that of a first compile. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, type Compiled } from '../../../pipelines/compiler';
import { readYaml, type Written } from '../../../pipelines/definition';

const base = {
  orders: 'table: bronze.orders\ncolumns: { id: string?, amount: string? }',
  shops: 'table: silver.shops\ncolumns: { shop: string }\nkey: [shop]',
  sales: `table: silver.sales
columns: { id: string, amount: { type: bigint, min: 0 }, shop: { type: string?, references: silver.shops.shop } }
key: [id]`,
  copy: 'table: gold.copy\ncolumns: { id: string, amount: bigint }',
  p: 'pipeline: p\nowner: a\ntags: { team: a }',
  load: 'pipeline: p\nappend: bronze.orders\nfrom: { csv: ./orders/*.csv }',
  shop: "pipeline: p\noverwrite: silver.shops\nfrom: select 'x' as shop",
  sell: `pipeline: p
merge: silver.sales
from: "select id, try_cast(amount as bigint) as amount, 'x' as shop from \${bronze.orders}"
steps: [{ trim_strings: { columns: [id] } }]`,
  raw: 'table: gold.raw\ncolumns: { id: string?, rest: string? }',
  rest: "pipeline: p\noverwrite: gold.raw\nfrom: 'select id, _rescued as rest from ${bronze.orders}'",
  copying: 'pipeline: p\noverwrite: gold.copy\nfrom: silver.sales',
};
type Documents = Readonly<Record<string, string>>;

const changes: Readonly<Record<string, Documents>> = {
  nothing: {},
  'the type of a column that is read': { orders: 'table: bronze.orders\ncolumns: { id: string?, amount: int? }' },
  'the name of a column that is read': { orders: 'table: bronze.orders\ncolumns: { id: string?, sum: string? }' },
  'a column of the table that is filled': { copy: 'table: gold.copy\ncolumns: { id: string, amount: int }' },
  'a column more in the table that is filled': { copy: 'table: gold.copy\ncolumns: { id: string }' },
  'a rule of the table that is filled': {
    copy: 'table: gold.copy\ncolumns: { id: string, amount: { type: bigint, min: 1 } }',
  },
  'a wrong rule': { copy: "table: gold.copy\ncolumns: { id: string, amount: { type: bigint, min: 'x' } }" },
  'no key any more': { sales: base.sales.replace('key: [id]', '') },
  'a table that is referred to is gone': { shops: 'table: silver.other\ncolumns: { shop: string }' },
  'how a table that is read is filled': {
    load: 'pipeline: p\noverwrite: bronze.orders\nfrom: { csv: ./orders/*.csv }',
  },
  'what a table that is read is filled by': {
    load: "pipeline: p\nappend: bronze.orders\nfrom: select 'x' as id, '1' as amount",
  },
  'compute of the pipeline': { p: `${base.p}\ncompute: large` },
  'retries of the pipeline': { p: `${base.p}\nretries: 3` },
  'timeout of the pipeline': { p: `${base.p}\ntimeout: 2 hours` },
  'a task before the others, which are wrong': {
    orders: 'table: bronze.orders\ncolumns: { id: string? }',
    first: 'pipeline: p\nname: a\noverwrite: silver.first\nfrom: select 1 as id',
    table: 'table: silver.first\ncolumns: { id: int }',
  },
};

const read = (documents: Documents): Readonly<Record<string, readonly Written[]>> =>
  Object.fromEntries(Object.entries(documents).map(([name, text]) => [name, readYaml(text, `${name}.yaml`)]));
const shown = (compiled: Compiled): unknown => ({
  plan: compiled.plan,
  diagnostics: compiled.diagnostics,
  files: compiled.files,
  lineage: compiled.plan && compiled.lineage(),
});
const made = (all: readonly Written[], domain = 'd'): unknown => shown(compile(all, { domain }));

test.each(Object.entries(changes))('%s', (_, change) => {
  const before = read(base);
  const first = made(Object.values(before).flat());
  const changed = made(Object.values({ ...before, ...read(change) }).flat());
  expect(changed).toEqual(made(Object.values(read({ ...base, ...change })).flat()));
  expect(made(Object.values(before).flat())).toEqual(first);
  const other = read({ ...base, ...change });
  made(Object.values(other).flat());
  const back = Object.keys(base).flatMap((name) => (name in change ? before[name] : other[name]) ?? []);
  expect(made(back)).toEqual(first);
});

test('a task before one that is wrong', () => {
  const wrong = { ...base, sell: base.sell.replace('amount as', 'amuont as') };
  const before = Object.values(read(wrong)).flat();
  made(before);
  const first = {
    table: 'table: silver.first\ncolumns: { id: int }',
    task: 'pipeline: p\nname: a\noverwrite: silver.first\nfrom: select 1 as id',
  };
  const changed = made([...before, ...Object.values(read(first)).flat()]);
  expect(changed).toEqual(made(Object.values(read({ ...wrong, ...first })).flat()));
});

test('each change changes what is made, or nothing would be shown by it', () => {
  const results = Object.values(changes).map((change) =>
    JSON.stringify(made(Object.values(read({ ...base, ...change })).flat())),
  );
  expect(new Set(results).size).toBe(results.length);
});

test('the base is right', () => {
  expect(compile(Object.values(read(base)).flat(), { domain: 'd' }).diagnostics).toEqual([]);
});

test('another domain', () => {
  const all = Object.values(read(base)).flat();
  made(all);
  expect(made(all, 'e')).toEqual(made(Object.values(read(base)).flat(), 'e'));
});

test('another text in a Python file is another digest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  try {
    const file = join(folder, 'score.py');
    const text = 'table: gold.a\ncolumns: { id: string }\n---\npipeline: p\ntasks:\n  - overwrite: gold.a\n';
    const from = '    from: { python: ./score.py, function: score, reads: [] }\n    portability: spark-only\n';
    const all = readYaml(text + from, join(folder, 'a.yaml'));
    const digest = (content: string): unknown => {
      writeFileSync(file, content);
      return compile(all, { domain: 'd' }).plan?.tasks['p/gold.a']?.digests.semantic;
    };
    const [first, other, again] = [digest('a = 1\n'), digest('a = 2\n'), digest('a = 1\n')];
    expect(first).toEqual(expect.any(String));
    expect(other).not.toBe(first);
    expect(again).toBe(first);
    rmSync(file);
    expect(compile(all, { domain: 'd' }).diagnostics.map((d) => d.code)).toEqual(['missing-file']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('who changes a Plan changes no other', () => {
  const all = Object.values(read(base)).flat();
  const { plan } = compile(all, { domain: 'd' });
  const before = JSON.stringify(plan);
  const [task, table] = [plan?.tasks['p/silver.sales'], plan?.tables['silver.sales']];
  expect(() => task?.reads.push('x')).toThrow(TypeError);
  expect(() => table?.columns.forEach((column) => (column.name = 'x'))).toThrow(TypeError);
  expect(() => table && (table.tags['a'] = 'x')).toThrow(TypeError);
  const p = plan?.pipelines['p'];
  if (p) p.tags['team'] = 'x';
  expect(JSON.stringify(compile(all, { domain: 'd' }).plan)).toBe(before);
});
