import * as z from 'zod';
import { column_name } from './parameters';
import { allBut, quoted, type Transformer } from './transformer';

const parameters = {
  columns: z.array(column_name).min(1),
  /** Makes texts that hold nothing else than white space null. */
  empty_to_null: z.boolean().default(true),
};

/** Takes white space from both ends of texts. */
export const trim_strings: Transformer<typeof parameters> = {
  name: 'trim_strings',
  parameters,
  query: ({ columns: trimmed, empty_to_null }, input, columns) => {
    const value = (column: string): string => {
      const text = `trim(${quoted(column)})`;
      return `${empty_to_null ? `nullif(${text}, '')` : text} as ${quoted(column)}`;
    };
    const named = new Set(trimmed.map((column) => column.toLowerCase()));
    const list =
      columns === undefined
        ? [allBut(trimmed.map(quoted), columns), ...trimmed.map(value)]
        : [
            ...columns.map((column) => (named.has(column.toLowerCase()) ? value(column) : quoted(column))),
            // Those that are not there are left for the compiler to complain of.
            ...trimmed.filter((t) => !columns.some((c) => c.toLowerCase() === t.toLowerCase())).map(value),
          ];
    return `select ${list.join(', ')}\nfrom ${input}`;
  },
};
