/** Regular expressions: Java's in Spark, RE2 in DuckDB; only what both read alike is taken, and only as literals. */
import { signature, type Argument, type FunctionFact } from './fact';
import { duckdbString } from '../print/duckdb_text';

const refusedParts: readonly (readonly [RegExp, string])[] = [
  [/\(\?(?!:)/, "groups that begin with '(?'"],
  [/\\[1-9]/, 'back-references'],
  [/[*+?}]\+/, 'possessive quantifiers'],
  [/\\(?![dDwWsSbBtnrf])[a-zA-Z]/, 'that escape'],
  [/\[[^\]]*&&/, "'&&' in a class"],
  [/\[[^\]\\]*(?:\\.[^\]\\]*)*\[/, "'[' in a class"],
];

/** Why the pattern is not portable, or undefined. */
export function refusePattern(pattern: Argument | undefined): string | undefined {
  const text = pattern?.literal;
  if (pattern === undefined || text === null) return undefined;
  if (typeof text !== 'string') return 'the pattern must be a literal: engines differ in what they read as one';
  if (text === '') return 'the pattern must not be empty';
  const found = refusedParts.find(([part]) => part.test(text));
  if (found !== undefined) return `${found[1]} mean different things to the engines`;
  try {
    new RegExp(text);
  } catch {
    return `'${text}' is no regular expression`;
  }
  return undefined;
}

/** `$1` in Spark is `\1` in DuckDB; a backslash takes the next character as it is. */
export function replacement(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\') {
      i++;
      out += text.charAt(i) === '\\' ? '\\\\' : text.charAt(i);
    } else if (char === '$' && /\d/.test(text.charAt(i + 1))) {
      out += `\\${text.charAt(i + 1)}`;
      i++;
    } else out += char;
  }
  return out;
}

function refuseReplacement(args: readonly Argument[]): string | undefined {
  const text = args[2]?.literal;
  if (typeof text !== 'string') return text === null ? undefined : 'the replacement must be a literal';
  return /\$(?!\d)/.test(text.replace(/\\./g, ''))
    ? "a '$' in the replacement names a group: write '\\\\$' for a dollar"
    : undefined;
}

const groups = (pattern: string): number => (pattern.match(/(?<!\\)\((?!\?)/g) ?? []).length;

function refuseGroup(args: readonly Argument[]): string | undefined {
  const pattern = args[1]?.literal;
  const index = args.length < 3 ? '1' : args[2]?.literal;
  if (typeof index !== 'string' || !/^\d+$/.test(index)) return 'the group must be a literal';
  return typeof pattern === 'string' && Number(index) > groups(pattern)
    ? `the pattern has ${groups(pattern)} groups, not ${index}`
    : undefined;
}

const two = signature('string, string => boolean');

export const regexes: readonly FunctionFact[] = [
  {
    name: 'like',
    kind: 'scalar',
    signatures: [two],
    nulls: 'any',
    duckdb: "({0} LIKE {1} ESCAPE '\\')",
    examples: [
      "'abc' like 'a%'",
      "'abc' like 'A%'",
      "'a%c' like 'a\\\\%c'",
      "'abc' like '_b_'",
      "cast(null as string) like 'a'",
      "'a\\nb' like 'a%b'",
      "'abc' not like '%c'",
      "'a_c' like 'a\\\\_c'",
      "'é' like '_'",
    ],
  },
  {
    name: 'ilike',
    kind: 'scalar',
    signatures: [two],
    nulls: 'any',
    duckdb: "({0} ILIKE {1} ESCAPE '\\')",
    examples: ["'ABC' ilike 'a%'", "'É' ilike 'é'"],
  },
  {
    name: 'rlike',
    aliases: ['regexp_like', 'regexp'],
    kind: 'scalar',
    signatures: [signature('string, string => boolean')],
    nulls: 'any',
    refuse: (args) => refusePattern(args[1]),
    duckdb: 'regexp_matches({0}, {1})',
    examples: [
      "'abc123' rlike '[0-9]+'",
      "'abc' rlike '^b'",
      "cast(null as string) rlike 'a'",
      "regexp_like('a@b.fr', '^[^@]+@[^@]+\\\\.[a-z]+$')",
      "'x' not rlike 'y'",
    ],
  },
  {
    name: 'regexp_replace',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, string, string => string')],
    refuse: (args) => refusePattern(args[1]) ?? refuseReplacement(args),
    duckdb: (c) =>
      `regexp_replace(${c.arguments[0] ?? ''}, ${c.arguments[1] ?? ''}, ${duckdbString(replacement(c.literal(2) ?? ''))}, 'g')`,
    examples: [
      "regexp_replace('a1b22', '[0-9]+', '#')",
      "regexp_replace('2024-01-02', '(\\\\d+)-(\\\\d+)-(\\\\d+)', '$3/$2/$1')",
      "regexp_replace('abc', 'x', 'y')",
      "regexp_replace(cast(null as string), 'x', 'y')",
      "regexp_replace('a.b.c', '\\\\.', '')",
      "regexp_replace('cost', 'c', '\\\\$')",
    ],
  },
  {
    name: 'regexp_extract',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, string, int? => string')],
    refuse: (args) => refusePattern(args[1]) ?? refuseGroup(args),
    duckdb: (c) => `regexp_extract(${c.arguments[0] ?? ''}, ${c.arguments[1] ?? ''}, ${c.arguments[2] ?? '1'})`,
    examples: [
      "regexp_extract('order-123', '([a-z]+)-([0-9]+)', 2)",
      "regexp_extract('order-123', '([a-z]+)')",
      "regexp_extract('x', '([0-9]+)', 1)",
      "regexp_extract('abc123', '[0-9]+', 0)",
      "regexp_extract(cast(null as string), '(a)', 1)",
    ],
  },
  {
    name: 'regexp_count',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, string => int')],
    refuse: (args) => refusePattern(args[1]),
    duckdb: '(CASE WHEN {0} IS NOT NULL THEN CAST(len(regexp_extract_all({0}, {1})) AS INTEGER) END)',
    examples: [
      "regexp_count('a1b22c333', '[0-9]+')",
      "regexp_count('abc', 'x')",
      "regexp_count(cast(null as string), 'x')",
    ],
  },
  {
    name: 'split',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, string => array<string>')],
    refuse: (args) => refusePattern(args[1]),
    duckdb: 'string_split_regex({0}, {1})',
    examples: [
      "split('a,b,,c', ',')",
      "split('a1b22c', '[0-9]+')",
      "split('', ',')",
      "split(',a,', ',')",
      "split(cast(null as string), ',')",
      "split('a|b', '\\\\|')",
    ],
  },
];
