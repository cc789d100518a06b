/** What only a run knows: its interval, and the values of variables. */
import { columnText, IntervalPoint, Query, quoted } from './query';
import { type Column, contract, isTable, type Needs, type TableWith } from './table';

const point = (of: Column | string): string => (typeof of === 'string' ? of : columnText(of));

/** The interval that a run is about: half open, start included. */
export const interval = {
  start: new IntervalPoint('start'),
  end: new IntervalPoint('end'),
  /** `column >= start and column < end` */
  contains(column: Column | string): Query {
    const of = point(column);
    return new Query(`${of} >= \${interval.start} and ${of} < \${interval.end}`);
  },
} as const;

/** True for the version of a historised row that was valid at `time`: for the `on` of a join. */
export function as_of<H extends string>(
  versions: Needs<H, TableWith<unknown, unknown, unknown, H>, 'as_of needs a table whose contract has `history`'>,
  time: Column | string,
): Query {
  if (!isTable(versions)) throw new TypeError('as_of: expected a table');
  const { alias, name } = versions[contract];
  const of = quoted(alias ?? name.split('.').at(-1) ?? name);
  const at = point(time);
  // Not `valid_to is null or ...`: with an `or` in it, DuckDB compares every pair of rows.
  const end = `coalesce(${of}.valid_to, timestamp '9999-12-31 00:00:00')`;
  return new Query(`${of}.valid_from <= ${at} and ${at} < ${end}`);
}

/** A variable: the text \${NAME} that YAML has. In paths and queries a parameter, elsewhere read while compiling. */
export function env(name: string, fallback?: string): string {
  return fallback === undefined ? `\${${name}}` : `\${${name}:-${fallback}}`;
}
