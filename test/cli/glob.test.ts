import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf, globExpression } from '../../cli/glob';

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

  test('of a folder beside', () => {
    expect(filesOf(join(folder, 'p', 'sql'), '../*.ts')).toEqual(['../a.ts', '../b.ts']);
  });
});
