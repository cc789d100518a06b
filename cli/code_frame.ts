/** The lines around a place in a file, with a caret under it. */
import { readFileSync } from 'node:fs';
import type { Position } from '../pipelines/plan';
import { colours } from './output';

const around = 2;

/** Undefined where the file cannot be read or has no such line. */
export function codeFrame({ file, line, column }: Position): string | undefined {
  let lines: readonly string[];
  try {
    lines = readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return undefined;
  }
  const found = lines[line - 1];
  if (found === undefined) return undefined;
  const from = Math.max(1, line - around);
  const to = Math.min(lines.length, line + around);
  const width = String(to).length;
  const shown: string[] = [];
  for (let number = from; number <= to; number++) {
    const text = lines[number - 1] ?? '';
    const gutter = `${String(number).padStart(width)} | `;
    shown.push(number === line ? `${colours.red('>')} ${gutter}${text}` : colours.dim(`  ${gutter}${text}`));
    if (number === line) {
      // Tabs stay tabs, so that the caret stands where the reader's terminal puts the character.
      const indent = found.slice(0, column - 1).replace(/[^\t]/g, ' ');
      const length = /^[\w$]+/.exec(found.slice(column - 1))?.[0].length ?? 1;
      shown.push(`  ${' '.repeat(width)} | ${indent}${colours.red('^'.repeat(length))}`);
    }
  }
  return shown.join('\n');
}
