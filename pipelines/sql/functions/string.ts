/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#string-functions */
import { bindOnce } from './decimals';
import { signature, type Argument, type FunctionFact, type RenderCall } from './fact';

const one = signature('string => string');
const two = signature('string, string => boolean');

function text(
  name: string,
  duckdb: string,
  examples: readonly string[],
  aliases: readonly string[] = [],
): FunctionFact {
  return { name, aliases, kind: 'scalar', nulls: 'any', signatures: [one], duckdb, examples };
}

/** Counts from 1; 0 is read as 1, a negative place counts from the end; what lies before the text is cut off. */
function substring(c: RenderCall): string {
  const [value = '', place = '', length] = c.arguments;
  const at = Number(c.literal(1));
  const size = length === undefined ? undefined : Number(c.literal(2));
  if (at >= 0 && (size === undefined || size >= 0)) {
    const from = Math.max(at, 1);
    return size === undefined ? `substring(${value}, ${from})` : `substring(${value}, ${from}, ${size})`;
  }
  return bindOnce([value, place, length ?? '2147483647'], ([s = '', p = '', n = '']) => {
    const start = `(CASE WHEN ${p} > 0 THEN ${p} - 1 WHEN ${p} < 0 THEN length(${s}) + ${p} ELSE 0 END)`;
    const from = `greatest(${start}, 0)`;
    const end = `(${start} + CAST(${n} AS BIGINT))`;
    const cut = `substring(${s}, ${from} + 1, greatest(${end} - ${from}, 0))`;
    return `(CASE WHEN ${p} IS NOT NULL AND ${n} IS NOT NULL THEN ${cut} END)`;
  });
}

function concatWs(c: RenderCall): string {
  const [separator = '', ...rest] = c.arguments;
  const lists = rest.map((r, i) => (c.types[i + 1]?.kind === 'array' ? `coalesce(${r}, [])` : `[${r}]`));
  if (lists.length === 0) return `(CASE WHEN ${separator} IS NOT NULL THEN '' END)`;
  const all = lists.length === 1 ? lists.join('') : `list_concat(${lists.join(', ')})`;
  const present = `list_filter(${all}, lambda lw: lw IS NOT NULL)`;
  return `(CASE WHEN ${separator} IS NOT NULL THEN coalesce(array_to_string(${present}, ${separator}), '') END)`;
}

function refuseConcatWs(args: readonly Argument[]): string | undefined {
  const bad = args.slice(1).find((a) => a.type.kind === 'array' && a.type.element.kind !== 'string');
  return bad === undefined ? undefined : 'only arrays of strings are joined';
}

function literalCount(args: readonly Argument[], index: number, what: string): string | undefined {
  const value = args[index]?.literal;
  return typeof value === 'string' && /^-?[1-9]\d*$/.test(value) ? undefined : `${what} must be a literal other than 0`;
}

function substringIndex(c: RenderCall): string {
  const [value = '', separator = ''] = c.arguments;
  const count = Number(c.literal(2));
  const parts = `string_split(${value}, ${separator})`;
  const kept = count > 0 ? `list_slice(${parts}, 1, ${count})` : `list_slice(${parts}, ${count}, -1)`;
  return `array_to_string(${kept}, ${separator})`;
}

const nonEmpty =
  (index: number, what: string) =>
  (args: readonly Argument[]): string | undefined => {
    const value = args[index]?.literal;
    return (typeof value === 'string' && value !== '') || args.length <= index
      ? undefined
      : `${what} must be a literal that is not empty`;
  };

const pad =
  (name: string) =>
  (c: RenderCall): string =>
    `${name}(${c.arguments[0] ?? ''}, greatest(${c.arguments[1] ?? ''}, 0), ${c.arguments[2] ?? "' '"})`;

const capital = '(upper(left(lw, 1)) || lower(substring(lw, 2)))';

