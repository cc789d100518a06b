/** What is wrong with a cron expression or a time zone, before anything runs by them. */
import { hintFor } from '../plan';
import { cronParser } from './lazy';
import { shown } from './vocabulary';

/** Pipelines share schedules: what was found of one is known of all. */
function remembered<T>(judge: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly verdict: T }>();
  return (text) => {
    const before = known.get(text);
    if (before) return before.verdict;
    const verdict = judge(text);
    if (known.size < 1000) known.set(text, { verdict });
    return verdict;
  };
}

/** What is wrong with a five-field cron expression; undefined when nothing is. */
export const cronIssue = remembered((text): string | undefined => {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 5 || text.length > 200) {
    const found = `found ${String(fields.length)} in ${shown(text)}`;
    return `expected five fields (minute, hour, day of the month, month, day of the week), ${found}`;
  }
  if (!/^[\dA-Za-z*,/?\s-]+$/.test(text)) return `${shown(text)}: a field holds digits, names and * , - /`;
  try {
    cronParser().CronExpressionParser.parse(text, { tz: 'UTC' }).next();
    return undefined;
  } catch (error) {
    const wrong = fields.flatMap((value, i) => wrongField(value, i) ?? []);
    if (wrong.length > 0) return `${shown(text)}: ${wrong.join('; ')}`;
    return `${shown(text)}: ${error instanceof Error ? error.message : String(error)}`;
  }
});

const parts = [
  ['minute', '0 to 59'],
  ['hour', '0 to 23'],
  ['day of the month', '1 to 31'],
  ['month', '1 to 12, or JAN to DEC'],
  ['day of the week', '0 to 7, or SUN to SAT'],
] as const;

/** What is wrong with one field, the others being anything. */
function wrongField(value: string, index: number): string | undefined {
  const [name, range] = parts[index] ?? ['field', ''];
  const alone = parts.map((_, i) => (i === index ? value : '*')).join(' ');
  try {
    cronParser().CronExpressionParser.parse(alone, { tz: 'UTC' });
    return undefined;
  } catch {
    return `the ${name} is ${shown(value)}, expected ${range}`;
  }
}

/** What is wrong with the name of a time zone; undefined when nothing is. */
export const timezoneIssue = remembered((name): { readonly message: string; readonly params: object } | undefined => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return undefined;
  } catch {
    const hint = hintFor(name, Intl.supportedValuesOf('timeZone')) ?? '';
    const near = hint.startsWith('did you mean') ? hint : "use a name like 'Europe/Berlin'";
    return { message: `${shown(name)} is no time zone`, params: { code: 'unknown-timezone', hint: near } };
  }
});
