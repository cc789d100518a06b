/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#aggregate-functions */
import { boundedDecimal, isFloating } from '../coercion';
import { divideUnscaled } from './decimals';
import { duckdbType, type DataType } from '../types';
import { signature, type FunctionFact, type RenderCall, type Signature } from './fact';

const sameAsFirst: Signature = { takes: ['orderable'], gives: ([t]) => t ?? { kind: 'void' } };

function sumType([type]: readonly DataType[]): DataType {
  if (type?.kind === 'decimal') return boundedDecimal(type.precision + 10, type.scale);
  return { kind: type !== undefined && isFloating(type) ? 'double' : 'bigint' };
}

function averageType([type]: readonly DataType[]): DataType {
  return type?.kind === 'decimal' ? boundedDecimal(type.precision + 4, type.scale + 4) : { kind: 'double' };
}

const distinct = (c: RenderCall): string => (c.distinct ? 'DISTINCT ' : '');

/** Spark divides the exact sum by the count and rounds half up; DuckDB's avg of decimals is a double. */
function average(c: RenderCall): string {
  const [value = ''] = c.arguments;
  const [type] = c.types;
  if (type?.kind !== 'decimal' || c.type.kind !== 'decimal')
    return c.close(`avg(${distinct(c)}CAST(${value} AS DOUBLE))`);
  const sum = c.close(`sum(${distinct(c)}${value})`);
  const count = c.close(`count(${distinct(c)}${value})`);
  const quotient = divideUnscaled(
    `CAST(${sum} AS ${duckdbType(sumType([type]))})`,
    type.scale,
    `nullif(${count}, 0)`,
    0,
    c.type.scale,
    duckdbType(c.type),
  );
  return `(${quotient})`;
}

function count(c: RenderCall): string {
  const { arguments: a } = c;
  if (a.length === 0) return 'count(*)';
  const value =
    a.length === 1
      ? a.join('')
      : `CASE WHEN ${a.map((x) => `${x} IS NOT NULL`).join(' AND ')} THEN row(${a.join(', ')}) END`;
  return `count(${distinct(c)}${value})`;
}

/** A null value is kept: only the one that orders decides. */
function extreme(name: string): (c: RenderCall) => string {
  return (c) => `${name}(${c.arguments[0] ?? ''}, ${c.arguments[1] ?? ''})`;
}

/** A list without nulls; empty, not null, where there are none. */
function collect(c: RenderCall): string {
  const [value = ''] = c.arguments;
  return `coalesce(${c.close(`list(${distinct(c)}${value})`, `${value} IS NOT NULL`)}, [])`;
}

const collected: Signature = {
  takes: ['orderable'],
  gives: ([t]) => ({ kind: 'array', element: t ?? { kind: 'void' } }),
};

function picking(
  name: string,
  duckdb: string,
  examples: readonly string[],
  aliases: readonly string[] = [],
): FunctionFact {
  return {
    name,
    aliases,
    kind: 'aggregate',
    ordered: true,
    nulls: 'always',
    signatures: [sameAsFirst],
    duckdb: (c) => `${duckdb}(${c.arguments[0] ?? ''}${c.ignoreNulls && c.windowed ? ' IGNORE NULLS' : ''})`,
    examples,
  };
}

const few = 'values (1), (1), (2), (null) as t(x)';
const flags = 'values (1, true), (1, null), (2, false), (2, null), (3, null) as t(k, b)';

