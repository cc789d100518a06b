/** How often a schedule calls in a month, from its expression: `cron(0 2 * * ? *)`, `rate(5 minutes)`. */
import { daysAMonth } from '../facts/prices';

const minutesAMonth = daysAMonth * 24 * 60;
const minutesOf: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html; undefined of what it cannot read */
export function callsAMonth(expression: string): number | undefined {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count !== undefined && unit !== undefined) return minutesAMonth / (Number(count) * (minutesOf[unit] ?? 1));
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  const [minute, hour, dayOfMonth, month, dayOfWeek] = fields ?? [];
  if (minute === undefined || hour === undefined || dayOfMonth === undefined || month === undefined) return undefined;
  const weekly = dayOfWeek !== undefined && dayOfWeek !== '?' && dayOfWeek !== '*';
  const anyDay = dayOfMonth === '?' || dayOfMonth === '*';
  const days = weekly ? scaled(valuesIn(dayOfWeek, 7), daysAMonth / 7) : anyDay ? daysAMonth : valuesIn(dayOfMonth, 31);
  const parts = [valuesIn(minute, 60), valuesIn(hour, 24), days, scaled(valuesIn(month, 12), 1 / 12)];
  return parts.some((part) => part === undefined)
    ? undefined
    : parts.reduce<number>((all, part) => all * (part ?? 0), 1);
}

const scaled = (count: number | undefined, by: number): number | undefined =>
  count === undefined ? undefined : count * by;

const names = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** How many of `all` values a field names: lists, ranges and steps. */
function valuesIn(field: string, all: number): number | undefined {
  const counts = field.split(',').map((part) => {
    const [range = '', step = '1'] = part.split('/');
    if (range === '*' || range === '?') return Math.ceil(all / Number(step));
    const [from, to] = range.split('-').map(numbered);
    if (from === undefined || Number.isNaN(from) || Number.isNaN(to ?? 0)) return NaN;
    if (to !== undefined) return Math.floor((to - from) / Number(step)) + 1;
    return part.includes('/') ? Math.ceil((all - from) / Number(step)) : 1;
  });
  const sum = counts.reduce((a, b) => a + b, 0);
  return Number.isNaN(sum) ? undefined : sum;
}

function numbered(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const index = [names, months].map((each) => each.indexOf(text.toUpperCase())).find((at) => at >= 0);
  return index ?? NaN;
}
