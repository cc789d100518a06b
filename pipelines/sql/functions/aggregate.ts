/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#aggregate-functions */
import { signature, type FunctionFact } from './fact';
import { boundedDecimal } from '../coercion';
import { duckdbType } from '../types';

export const aggregates: readonly FunctionFact[] = [
  {
    name: 'count',
    kind: 'aggregate',
    nulls: 'never',
    signatures: [signature('any... => bigint')],
    duckdb: ({ arguments: a, distinct }) =>
      a.length === 0
        ? 'count(*)'
        : `count(${distinct ? 'DISTINCT ' : ''}${a.length === 1 ? a.join('') : `CASE WHEN ${a.map((x) => `${x} IS NOT NULL`).join(' AND ')} THEN row(${a.join(', ')}) END`})`,
    examples: ['select count(*), count(x), count(distinct x) from values (1), (1), (null) as t(x)'],
  },
  {
    name: 'sum',
    kind: 'aggregate',
    nulls: 'always',
    signatures: [
      {
        takes: ['numeric'],
        gives: ([t]) =>
          t?.kind === 'decimal'
            ? boundedDecimal(t.precision + 10, t.scale)
            : t?.kind === 'double' || t?.kind === 'float'
              ? { kind: 'double' }
              : { kind: 'bigint' },
      },
    ],
    duckdb: (c) =>
      `CAST(${c.close(`sum(${c.distinct ? 'DISTINCT ' : ''}${c.arguments[0] ?? ''})`)} AS ${duckdbType(c.type)})`,
    examples: [
      'select sum(x) from values (1), (2), (null) as t(x)',
      'select sum(x) from values (1.5), (2.25) as t(x)',
      'select sum(x) from values (9223372036854775807L), (1L) as t(x)',
    ],
  },
  {
    name: 'min',
    kind: 'aggregate',
    nulls: 'always',
    signatures: [{ takes: ['orderable'], gives: ([t]) => t ?? { kind: 'void' } }],
    duckdb: 'min({0})',
    examples: ['select min(x) from values (2), (1), (null) as t(x)'],
  },
  {
    name: 'max',
    kind: 'aggregate',
    nulls: 'always',
    signatures: [{ takes: ['orderable'], gives: ([t]) => t ?? { kind: 'void' } }],
    duckdb: 'max({0})',
    examples: ["select max(x) from values ('a'), ('b') as t(x)"],
  },
];
