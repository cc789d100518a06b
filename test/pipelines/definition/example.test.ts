import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../../pipelines/compiler';
import { loadDefinitions, normalise, readYaml, type Normalised } from '../../../pipelines/definition';
import { canonicalJson } from '../../../pipelines/plan';

const example = join(__dirname, '../../../examples/ecommerce');
const twin = readdirSync(join(example, 'yaml')).map((name) => join(example, 'yaml', name));

function load(files: readonly string[]): Normalised {
  const { written, diagnostics } = loadDefinitions(files);
  expect(diagnostics).toEqual([]);
  const normal = normalise(written, {});
  expect(normal.diagnostics).toEqual([]);
  return normal;
}

describe('the e-commerce example', () => {
  const typed = load([join(example, 'index.ts')]);
  const plain = load(twin);

  test('is the same from TypeScript as from YAML and .sql files, byte for byte', () => {
    expect(JSON.stringify(plain.definitions)).toBe(JSON.stringify(typed.definitions));
  });

  test('has the same Plan from both, byte for byte', () => {
    const planOf = (files: readonly string[]): string => {
      const { plan, diagnostics } = compile(loadDefinitions(files).written, { domain: 'shop' });
      expect(diagnostics).toEqual([]);
      expect(Object.keys(plan?.tasks ?? {})).toHaveLength(18);
      return JSON.stringify(plan);
    };
    expect(planOf(twin)).toBe(planOf([join(example, 'index.ts')]));
  });

  test('is sorted: its bytes are its canonical bytes', () => {
    expect(JSON.stringify(typed.definitions)).toBe(canonicalJson(typed.definitions));
  });

  test('is the same in whatever order the files are read', () => {
    expect(JSON.stringify(load([...twin].reverse()).definitions)).toBe(JSON.stringify(typed.definitions));
  });

  test('has the tables and tasks of its three layers', () => {
    expect(Object.keys(typed.definitions.tables)).toHaveLength(18);
    expect(typed.definitions.pipelines['sales']?.tasks.map((t) => `${t.task} ${t.of}`)).toEqual([
      'append bronze.customers',
      'append bronze.order_items',
      'append bronze.orders',
      'append bronze.payments',
      'append bronze.products',
      'overwrite gold.cohort_retention',
      'overwrite gold.customer_rfm',
      'overwrite gold.customer_scores',
      'overwrite_partitions gold.daily_revenue',
      'scd2 gold.dim_customer',
      'scd2 gold.dim_product',
      'incremental_by_interval gold.fact_order_items',
      'incremental_by_interval gold.fact_orders',
      'merge silver.customers',
      'merge silver.order_items',
      'merge silver.orders',
      'merge silver.payments',
      'merge silver.products',
    ]);
  });

  test('names no place of this machine', () => {
    expect(JSON.stringify(typed.definitions)).not.toContain(example);
    expect(typed.files).toEqual({ 'python/churn.py': join(example, 'models/churn.py') });
  });

  test('a change of one word in the YAML changes the bytes', () => {
    const changed = readYaml('table: silver.extra\ncolumns: { id: string }', 'extra.yaml');
    const more = normalise([...loadDefinitions(twin).written, ...changed], {});
    expect(JSON.stringify(more.definitions)).not.toBe(JSON.stringify(typed.definitions));
  });
});
