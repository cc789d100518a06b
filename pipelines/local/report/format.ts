/** Numbers and times as a reader sees them; the same on every machine, whatever its locale and time zone. */
import type { Interval } from './data';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dayMilliseconds = 86_400_000;

/** `1,234,567` */
export function count(value: number): string {
  return (value < 0 ? '−' : '') + String(Math.abs(Math.round(value))).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 row`, `2 rows` */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A share as a percentage, rounded down, so that 100 % is said only of all. */
export function percent(share: number): string {
  if (share >= 1) return '100%';
  const digits = share >= 0.999 ? 2 : 1;
  const scaled = Math.floor(share * 100 * 10 ** digits + 1e-9);
  return `${(Math.min(scaled, 100 * 10 ** digits - 1) / 10 ** digits).toFixed(digits)}%`;
}

/** `84 ms`, `3.4 s`, `2 min 05 s` */
export function duration(seconds: number): string {
  if (seconds <= 0) return '0 s';
  if (seconds < 0.0995) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(seconds < 0.995 ? 2 : 1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours} h ${pad(minutes)} min` : `${minutes} min ${pad(whole % 60)} s`;
}

/** `2 Jan 2026` for a day's interval, wherever in the day it starts; else both ends. */
export function intervalName(interval: Interval): string {
  const start = new Date(interval.start);
  const end = new Date(interval.end);
  const length = end.getTime() - start.getTime();
  if (Number.isNaN(length)) return `${interval.start} to ${interval.end}`;
  if (Math.abs(length - dayMilliseconds) <= 3_600_000) return day(start);
  if (length % dayMilliseconds === 0 && start.getUTCHours() === 0 && start.getUTCMinutes() === 0) {
    return `${day(start)} to ${day(new Date(end.getTime() - 1))}`;
  }
  return `${day(start)} ${clock(start)} to ${day(start) === day(end) ? '' : `${day(end)} `}${clock(end)}`;
}

/** `2 Jan 2026 01:00 to 3 Jan 2026 01:00 UTC` */
export function intervalEnds(interval: Interval): string {
  return `${moment(interval.start)} to ${moment(interval.end)} UTC`;
}

/** `2 Jan 2026 01:00`; text that is no time is given back as it is. */
export function moment(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${day(at)} ${clock(at)}`;
}

function day(at: Date): string {
  return `${at.getUTCDate()} ${months[at.getUTCMonth()] ?? ''} ${at.getUTCFullYear()}`;
}

function clock(at: Date): string {
  return `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
