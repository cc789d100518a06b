import * as z from 'zod';
import { column_name } from './parameters';
import { quoted, type Transformer } from './transformer';

const parameters = {
  /** What makes two rows the same. */
  keys: z.array(column_name).min(1),
  /** The row with the greatest value here stays; ties are settled by the other columns, greatest first, nulls last. */
  latest: column_name,
};

/** Keeps one row a key. */
export const deduplicate: Transformer<typeof parameters> = {
  name: 'deduplicate',
  parameters,
  query: ({ keys, latest }, input, columns) => {
    const named = new Set([...keys, latest].map((name) => name.toLowerCase()));
    const ties = (columns ?? []).filter((column) => !named.has(column.toLowerCase()));
    const order = [latest, ...ties].map((column) => `${quoted(column)} desc nulls last`).join(', ');
    const kept = columns === undefined ? '* except (_rank)' : columns.map(quoted).join(', ');
    const partition = keys.map(quoted).join(', ');
    return [
      `select ${kept}`,
      `from (select *, row_number() over (partition by ${partition} order by ${order}) as _rank from ${input}) as ranked`,
      'where _rank = 1',
    ].join('\n');
  },
};
