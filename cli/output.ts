/** Where a command's words go: results to standard output, progress and complaints to standard error. */
import { createColors } from 'picocolors';

export const colours = createColors(
  process.env['NO_COLOR'] === undefined &&
    (process.env['FORCE_COLOR'] !== undefined || (process.stdout.isTTY && process.env['TERM'] !== 'dumb')),
);

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Rows in columns; numbers to the right. */
export function aligned(rows: readonly (readonly (string | number)[])[], header?: readonly string[]): string {
  const all = [...(header === undefined ? [] : [header]), ...rows];
  const widths: number[] = [];
  for (const row of all) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, String(cell).length)));
  const line = (row: readonly (string | number)[]) =>
    row
      .map((cell, i) =>
        typeof cell === 'number' ? String(cell).padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return all.map((row, i) => (i === 0 && header !== undefined ? colours.dim(line(row)) : line(row))).join('\n');
}

/** `1 table`, `3 tables`. */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
