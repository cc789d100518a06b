import fc from 'fast-check';
import { canonicalCondition, canonicalQuery, checkQuery } from '../../../pipelines/sql';
import { exampleFamilies, exampleQuery, noTables } from './examples';
import { tokenize } from '../../../pipelines/sql/parse/token';

const queries = [...exampleFamilies().values()].flat().map(exampleQuery);

/** The same tokens with other white space, comments and case of words. */
function reformatted(text: string, seed: readonly number[]): string {
  let out = '';
  tokenize(text).forEach((token, i) => {
    const n = seed[i % seed.length] ?? 0;
    const word = text.slice(token.start, token.end);
    // Names keep their case: only words that no name is written with change theirs.
    const keyword =
      /^(?:select|from|where|group|by|order|join|left|on|as|and|or|not|case|when|then|else|end|in|is|null|with|union|all|over|partition|asc|desc|values|between|like|cast|interval|having|limit|distinct)$/i.test(
        word,
      );
    out += token.kind === 'word' && keyword && n % 2 === 1 ? word.toUpperCase() : word;
    out += [' ', '\n', '\t ', ' /* x */ ', ' -- y\n', '  '][n % 6] ?? ' ';
  });
  return out;
}

it('does not change when the text is reformatted', () => {
  const seeds = fc.array(fc.nat(11), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom(...queries), seeds, (query, seed) => {
      expect(canonicalQuery(reformatted(query, seed))).toBe(canonicalQuery(query));
    }),
    { numRuns: 500 },
  );
});

it.each(queries)('is its own canonical form: %s', (query) => {
  const once = canonicalQuery(query);
  expect(canonicalQuery(once)).toBe(once);
  // And it means the same: the same columns of the same types.
  expect(checkQuery(once, noTables).columns).toEqual(checkQuery(query, noTables).columns);
});

it.each([
  ['a = 1 and (b = 2)', 'a = 1 and b = 2'],
  ['(a) + (b * c)', 'a + b * c'],
  ['a == 1', 'a = 1'],
  ['a != 1', 'a <> 1'],
  ['cast(a AS Decimal(12, 2)) > 0', 'a::decimal(12,2) > 0'],
  ['NOT (a is null)', 'not a is null'],
  ['`a` > 0', 'a > 0'],
  ['a = "x"', "a = 'x'"],
])('%s is %s', (one, other) => {
  expect(canonicalCondition(one)).toBe(canonicalCondition(other));
});

it.each([
  ['a - (b - c)', 'a - b - c'],
  ['(a or b) and c', 'a or b and c'],
  ['not (a and b)', 'not a and b'],
  ["a = 'X'", "a = 'x'"],
  ['a between 1 and 2', 'a between 2 and 1'],
  ['-(-a)', 'a'],
])('%s is not %s', (one, other) => {
  expect(canonicalCondition(one)).not.toBe(canonicalCondition(other));
});

/** Random expressions: what is printed is read as the same tree. */
const { e: expression } = fc.letrec<{ e: string }>((tie) => ({
  e: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom('a', 'b', '1', '-2', '1.50', "'x'", 'null', "date '2024-01-01'", '`my col`', 't.a'),
    fc
      .tuple(
        tie('e'),
        fc.constantFrom('+', '-', '*', '/', '%', '||', '=', '<', 'and', 'or', '<=>', '&', '|', 'div'),
        tie('e'),
      )
      .map(([l, o, r]) => `(${l}) ${o} (${r})`),
    tie('e').map((x) => `not (${x})`),
    tie('e').map((x) => `- (${x})`),
    tie('e').map((x) => `(${x}) is not null`),
    fc.tuple(tie('e'), tie('e'), tie('e')).map(([x, y, z]) => `(${x}) between (${y}) and (${z})`),
    fc.tuple(tie('e'), tie('e')).map(([x, y]) => `(${x}) in ((${y}), 1)`),
    fc.tuple(tie('e'), tie('e')).map(([x, y]) => `case when (${x}) then (${y}) end`),
    tie('e').map((x) => `cast((${x}) as string)`),
    tie('e').map((x) => `(${x})[0]`),
    fc.tuple(tie('e'), tie('e')).map(([x, y]) => `f((${x}), x -> (${y}))`),
  ),
}));

it('prints an expression so that it is read as the same', () => {
  fc.assert(
    fc.property(expression, (text) => {
      const once = canonicalCondition(text);
      expect(canonicalCondition(once)).toBe(once);
      expect(canonicalCondition(`(${once})`)).toBe(once);
    }),
    { numRuns: 1000 },
  );
});
