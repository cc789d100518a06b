/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#mathematical-functions */
import { signature, type Argument, type FunctionFact, type RenderCall, type Signature } from './fact';
import { duckdbType, type DataType } from '../types';
import { isFloating } from '../coercion';

const ofDouble = signature('double => double');
const sameAsFirst = (takes: readonly string[]): Signature => ({ takes, gives: ([t]) => t ?? { kind: 'double' } });

function double(
  name: string,
  duckdb: string,
  examples: readonly string[],
  aliases: readonly string[] = [],
): FunctionFact {
  return { name, aliases, kind: 'scalar', nulls: 'always', signatures: [ofDouble], duckdb, examples };
}

/** Spark gives null where there is no logarithm; DuckDB an error. */
const logarithm = (text: string): string => `(CASE WHEN {0} > 0 THEN ${text} END)`;

function whole(name: string, up: boolean, examples: readonly string[], aliases: readonly string[] = []): FunctionFact {
  const decimal: Signature = {
    takes: ['decimal'],
    gives: ([t]) =>
      t?.kind === 'decimal'
        ? { kind: 'decimal', precision: t.precision - t.scale + (t.scale > 0 ? 1 : 0), scale: 0 }
        : { kind: 'bigint' },
  };
  const render = (c: RenderCall): string =>
    `CAST(${up ? 'ceil' : 'floor'}(${c.arguments[0] ?? ''}) AS ${duckdbType(c.type)})`;
  return {
    name,
    aliases,
    kind: 'scalar',
    nulls: 'any',
    signatures: [decimal, signature('bigint => bigint'), signature('double => bigint')],
    duckdb: render,
    examples,
  };
}

function scaleOf(args: readonly Argument[]): number {
  const literal = args[1]?.literal;
  return typeof literal === 'string' ? Number(literal) : 0;
}

function roundedType(types: readonly DataType[], args: readonly Argument[]): DataType {
  const [type] = types;
  const scale = scaleOf(args);
  if (type?.kind !== 'decimal') return type ?? { kind: 'double' };
  const kept = Math.min(type.scale, scale);
  return { kind: 'decimal', precision: Math.min(type.precision - type.scale + kept + 1, 38), scale: kept };
}

/** A double is rounded by its shortest text, as Spark does, not by its binary value. */
function round(c: RenderCall): string {
  const [value = '', digits = '0'] = c.arguments;
  const [type] = c.types;
  if (type !== undefined && isFloating(type)) {
    const exact = `CAST(CAST(${value} AS VARCHAR) AS DECIMAL(38,17))`;
    return `(CASE WHEN abs(${value}) < 1e15 THEN CAST(round(${exact}, ${digits}) AS ${duckdbType(c.type)}) ELSE ${value} END)`;
  }
  return type?.kind === 'decimal' ? `CAST(round(${value}, ${digits}) AS ${duckdbType(c.type)})` : value;
}

function refuseScale(args: readonly Argument[]): string | undefined {
  if (args.length < 2) return undefined;
  const literal = args[1]?.literal;
  const fits = typeof literal === 'string' && /^\d+$/.test(literal) && Number(literal) <= 15;
  return fits ? undefined : 'the number of digits must be a literal from 0 to 15';
}

/** Spark's pmod: the remainder with the sign of a positive divisor. */
const positiveModulo =
  "(CASE WHEN {1} = 0 AND {0} IS NOT NULL THEN CAST(error('division by zero') AS {type}) WHEN {0} % {1} < 0 THEN ({0} % {1} + {1}) % {1} ELSE {0} % {1} END)";

