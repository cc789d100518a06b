/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#mathematical-functions */
import { signature, type FunctionFact } from './fact';

const ofDouble = signature('double => double');

export const maths: readonly FunctionFact[] = [
  {
    name: 'abs',
    kind: 'scalar',
    nulls: 'any',
    signatures: [{ takes: ['numeric'], gives: ([t]) => t ?? { kind: 'double' } }],
    duckdb: 'abs({0})',
    examples: ['abs(-1)', 'abs(-1.5)', 'abs(cast(null as int))', 'abs(-2147483648)', 'abs(-0.0D)'],
  },
  {
    name: 'power',
    aliases: ['pow'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('double, double => double')],
    duckdb: 'pow({0}, {1})',
    examples: ['power(2, 10)', 'power(2, -1)', 'power(0, 0)', 'power(null, 2)'],
  },
  {
    name: 'sqrt',
    kind: 'scalar',
    nulls: 'any',
    signatures: [ofDouble],
    duckdb: 'sqrt({0})',
    examples: ['sqrt(4)', 'sqrt(2.25)', 'sqrt(null)'],
  },
];
