/**
 * The table of functions against what Spark itself said (golden/): types by its analyzer, values and errors by its
 * evaluation. test/engines/sql/golden.test.ts asks a running Spark again.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { formatType, parseType, type DataType } from '../../../pipelines/sql';
import { families } from '../../../pipelines/sql/functions';
import { checkedColumns, duckdbText, exampleFamilies, openDuckdb, readGolden, runDuckdb, sparkText } from './examples';
import { duckdbValue, sparkValue } from './value';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openDuckdb();
});
afterAll(() => {
  connection.closeSync();
});

function typeOf(text: string): DataType {
  const type = parseType(text);
  if (type === undefined) throw new Error(`Spark's type '${text}' is unknown`);
  return type;
}

describe.each([...exampleFamilies()])('%s', (family, examples) => {
  const golden = readGolden(family);

  it('has Spark’s word on every example', () => {
    expect([...golden.keys()].sort()).toEqual([...examples].sort());
  });

  it.each(examples)('%s', async (example) => {
    const spark = golden.get(example);
    if (spark === undefined) throw new Error('no golden: npx tsx test/engines/sql/record.ts');
    expect(sparkText(example)).toBe(spark.sql);
    const { columns, issues } = checkedColumns(example);
    expect(issues.filter((i) => i.severity === 'error' && i.code !== 'unnamed-column')).toEqual([]);
    const duckdb = await runDuckdb(connection, duckdbText(example));
    if (spark.columns === undefined || spark.rows === undefined) {
      expect(duckdb).toEqual({ error: expect.not.stringMatching(/^(?:Parser|Binder|Catalog|INTERNAL)/) });
      return;
    }
    expect(columns.map((c) => formatType(c.type).replaceAll(' not null', ''))).toEqual(
      spark.columns.map((c) => c.type),
    );
    const types = spark.columns.map((c) => typeOf(c.type));
    const expected = spark.rows.map((row) => types.map((type, i) => sparkValue(row[i], type)));
    if (!('rows' in duckdb) || !Array.isArray(duckdb.rows))
      throw new Error(`${JSON.stringify(duckdb)}\n${duckdbText(example)}`);
    const actual = duckdb.rows.map((row: unknown[]) => types.map((type, i) => duckdbValue(row[i], type)));
    expect(actual).toEqual(expected);
    const nulls = columns.filter((c, i) => !c.nullable && expected.some((row) => row[i] === null));
    expect(nulls).toEqual([]);
  });
});

it('shows every function by at least one example that does not fail', () => {
  const silent = Object.entries(families).flatMap(([family, facts]) => {
    const golden = readGolden(family);
    return facts.filter((f) => !f.examples.some((e) => golden.get(e)?.rows !== undefined)).map((f) => f.name);
  });
  expect(silent).toEqual([]);
});
