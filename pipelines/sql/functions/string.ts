/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#string-functions */
import { signature, type FunctionFact } from './fact';

export const strings: readonly FunctionFact[] = [
  {
    name: '||',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, string => string')],
    duckdb: '({0} || {1})',
    examples: ["'a' || 'b'", "'a' || null", "'a' || 1"],
  },
  {
    name: 'concat',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string... => string')],
    duckdb: ({ arguments: a }) => (a.length === 0 ? "''" : `(${a.join(' || ')})`),
    examples: ["concat('a', 'b')", "concat('a', null)", "concat('a', 1, true, date'2024-01-01')"],
  },
  {
    name: 'lower',
    aliases: ['lcase'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string => string')],
    duckdb: 'lower({0})',
    examples: ["lower('ABC')", 'lower(null)'],
  },
  {
    name: 'upper',
    aliases: ['ucase'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string => string')],
    duckdb: 'upper({0})',
    examples: ["upper('abc')"],
  },
  {
    name: 'trim',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string => string')],
    duckdb: "trim({0}, ' ')",
    examples: ["trim('  a ')"],
  },
];
