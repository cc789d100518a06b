/** From a schedule to the intervals of time that its runs cover: UTC instants, made from cron and a time zone. */
import { CronExpressionParser } from 'cron-parser';
import type { PlanPipeline } from '../plan';

/** Half open: `start` is in it, `end` is not. */
export interface Interval {
  readonly start: Date;
  readonly end: Date;
}

export interface Range {
  readonly from?: Date | undefined;
  readonly to: Date;
}

type Schedule = NonNullable<PlanPipeline['schedule']>;

/**
 * The complete intervals of a scheduled pipeline that overlap [from, to): each lies between two consecutive ticks, the
 * first begins at or after the pipeline's start, the last ends at or before `to`. Without `from` and start: the last
 * complete one.
 */
export function scheduledIntervals(
  schedule: Schedule,
  start: string | undefined,
  { from, to }: Range,
): readonly Interval[] {
  const begin = start === undefined ? undefined : firstInstant(start, schedule.timezone);
  for (const [name, date] of Object.entries({ from, to })) {
    if (date !== undefined && Number.isNaN(date.getTime())) throw new RangeError(`${name} is no date: ${String(date)}`);
  }
  if (from === undefined && begin === undefined) return lastInterval(schedule, to);
  const floor = Math.max(
    begin?.getTime() ?? -Infinity,
    from === undefined ? -Infinity : tickAtOrBefore(schedule, from),
  );
  const ticks = CronExpressionParser.parse(schedule.cron, { tz: schedule.timezone, currentDate: new Date(floor - 1) });
  const intervals: Interval[] = [];
  let previous: Date | undefined;
  for (;;) {
    const tick = ticks.next().toDate();
    if (tick > to) return intervals;
    if (previous !== undefined && tick > previous) intervals.push({ start: previous, end: tick });
    previous = tick;
  }
}

/** The first instant of a calendar day in a time zone: its midnight, or what follows where a clock change skips it. */
export function firstInstant(date: string, timezone: string): Date {
  const utc = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(utc.getTime())) throw new Error(`start '${date}' is no date; expected YYYY-MM-DD`);
  const day = 86_400_000;
  // The day begins within a day of UTC's; search for the first millisecond that the zone's calendar puts in it.
  let low = utc.getTime() - day;
  let high = utc.getTime() + day;
  const begun = (instant: number): boolean => calendarDay(new Date(instant), timezone) >= date.slice(0, 10);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (begun(middle)) high = middle;
    else low = middle;
  }
  return new Date(high);
}

function calendarDay(instant: Date, timezone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return format.format(instant);
}

function tickAtOrBefore(schedule: Schedule, instant: Date): number {
  const after = new Date(instant.getTime() + 1);
  return CronExpressionParser.parse(schedule.cron, { tz: schedule.timezone, currentDate: after }).prev().getTime();
}

function lastInterval(schedule: Schedule, to: Date): readonly Interval[] {
  const end = tickAtOrBefore(schedule, to);
  const start = tickAtOrBefore(schedule, new Date(end - 1));
  return [{ start: new Date(start), end: new Date(end) }];
}

/** `2026-03-01T00:00:00.000Z..2026-03-02T00:00:00.000Z` */
export function formatInterval({ start, end }: Interval): string {
  return `${start.toISOString()}..${end.toISOString()}`;
}