export const aggregates: readonly FunctionFact[] = [
  {
    name: 'count',
    kind: 'aggregate',
    nulls: 'never',
    signatures: [signature('any... => bigint')],
    duckdb: count,
    examples: [
      `select count(*) as a, count(x) as b, count(distinct x) as c, count(1) as d from ${few}`,
      "select count(distinct k, v) as n from values (1, 'a'), (1, 'a'), (1, 'b'), (2, null) as t(k, v)",
      `select count(*) filter (where x > 1) as n, count(x) as m from ${few} where x > 10`,
      `select x, count(*) as n from ${few} group by x order by x`,
    ],
  },
  {
    name: 'count_if',
    kind: 'aggregate',
    nulls: 'never',
    signatures: [signature('boolean => bigint')],
    duckdb: 'count(CASE WHEN {0} THEN 1 END)',
    examples: [`select count_if(x > 1) as n, count_if(x is null) as m from ${few}`],
  },
  {
    name: 'sum',
    kind: 'aggregate',
    nulls: 'always',
    signatures: [{ takes: ['numeric'], gives: sumType }],
    duckdb: (c) => `CAST(${c.close(`sum(${distinct(c)}${c.arguments[0] ?? ''})`)} AS ${duckdbType(c.type)})`,
    examples: [
      `select sum(x) as s, sum(distinct x) as d from ${few}`,
      'select sum(x) as s from values (1.5), (2.25), (null) as t(x)',
      'select sum(x) as s from values (9223372036854775807L), (1L) as t(x)',
      'select sum(x) as s from values (0.1D), (0.2D) as t(x)',
      `select sum(x) as s from ${few} where x > 10`,
      'select sum(cast(x as decimal(38,2))) as s from values (1.25), (2) as t(x)',
      `select x, sum(x) over (order by x rows between unbounded preceding and current row) as s from ${few} where x is not null`,
    ],
  },
  {
    name: 'avg',
    aliases: ['mean'],
    kind: 'aggregate',
    nulls: 'always',
    signatures: [{ takes: ['numeric'], gives: averageType }],
    duckdb: average,
    examples: [
      `select avg(x) as a from ${few}`,
      'select avg(x) as a from values (1.50), (2.25), (null), (2.26) as t(x)',
      `select avg(x) as a from ${few} where x > 10`,
      'select avg(x) as a from values (-1.00), (-1.00), (-0.01) as t(x)',
      'select k, avg(x) over (partition by k) as a from values (1, 1.10), (1, 1.15), (2, 3.33) as t(k, x) order by k, a',
      'select avg(distinct x) as a from values (1.10), (1.10), (1.20) as t(x)',
      'select avg(x) as a from values (1.5D), (2.5D) as t(x)',
      'select avg(x) filter (where x > 1.1) as a from values (1.10), (1.15), (3.33) as t(x)',
    ],
  },
  {
    name: 'min',
    kind: 'aggregate',
    nulls: 'always',
    signatures: [sameAsFirst],
    duckdb: 'min({0})',
    examples: [
      `select min(x) as m from ${few}`,
      "select min(s) as m from values ('b'), ('B'), ('a') as t(s)",
      `select min(x) as m from ${few} where x > 10`,
    ],
  },
  {
    name: 'max',
    kind: 'aggregate',
    nulls: 'always',
    signatures: [sameAsFirst],
    duckdb: 'max({0})',
    examples: [
      `select max(x) as m from ${few}`,
      "select max(d) as m from values (date'2024-01-01'), (date'2024-02-01') as t(d)",
      "select max(x) as m from values (1D), (cast('NaN' as double)) as t(x)",
    ],
  },
  {
    name: 'max_by',
    kind: 'aggregate',
    nulls: 'always',
    signatures: [{ takes: ['any', 'orderable'], gives: ([t]) => t ?? { kind: 'void' } }],
    duckdb: extreme('arg_max_null'),
    examples: [
      "select max_by(s, x) as m from values ('a', 1), ('b', 3), ('c', 2) as t(s, x)",
      "select max_by(s, x) as m from values ('a', 1), (null, 3), ('c', null) as t(s, x)",
    ],
  },
  {
    name: 'min_by',
    kind: 'aggregate',
    nulls: 'always',
    signatures: [{ takes: ['any', 'orderable'], gives: ([t]) => t ?? { kind: 'void' } }],
    duckdb: extreme('arg_min_null'),
    examples: ["select min_by(s, x) as m from values ('a', 2), (null, 1), ('c', null) as t(s, x)"],
  },
  {
    name: 'bool_and',
    aliases: ['every'],
    kind: 'aggregate',
    nulls: 'always',
    signatures: [signature('boolean => boolean')],
    duckdb: 'bool_and({0})',
    examples: [`select k, bool_and(b) as a, every(b) as e from ${flags} group by k order by k`],
  },
  {
    name: 'bool_or',
    aliases: ['any', 'some'],
    kind: 'aggregate',
    nulls: 'always',
    signatures: [signature('boolean => boolean')],
    duckdb: 'bool_or({0})',
    examples: [`select k, bool_or(b) as a, any(b) as e, some(b) as s from ${flags} group by k order by k`],
  },
  picking('first', 'first', ['select first(x) as v from values (1) as t(x)'], []),
  picking('last', 'last', ['select last(x) as v from values (1) as t(x)'], []),
  picking('any_value', 'first', ['select any_value(x) as v from values (null), (null) as t(x)']),
  {
    name: 'collect_list',
    aliases: ['array_agg'],
    kind: 'aggregate',
    ordered: true,
    nulls: 'never',
    signatures: [collected],
    duckdb: collect,
    examples: [
      `select array_sort(collect_list(x)) as l from ${few}`,
      `select array_sort(collect_list(x)) as l from ${few} where x > 10`,
      `select size(collect_list(x) filter (where x > 1)) as n from ${few}`,
      "select k, array_sort(collect_list(v)) as l from values (1, 'b'), (1, 'a'), (2, null) as t(k, v) group by k order by k",
    ],
  },
  {
    name: 'collect_set',
    kind: 'aggregate',
    ordered: true,
    nulls: 'never',
    signatures: [collected],
    duckdb: (c) => collect({ ...c, distinct: true }),
    examples: [`select array_sort(collect_set(x)) as l from ${few}`],
  },
];
