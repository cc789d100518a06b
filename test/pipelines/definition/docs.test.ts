import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { compile } from '../../../pipelines/compiler';
import * as definition from '../../../pipelines/definition';
import { blocks } from './fixtures/doc_blocks';

const { normalise, readSqlFile, readYaml, written } = definition;

/** Runs a block of TypeScript, and gives what it exports. */
function run(code: string, log: (line: string) => void = () => undefined): Readonly<Record<string, object>> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const load = createRequire(join(__dirname, 'docs.test.ts'));
  const exported = {};
  const require = (name: string): unknown => (name === 'lakewright' ? definition : load(name));
  // The documentation is ours.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('require', 'exports', 'console', outputText)(require, exported, { log });
  return exported;
}

const [first = '', queries = '', words = '', telling = ''] = blocks('ts');
const [yaml = '', contract = ''] = blocks('yaml');
const [sqlFile = ''] = blocks('sql');

test('the first pipeline is the same in TypeScript as in YAML', () => {
  const typed = normalise(Object.values(run(first)).map(written), {});
  const plain = normalise(readYaml(yaml, 'docs.yaml'), {});
  expect(typed.diagnostics).toEqual([]);
  expect(JSON.stringify(plain.definitions)).toBe(JSON.stringify(typed.definitions));
});

test('the .sql file adds its task to that pipeline', () => {
  const { definitions, diagnostics } = normalise(
    [...readYaml(yaml, 'docs.yaml'), readSqlFile(sqlFile, 'docs.sql')],
    {},
  );
  expect(diagnostics).toEqual([]);
  expect(definitions.pipelines['sales']?.tasks.map((t) => t.name)).toEqual([
    'bronze.orders',
    'gold.revenue',
    'silver.orders',
  ]);
});

test('with the contract of its table it compiles', () => {
  const all = [
    ...readYaml(yaml, 'docs.yaml'),
    ...readYaml(contract, 'contract.yaml'),
    readSqlFile(sqlFile, 'docs.sql'),
  ];
  const { plan, diagnostics } = compile(all, { domain: 'shop' });
  expect(diagnostics).toEqual([]);
  expect(plan?.order).toEqual(['sales/bronze.orders', 'sales/silver.orders', 'sales/gold.revenue']);
});

test('the query renders', () => {
  expect(JSON.parse(JSON.stringify(run(queries)['query']))).toBe(`select o.order_id, c.customer_key
from \${silver.orders} as o
left join \${gold.dim_customer} as c on c.customer_id = o.customer_id and c.valid_from <= o.ordered_at and o.ordered_at < coalesce(c.valid_to, timestamp '9999-12-31 00:00:00')
where o.ordered_at >= timestamp '2026-01-01 00:00:00.000' and o.ordered_at >= \${interval.start} and o.ordered_at < \${interval.end}`);
});

test('words of one’s own are known to YAML', () => {
  run(words);
  const text =
    'copy: clicks\npath: "${LANDING}/clicks/*.csv"\n---\npipeline: p\nschedule: nightly\nalerts: { on_failure: [teams: "https://x.example"] }';
  const { definitions, diagnostics } = normalise(readYaml(text, 'docs.yaml'), {});
  expect(diagnostics).toEqual([]);
  expect(Object.keys(definitions.pipelines)).toEqual(['clicks', 'p']);
});

test('what is wrong is printed with its place', () => {
  const lines: string[] = [];
  run(telling, (line) => lines.push(line));
  expect(lines).toEqual([
    expect.stringMatching(/sales\.yaml:1:1 there is no such file $/),
    expect.stringMatching(/revenue\.sql:1:1 there is no such file $/),
  ]);
});
