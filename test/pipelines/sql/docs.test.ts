import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkQuery, printQuery } from '../../../pipelines/sql';
import { families, functionNames } from '../../../pipelines/sql/functions';
import { openDuckdb } from './examples';
import { shop } from './tables';

const text = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'sql.md'), 'utf8');
const queries = [...text.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, query = '']) => query);

it('has queries', () => {
  expect(queries.length).toBeGreaterThan(1);
});

it.each(queries)('runs: %s', async (query) => {
  expect(checkQuery(query, shop).issues).toEqual([]);
  const connection = await openDuckdb();
  await connection.run('create schema silver');
  await connection.run(
    'create table silver.orders(order_id bigint, customer_id bigint, status varchar, amount decimal(12,2), order_date date, items struct(sku varchar, qty int)[], updated_at timestamp)',
  );
  await connection.run(
    'create table silver.customers(customer_id bigint, name varchar, country varchar, score double)',
  );
  const sql = printQuery(query, {
    dialect: 'duckdb',
    schema: shop,
    table: (id) => id,
    parameter: () => "'2024-01-01'",
  });
  expect((await connection.runAndReadAll(sql)).getRowsJson()).toEqual([]);
  connection.closeSync();
});

it('names every function', () => {
  expect(functionNames().filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

it('puts them into the families that the command line lists', () => {
  const table = [...text.matchAll(/^\| ([a-z]+) \| (`.*`) \|$/gm)].map(([, family, names = '']) => [
    family,
    [...names.matchAll(/`([a-z][a-z0-9_]*)`/g)].map(([, name]) => name).sort(),
  ]);
  const known = Object.entries(families).map(([family, facts]) => {
    const names = facts.flatMap((f) => [f.name, ...(f.aliases ?? [])]).filter((n) => /^[a-z][a-z0-9_]*$/.test(n));
    return [family, (family === 'operators' ? [...names, 'mod'] : names).sort()];
  });
  expect(table).toEqual(known);
});
