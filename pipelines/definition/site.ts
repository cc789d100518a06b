/** Where a value was written: captured as one stack frame, formatted only when a diagnostic needs it. */
import { fileURLToPath } from 'node:url';
import type { Position } from '../plan';

export interface Captured {
  readonly stack?: string;
}
const sites = new WeakMap<object, Captured>();

/** Remembers the caller of `above` as the place where `value` was written. */
export function remember<T extends object>(value: T, above: (...args: never[]) => unknown): T {
  sites.set(value, capture(above));
  return value;
}

/** V8 keeps the frame as a reference; its text, and source maps, are worked out when `stack` is first read. */
export function capture(above: (...args: never[]) => unknown): Captured {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  const holder: Captured = {};
  Error.captureStackTrace(holder, above);
  Error.stackTraceLimit = limit;
  return holder;
}

/** The place of the call that made `value`, when it was made by one. */
export function siteOf(value: object): Position | undefined {
  const captured = sites.get(value);
  return captured && positionOf(captured);
}

export function positionOf(captured: Captured): Position | undefined {
  return positionIn(captured.stack ?? '');
}

/** The first place in a file that a stack names. */
export function positionIn(stack: string): Position | undefined {
  const frame = /(?:\(|at (?:async )?)?((?:file:\/\/|\/|[A-Za-z]:[\\/])[^\n()]*?):(\d+):(\d+)\)?$/m.exec(stack);
  if (!frame) return undefined;
  const [, place = '', line, column] = frame;
  const file = place.startsWith('file://') ? fileURLToPath(place) : place;
  return { file, line: Number(line), column: Number(column) };
}
