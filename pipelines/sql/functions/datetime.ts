/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#date-and-timestamp-functions */
import { signature, type Argument, type FunctionFact, type RenderCall } from './fact';
import { renderCast } from './casts';
import { refuseDatePattern, translatePattern } from './datetime_format';
import { duckdbType, type DataType } from '../types';
import { duckdbString } from '../print/duckdb_text';

const ofDate = signature('date => int');
const ofTimestamp = signature('timestamp => int');

function part(
  name: string,
  duckdb: string,
  examples: readonly string[],
  aliases: readonly string[] = [],
  from = ofDate,
): FunctionFact {
  return {
    name,
    aliases,
    kind: 'scalar',
    nulls: 'any',
    signatures: [from],
    duckdb: `CAST(${duckdb} AS INTEGER)`,
    examples,
  };
}

const truncations: Readonly<Record<string, string>> = {
  year: 'year',
  yyyy: 'year',
  yy: 'year',
  quarter: 'quarter',
  month: 'month',
  mon: 'month',
  mm: 'month',
  week: 'week',
  day: 'day',
  dd: 'day',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
  millisecond: 'milliseconds',
  microsecond: 'microseconds',
};
const wholeDays = new Set(['year', 'quarter', 'month', 'week']);

function unitOf(text: string | undefined): string | undefined {
  return truncations[(text ?? '').toLowerCase()];
}

function refuseUnit(index: number, days: boolean) {
  return (args: readonly Argument[]): string | undefined => {
    const text = args[index]?.literal;
    const unit = typeof text === 'string' ? unitOf(text) : undefined;
    const known = unit !== undefined && (!days || wholeDays.has(unit));
    return known
      ? undefined
      : `the unit must be a literal: ${days ? [...wholeDays].join(', ') : 'year, quarter, month, week, day, hour, minute, second'}`;
  };
}

const dayNames = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

function dayNumber(text: string): number {
  const lower = text.toLowerCase();
  const short = dayNames.findIndex((d) => d === lower);
  const long = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].findIndex(
    (d) => d === lower || d.slice(0, 3) === lower,
  );
  return short >= 0 ? short : long;
}

/** Month parts as whole numbers when both are the same day or both a month's last; else 31-day months, to 8 digits. */
function monthsBetween(c: RenderCall): string {
  const [a = '', b = ''] = c.arguments;
  const months = `((year(${a}) - year(${b})) * 12 + month(${a}) - month(${b}))`;
  const last = (x: string): string => `day(${x}) = day(last_day(${x}))`;
  const seconds = (x: string): string => `(day(${x}) * 86400 + epoch_us(${x} - date_trunc('day', ${x})) // 1000000)`;
  const fraction = `(${seconds(a)} - ${seconds(b)}) / 2678400.0::DOUBLE`;
  return `CAST((CASE WHEN day(${a}) = day(${b}) OR (${last(a)} AND ${last(b)}) THEN ${months} ELSE round(${months} + ${fraction}, 8) END) AS DOUBLE)`;
}

function formatted(value: string, pattern: string | undefined): string {
  const found = translatePattern(pattern ?? 'yyyy-MM-dd HH:mm:ss');
  return `strftime(${value}, ${duckdbString('problem' in found ? '' : found.duckdb)})`;
}

/** What Spark's strict parser would refuse is made unreadable for DuckDB. */
function parsed(value: string, pattern: string, type: DataType): string {
  const found = translatePattern(pattern);
  if ('problem' in found) return 'NULL';
  const strict = `(CASE WHEN ${value} IS NULL OR regexp_full_match(${value}, ${duckdbString(found.reads ?? '')}) THEN ${value} ELSE '?' END)`;
  return `CAST(strptime(${strict}, ${duckdbString(found.duckdb.replaceAll('%-', '%'))}) AS ${duckdbType(type)})`;
}

function toDatetime(kind: 'date' | 'timestamp') {
  return (c: RenderCall): string => {
    const [value = ''] = c.arguments;
    const pattern = c.literal(1);
    if (pattern !== undefined && c.types[0]?.kind === 'string') return parsed(value, pattern, { kind });
    return renderCast(value, c.types[0] ?? { kind }, { kind }, false);
  };
}

function dateArgument(args: readonly Argument[]): string | undefined {
  const kind = args[0]?.type.kind ?? 'void';
  return ['string', 'date', 'timestamp', 'timestamp_ntz', 'void'].includes(kind)
    ? undefined
    : `it takes a string, date or timestamp, not ${kind}`;
}

const extractable: Readonly<Record<string, string>> = {
  year: 'year',
  yr: 'year',
  quarter: 'quarter',
  month: 'month',
  week: 'week',
  day: 'day',
  dayofweek: 'dayofweek + 1',
  dow: 'dayofweek + 1',
  doy: 'dayofyear',
  hour: 'hour',
  minute: 'minute',
};

