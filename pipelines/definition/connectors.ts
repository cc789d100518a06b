/** Where files come from, and Python functions. */
import * as z from 'zod';
import { pythonVersion } from '../plan';
import { defineWord } from './extension';
import { table_name } from './vocabulary';

/** Variables in a path are parameters: `${LANDING}`, valued by the environment when the task runs; `${LANDING:-./landing}` where it gives none. */
const path = z
  .string()
  .min(1, 'expected the path of files')
  .superRefine((text, context) => {
    for (const [written, name = ''] of text.matchAll(/\$\{([^}]*)\}?/g)) {
      if (/^\$\{[A-Z_][A-Z0-9_]*(?::-[^${}]+)?\}$/.test(written)) continue;
      const [named = '', fallback] = name.split(':-');
      const message =
        fallback === undefined
          ? `${written} is no variable: capitals, digits and _ between \${ and }`
          : `${written}: the default of a variable is a text without variables, and not empty`;
      const hint = fallback === undefined ? undefined : `write \${${named}} or \${${named}:-./folder}`;
      context.addIssue({ code: 'custom', message, params: { code: 'invalid-variable', hint } });
    }
  });

/** Text files with a header line; every value is text. */
export const csv = defineWord(
  'connector',
  'csv',
  path,
  {
    /** One character; a comma when left out. */
    delimiter: z.string().length(1, 'expected one character').default(','),
  },
  (of, { delimiter }) => ({ connector: 'csv', of, delimiter }),
);

/** Files with a JSON object a line. */
export const json = defineWord('connector', 'json', path, {}, (of) => ({ connector: 'json', of }));

/** Parquet files. */
export const parquet = defineWord('connector', 'parquet', path, {}, (of) => ({ connector: 'parquet', of }));

/** A Python file, named from the file that names it, and the function in it that gives the rows. */
export const python = defineWord(
  'connector',
  'python',
  z.string().regex(/\.py$/, "expected a Python file like './models/churn.py'"),
  {
    /** def function(inputs: dict[str, DataFrame], context: TaskContext) -> DataFrame */
    function: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected a function's name"),
    /** The tables that it gets in `inputs`, by their ids. */
    reads: z.array(table_name).default([]),
    /** The Python that it needs, that or a later one: '3.11'. The default of the release when left out. */
    requires_python: pythonVersion.exactOptional(),
  },
  (file, { function: called, reads, requires_python }) => ({
    python: {
      file,
      function: called,
      reads: [...new Set<string>(reads)].sort(),
      ...(requires_python === undefined ? {} : { requires_python }),
    },
  }),
);
