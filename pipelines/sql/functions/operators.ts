/** Operators: https://spark.apache.org/docs/3.5.3/sql-ref-operators.html */
import { signature, type FunctionFact, type RenderCall } from './fact';
import { decimalDivision, decimalProduct } from './decimals';
import { duckdbType } from '../types';

const same = signature('T, T => boolean');

function comparison(name: string, duckdb: string, examples: readonly string[]): FunctionFact {
  return { name, kind: 'scalar', signatures: [same], nulls: 'any', duckdb, examples };
}

/** Types of arithmetic are worked out before these are looked up: both arguments have the type that is computed in. */
function arithmetic(name: string, duckdb: (call: RenderCall) => string, examples: readonly string[]): FunctionFact {
  return { name, kind: 'scalar', signatures: [signature('numeric, numeric => T')], nulls: 'any', duckdb, examples };
}

function infix(operator: string): (call: RenderCall) => string {
  return (call) => {
    const [left = '', right = ''] = call.arguments;
    const text = `(${left} ${operator} ${right})`;
    if (call.type.kind === 'double' || call.type.kind === 'int' || call.type.kind === 'bigint') return text;
    return `CAST(${text} AS ${duckdbType(call.type)})`;
  };
}

/** Spark raises an error where DuckDB gives null or infinity. */
function guarded(operator: string): (call: RenderCall) => string {
  return (call) => {
    const [left = '', right = ''] = call.arguments;
    const divisor = `CASE WHEN ${right} = 0 AND ${left} IS NOT NULL THEN CAST(error('division by zero') AS ${duckdbType(call.types[1] ?? call.type)}) ELSE ${right} END`;
    return `(${left} ${operator} ${divisor})`;
  };
}

