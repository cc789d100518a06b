/** The leaves of the language: queries, types, durations, times. Everything here is a string in YAML. */
import * as z from 'zod';
import { hintFor } from '../plan';
import { columnType } from './column_type';

export { column_name, column_ref, table_name } from '../transformers';

/** Spark SQL, in which \${schema.table} is a reference; in TypeScript a sql`...` value. */
export const sql_text = z
  .string()
  .regex(
    // Without flags, so that the JSON Schema has it too.
    /^\s*(?:--[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*)*(?:[Ww][Ii][Tt][Hh]\b|[Ss][Ee][Ll][Ee][Cc][Tt]\b|\()/,
    'expected a query: select ... or with ...',
  )
  .brand<'sql', 'in'>();

/** A Spark SQL type; `?` at its end marks a column that may be null. */
export const sql_type = z
  .string()
  .brand<'sql_type', 'in'>()
  .transform((text, context) => {
    const found = columnType(text);
    if (found !== undefined) return found;
    const hint = hintFor(text.replace(/\?$/, ''), typeNames);
    context.addIssue({ code: 'custom', message: `${shown(text)} is no type`, params: { code: 'unknown-type', hint } });
    return z.NEVER;
  });

const typeNames = [
  'string',
  'boolean',
  'tinyint',
  'smallint',
  'int',
  'bigint',
  'float',
  'double',
  'date',
  'timestamp',
  'timestamp_ntz',
  'binary',
  'decimal(12,2)',
  'array<string>',
  'map<string,string>',
  'struct<a:string>',
];

const seconds = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;
const unit = z.enum(['second', 'seconds', 'minute', 'minutes', 'hour', 'hours', 'day', 'days']);

/** `26 hours`; in seconds once it is read. */
export const duration = z
  .templateLiteral([z.int(), ' ', unit], {
    error: (issue) => `expected a duration like '3 hours', found ${shown(issue.input)}`,
  })
  .transform((text, context) => {
    const [count = '', name = ''] = text.split(' ');
    const value = Number(count) * seconds[name.replace(/s$/, '') as keyof typeof seconds];
    if (Number.isSafeInteger(value) && value >= 0) return value;
    context.addIssue({ code: 'custom', message: `expected a duration like '3 hours', found '${text}'` });
    return z.NEVER;
  });

/** `90 days`; a number of days once it is read. */
export const days = z
  .templateLiteral([z.int(), ' ', z.enum(['day', 'days'])], {
    error: (issue) => `expected days, like '90 days', found ${shown(issue.input)}`,
  })
  .transform((text, context) => {
    const value = Number(text.split(' ')[0]);
    if (Number.isSafeInteger(value) && value > 0) return value;
    context.addIssue({ code: 'custom', message: `expected days, like '90 days', found '${text}'` });
    return z.NEVER;
  });

/** `02:00` */
export const time_of_day = z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/, "expected a time of the day like '02:00'");

/** A condition over one row, in portable SQL: `amount >= 0 and status in ('paid', 'shipped')`. */
export const rule = z
  .string()
  .transform((text) => text.trim())
  .pipe(z.string().min(1, 'expected a condition'));

export const pii = z.enum(['name', 'email', 'phone', 'address', 'birth_date', 'payment', 'identifier']);

/** A value as a message shows it: short, on one line. */
export function shown(value: unknown): string {
  if (typeof value === 'string')
    return `'${value.length > 60 ? `${value.slice(0, 57)}...` : value}'`.replace(/\s+/g, ' ');
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return `a ${typeof value}`;
}
