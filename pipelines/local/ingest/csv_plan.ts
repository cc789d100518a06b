/**
 * How a CSV file is best read. A look at its bytes tells whether DuckDB's reader must read it as our rules do; then only
 * the records with a wrong number of fields are ours to find.
 */
import { isUtf8 } from 'node:buffer';
import { CsvTokens } from './csv_tokens';
import { fieldTexts } from './records';
import { corruptText, textStart } from './text';

export interface PlainCsv {
  readonly names: readonly string[];
  readonly lineEnd: '\n' | '\r\n';
  /** Records that have as many fields as the header. */
  readonly good: number;
  readonly corrupt: readonly string[];
  readonly longest: number;
}

/** Undefined where the file needs the careful reader. */
export function plainCsv(bytes: Uint8Array, delimiter: string): PlainCsv | undefined {
  if (!isUtf8(bytes) || textStart(bytes) !== 0) return undefined;
  const tokens = new CsvTokens(bytes, delimiter.charCodeAt(0), 0);
  if (!tokens.next()) return undefined;
  const names = fieldTexts(tokens, bytes);
  if (!names) return undefined;
  const corrupt: string[] = [];
  let good = 0;
  let longest = 0;
  while (!tokens.unusual && tokens.next()) {
    if (tokens.malformed) return undefined;
    longest = Math.max(longest, tokens.end - tokens.start);
    if (tokens.fieldCount === names.length) good++;
    else corrupt.push(corruptText(bytes.subarray(tokens.start, tokens.end)));
  }
  if (tokens.unusual || tokens.lineEnd === undefined) return undefined;
  return { names: names.map((n) => n ?? ''), lineEnd: tokens.lineEnd, good, corrupt, longest };
}
