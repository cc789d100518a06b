/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#conditional-functions */
import { signature, type FunctionFact } from './fact';

export const conditionals: readonly FunctionFact[] = [
  {
    name: 'coalesce',
    kind: 'scalar',
    nulls: (args) => args.every((a) => a.nullable),
    signatures: [signature('W, W... => W')],
    duckdb: 'coalesce({*})',
    examples: ['coalesce(null, 1)', 'coalesce(1, 1.5)', 'coalesce(cast(null as string), null)'],
  },
  {
    name: 'nullif',
    kind: 'scalar',
    nulls: 'always',
    signatures: [signature('T, T => T')],
    duckdb: 'nullif({0}, {1})',
    examples: ['nullif(1, 1)', "nullif('', '')", 'nullif(1, null)'],
  },
  {
    name: 'if',
    kind: 'scalar',
    nulls: (args) => args.slice(1).some((a) => a.nullable),
    signatures: [signature('boolean, W, W => W')],
    duckdb: '(CASE WHEN {0} THEN {1} ELSE {2} END)',
    examples: ['if(true, 1, 2.5)', "if(null, 'a', 'b')"],
  },
];
