/** Spark's date patterns as DuckDB's: the letters that both know, and what Spark's strict parser takes. */
import type { Argument } from './fact';

interface Piece {
  readonly duckdb: string;
  /** What the parser accepts for it, as a regular expression; absent where it cannot be parsed portably. */
  readonly reads?: string;
}

const pieces: Readonly<Record<string, Piece>> = {
  yyyy: { duckdb: '%Y', reads: '\\d{4}' },
  yy: { duckdb: '%y' },
  MM: { duckdb: '%m', reads: '\\d{2}' },
  M: { duckdb: '%-m', reads: '\\d{1,2}' },
  MMM: { duckdb: '%b' },
  MMMM: { duckdb: '%B' },
  dd: { duckdb: '%d', reads: '\\d{2}' },
  d: { duckdb: '%-d', reads: '\\d{1,2}' },
  HH: { duckdb: '%H', reads: '\\d{2}' },
  H: { duckdb: '%-H', reads: '\\d{1,2}' },
  hh: { duckdb: '%I' },
  h: { duckdb: '%-I' },
  mm: { duckdb: '%M', reads: '\\d{2}' },
  m: { duckdb: '%-M', reads: '\\d{1,2}' },
  ss: { duckdb: '%S', reads: '\\d{2}' },
  s: { duckdb: '%-S', reads: '\\d{1,2}' },
  SSS: { duckdb: '%g', reads: '\\d{3}' },
  SSSSSS: { duckdb: '%f', reads: '\\d{6}' },
  a: { duckdb: '%p' },
  E: { duckdb: '%a' },
  EE: { duckdb: '%a' },
  EEE: { duckdb: '%a' },
  EEEE: { duckdb: '%A' },
  DDD: { duckdb: '%j' },
};

export interface Translated {
  readonly duckdb: string;
  /** Undefined where the pattern can be printed but not parsed. */
  readonly reads: string | undefined;
}

/** Undefined where a letter is not portable; `problem` says which. */
export function translatePattern(pattern: string): Translated | { readonly problem: string } {
  let duckdb = '';
  let reads: string | undefined = '';
  for (let at = 0; at < pattern.length;) {
    const char = pattern.charAt(at);
    if (/[A-Za-z]/.test(char)) {
      const run = /^(.)\1*/.exec(pattern.slice(at))?.[0] ?? char;
      const piece = pieces[run];
      if (piece === undefined) return { problem: `'${run}' in the pattern is not portable` };
      duckdb += piece.duckdb;
      reads = reads === undefined || piece.reads === undefined ? undefined : reads + piece.reads;
      at += run.length;
      continue;
    }
    if (char === "'") {
      const quoted = /^'((?:[^']|'')*)'/.exec(pattern.slice(at));
      if (quoted === null) return { problem: 'a quote in the pattern is not closed' };
      const literal = quoted[0] === "''" ? "'" : (quoted[1] ?? '').replaceAll("''", "'");
      duckdb += literal.replaceAll('%', '%%');
      reads = reads === undefined ? undefined : reads + escapeRegex(literal);
      at += quoted[0].length;
      continue;
    }
    if (/[#{}[\]]/.test(char)) return { problem: `'${char}' in the pattern is not portable` };
    duckdb += char === '%' ? '%%' : char;
    reads = reads === undefined ? undefined : reads + escapeRegex(char);
    at++;
  }
  return { duckdb, reads };
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^$()|\\/-]/g, '\\$&');
}

export function refuseDatePattern(index: number, parsing: boolean) {
  return (args: readonly Argument[]): string | undefined => {
    if (args.length <= index) return undefined;
    const text = args[index]?.literal;
    if (typeof text !== 'string') return 'the pattern must be a literal';
    const found = translatePattern(text);
    if ('problem' in found) return found.problem;
    return parsing && found.reads === undefined ? `'${text}' can be printed but not read portably` : undefined;
  };
}
