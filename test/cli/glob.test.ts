import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { filesOf, globExpression } from '../../cli/glob';
import { WrongUsage } from '../../cli/usage';

test.each([
  ['gold.*', 'gold.fact_orders', true],
  ['gold.*', 'goldxfact_orders', false],
  ['*.ts', 'a/b.ts', false],
  ['**/*.ts', 'b.ts', true],
  ['**/*.ts', 'a/c/b.ts', true],
  ['a/**', 'a/b/c.sql', true],
  ['x.{ts,sql}', 'x.sql', true],
  ['x.{ts,sql}', 'x.yaml', false],
  ['dim_?', 'dim_a', true],
  ['a+b(c)', 'a+b(c)', true],
])('%s on %s: %s', (pattern, path, matches) => {
  expect(globExpression(pattern).test(path)).toBe(matches);
});

test.each([
  ['**************************zzz', 'a'.repeat(200), false],
  ['**************************zzz', `${'a/'.repeat(99)}zzz`, true],
  [`${'*a'.repeat(30)}z`, 'a'.repeat(200), false],
  [`${'**/'.repeat(30)}z`, 'a/'.repeat(100), false],
  [`${'{a,aa}'.repeat(60)}z`, 'a'.repeat(100), false],
  ['{a,b{c,d}}e', 'bde', true],
  ['{a,b{c,d}}e', 'be', false],
  ['{a,}b', 'b', true],
  ['a,b', 'a,b', true],
  ['**/b', 'b', true],
  ['**/b', '/b', false],
  ['a**c', 'a/b/c', true],
  ['a[b]^$.|\\', 'a[b]^$.|\\', true],
  ['é?', 'éx', true],
  ['', '', true],
  ['*', '', true],
])('%s on %s ends: %s', (pattern, path, matches) => {
  expect(globExpression(pattern).test(path)).toBe(matches);
});

test.each(['{a}}', '**/x}', '{a{b', '{a{b}', '{', '}', '}{'])('the braces of %s do not match', (pattern) => {
  expect(() => globExpression(pattern)).toThrow(
    new WrongUsage(
      `the braces of the pattern '${pattern}' do not match; expected each { with its }, as in '*.{ts,sql}'`,
    ),
  );
});

test('a pattern is not endless', () => {
  expect(() => globExpression('x'.repeat(1001))).toThrow(
    `a pattern is too long: found 1001 characters, '${'x'.repeat(40)}...'; expected at most 1000`,
  );
  expect(globExpression('x'.repeat(1000)).test('x'.repeat(1000))).toBe(true);
});

test('what it matches is what an expression matches', () => {
  const part = fc.constantFrom('a', 'b', '/', '.', '*', '**', '**/', '?', '{a,b}', '{a/,b*}', '{a,{b,/}}');
  const path = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.'), maxLength: 8 });
  const written: Record<string, string> = {
    ...{ '.': '\\.', '*': '[^/]*', '**': '.*', '**/': '(?:[^/]+/)*', '?': '[^/]' },
    ...{ '{a,b}': '(?:a|b)', '{a/,b*}': '(?:a/|b[^/]*)', '{a,{b,/}}': '(?:a|(?:b|/))' },
  };
  // Two stars beside each other are one thing, so what is beside a star is none.
  const parts = fc
    .array(part, { maxLength: 5 })
    .filter((all) => !all.some((each, i) => /\*$/.test(each) && /^[*/]/.test(all[i + 1] ?? '')));
  fc.assert(
    fc.property(parts, path, (all, text) => {
      const expected = new RegExp(`^${all.map((each) => written[each] ?? each).join('')}$`).test(text);
      expect(globExpression(all.join('')).test(text)).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

describe('files', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lakewright-glob-'));
    for (const path of ['p/b.ts', 'p/a.ts', 'p/a.d.ts', 'p/sql/x.sql', 'node_modules/m/y.ts', '.hidden/z.ts']) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), '');
    }
    symlinkSync(join(folder, 'p', 'sql'), join(folder, 'p', 'link'));
    symlinkSync(join(folder, 'p', 'sql', 'x.sql'), join(folder, 'p', 'linked.sql'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['p/*.ts', ['p/a.ts', 'p/b.ts']],
    ['./p/b.ts', ['p/b.ts']],
    ['**/*.{ts,sql}', ['p/a.ts', 'p/b.ts', 'p/linked.sql', 'p/sql/x.sql']],
    ['p/c.ts', []],
    ['p', []],
    ['q/*.ts', []],
  ])('%s', (pattern, files) => {
    expect(filesOf(folder, pattern)).toEqual(files);
    expect(filesOf(join(folder, 'elsewhere'), `${folder}/${pattern.replace('./', '')}`)).toEqual(
      files.map((file) => join(folder, file)),
    );
  });

  test('a link to itself is no file', () => {
    symlinkSync('loop.ts', join(folder, 'p', 'loop.ts'));
    expect(filesOf(folder, 'p/*.ts')).toEqual(['p/a.ts', 'p/b.ts']);
    expect(filesOf(folder, 'p/loop.ts')).toEqual([]);
    rmSync(join(folder, 'p', 'loop.ts'));
  });

  test('of a folder beside', () => {
    expect(filesOf(join(folder, 'p', 'sql'), '../*.ts')).toEqual(['../a.ts', '../b.ts']);
  });
});