export const operators: readonly FunctionFact[] = [
  arithmetic('+', infix('+'), [
    '1 + 2',
    '1 + null',
    '2147483647 + 1',
    '1.5 + 2',
    '1.25 + 1.5D',
    '9223372036854775807L + 1L',
    '0.1 + 0.2',
    '0.1D + 0.2D',
  ]),
  arithmetic('-', infix('-'), ['1 - 2', 'null - 1', '-2147483648 - 1', '1.5 - 2.25', '5L - 7']),
  arithmetic('*', (c) => (c.type.kind === 'decimal' ? decimalProduct(c) : infix('*')(c)), [
    '3 * 4',
    '2147483647 * 2',
    '1.5 * 2.25',
    'null * 2.5',
    '1.005 * 1.005',
    '2.5D * 2',
    '100000L * 100000L',
    'cast(9999999999.99 as decimal(12,2)) * 2000000000',
    'cast(1.5 as decimal(38,10)) * cast(2.25 as decimal(38,10))',
  ]),
  arithmetic('/', (c) => (c.type.kind === 'decimal' ? decimalDivision(c) : guarded('/')(c)), [
    '1 / 2',
    '7 / 7',
    '1 / 0',
    '1.0 / 3',
    '2.00 / 3.0',
    '-1.0 / 3',
    '1.0 / 0',
    'null / 0',
    'null / 2.5',
    '1.5D / 0.0D',
    '10.00 / 4',
  ]),
  arithmetic('%', guarded('%'), [
    '7 % 3',
    '-7 % 3',
    '7 % -3',
    '7.5 % 2',
    '1 % 0',
    '7L % 4',
    'null % 0',
    'mod(7, 3)',
    'mod(-7.5, 2)',
  ]),
  arithmetic('div', (c) => `CAST(${guarded('//')(c)} AS BIGINT)`, ['7 div 2', '-7 div 2', '7 div 0', '7L div 2']),
  {
    name: 'negative',
    kind: 'scalar',
    signatures: [{ takes: ['numeric'], gives: ([t]) => t ?? { kind: 'double' } }],
    nulls: 'any',
    duckdb: '(-{0})',
    examples: ['negative(1)', 'negative(-1.5)', 'negative(cast(null as int))', 'negative(-2147483648)'],
  },
  comparison('=', '({0} = {1})', [
    '1 = 1.0',
    "'a' = 'A'",
    "'a' = 'a '",
    'null = 1',
    "date'2024-01-01' = '2024-01-01'",
    "1 = '1'",
  ]),
  comparison('<>', '({0} <> {1})', ['1 <> 2', "'a' != 'b'", 'null <> 1']),
  comparison('<', '({0} < {1})', [
    "'Z' < 'a'",
    "'é' < 'z'",
    "'a' < 'ab'",
    '1 < 1.5',
    "date'2024-01-01' < timestamp'2024-01-01 00:00:01'",
  ]),
  comparison('<=', '({0} <= {1})', ['1 <= 1', "'' <= 'a'"]),
  comparison('>', '({0} > {1})', ['2.5 > 2', 'null > 1']),
  comparison('>=', '({0} >= {1})', ['2 >= 2L', 'true >= false']),
  {
    name: '<=>',
    kind: 'scalar',
    signatures: [same],
    nulls: 'never',
    duckdb: '({0} IS NOT DISTINCT FROM {1})',
    examples: ['null <=> null', '1 <=> null', '1 <=> 1'],
  },
  {
    name: 'and',
    kind: 'scalar',
    signatures: [signature('boolean, boolean => boolean')],
    nulls: 'any',
    duckdb: '({0} AND {1})',
    examples: ['true and null', 'false and null', 'true and true'],
  },
  {
    name: 'or',
    kind: 'scalar',
    signatures: [signature('boolean, boolean => boolean')],
    nulls: 'any',
    duckdb: '({0} OR {1})',
    examples: ['true or null', 'false or null'],
  },
  {
    name: 'not',
    kind: 'scalar',
    signatures: [signature('boolean => boolean')],
    nulls: 'any',
    duckdb: '(NOT {0})',
    examples: ['not true', 'not cast(null as boolean)'],
  },
  {
    name: 'is null',
    kind: 'scalar',
    signatures: [signature('any => boolean')],
    nulls: 'never',
    duckdb: '({0} IS NULL)',
    examples: ['null is null', '1 is not null'],
  },
  {
    name: 'is true',
    kind: 'scalar',
    signatures: [signature('boolean => boolean')],
    nulls: 'never',
    duckdb: '({0} IS NOT DISTINCT FROM true)',
    examples: ['(1 = 1) is true', 'cast(null as boolean) is not true'],
  },
  {
    name: 'is false',
    kind: 'scalar',
    signatures: [signature('boolean => boolean')],
    nulls: 'never',
    duckdb: '({0} IS NOT DISTINCT FROM false)',
    examples: ['(1 = 1) is false', 'cast(null as boolean) is false'],
  },
  {
    name: 'between',
    kind: 'scalar',
    signatures: [signature('boolean, boolean => boolean')],
    nulls: 'any',
    duckdb: '({0} AND {1})',
    examples: [
      '2 between 1 and 3',
      '2.5 between 1 and 2',
      'null between 1 and 2',
      "date'2024-02-01' between '2024-01-01' and '2024-03-01'",
    ],
  },
  {
    name: '&',
    kind: 'scalar',
    signatures: [signature('integral, integral => T')],
    nulls: 'any',
    duckdb: '({0} & {1})',
    examples: ['6 & 3', '-1 & 255'],
  },
  {
    name: '|',
    kind: 'scalar',
    signatures: [signature('integral, integral => T')],
    nulls: 'any',
    duckdb: '({0} | {1})',
    examples: ['6 | 3'],
  },
  {
    name: '^',
    kind: 'scalar',
    signatures: [signature('integral, integral => T')],
    nulls: 'any',
    duckdb: 'xor({0}, {1})',
    examples: ['6 ^ 3'],
  },
  {
    name: '~',
    kind: 'scalar',
    signatures: [signature('integral => T')],
    nulls: 'any',
    duckdb: '(~{0})',
    examples: ['~5'],
  },
];
