/** The rows within queries on Spark: the same steps and the same counts as on DuckDB (test/pipelines/flow). */
import { follow, flowRow } from '../../pipelines/local/flow';
import { cases, followed, runnable } from '../pipelines/flow/cases';
import { shown } from '../pipelines/flow/shown';
import { flowOf, printQuery } from '../../pipelines/sql';
import { exampleQuery, noTables, readGolden } from '../pipelines/sql/examples';
import { analyze, evaluate } from './client';

test('every case is counted as by hand', async () => {
  const flows = cases.map(followed);
  const measured = await evaluate(flows.map((flow) => runnable(flow.query, 'spark')));
  const counted = await evaluate(cases.map((c) => `select count(*) as n from (${runnable(c.query, 'spark')}) as q`));
  const told = cases.map(({ name }, i) => {
    const [flow, rows, whole] = [flows[i], measured[i], counted[i]];
    if (flow === undefined || rows === undefined || whole === undefined || 'error' in rows || 'error' in whole)
      return { name, rows, whole };
    const named = rows.rows.map((row) =>
      flowRow.parse(Object.fromEntries(rows.columns.map((column, c) => [column.name, row[c]]))),
    );
    const steps = flow.steps.map((s) => ({ ...s, inputs: [...s.inputs] }));
    const result = follow(steps, named, Number(whole.rows[0]?.[0]));
    return { name, steps: result.flow.map(shown), refused: result.refusal !== undefined };
  });
  expect(told).toEqual(cases.map(({ name, steps, refused }) => ({ name, steps, refused: refused !== undefined })));
}, 600_000);

test('Spark takes the count of every query that the kit knows', async () => {
  const counting = [...readGolden('queries').values()].flatMap(({ example, rows }) => {
    const flow = flowOf(exampleQuery(example), {}, noTables);
    if (rows === undefined || 'reason' in flow) return [];
    const how = { dialect: 'spark' as const, schema: noTables, table: (t: string) => t, parameter: (p: string) => p };
    return [{ example, sql: printQuery(flow.query, how) }];
  });
  expect(counting.length).toBeGreaterThan(50);
  const analyzed = await analyze(counting.map(({ sql }) => sql));
  const refused = counting.flatMap(({ example }, i) => {
    const answer = analyzed[i];
    return answer === undefined || 'error' in answer ? [{ example, answer }] : [];
  });
  expect(refused).toEqual([]);
}, 600_000);
