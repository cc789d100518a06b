/** Numbers, dates, timestamps and intervals as written. */
import { fail, type Token } from './token';
import { reserved } from './reserved';
import type { Cursor } from './cursor';
import type { DataType } from '../types';
import type { Expression, IntervalUnit } from '../syntax';

const suffixTypes: Readonly<Record<string, DataType>> = {
  l: { kind: 'bigint' },
  s: { kind: 'smallint' },
  y: { kind: 'tinyint' },
  f: { kind: 'float' },
  d: { kind: 'double' },
};

const ranges: Readonly<Record<string, bigint>> = { tinyint: 7n, smallint: 15n, int: 31n, bigint: 63n };

function fits(value: bigint, kind: string): boolean {
  const bits = ranges[kind] ?? 0n;
  return value >= -(1n << bits) && value < 1n << bits;
}

/** `1` is int, bigint or decimal by its size; `1.5` decimal(2,1); `1e3` double; suffixes L S Y F D BD. */
export function numberLiteral(token: Token, sign: '' | '-', start: number): Expression {
  const found = /^(.*?)(bd|[lsyfd])?$/i.exec(token.text);
  const body = found?.[1] ?? token.text;
  const suffix = (found?.[2] ?? '').toLowerCase();
  const digits = sign + body;
  const at = { start, end: token.end };
  const fixed = suffixTypes[suffix];
  if (fixed !== undefined) {
    if (fixed.kind in ranges && (!/^-?\d+$/.test(digits) || !fits(BigInt(digits), fixed.kind))) {
      fail(at, `${sign}${token.text} is no ${fixed.kind}`);
    }
    return { kind: 'number', digits, type: fixed, ...at };
  }
  if (suffix === '' && /e/i.test(body)) return { kind: 'number', digits, type: { kind: 'double' }, ...at };
  if (suffix === '' && /^\d+$/.test(body)) {
    const value = BigInt(digits);
    if (fits(value, 'int')) return { kind: 'number', digits, type: { kind: 'int' }, ...at };
    if (fits(value, 'bigint')) return { kind: 'number', digits, type: { kind: 'bigint' }, ...at };
  }
  if (/e/i.test(body)) fail(at, `write ${token.text} without an exponent`);
  const type = decimalLiteralType(body);
  if (type === undefined) fail(at, `${token.text} has more than 38 digits`);
  return { kind: 'number', digits, type, ...at };
}

/** What a decimal literal's own digits need: 0.05 is decimal(2,2), 100 decimal(3,0). */
export function decimalLiteralType(digits: string): (DataType & { kind: 'decimal' }) | undefined {
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  const significant = whole.replace(/^0+/, '').length;
  const precision = Math.max(significant + fraction.length, 1);
  return precision > 38
    ? undefined
    : { kind: 'decimal', precision: Math.max(precision, fraction.length), scale: fraction.length };
}

const datePattern = /^[+-]?\d{4,7}-\d{1,2}-\d{1,2}$/;
const timestampPattern =
  /^(\d{4,6}-\d{1,2}-\d{1,2})(?:[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,6}))?)?)?(?:Z| ?UTC)?$/;

/** `date '2024-02-30'` is refused here: it is no day. */
export function datetimeLiteral(type: 'date' | 'timestamp', token: Token, start: number): Expression {
  const at = { start, end: token.end };
  const value = type === 'date' ? readDate(token.text) : readTimestamp(token.text);
  if (value === undefined) {
    fail(
      at,
      `'${token.text}' is no ${type}`,
      type === 'date'
        ? "write date '2024-01-31'"
        : "write timestamp '2024-01-31 12:30:00'; zones other than UTC are not portable",
    );
  }
  return { kind: 'datetime', type, value, ...at };
}

function readDate(text: string): string | undefined {
  const trimmed = text.trim();
  if (!datePattern.test(trimmed)) return undefined;
  const [year = 0, month = 0, day = 0] = trimmed.split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year);
  const exact = year >= 1 && year <= 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exact ? `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` : undefined;
}

function readTimestamp(text: string): string | undefined {
  const found = timestampPattern.exec(text.trim());
  const date = found?.[1] === undefined ? undefined : readDate(found[1]);
  if (found === null || date === undefined) return undefined;
  const [hour, minute, second] = [found[2], found[3], found[4]].map((n) => Number(n ?? '0'));
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const fraction = (found[5] ?? '').replace(/0+$/, '');
  return `${date} ${two(hour)}:${two(minute)}:${two(second)}${fraction === '' ? '' : `.${fraction}`}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

const units = new Map<string, IntervalUnit>(
  (['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const).flatMap((u) => [
    [u, u],
    [`${u}s`, u],
  ]),
);

/** `interval 1 day`, `interval '1' day`, `interval '1 day 2 hours'`, `interval 1 day 2 hours`; whole numbers. */
export function intervalLiteral(cursor: Cursor, start: number): Expression {
  const parts: { amount: string; unit: IntervalUnit }[] = [];
  const first = cursor.token;
  if (first.kind === 'string' && !units.has(cursor.peek(1).key)) {
    cursor.next();
    const words = first.text.trim().split(/\s+/);
    for (let i = 0; i < words.length; i += 2) parts.push(part(first, words[i] ?? '', words[i + 1] ?? ''));
  } else {
    do {
      const negative = cursor.accept('-');
      const amount = cursor.next();
      const unit = cursor.token;
      if (amount.kind !== 'number' && amount.kind !== 'string')
        fail(amount, 'expected a number after interval', "write interval '1' day");
      if (!units.has(unit.key))
        fail(unit, `'${unit.text}' is no unit of an interval`, `one of ${[...new Set(units.values())].join(', ')}`);
      cursor.next();
      parts.push(part(amount, (negative ? '-' : '') + amount.text, unit.key));
    } while ((cursor.token.kind === 'number' || cursor.token.kind === 'string') && units.has(cursor.peek(1).key));
  }
  return { kind: 'interval', parts, ...cursor.span(start) };
}

function part(at: Token, amount: string, word: string): { amount: string; unit: IntervalUnit } {
  const unit = units.get(word.toLowerCase());
  if (unit === undefined)
    fail(at, `'${word}' is no unit of an interval`, `one of ${[...new Set(units.values())].join(', ')}`);
  const value = amount.trim();
  if (!/^[+-]?\d{1,9}$/.test(value)) fail(at, `'${amount}' is no whole number of ${word}`, 'write smaller units');
  return { amount: String(Number(value)), unit };
}

/** Words that begin a literal or a call when the right token follows, and are names otherwise. */
export function beginsTypedLiteral(cursor: Cursor): 'date' | 'timestamp' | undefined {
  const key = cursor.token.key;
  if ((key === 'date' || key === 'timestamp') && cursor.token.kind === 'word' && cursor.peek(1).kind === 'string')
    return key;
  return undefined;
}

export function beginsInterval(cursor: Cursor): boolean {
  if (!cursor.is('interval') || !reserved.has('interval')) return false;
  const following = cursor.peek(1);
  return following.kind === 'number' || following.kind === 'string' || following.key === '-';
}
