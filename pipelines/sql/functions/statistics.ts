/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#aggregate-functions */
import { signature, type Argument, type FunctionFact } from './fact';

const one = signature('double => double');
const two = signature('double, double => double');
const rows = 'values (1, 2D), (2, 4.5D), (4, 7D), (null, 1D), (5, null) as t(x, y)';
const single = 'values (1, 2D) as t(x, y)';

function statistic(name: string, duckdb: string, aliases: readonly string[] = []): FunctionFact {
  return {
    name,
    aliases,
    kind: 'aggregate',
    nulls: 'always',
    signatures: [one],
    duckdb: `${duckdb}({distinct}{0})`,
    examples: [
      `select ${name}(x) as v from ${rows}`,
      `select ${name}(x) as v from ${single}`,
      `select ${name}(x) as v from ${rows} where x > 10`,
    ],
  };
}

function paired(name: string, duckdb: string): FunctionFact {
  return {
    name,
    kind: 'aggregate',
    nulls: 'always',
    signatures: [two],
    duckdb,
    examples: [
      `select ${name}(x, y) as v from ${rows}`,
      `select ${name}(x, y) as v from ${single}`,
      `select ${name}(x, y) as v from ${rows} where x > 10`,
    ],
  };
}

function refuseFraction(args: readonly Argument[]): string | undefined {
  const value = args[1]?.literal;
  const fits = typeof value === 'string' && Number(value) >= 0 && Number(value) <= 1;
  return fits ? undefined : 'the fraction must be a literal from 0 to 1';
}

export const statistics: readonly FunctionFact[] = [
  statistic('stddev', 'stddev_samp', ['std', 'stddev_samp']),
  statistic('stddev_pop', 'stddev_pop'),
  statistic('variance', 'var_samp', ['var_samp']),
  statistic('var_pop', 'var_pop'),
  {
    ...paired('corr', ''),
    duckdb: (c) => `nullif(${c.close(`corr(${c.arguments.join(', ')})`)}, CAST('NaN' AS DOUBLE))`,
  },
  paired('covar_pop', 'covar_pop({0}, {1})'),
  paired('covar_samp', 'covar_samp({0}, {1})'),
  {
    name: 'median',
    kind: 'aggregate',
    nulls: 'always',
    signatures: [one],
    duckdb: 'median({0})',
    examples: [
      `select median(x) as v from ${rows}`,
      `select median(y) as v from ${rows}`,
      `select median(x) as v from ${rows} where x > 10`,
    ],
  },
  {
    name: 'percentile',
    kind: 'aggregate',
    nulls: 'always',
    signatures: [two],
    refuse: refuseFraction,
    duckdb: 'quantile_cont({0}, {1})',
    examples: [
      `select percentile(x, 0.5) as v from ${rows}`,
      `select percentile(x, 0.95) as v, percentile(x, 0) as w, percentile(x, 1) as z from ${rows}`,
      `select percentile(x, 0.25) as v from ${rows} where x > 10`,
    ],
  },
];
