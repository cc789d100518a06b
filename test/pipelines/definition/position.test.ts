import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { normalise, type Query, readSqlFile, readYaml, written } from '../../../pipelines/definition';
import type { Position } from '../../../pipelines/plan';
import { broken, inline, orders, query, second, spread } from './fixtures/queries';

/** Other processes are started here, on machines that may be busy. */
jest.setTimeout(60_000);

const fixture = join(__dirname, 'fixtures/queries.ts');
const source = readFileSync(fixture, 'utf8');

/** Where a word stands in a text that holds it once. */
function standsAt(text: string, word: string, file: string): Position {
  const offset = text.lastIndexOf(word);
  const before = text.slice(0, offset).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
function located(of: Query, word: string): Position | undefined {
  const by = written({ pipeline: 'p', tasks: [{ overwrite: orders, from: of }] });
  return by.locateText(['tasks', 0, 'from'], of.text.indexOf(word));
}

describe('in a template literal', () => {
  test.each(['with latest', 'FRAGMENT_WORD', 'FIRST_WORD', 'BACK_QUOTED', 'AFTER_ESCAPES', 'LAST_WORD'])(
    '%s',
    (word) => {
      expect(query.text).toContain(word);
      expect(located(query, word)).toEqual(standsAt(source, word, fixture));
    },
  );

  test('of one line, and the second on that line', () => {
    expect(located(inline, 'INLINE_WORD')).toEqual(standsAt(source, 'INLINE_WORD', fixture));
    expect(located(second, 'SECOND_WORD')).toEqual(standsAt(source, 'SECOND_WORD', fixture));
  });

  test('behind a value that spans lines', () => {
    expect(located(spread, 'AFTER_VALUE')).toEqual(standsAt(source, 'AFTER_VALUE', fixture));
  });
});

describe('in a definition', () => {
  const { diagnostics } = normalise([written(orders), written(broken)], {});
  const of = (code: string, path: string): Position | undefined =>
    diagnostics.find((d) => d.code === code && d.path.endsWith(path))?.at;

  test('an option of a column, of a pipeline, of a task, of a task made elsewhere', () => {
    expect(of('invalid-value', 'amount.pii')).toEqual(standsAt(source, "'emial'", fixture));
    expect(of('unknown-schedule', 'schedule')).toEqual(standsAt(source, "'at noon'", fixture));
    expect(of('invalid-value', 'tasks.0.name')).toEqual(standsAt(source, "'Bad Name'", fixture));
    expect(of('invalid-value', 'tasks.1.retries')).toEqual(standsAt(source, '-1', fixture));
  });
});

describe('in YAML', () => {
  const text = `
pipeline: p
tasks:
  - overwrite: silver.block
    from: |-
      select BLOCK_ONE,

        BLOCK_TWO
      from x
  - overwrite: silver.plain
    from: select PLAIN_ONE from x
  - overwrite: silver.folded
    from: select FOLDED_ONE,
      FOLDED_TWO
      from x
  - overwrite: silver.single
    from: 'select ''a'' as SINGLE_ONE'
  - overwrite: silver.double
    from: "select \\"a\\" as DOUBLE_ONE"
  - overwrite: silver.anchored
    from: &same |
        select ANCHORED_ONE
  - overwrite: silver.aliased
    from: *same
`;
  const normal = normalise(readYaml(text, 'a.yaml'), {});
  const tasks = normal.definitions.pipelines['p']?.tasks ?? [];
  const find = (word: string, table?: string): Position | undefined => {
    const index = tasks.findIndex(
      (t) => 'sql' in t.from && t.from.sql.includes(word) && (table === undefined || t.of === table),
    );
    const from = tasks[index]?.from;
    return from !== undefined && 'sql' in from ? normal.locateSql('p', index, from.sql.indexOf(word)) : undefined;
  };
  test.each([
    'BLOCK_ONE',
    'BLOCK_TWO',
    'PLAIN_ONE',
    'FOLDED_ONE',
    'FOLDED_TWO',
    'SINGLE_ONE',
    'DOUBLE_ONE',
    'ANCHORED_ONE',
  ])('%s', (word) => {
    expect(find(word)).toEqual(standsAt(text, word, 'a.yaml'));
  });

  test('an alias leads to the text', () => {
    expect(find('ANCHORED_ONE', 'silver.aliased')).toEqual(standsAt(text, 'ANCHORED_ONE', 'a.yaml'));
  });

  test('with carriage returns', () => {
    const crlf = 'pipeline: p\r\ntasks:\r\n  - overwrite: a.b\r\n    from: |-\r\n      select x,\r\n        WORD\r\n';
    const { locateSql, definitions } = normalise(readYaml(crlf, 'a.yaml'), {});
    const from = definitions.pipelines['p']?.tasks[0]?.from;
    expect(from).toEqual({ sql: 'select x,\n  WORD' });
    expect(locateSql('p', 0, 12)).toEqual({ file: 'a.yaml', line: 6, column: 9 });
  });
});

test('in a .sql file, options and query', () => {
  const text = '/* ---\npipeline: p\noverwrite: a.b\nretries: -1\n--- */\n\nselect x,\n  WORD\nfrom y\n';
  const parts = [...readYaml('pipeline: p', 'p.yaml'), readSqlFile(text, 'a.sql')];
  const { locateSql, definitions, diagnostics } = normalise(parts, {});
  const from = definitions.pipelines['p']?.tasks[0]?.from;
  expect(locateSql('p', 0, from && 'sql' in from ? from.sql.indexOf('WORD') : 0)).toEqual(
    standsAt(text, 'WORD', 'a.sql'),
  );
  expect(diagnostics.map((d) => d.at)).toEqual([standsAt(text, '-1', 'a.sql')]);
});

test('a path that leads nowhere is placed where its way ends', () => {
  const { locate } = normalise(readYaml('table: a.b\ncolumns:\n  id: string', 'a.yaml'), {});
  expect(locate(['tables', 'a.b', 'columns', 'id', 'pii'])).toEqual({ file: 'a.yaml', line: 3, column: 7 });
  expect(locate(['tables', 'a.b', 'nothing'])).toEqual({ file: 'a.yaml', line: 1, column: 1 });
  expect(locate(['tables', 'a.c'])).toBeUndefined();
});

/** How else files of definitions are run: each must lead to the same line and column. */
describe('outside of jest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-position-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const root = join(__dirname, '../../..');
  const print = (definition: string): string => `
    const { written } = require(${JSON.stringify(join(root, 'pipelines/definition/index.ts'))});
    const { query, orders } = require(${JSON.stringify(definition)});
    const by = written({ pipeline: 'p', tasks: [{ overwrite: orders, from: query }] });
    console.log(JSON.stringify(by.locateText(['tasks', 0, 'from'], query.text.indexOf('FRAGMENT_WORD'))));
  `;
  const run = (script: string, ...flags: string[]): unknown => {
    const file = join(folder, 'print.cjs');
    writeFileSync(file, script);
    const tsx = createRequire(__filename).resolve('tsx/cjs');
    return JSON.parse(
      execFileSync(process.execPath, [...flags, '--require', tsx, file], { cwd: root, encoding: 'utf8' }),
    );
  };

  test('under tsx', () => {
    expect(run(print(fixture))).toEqual(standsAt(source, 'FRAGMENT_WORD', fixture));
  });

  test('compiled, with a source map', () => {
    const ts = createRequire(__filename)('typescript') as typeof import('typescript');
    const { outputText, sourceMapText } = ts.transpileModule(source, {
      fileName: fixture,
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, sourceMap: true },
    });
    const map: unknown = JSON.parse(sourceMapText ?? '{}');
    writeFileSync(
      join(folder, 'queries.js.map'),
      JSON.stringify({ ...(map as object), sources: [fixture], sourceRoot: '' }),
    );
    const code = outputText.replaceAll('../../../../pipelines/definition', join(root, 'pipelines/definition/index.ts'));
    writeFileSync(join(folder, 'queries.js'), code.replace(/sourceMappingURL=.*/, 'sourceMappingURL=queries.js.map'));
    expect(run(print(join(folder, 'queries.js')), '--enable-source-maps')).toEqual(
      standsAt(source, 'FRAGMENT_WORD', fixture),
    );
  });
});
