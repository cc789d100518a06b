/** Five-field cron (Plan) to EventBridge Scheduler's six fields. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based */

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'minute', min: 0, max: 59, names: [] },
  { name: 'hour', min: 0, max: 23, names: [] },
  { name: 'day of month', min: 1, max: 31, names: [] },
  {
    name: 'month',
    min: 1,
    max: 12,
    names: ['', 'JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
  },
  { name: 'day of week', min: 0, max: 7, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] },
];

/**
 * @returns `cron(0 2 * * ? *)`; ranges and steps are written out as lists, and Sunday, 0 in cron, is 1
 * @throws where cron means "this day of month or that day of week", which the service cannot say, or a field is wrong
 */
export function schedulerCron(cron: string): string {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== fields.length) throw new Error(`cron '${cron}': ${parts.length} fields; expected five`);
  const values = fields.map((field, i) => expand(parts[i] ?? '*', field, cron));
  const [minute, hour, dayOfMonth, month, weekDays] = values;
  const dayOfWeek = weekDays === undefined ? undefined : [...new Set(weekDays.map((day) => (day % 7) + 1))];
  if (dayOfMonth !== undefined && dayOfWeek !== undefined) {
    throw new Error(
      `cron '${cron}': names both days of the month and of the week, which cron joins with "or"; EventBridge Scheduler ` +
        `takes one of them: make two pipelines or leave one field at *`,
    );
  }
  const day = dayOfWeek === undefined ? [text(dayOfMonth), text(month), '?'] : ['?', text(month), text(dayOfWeek)];
  return `cron(${[text(minute), text(hour), ...day, '*'].join(' ')})`;
}

const text = (values: readonly number[] | undefined): string =>
  values === undefined ? '*' : [...values].sort((a, b) => a - b).join(',');

/** Every value of a field, or undefined for all. */
function expand(part: string, field: Field, cron: string): readonly number[] | undefined {
  if (part === '*' || part === '?') return undefined;
  const values = part.split(',').flatMap((item) => {
    const match = /^(\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:\/(\d+))?$/i.exec(item);
    if (match === null) throw wrong(field, item, cron);
    const [, first = '*', last, stepText] = match;
    const step = stepText === undefined ? 1 : Number(stepText);
    const from = first === '*' ? field.min : number(first, field, cron);
    const to =
      last !== undefined ? number(last, field, cron) : first === '*' || stepText !== undefined ? top(field) : from;
    if (step < 1 || to < from) throw wrong(field, item, cron);
    return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
  });
  return [...new Set(values)];
}

/** In a week 7 is Sunday again, so `*` ends at 6. */
const top = (field: Field): number => (field.name === 'day of week' ? 6 : field.max);

function number(value: string, field: Field, cron: string): number {
  const named = field.names.indexOf(value.toUpperCase());
  const found = /^\d+$/.test(value) ? Number(value) : named;
  if (found < field.min || found > field.max) throw wrong(field, value, cron);
  return found;
}

const wrong = (field: Field, value: string, cron: string): Error =>
  new Error(
    `cron '${cron}', ${field.name}: found '${value}'; expected ${field.min} to ${field.max}, *, lists, ranges and steps`,
  );