function extracted(c: RenderCall): string {
  const unit = (c.literal(0) ?? '').toLowerCase();
  const value = c.arguments[1] ?? '';
  return unit === 'dayofweek' || unit === 'dow'
    ? `CAST(dayofweek(${value}) + 1 AS INTEGER)`
    : `CAST(${extractable[unit] ?? unit}(${value}) AS INTEGER)`;
}

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
      "date'2024-02-29' - interval 1 year",
      "timestamp'2024-01-31 10:00:00' - interval '1' month",
      "interval 2 weeks + date'2024-01-01'",
      "timestamp'2024-03-31 10:00:00' + interval '1 day 2 hours'",
      'cast(null as date) + interval 1 day',
    ],
  },
  {
    name: 'date_add',
    aliases: ['dateadd'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('date, int => date')],
    duckdb: '({0} + {1})',
    examples: [
      "date_add(date'2024-02-28', 2)",
      "date_add('2024-02-28', 2)",
      "date_add(date'2024-02-28', cast(null as int))",
      "date_add(timestamp'2024-01-01 10:00:00', 1)",
      "date'2024-01-01' + 5",
      "date_add(date'2024-01-01', -1)",
    ],
  },
  {
    name: 'date_sub',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('date, int => date')],
    duckdb: '({0} - {1})',
    examples: ["date_sub(date'2024-03-01', 1)", "date'2024-03-01' - 1"],
  },
  {
    name: 'datediff',
    aliases: ['date_diff'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('date, date => int')],
    duckdb: 'CAST(({0} - {1}) AS INTEGER)',
    examples: [
      "datediff(date'2024-03-01', date'2024-02-01')",
      "datediff(cast(null as date), date'2024-02-01')",
      "datediff('2024-01-01', timestamp'2024-01-02 23:59:59')",
    ],
  },
  {
    name: 'add_months',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('date, int => date')],
    duckdb: 'CAST(({0} + to_months({1})) AS DATE)',
    examples: [
      "add_months(date'2024-01-31', 1)",
      "add_months(date'2024-02-29', 12)",
      "add_months(date'2024-03-31', -1)",
      "add_months(date'2023-02-28', 12)",
    ],
  },
  {
    name: 'months_between',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('timestamp, timestamp => double')],
    duckdb: monthsBetween,
    examples: [
      "months_between(date'2024-03-31', date'2024-02-29')",
      "months_between(date'2024-03-15', date'2024-01-15')",
      "months_between(timestamp'1997-02-28 10:30:00', timestamp'1996-10-30 00:00:00')",
      "months_between(date'2024-01-01', date'2024-03-20')",
      "months_between(cast(null as date), date'2024-01-01')",
    ],
  },
  {
    name: 'last_day',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('date => date')],
    duckdb: 'last_day({0})',
    examples: ["last_day(date'2024-02-01')", "last_day(date'2023-02-28')", "last_day('2024-12-05')"],
  },
  {
    name: 'next_day',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('date, string => date')],
    refuse: (args) =>
      typeof args[1]?.literal === 'string' && dayNumber(args[1].literal) >= 0
        ? undefined
        : 'the day must be a literal: Monday, Mon or MO',
    duckdb: (c) =>
      `({0} + CAST(1 + (${dayNumber(c.literal(1) ?? '')} - isodow({0}) + 7) % 7 AS INTEGER))`.replaceAll(
        '{0}',
        c.arguments[0] ?? '',
      ),
    examples: [
      "next_day(date'2024-01-01', 'Mon')",
      "next_day(date'2024-01-01', 'TU')",
      "next_day(date'2024-01-07', 'sunday')",
    ],
  },
  {
    name: 'trunc',
    kind: 'scalar',
    nulls: 'always',
    signatures: [signature('date, string => date')],
    refuse: refuseUnit(1, true),
    duckdb: (c) => `CAST(date_trunc('${unitOf(c.literal(1)) ?? ''}', ${c.arguments[0] ?? ''}) AS DATE)`,
    examples: [
      "trunc(date'2024-05-17', 'month')",
      "trunc(date'2024-05-17', 'YEAR')",
      "trunc(date'2024-05-17', 'week')",
      "trunc(date'2024-05-17', 'quarter')",
      "trunc(timestamp'2024-05-17 10:00:00', 'mm')",
    ],
  },
  {
    name: 'date_trunc',
    kind: 'scalar',
    nulls: 'always',
    signatures: [signature('string, timestamp => timestamp')],
    refuse: refuseUnit(0, false),
    duckdb: (c) => `CAST(date_trunc('${unitOf(c.literal(0)) ?? ''}', ${c.arguments[1] ?? ''}) AS TIMESTAMP)`,
    examples: [
      "date_trunc('month', timestamp'2024-05-17 10:11:12.5')",
      "date_trunc('MONTH', date'2024-05-17')",
      "date_trunc('week', timestamp'2024-05-19 10:00:00')",
      "date_trunc('hour', timestamp'2024-05-17 10:11:12')",
      "date_trunc('quarter', date'2024-05-17')",
      "date_trunc('day', cast(null as timestamp))",
      "date_trunc('year', '2024-05-17')",
      "date_trunc('second', timestamp'1969-12-31 23:59:59.5')",
    ],
  },
  part('year', 'year({0})', [
    "year(date'2024-03-01')",
    "year(timestamp'2024-03-01 10:00:00')",
    "year('2024-03-01')",
    'year(cast(null as date))',
  ]),
  part('quarter', 'quarter({0})', ["quarter(date'2024-05-01')"]),
  part('month', 'month({0})', ["month(date'2024-05-01')"]),
  part('day', 'day({0})', ["day(date'2024-05-17')", "dayofmonth(date'2024-05-17')"], ['dayofmonth']),
  part('dayofweek', 'dayofweek({0}) + 1', ["dayofweek(date'2024-01-07')", "dayofweek(date'2024-01-01')"]),
  part('weekday', 'isodow({0}) - 1', ["weekday(date'2024-01-07')", "weekday(date'2024-01-01')"]),
  part('dayofyear', 'dayofyear({0})', ["dayofyear(date'2024-12-31')"]),
  part('weekofyear', 'weekofyear({0})', [
    "weekofyear(date'2024-01-01')",
    "weekofyear(date'2023-01-01')",
    "weekofyear(date'2020-12-31')",
  ]),
  part('hour', 'hour({0})', ["hour(timestamp'2024-01-01 23:10:00')", "hour('2024-01-01 05:00:00')"], [], ofTimestamp),
  part('minute', 'minute({0})', ["minute(timestamp'2024-01-01 23:10:00')"], [], ofTimestamp),
  part('second', 'second({0})', ["second(timestamp'2024-01-01 23:10:59.9')"], [], ofTimestamp),
  {
    name: 'extract',
    aliases: ['date_part', 'datepart'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, timestamp => int')],
    refuse: (args) =>
      typeof args[0]?.literal === 'string' && args[0].literal.toLowerCase() in extractable
        ? undefined
        : `the part must be one of ${Object.keys(extractable).join(', ')}`,
    duckdb: extracted,
    examples: [
      "extract(year from date'2024-03-01')",
      "extract(dow from date'2024-01-07')",
      "date_part('hour', timestamp'2024-01-01 23:10:00')",
      "extract(week from date'2024-01-01')",
      "extract(doy from date'2024-12-31')",
    ],
  },
  {
    name: 'to_date',
    kind: 'scalar',
    nulls: 'always',
    signatures: [{ takes: ['any', 'string?'], gives: 'date' }],
    refuse: (args) => dateArgument(args) ?? refuseDatePattern(1, true)(args),
    duckdb: toDatetime('date'),
    examples: [
      "to_date('2024-03-01')",
      "to_date('01/03/2024', 'dd/MM/yyyy')",
      "to_date('2024-3-1', 'yyyy-MM-dd')",
      "to_date('x')",
      'to_date(cast(null as string))',
      "to_date(timestamp'2024-03-01 10:00:00')",
      "to_date('20240301', 'yyyyMMdd')",
      "to_date('2024-02-30', 'yyyy-MM-dd')",
    ],
  },
  {
    name: 'to_timestamp',
    kind: 'scalar',
    nulls: 'always',
    signatures: [{ takes: ['any', 'string?'], gives: 'timestamp' }],
    refuse: (args) => dateArgument(args) ?? refuseDatePattern(1, true)(args),
    duckdb: toDatetime('timestamp'),
    examples: [
      "to_timestamp('2024-03-01 10:11:12')",
      "to_timestamp('01/03/2024 10:11', 'dd/MM/yyyy HH:mm')",
      "to_timestamp(date'2024-03-01')",
      "to_timestamp('2024-03-01T10:11:12.123', \"yyyy-MM-dd'T'HH:mm:ss.SSS\")",
      "to_timestamp('x', 'yyyy')",
    ],
  },
  {
    name: 'date_format',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('timestamp, string => string')],
    refuse: refuseDatePattern(1, false),
    duckdb: (c) => formatted(c.arguments[0] ?? '', c.literal(1)),
    examples: [
      "date_format(timestamp'2024-03-01 09:05:07.123', 'yyyy-MM-dd HH:mm:ss')",
      "date_format(date'2024-03-01', 'yyyyMM')",
      "date_format(date'2024-03-01', 'EEEE d MMMM yy')",
      "date_format(date'2024-03-01', 'EEE, MMM dd')",
      "date_format(timestamp'2024-03-01 15:05:07', 'hh:mm a')",
      "date_format(timestamp'2024-03-01 09:05:07.123456', \"yyyy-MM-dd'T'HH:mm:ss.SSS\")",
      "date_format(date'2024-03-01', 'M/d')",
      "date_format('2024-03-01', 'yyyy')",
      "date_format(cast(null as date), 'yyyy')",
    ],
  },
  {
    name: 'make_date',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('int, int, int => date')],
    duckdb: 'make_date({0}, {1}, {2})',
    examples: ['make_date(2024, 2, 29)', 'make_date(2023, 2, 29)', 'make_date(2024, null, 1)'],
  },
];