export const math: readonly FunctionFact[] = [
  {
    name: 'abs',
    kind: 'scalar',
    nulls: 'any',
    signatures: [sameAsFirst(['numeric'])],
    duckdb: 'abs({0})',
    examples: ['abs(-1)', 'abs(-1.5)', 'abs(cast(null as int))', 'abs(-2147483648)', 'abs(-0.5D)', 'abs(-5L)'],
  },
  {
    name: 'positive',
    kind: 'scalar',
    nulls: 'any',
    signatures: [sameAsFirst(['numeric'])],
    duckdb: '{0}',
    examples: ['positive(-1)', 'positive(1.50)'],
  },
  {
    name: 'power',
    aliases: ['pow'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('double, double => double')],
    duckdb: 'pow({0}, {1})',
    examples: [
      'power(2, 10)',
      'power(2, -1)',
      'power(0, 0)',
      'power(null, 2)',
      'power(2.5, 2)',
      'pow(-8, 3)',
      'power(-1, 0.5D)',
    ],
  },
  double('sqrt', "(CASE WHEN {0} < 0 THEN CAST('NaN' AS DOUBLE) ELSE sqrt({0}) END)", [
    'sqrt(4)',
    'sqrt(2.25)',
    'sqrt(cast(null as double))',
    'sqrt(0)',
    'sqrt(-1)',
  ]),
  double('cbrt', 'cbrt({0})', ['cbrt(27)', 'cbrt(-8)', 'cbrt(cast(null as double))']),
  double('exp', 'exp({0})', ['exp(0)', 'exp(1)', 'exp(-1.5)', 'exp(cast(null as double))']),
  double('ln', logarithm('ln({0})'), ['ln(1)', 'ln(10)', 'ln(0)', 'ln(-1)', 'ln(cast(null as double))']),
  double('log10', logarithm('log10({0})'), ['log10(1000)', 'log10(0)', 'log10(-5)']),
  double('log2', logarithm('log2({0})'), ['log2(8)', 'log2(0)']),
  {
    name: 'log',
    kind: 'scalar',
    nulls: 'always',
    signatures: [ofDouble, signature('double, double => double')],
    duckdb: (c) =>
      c.arguments.length === 1
        ? `(CASE WHEN ${c.arguments[0] ?? ''} > 0 THEN ln(${c.arguments[0] ?? ''}) END)`
        : `(CASE WHEN ${c.arguments[0] ?? ''} > 0 AND ${c.arguments[1] ?? ''} > 0 THEN ln(${c.arguments[1] ?? ''}) / ln(${c.arguments[0] ?? ''}) END)`,
    examples: ['log(10)', 'log(2, 8)', 'log(0, 8)', 'log(2, 0)', 'log(10, 100)'],
  },
  double('degrees', 'degrees({0})', ['degrees(3.141592653589793D)']),
  double('radians', 'radians({0})', ['radians(180)']),
  double('sin', 'sin({0})', ['sin(1)', 'sin(cast(null as double))']),
  double('cos', 'cos({0})', ['cos(1)']),
  double('tan', 'tan({0})', ['tan(1)']),
  double(
    'asin',
    "(CASE WHEN {0} BETWEEN -1 AND 1 THEN asin({0}) WHEN {0} IS NULL THEN NULL ELSE CAST('NaN' AS DOUBLE) END)",
    ['asin(0.5)', 'asin(2)'],
  ),
  double(
    'acos',
    "(CASE WHEN {0} BETWEEN -1 AND 1 THEN acos({0}) WHEN {0} IS NULL THEN NULL ELSE CAST('NaN' AS DOUBLE) END)",
    ['acos(0.5)', 'acos(2)'],
  ),
  double('atan', 'atan({0})', ['atan(1)']),
  {
    name: 'atan2',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('double, double => double')],
    duckdb: 'atan2({0}, {1})',
    examples: ['atan2(1, 2)', 'atan2(0, -1)'],
  },
  {
    name: 'pi',
    kind: 'scalar',
    nulls: 'never',
    signatures: [signature('=> double')],
    duckdb: 'pi()',
    examples: ['pi()'],
  },
  whole('floor', false, [
    'floor(2.7)',
    'floor(-2.7)',
    'floor(2.7D)',
    'floor(-0.5D)',
    'floor(5)',
    'floor(cast(null as double))',
    'floor(123.456)',
    'floor(5L)',
  ]),
  whole('ceil', true, ['ceil(2.1)', 'ceil(-2.7)', 'ceil(2.1D)', 'ceil(9.99)', 'ceil(5)', 'ceil(99.5)'], ['ceiling']),
  {
    name: 'round',
    kind: 'scalar',
    nulls: 'always',
    signatures: [{ takes: ['numeric', 'int?'], gives: roundedType }],
    refuse: refuseScale,
    duckdb: round,
    examples: [
      'round(2.5)',
      'round(-2.5)',
      'round(2.5D)',
      'round(-2.5D)',
      'round(1.005, 2)',
      'round(1.005D, 2)',
      'round(2.675D, 2)',
      'round(0.5D)',
      'round(1234.5678, 2)',
      'round(5)',
      'round(5L, 1)',
      'round(cast(null as double), 2)',
      'round(1.5, 5)',
      'round(1e300D, 2)',
      'round(99.999, 2)',
      "round(cast('NaN' as double), 2)",
      'round(-0.125D, 2)',
    ],
  },
  {
    name: 'sign',
    aliases: ['signum'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [ofDouble],
    duckdb: 'CAST(sign({0}) AS DOUBLE)',
    examples: ['sign(-2.5)', 'sign(0)', 'signum(3)'],
  },
  {
    name: 'pmod',
    kind: 'scalar',
    nulls: 'always',
    signatures: [signature('T, T => T')],
    refuse: (args) =>
      args.every((a) => ['int', 'bigint', 'smallint', 'tinyint'].includes(a.type.kind))
        ? undefined
        : 'pmod takes whole numbers',
    duckdb: positiveModulo,
    examples: ['pmod(7, 3)', 'pmod(-7, 3)', 'pmod(-7, -3)', 'pmod(7, 0)', 'pmod(-7L, 3)', 'pmod(cast(null as int), 3)'],
  },
  {
    name: 'isnan',
    kind: 'scalar',
    nulls: 'never',
    signatures: [signature('double => boolean')],
    duckdb: 'coalesce(isnan({0}), false)',
    examples: ["isnan(cast('NaN' as double))", 'isnan(1)', 'isnan(cast(null as double))'],
  },
  {
    name: 'nanvl',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('double, double => double')],
    duckdb: '(CASE WHEN isnan({0}) THEN {1} ELSE {0} END)',
    examples: ["nanvl(cast('NaN' as double), 1)", 'nanvl(2D, 1)'],
  },
];
