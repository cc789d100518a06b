/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#window-functions */
import { signature, type FunctionFact } from './fact';

export const windows: readonly FunctionFact[] = [
  {
    name: 'row_number',
    kind: 'window',
    ordered: true,
    nulls: 'never',
    signatures: [signature('=> int')],
    duckdb: (c) => `CAST(${c.close('row_number()')} AS INTEGER)`,
    examples: ['select x, row_number() over (order by x) as n from values (3), (1), (2) as t(x)'],
  },
];
