/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#date-and-timestamp-functions */
import { signature, type FunctionFact } from './fact';
import { duckdbType } from '../types';

export const datetimes: readonly FunctionFact[] = [
  {
    name: '+ interval',
    kind: 'scalar',
    nulls: 'any',
    signatures: [],
    duckdb: (c) => `CAST((${c.arguments[0] ?? ''} + ${c.arguments[1] ?? ''}) AS ${duckdbType(c.type)})`,
    examples: [
      "date'2024-01-31' + interval 1 month",
      "date'2024-01-31' - interval 1 day",
      "timestamp'2024-01-31 10:00:00' + interval 36 hours",
    ],
  },
  {
    name: 'date_add',
    aliases: ['dateadd'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('date, int => date')],
    duckdb: '({0} + {1})',
    examples: ["date_add(date'2024-02-28', 2)", "date_add('2024-02-28', 2)", "date_add(date'2024-02-28', null)"],
  },
  {
    name: 'date_sub',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('date, int => date')],
    duckdb: '({0} - {1})',
    examples: ["date_sub(date'2024-03-01', 1)"],
  },
  {
    name: 'datediff',
    aliases: ['date_diff'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('date, date => int')],
    duckdb: 'CAST(({0} - {1}) AS INTEGER)',
    examples: ["datediff(date'2024-03-01', date'2024-02-01')", "datediff(null, date'2024-02-01')"],
  },
  {
    name: 'year',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('date => int')],
    duckdb: 'CAST(year({0}) AS INTEGER)',
    examples: ["year(date'2024-03-01')"],
  },
];
