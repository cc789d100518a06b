/** Diagnostics for people. */
import { relative, resolve } from 'node:path';
import type { Diagnostic } from '../pipelines/plan';
import { codeFrame } from './code_frame';
import { colours, count, note } from './output';

/** A path as the caller would type it; the machine's folders stay out of JSON too. */
export function shownPath(file: string): string {
  const shown = relative(process.cwd(), resolve(file));
  return shown.startsWith('..') ? file : shown;
}

export function shownDiagnostic(diagnostic: Diagnostic): Diagnostic {
  const { at } = diagnostic;
  return { ...diagnostic, at: at === undefined ? undefined : { ...at, file: shownPath(at.file) } };
}

export function formatDiagnostic({ severity, code, message, path, at, hint }: Diagnostic): string {
  const paint = severity === 'error' ? colours.red : colours.yellow;
  const place = at === undefined ? path : `${shownPath(at.file)}:${at.line}:${at.column}`;
  const frame = at === undefined ? undefined : codeFrame(at);
  return [
    `${paint(colours.bold(severity))} ${colours.dim(`[${code}]`)} ${message}`,
    ...(place === ''
      ? []
      : [`  ${colours.cyan(place)}${at === undefined || path === '' ? '' : colours.dim(`  ${path}`)}`]),
    ...(frame === undefined ? [] : ['', frame.replace(/^/gm, '  '), '']),
    ...(hint === undefined ? [] : [`  ${colours.green('hint')}: ${hint}`]),
  ].join('\n');
}

/** Prints them all, to standard error, and how many there are. */
export function printDiagnostics(all: readonly Diagnostic[]): void {
  for (const diagnostic of all) note(`${formatDiagnostic(diagnostic)}\n`);
  const errors = all.filter((each) => each.severity === 'error').length;
  const warnings = all.length - errors;
  if (all.length > 0) {
    note(
      [...(errors > 0 ? [count(errors, 'error')] : []), ...(warnings > 0 ? [count(warnings, 'warning')] : [])].join(
        ', ',
      ),
    );
  }
}
