/** The rows within queries on Spark: the same steps and the same counts as on DuckDB (test/pipelines/flow). */
import { follow, flowRow } from '../../pipelines/local/flow';
import { cases, followed, runnable } from '../pipelines/flow/cases';
import { shown } from '../pipelines/flow/shown';
import { evaluate } from './client';

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
