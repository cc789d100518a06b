import * as z from 'zod';
import { column_name, table_name } from './parameters';
import { quoted, type Transformer } from './transformer';

const parameters = {
  /** A dimension: a table whose contract has `history`. */
  from: table_name,
  /** The business key, named alike in the rows and in the dimension. */
  on: z.array(column_name).min(1),
  /** The column of the rows that says as of when. */
  as_of: column_name,
  /** The column that takes the key. */
  into: column_name,
  /** The dimension's surrogate key, where it is named otherwise than `into`. */
  key: column_name.exactOptional(),
  /** What a row gets for which the dimension has no version: null, or the key 'unknown'. */
  missing: z.enum(['null', 'unknown']).default('null'),
};

/** Adds a dimension's surrogate key, as it held at the row's own time. */
export const resolve_key: Transformer<typeof parameters> = {
  name: 'resolve_key',
  parameters,
  // Versions of a key do not overlap.
  joins: { d: 'many_to_one' },
  query: ({ from, on, as_of, into, key, missing }, input, columns) => {
    const surrogate = `d.${quoted(key ?? into)}`;
    const rows = columns === undefined ? ['f.*'] : columns.map((column) => `f.${quoted(column)}`);
    const resolved = `${missing === 'unknown' ? `coalesce(${surrogate}, 'unknown')` : surrogate} as ${quoted(into)}`;
    const time = `f.${quoted(as_of)}`;
    // Not `valid_to is null or ...`: with an `or` in it, DuckDB compares every pair of rows.
    return [
      `select ${[...rows, resolved].join(', ')}`,
      `from ${input} as f`,
      `left join \${${from}} as d`,
      `  on ${on.map((column) => `d.${quoted(column)} = f.${quoted(column)}`).join(' and ')}`,
      `  and d.valid_from <= ${time} and ${time} < coalesce(d.valid_to, timestamp '9999-12-31 00:00:00')`,
    ].join('\n');
  },
};