export const strings: readonly FunctionFact[] = [
  {
    name: '||',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, string => string')],
    duckdb: '({0} || {1})',
    examples: ["'a' || 'b'", "'a' || null", "'a' || 1", "'x' || date'2024-01-01'", "1.50 || ''"],
  },
  {
    name: 'concat',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string... => string'), signature('array<T>, array<T>... => array<T>')],
    duckdb: ({ arguments: a, type }) =>
      type.kind === 'array' ? concatArrays(a) : a.length === 0 ? "''" : `(${a.join(' || ')})`,
    examples: [
      "concat('a', 'b')",
      "concat('a', null)",
      "concat('a', 1, true, date'2024-01-01')",
      'concat(1.50, 2L)',
      'concat(array(1), array(2, 3))',
      'concat(array(1), cast(null as array<int>))',
      "concat(timestamp'2024-01-01 10:00:00.5', '')",
    ],
  },
  {
    name: 'concat arrays',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('array<T>, array<T> => array<T>')],
    duckdb: (c) => concatArrays(c.arguments),
    examples: ['array(1) || array(2)'],
  },
  {
    name: 'concat_ws',
    kind: 'scalar',
    nulls: (args) => args[0]?.nullable ?? true,
    signatures: [{ takes: ['string', 'any...'], gives: 'string' }],
    refuse: (args) =>
      refuseConcatWs(args) ??
      (args.slice(1).every((a) => ['string', 'array', 'void'].includes(a.type.kind))
        ? undefined
        : 'concat_ws joins strings and arrays of strings'),
    duckdb: concatWs,
    examples: [
      "concat_ws(',', 'a', 'b')",
      "concat_ws(',', 'a', null, 'b')",
      "concat_ws(',', array('a', null, 'b'), 'c')",
      "concat_ws(null, 'a')",
      "concat_ws(',')",
      "concat_ws(',', null)",
      "concat_ws('', 'a', '')",
      "concat_ws('-', '', '')",
    ],
  },
  text('lower', 'lower({0})', ["lower('ABC')", 'lower(cast(null as string))', "lower('ÀÉ')"], ['lcase']),
  text('upper', 'upper({0})', ["upper('abc')", 'upper(1)', "upper('àé')"], ['ucase']),
  {
    name: 'trim',
    aliases: ['btrim'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [one],
    duckdb: "trim({0}, ' ')",
    examples: ["trim('  a ')", "btrim('  a ')", "trim('\\t a')", "trim('')"],
  },
  text('ltrim', "ltrim({0}, ' ')", ["ltrim('  a ')"]),
  text('rtrim', "rtrim({0}, ' ')", ["rtrim('  a ')"]),
  text('initcap', `array_to_string(list_transform(string_split({0}, ' '), lambda lw: ${capital}), ' ')`, [
    "initcap('hello wORLD')",
    "initcap('a-b c  d')",
    "initcap('')",
    'initcap(cast(null as string))',
  ]),
  {
    name: 'length',
    aliases: ['char_length', 'character_length', 'len'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string => int')],
    duckdb: 'CAST(length({0}) AS INTEGER)',
    examples: [
      "length('abc')",
      "length('')",
      "length('é€')",
      "length('😀')",
      'length(cast(null as string))',
      "char_length(' a ')",
      'length(12)',
    ],
  },
  {
    name: 'octet_length',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string => int')],
    duckdb: 'CAST(strlen({0}) AS INTEGER)',
    examples: ["octet_length('é')", "octet_length('')"],
  },
  {
    name: 'substring',
    aliases: ['substr'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, int, int? => string')],
    duckdb: substring,
    examples: [
      "substring('hello', 2)",
      "substring('hello', 2, 3)",
      "substring('hello', 0, 2)",
      "substring('hello', -3)",
      "substring('hello', -3, 2)",
      "substring('abc', -5, 3)",
      "substring('abc', 2, -1)",
      "substring('abc', 10)",
      "substring('abc', 1, 0)",
      'substr(cast(null as string), 1)',
      "substring('abc', cast(null as int), 1)",
      "substring('héllo', 2, 2)",
      "select substring(s, p, n) as v from values ('hello', -2, 5), ('hello', 0, 2), ('abc', -5, 3), ('abc', 2, -1), (null, 1, 1) as t(s, p, n)",
    ],
  },
  {
    name: 'left',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, int => string')],
    duckdb: 'left({0}, greatest({1}, CASE WHEN {1} IS NULL THEN NULL ELSE 0 END))',
    examples: [
      "left('hello', 2)",
      "left('hello', 0)",
      "left('hello', -1)",
      "left('hi', 5)",
      "left('hi', cast(null as int))",
    ],
  },
  {
    name: 'right',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, int => string')],
    duckdb: 'right({0}, greatest({1}, CASE WHEN {1} IS NULL THEN NULL ELSE 0 END))',
    examples: ["right('hello', 2)", "right('hello', 0)", "right('hello', -1)", "right('hi', 5)"],
  },
  {
    name: 'replace',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, string, string? => string')],
    duckdb: (c) => `replace(${c.arguments[0] ?? ''}, ${c.arguments[1] ?? ''}, ${c.arguments[2] ?? "''"})`,
    examples: [
      "replace('aXbX', 'X', '-')",
      "replace('aXbX', 'X')",
      "replace('abc', '', '-')",
      "replace('abc', 'b', null)",
      "replace('aaa', 'aa', 'b')",
    ],
  },
  {
    name: 'translate',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, string, string => string')],
    duckdb: 'translate({0}, {1}, {2})',
    examples: ["translate('abcb', 'bc', 'x')", "translate('abc', 'abc', '123')", "translate('abc', '', 'x')"],
  },
  {
    name: 'lpad',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, int, string? => string')],
    refuse: nonEmpty(2, 'the padding'),
    duckdb: pad('lpad'),
    examples: [
      "lpad('7', 3, '0')",
      "lpad('hello', 3, '0')",
      "lpad('a', 3)",
      "lpad('a', 5, 'xy')",
      "lpad('a', -1, 'x')",
      "lpad(7, 3, '0')",
    ],
  },
  {
    name: 'rpad',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, int, string? => string')],
    refuse: nonEmpty(2, 'the padding'),
    duckdb: pad('rpad'),
    examples: ["rpad('7', 3, '0')", "rpad('hello', 3, '0')", "rpad('a', 3)", "rpad('a', 0, 'x')"],
  },
  {
    name: 'repeat',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, int => string')],
    duckdb: 'repeat({0}, greatest({1}, CASE WHEN {1} IS NULL THEN NULL ELSE 0 END))',
    examples: [
      "repeat('ab', 3)",
      "repeat('ab', 0)",
      "repeat('ab', -1)",
      'repeat(cast(null as string), 2)',
      "repeat('a', cast(null as int))",
    ],
  },
  {
    name: 'space',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('int => string')],
    duckdb: "repeat(' ', greatest({0}, 0))",
    examples: ["concat('[', space(2), ']')", "concat('[', space(-1), ']')"],
  },
  {
    name: 'instr',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, string => int')],
    duckdb: "CAST((CASE WHEN {1} = '' THEN CASE WHEN {0} IS NOT NULL THEN 1 END ELSE instr({0}, {1}) END) AS INTEGER)",
    examples: [
      "instr('hello', 'l')",
      "instr('hello', 'x')",
      "instr('hello', '')",
      "instr(cast(null as string), 'a')",
      "instr('héllo', 'l')",
      "instr('', 'a')",
    ],
  },
  {
    name: 'locate',
    aliases: ['position', 'charindex'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, string => int')],
    duckdb: "CAST((CASE WHEN {0} = '' THEN CASE WHEN {1} IS NOT NULL THEN 1 END ELSE instr({1}, {0}) END) AS INTEGER)",
    examples: ["locate('l', 'hello')", "position('x', 'hello')", "locate('', 'abc')"],
  },
  {
    name: 'ascii',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string => int')],
    duckdb: "CAST((CASE WHEN {0} = '' THEN 0 ELSE ascii({0}) END) AS INTEGER)",
    examples: ["ascii('A')", "ascii('')", "ascii('é')"],
  },
  {
    name: 'startswith',
    kind: 'scalar',
    nulls: 'any',
    signatures: [two],
    duckdb: 'starts_with({0}, {1})',
    examples: ["startswith('hello', 'he')", "startswith('hello', '')", "startswith('hello', null)"],
  },
  {
    name: 'endswith',
    kind: 'scalar',
    nulls: 'any',
    signatures: [two],
    duckdb: 'ends_with({0}, {1})',
    examples: ["endswith('hello', 'lo')", "endswith('hello', 'x')"],
  },
  {
    name: 'contains',
    kind: 'scalar',
    nulls: 'any',
    signatures: [two],
    duckdb: 'contains({0}, {1})',
    examples: ["contains('hello', 'ell')", "contains('hello', '')", "contains(cast(null as string), 'a')"],
  },
  {
    name: 'split_part',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, string, int => string')],
    refuse: (args) => nonEmpty(1, 'the separator')(args) ?? literalCount(args, 2, 'the place'),
    duckdb: 'split_part({0}, {1}, {2})',
    examples: [
      "split_part('a,b,c', ',', 2)",
      "split_part('a,b,c', ',', -1)",
      "split_part('a,b,c', ',', 9)",
      "split_part('a.b', '.', 1)",
      "split_part(cast(null as string), ',', 1)",
    ],
  },
  {
    name: 'substring_index',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, string, int => string')],
    refuse: (args) => nonEmpty(1, 'the separator')(args) ?? literalCount(args, 2, 'the count'),
    duckdb: substringIndex,
    examples: [
      "substring_index('a.b.c', '.', 2)",
      "substring_index('a.b.c', '.', -2)",
      "substring_index('a.b.c', '.', 9)",
      "substring_index('abc', '.', 1)",
      "substring_index('a..c', '.', 2)",
    ],
  },
  {
    name: 'levenshtein',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, string => int')],
    duckdb: 'CAST(levenshtein({0}, {1}) AS INTEGER)',
    examples: ["levenshtein('kitten', 'sitting')", "levenshtein('', 'abc')", "levenshtein(cast(null as string), 'a')"],
  },
];

/** Null when any is: DuckDB would leave nulls out. */
function concatArrays(lists: readonly string[]): string {
  if (lists.length === 1) return lists.join('');
  return `(CASE WHEN ${lists.map((l) => `${l} IS NOT NULL`).join(' AND ')} THEN list_concat(${lists.join(', ')}) END)`;
}
