/** Instants as numbers and back, and zones: https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#date-and-timestamp-functions */
import { signature, type Argument, type FunctionFact, type RenderCall } from './fact';
import { refuseDatePattern, translatePattern } from './datetime_format';
import { duckdbString } from '../print/duckdb_text';

/** Rounds down, also before 1970. */
const seconds = 'CAST(floor(epoch_us({0}) / 1000000) AS BIGINT)';

function fromUnixTime(c: RenderCall): string {
  const found = translatePattern(c.literal(1) ?? 'yyyy-MM-dd HH:mm:ss');
  return `strftime(make_timestamp(${c.arguments[0] ?? ''} * 1000000), ${duckdbString('problem' in found ? '' : found.duckdb)})`;
}

const zoneNames = /^(?:UTC|[A-Z][A-Za-z]+\/[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_]+)?)$/;

function refuseZone(args: readonly Argument[]): string | undefined {
  const zone = args[1]?.literal;
  return typeof zone === 'string' && zoneNames.test(zone)
    ? undefined
    : "the zone must be a literal like 'Europe/Paris'";
}

export const epochs: readonly FunctionFact[] = [
  {
    name: 'unix_timestamp',
    aliases: ['to_unix_timestamp'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('timestamp => bigint')],
    refuse: (args) =>
      args[0]?.type.kind === 'string'
        ? 'strings are read in a pattern of its own: write unix_timestamp(to_timestamp(...))'
        : undefined,
    duckdb: '(epoch_us({0}) // 1000000)',
    examples: [
      "unix_timestamp(timestamp'2024-01-01 00:00:00')",
      "unix_timestamp(date'2024-01-01')",
      "unix_timestamp(timestamp'1969-12-31 23:59:59.5')",
      'unix_timestamp(cast(null as timestamp))',
    ],
  },
  {
    name: 'unix_seconds',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('timestamp => bigint')],
    duckdb: seconds,
    examples: ["unix_seconds(timestamp'1969-12-31 23:59:59.5')"],
  },
  {
    name: 'unix_millis',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('timestamp => bigint')],
    duckdb: 'CAST(floor(epoch_us({0}) / 1000) AS BIGINT)',
    examples: [
      "unix_millis(timestamp'2024-01-01 00:00:00.123456')",
      "unix_millis(timestamp'1969-12-31 23:59:59.9995')",
    ],
  },
  {
    name: 'unix_micros',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('timestamp => bigint')],
    duckdb: 'epoch_us({0})',
    examples: ["unix_micros(timestamp'2024-01-01 00:00:00.123456')"],
  },
  {
    name: 'unix_date',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('date => int')],
    duckdb: "CAST(({0} - DATE '1970-01-01') AS INTEGER)",
    examples: ["unix_date(date'2024-01-01')", "unix_date(date'1969-12-31')"],
  },
  {
    name: 'date_from_unix_date',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('int => date')],
    duckdb: "(DATE '1970-01-01' + {0})",
    examples: ['date_from_unix_date(19723)'],
  },
  {
    name: 'timestamp_seconds',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('bigint => timestamp')],
    duckdb: 'make_timestamp({0} * 1000000)',
    examples: ['timestamp_seconds(1704067200)', 'timestamp_seconds(-1)', 'timestamp_seconds(cast(null as bigint))'],
  },
  {
    name: 'timestamp_millis',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('bigint => timestamp')],
    duckdb: 'make_timestamp({0} * 1000)',
    examples: ['timestamp_millis(1704067200123)'],
  },
  {
    name: 'timestamp_micros',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('bigint => timestamp')],
    duckdb: 'make_timestamp({0})',
    examples: ['timestamp_micros(1704067200123456)'],
  },
  {
    name: 'from_unixtime',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('bigint, string? => string')],
    refuse: refuseDatePattern(1, false),
    duckdb: fromUnixTime,
    examples: ['from_unixtime(1704067200)', "from_unixtime(1704067200, 'yyyy-MM')"],
  },
  {
    name: 'from_utc_timestamp',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('timestamp, string => timestamp')],
    refuse: refuseZone,
    duckdb: "timezone({1}, timezone('UTC', {0}))",
    examples: [
      "from_utc_timestamp(timestamp'2024-01-01 12:00:00', 'Europe/Paris')",
      "from_utc_timestamp(timestamp'2024-07-01 12:00:00', 'America/New_York')",
      "from_utc_timestamp(timestamp'2024-03-31 01:30:00', 'Europe/Paris')",
    ],
  },
  {
    name: 'to_utc_timestamp',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('timestamp, string => timestamp')],
    refuse: refuseZone,
    duckdb: "timezone('UTC', timezone({1}, {0}))",
    examples: [
      "to_utc_timestamp(timestamp'2024-01-01 12:00:00', 'Europe/Paris')",
      "to_utc_timestamp(timestamp'2024-07-01 12:00:00', 'America/New_York')",
    ],
  },
];
