/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#array-functions */
import { signature, type FunctionFact } from './fact';

export const collections: readonly FunctionFact[] = [
  {
    name: 'array[]',
    kind: 'scalar',
    nulls: 'always',
    signatures: [signature('array<T>, int => T')],
    duckdb: "CASE WHEN {1} < 0 OR {1} >= len({0}) THEN error('the index is out of bounds') ELSE {0}[{1} + 1] END",
    examples: ['array(1, 2)[0]'],
  },
  {
    name: 'array',
    kind: 'scalar',
    nulls: 'never',
    signatures: [{ takes: ['W...'], gives: (types) => ({ kind: 'array', element: types[0] ?? { kind: 'void' } }) }],
    duckdb: '[{*}]',
    examples: ['array(1, 2)', 'array(1, null)'],
  },
];
