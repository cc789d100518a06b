/** When a pipeline runs. Each schedule comes down to a five-field cron expression in a time zone. */
import * as z from 'zod';
import { cronIssue, timezoneIssue } from './cron_check';
import { defineWord } from './extension';
import { time_of_day } from './vocabulary';

const timezone = z
  .string()
  .default('UTC')
  .superRefine((name, context) => {
    const issue = timezoneIssue(name);
    if (issue !== undefined) context.addIssue({ code: 'custom', ...issue });
  });
const options = {
  /** An IANA name like Europe/Berlin; UTC when left out. */
  timezone,
};

/** Every day at a time: daily('02:00') */
export const daily = defineWord('schedule', 'daily', time_of_day, options, (at, { timezone: zone }) => {
  const [hour, minute] = at.split(':').map(Number);
  return { cron: `${String(minute)} ${String(hour)} * * *`, timezone: zone };
});

/** Every hour, so many minutes past it; on the hour when left out. */
export const hourly = defineWord(
  'schedule',
  'hourly',
  z.int().min(0).max(59).default(0),
  options,
  (minute, { timezone: zone }) => ({ cron: `${String(minute)} * * * *`, timezone: zone }),
);

/** Every so many minutes or hours, counted from midnight: they must divide an hour or a day. */
export const every = defineWord(
  'schedule',
  'every',
  z.templateLiteral(
    [z.int(), ' ', z.enum(['minute', 'minutes', 'hour', 'hours'])],
    "expected '15 minutes' or '2 hours'",
  ),
  options,
  (text, { timezone: zone }, issue) => {
    const [count = '', unit = ''] = text.split(' ');
    const n = Number(count);
    const minutes = unit.startsWith('minute');
    const whole = minutes ? 60 : 24;
    if (n >= 1 && n <= whole && whole % n === 0) {
      if (minutes)
        return { cron: n === 60 ? '0 * * * *' : n === 1 ? '* * * * *' : `*/${count} * * * *`, timezone: zone };
      return { cron: n === 24 ? '0 0 * * *' : n === 1 ? '0 * * * *' : `0 */${count} * * *`, timezone: zone };
    }
    issue(`${text} do not divide ${minutes ? 'an hour' : 'a day'}: use cron`);
    return undefined;
  },
);

/** A five-field cron expression: cron('0 6 * * 1-5') */
export const cron = defineWord(
  'schedule',
  'cron',
  z.string().superRefine((text, context) => {
    const issue = cronIssue(text);
    if (issue !== undefined) context.addIssue({ code: 'custom', message: issue });
  }),
  options,
  (text, { timezone: zone }) => ({ cron: text.trim().replace(/\s+/g, ' '), timezone: zone }),
);
