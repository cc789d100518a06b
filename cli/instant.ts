/** Dates and instants that a caller types. */
import { WrongUsage } from './usage';

const form = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** `2026-01-02` (midnight, UTC), `2026-01-02T02:00`, `2026-01-02T02:00:00+01:00`. */
export function parseInstant(text: string, option: string): Date {
  const wrong = (why: string) =>
    new WrongUsage(`${option}: '${text}' ${why}`, 'write 2026-01-02 or 2026-01-02T02:00:00Z; without a zone it is UTC');
  if (!form.test(text)) throw wrong('is neither a date nor a time');
  const zoned = text.length === 10 ? `${text}T00:00:00Z` : /(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`;
  const instant = new Date(zoned);
  // A Date rolls the 31st of February over to March.
  const midnight = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  if (
    Number.isNaN(instant.getTime()) ||
    Number.isNaN(midnight.getTime()) ||
    midnight.toISOString().slice(0, 10) !== text.slice(0, 10)
  ) {
    throw wrong('is not in the calendar');
  }
  return instant;
}

/** `2026-01-01..2026-01-03`: from the first up to, and without, the second. */
export function parseRange(text: string, option: string): { readonly from: Date; readonly to: Date } {
  const [first, second, ...rest] = text.split('..');
  if (first === undefined || second === undefined || rest.length > 0) {
    throw new WrongUsage(`${option}: '${text}' is not a range`, 'write FROM..TO, as in 2026-01-01..2026-01-03');
  }
  const from = parseInstant(first, option);
  const to = parseInstant(second, option);
  if (from >= to) throw new WrongUsage(`${option}: '${text}' ends before it begins`);
  return { from, to };
}
