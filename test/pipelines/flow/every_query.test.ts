/** Every query that the kit knows is followed, on DuckDB: it can be counted, all sums come out, whatever it says. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { follow, flowRow } from '../../../pipelines/local/flow';
import { flowOf, printQuery } from '../../../pipelines/sql';
import { duckdbText, exampleFamilies, exampleQuery, noTables, openDuckdb, readGolden } from '../sql/examples';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openDuckdb();
});
afterAll(() => {
  connection.closeSync();
});

async function rows(sql: string): Promise<readonly object[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

/** What is wrong with the counts of a query; undefined where all is well. */
async function fault(example: string): Promise<string | undefined> {
  const flow = flowOf(exampleQuery(example), {}, noTables);
  if ('reason' in flow) return flow.reason;
  const text = printQuery(flow.query, { dialect: 'duckdb', schema: noTables, table: (t) => t, parameter: (p) => p });
  const counted = (await rows(text)).map((row) => flowRow.parse(row));
  const given = await rows(duckdbText(example));
  const steps = flow.steps.map((s) => ({ ...s, inputs: [...s.inputs] }));
  return follow(steps, counted, given.length).refusal;
}

test.each([...exampleFamilies().keys()])('%s', async (family) => {
  const faults: string[] = [];
  let followed = 0;
  for (const { example, rows: answer } of readGolden(family).values()) {
    if (answer === undefined) continue;
    followed++;
    const found = await fault(example).catch((error: unknown) => String(error).split('\n')[0]);
    if (found !== undefined) faults.push(`${example}\n  ${found}`);
  }
  expect(faults).toEqual([]);
  expect(followed).toBeGreaterThan(5);
});
