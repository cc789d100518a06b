import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDefinitions, normalise } from '../../../pipelines/definition';

/** Other processes are started here, on machines that may be busy. */
jest.setTimeout(60_000);

const library = join(__dirname, '../../../pipelines/definition');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakewright-load-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const tablesOf = (...files: string[]): readonly string[] =>
  Object.keys(normalise(loadDefinitions(files).written, {}).definitions.tables);

test('a table that a pipeline uses needs no export: as target, source, in a query, in a step', () => {
  const path = file(
    'hidden.js',
    `const { append, merge, overwrite, pipeline, resolve_key, sql, table } = require(${JSON.stringify(library)});
     const t = (id) => table(id, { columns: { id: 'string' }, key: ['id'] });
     const [a, b, c, d, e] = ['x.a', 'x.b', 'x.c', 'x.d', 'x.e'].map(t);
     exports.p = pipeline('p', { tasks: [
       append(a, { from: b }),
       merge(c, { from: sql\`select id from (\${sql\`select * from \${d}\`})\`,
         steps: [resolve_key({ from: e, on: ['id'], as_of: 'id', into: 'id' })] }),
     ] });`,
  );
  expect(tablesOf(path)).toEqual(['x.a', 'x.b', 'x.c', 'x.d', 'x.e']);
});

test('definitions are found in lists and namespaces, and the same value counts once', () => {
  const one = file(
    'one.js',
    `exports.t = require(${JSON.stringify(library)}).table('x.one', { columns: { id: 'string' } });`,
  );
  const all = file(
    'all.js',
    `const one = require('./one.js'); exports.one = one; exports.list = [one.t]; exports.other = 5;`,
  );
  const { written, diagnostics } = loadDefinitions([all, one]);
  expect(diagnostics).toEqual([]);
  expect(written).toHaveLength(1);
});

test('a file that cannot be read is a diagnostic, and the others are read', () => {
  const throws = file('throws.js', '\n\nthrow new Error("no such thing in /home/someone/secret.txt");');
  const syntax = file('syntax.js', 'exports.a = {');
  const empty = file('empty.js', 'exports.a = 1;');
  const good = file('good.yaml', 'table: x.good\ncolumns: { id: string }');
  const { written, diagnostics } = loadDefinitions([
    join(folder, 'gone.yaml'),
    folder + '/x.txt',
    throws,
    syntax,
    empty,
    good,
  ]);
  expect(written).toHaveLength(1);
  expect(diagnostics.map((d) => `${d.code} ${d.at?.file.slice(folder.length + 1) ?? ''}`)).toEqual([
    'unreadable-file gone.yaml',
    'unknown-file x.txt',
    'unreadable-file throws.js',
    'unreadable-file syntax.js',
    'no-definitions empty.js',
  ]);
  expect(diagnostics[0]?.message).toBe('there is no such file');
  expect(diagnostics[2]).toMatchObject({ message: 'no such thing in secret.txt', at: { line: 3 } });
});

test('two Python files of one name cannot ship together', () => {
  const task = (table: string, path: string): string =>
    `  - overwrite: ${table}\n    from: { python: ${path}, function: f }\n`;
  file('score.py', '');
  const sub = mkdtempSync(join(folder, 'sub-'));
  writeFileSync(join(sub, 'score.py'), '');
  const path = file(
    'py.yaml',
    `pipeline: p\ntasks:\n${task('x.a', './score.py')}${task('x.b', `${sub}/score.py`)}${task('x.c', 'score.py')}`,
  );
  const { diagnostics, files } = normalise(loadDefinitions([path]).written, {});
  expect(diagnostics.map((d) => `${d.at?.line ?? 0} ${d.code}`)).toEqual(['6 duplicate-file']);
  expect(files).toEqual({ 'python/score.py': join(folder, 'score.py') });
});

test('what costs much to load is loaded when something needs it', () => {
  const script = `
    require(${JSON.stringify(join(library, 'index.ts'))});
    const heavy = ['/node_modules/typescript/', '/node_modules/yaml/', '/node_modules/cron-parser/', '/pipelines/sql/'];
    console.log(JSON.stringify(heavy.filter((part) => Object.keys(require.cache).some((path) => path.includes(part)))));`;
  const tsx = createRequire(__filename).resolve('tsx/cjs');
  const out = execFileSync(process.execPath, ['--require', tsx, '-e', script], { encoding: 'utf8' });
  expect(JSON.parse(out)).toEqual([]);
});
