import type { NormalColumn } from '../../definition';
import type { Rule } from '../model';
import { eachTable } from './alone';

/** A bound or a listed value is one of the column's type: it would fail every run otherwise. */
export const badBound: Rule = {
  code: 'bad-bound',
  good: `
table: silver.a
columns: { n: { type: int, min: 0, max: 10 }, day: { type: date, min: '2026-01-01' } }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 1 as n, date '2026-01-01' as day
`,
  bad: `
table: silver.a
columns: { n: { type: int, min: zero }, day: { type: date, min: 1 January } }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 1 as n, date '2026-01-01' as day
`,
  check: eachTable((table) =>
    table.normal.columns.flatMap((column) =>
      boundsOf(column)
        .filter(({ value }) => !fits(value, column.type))
        .map(({ option, value }) => ({
          path: [...table.path, 'columns', column.name, option],
          message: `${option} of ${table.id}.${column.name} is '${String(value)}', and the column is ${column.type}`,
          hint: `expected ${exampleOf(column.type)}`,
        })),
    ),
  ),
};

function boundsOf({ min, max, in: listed }: NormalColumn): readonly { option: string; value: string | number }[] {
  return [
    ...(min === undefined ? [] : [{ option: 'min', value: min }]),
    ...(max === undefined ? [] : [{ option: 'max', value: max }]),
    ...(listed ?? []).map((value) => ({ option: 'in', value })),
  ];
}

const numeric = /^(tinyint|smallint|int|bigint|float|double|decimal)\b/;

function fits(value: string | number, type: string): boolean {
  if (numeric.test(type)) return typeof value === 'number' || /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value);
  if (type === 'date') return typeof value === 'string' && isMoment(value, /^\d{4}-\d{2}-\d{2}$/);
  if (type.startsWith('timestamp')) {
    return typeof value === 'string' && isMoment(value, /^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?Z?)?$/);
  }
  return type !== 'string' || typeof value === 'string';
}

function isMoment(value: string, form: RegExp): boolean {
  return form.test(value) && !Number.isNaN(Date.parse(value.replace(' ', 'T')));
}

function exampleOf(type: string): string {
  if (numeric.test(type)) return 'a number, as in 0 or 9.99';
  if (type === 'date') return "a date, as in '2026-01-31'";
  return type.startsWith('timestamp') ? "a time, as in '2026-01-31 02:00:00'" : `a value in quotes`;
}
