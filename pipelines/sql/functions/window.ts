/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#window-functions */
import { signature, type FunctionFact, type RenderCall, type Signature } from './fact';
import { duckdbType } from '../types';

const rows =
  "values ('a', 1, 10), ('a', 2, null), ('a', 2, 30), ('a', 4, 40), ('b', 1, null), ('b', 5, 60) as t(k, x, y)";

/** Numbers of rows are bigint in DuckDB and int in Spark. */
function numbering(name: string, examples: readonly string[], of: Signature = signature('=> int')): FunctionFact {
  return {
    name,
    kind: 'window',
    ordered: true,
    nulls: 'never',
    signatures: [of],
    duckdb: (c) => `CAST(${c.close(`${name}(${c.arguments.join(', ')})`)} AS ${duckdbType(c.type)})`,
    examples,
  };
}

const shifted: Signature = { takes: ['T', 'int?', 'T?'], gives: ([t]) => t ?? { kind: 'void' } };
const picked: Signature = { takes: ['any'], gives: ([t]) => t ?? { kind: 'void' } };

const nulls = (c: RenderCall): string => (c.ignoreNulls ? ' IGNORE NULLS' : '');

function picking(name: string, duckdb: string, examples: readonly string[]): FunctionFact {
  return {
    name,
    kind: 'window',
    ordered: true,
    nulls: 'always',
    signatures: [picked],
    duckdb: (c) => `${duckdb}(${c.arguments[0] ?? ''}${nulls(c)})`,
    examples,
  };
}

function shift(name: string): FunctionFact {
  return {
    name,
    kind: 'window',
    ordered: true,
    nulls: 'always',
    signatures: [shifted],
    duckdb: (c) => `${name}(${c.arguments.join(', ')}${nulls(c)})`,
    examples: [
      `select k, x, y, ${name}(y) over (partition by k order by x, y) as v from ${rows} order by k, x, y`,
      `select k, x, y, ${name}(x, 2, -1) over (partition by k order by x, y) as v from ${rows} order by k, x, y`,
    ],
  };
}

export const windows: readonly FunctionFact[] = [
  numbering('row_number', [
    `select k, x, y, row_number() over (partition by k order by x, y) as n from ${rows} order by k, x, y`,
    'select x, row_number() over (order by x desc nulls first) as n from values (3), (null), (2) as t(x) order by n',
    `select k, x, y from ${rows} qualify row_number() over (partition by k order by x desc, y desc) = 1 order by k`,
  ]),
  numbering('rank', [`select k, x, y, rank() over (partition by k order by x) as n from ${rows} order by k, x, y`]),
  numbering('dense_rank', [
    `select k, x, y, dense_rank() over (partition by k order by x) as n from ${rows} order by k, x, y`,
  ]),
  numbering(
    'ntile',
    [
      `select x, ntile(3) over (order by x) as n from values (1), (2), (3), (4), (5), (6), (7) as t(x) order by x`,
      `select x, ntile(5) over (order by x) as n from values (1), (2), (3) as t(x) order by x`,
    ],
    signature('int => int'),
  ),
  numbering(
    'percent_rank',
    [`select k, x, y, percent_rank() over (partition by k order by x) as n from ${rows} order by k, x, y`],
    signature('=> double'),
  ),
  numbering(
    'cume_dist',
    [`select k, x, y, cume_dist() over (partition by k order by x) as n from ${rows} order by k, x, y`],
    signature('=> double'),
  ),
  shift('lag'),
  shift('lead'),
  picking('first_value', 'first_value', [
    `select k, x, y, first_value(y) over (partition by k order by x, y) as v from ${rows} order by k, x, y`,
    `select k, x, y, first_value(y) ignore nulls over (partition by k order by x, y rows between unbounded preceding and unbounded following) as v from ${rows} order by k, x, y`,
  ]),
  picking('last_value', 'last_value', [
    `select k, x, y, last_value(y) over (partition by k order by x, y) as v from ${rows} order by k, x, y`,
    `select k, x, y, last_value(y) ignore nulls over (partition by k order by x, y rows between unbounded preceding and current row) as v from ${rows} order by k, x, y`,
    `select k, x, y, last_value(x) over (partition by k order by x) as v from ${rows} order by k, x, y`,
  ]),
  {
    name: 'nth_value',
    kind: 'window',
    ordered: true,
    nulls: 'always',
    signatures: [{ takes: ['any', 'int'], gives: ([t]) => t ?? { kind: 'void' } }],
    duckdb: (c) => `nth_value(${c.arguments.join(', ')}${nulls(c)})`,
    examples: [
      `select k, x, y, nth_value(x, 2) over (partition by k order by x, y) as v from ${rows} order by k, x, y`,
    ],
  },
];
