import { follow, flowRow, totalRefusal } from '../../../pipelines/local/flow';
import { Database } from '../../../pipelines/local/database';
import { checkQuery, flowOf } from '../../../pipelines/sql';
import { cases, followed, runnable } from './cases';
import { shown } from './shown';

let database: Database;
beforeAll(async () => {
  database = await Database.open(':memory:');
});
afterAll(() => {
  database.close();
});

test.each(cases)('$name', async (one) => {
  const { steps, query } = followed(one);
  const rows = await database.read(flowRow, runnable(query, 'duckdb'));
  const { n } = await database.numbers(`SELECT count(*) AS n FROM (${runnable(one.query, 'duckdb')}) AS q`);
  const { flow, refusal } = follow(
    steps.map((s) => ({ ...s, inputs: [...s.inputs] })),
    rows,
    n ?? NaN,
  );
  expect(flow.map(shown)).toEqual(one.steps);
  if (one.refused === undefined) expect(refusal).toBeUndefined();
  else expect(refusal).toContain(one.refused);
});

describe('a sum that is off', () => {
  const none = { rows_in: null, lost: null, undecided: null, unmatched: null, right_rows: null, right_out: null };
  const read = { kind: 'read' as const, block: '', text: 'silver.orders', inputs: [] };
  const filter = { kind: 'filter' as const, block: '', text: 'where amount > 15', inputs: [0] };
  const group = { kind: 'group' as const, block: '', text: 'group by id', inputs: [0] };
  const six = { ...none, step: 0, rows_out: 6 };

  test.each([
    ['rows that a filter neither keeps nor drops', filter, { rows_out: 3, rows_in: 6, lost: 1, undecided: 1 }, 3],
    [
      'rows that come to a filter and did not leave the step before',
      filter,
      { rows_out: 4, rows_in: 7, lost: 2, undecided: 1 },
      4,
    ],
    ['rows that are in no group', group, { rows_out: 2, rows_in: 5 }, 2],
    ['rows that a step cannot have made', { ...filter, kind: 'distinct' as const }, { rows_out: 7 }, 7],
    ['rows that the query gave beside', filter, { rows_out: 3, rows_in: 6, lost: 2, undecided: 1 }, 4],
  ])('%s', (_, step, counted, candidates) => {
    const { refusal } = follow([read, step], [six, { ...none, step: 1, ...counted }], candidates);
    expect(refusal).toMatch(/^rows are unaccounted for: /);
  });

  test('none is off', () => {
    const counted = { ...none, step: 1, rows_out: 3, rows_in: 6, lost: 2, undecided: 1 };
    expect(follow([read, filter], [six, counted], 3).refusal).toBeUndefined();
  });
});

test('a control total is compared once', () => {
  const same = { name: 'a', expected: '1', found: '1', same: true };
  expect(totalRefusal(['a'], [same])).toBeUndefined();
  expect(totalRefusal(['a'], [{ ...same, found: '2', same: false }])).toContain(
    "'a' is off: the inputs say 1, the task's rows say 2",
  );
  expect(totalRefusal(['a'], [])).toContain('gave 0 rows, expected one');
  expect(totalRefusal(['a'], [same, same])).toContain('gave 2 rows, expected one');
});

test('joins have names', () => {
  const query =
    'with w as (select 1 as id from ${s.a} as a join ${s.b} on b.id = a.id) select id from w left join ${s.c} as C using (id)';
  expect(checkQuery(query, () => undefined).joins).toEqual(['C', 'b', 'w.b']);
});

test('two WITH queries of one name are not followed', () => {
  const inner = '(with w as (select 1 as id) select id from w)';
  expect(flowOf(`with w as (select 2 as id) select id from ${inner} as a`, {}, () => undefined)).toEqual({
    reason: "two WITH queries are called 'w'",
  });
});
