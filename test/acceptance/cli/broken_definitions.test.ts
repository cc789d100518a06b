/** Definitions in TypeScript that cannot be loaded: each is told with its place, and nothing of it ends the command. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakewright-broken-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function validate(files: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const all = { 'lakewright.json': '{"domain": "x", "definitions": ["*.ts"]}', ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [tsx, join(root, 'cli', 'main.ts'), 'validate', ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NO_COLOR: '1', TSX_TSCONFIG_PATH: join(root, 'tsconfig.docs.json') },
      timeout: 120_000,
    },
  );
  return { status, stdout, stderr };
}

const shared = `import { overwrite, pipeline, sql, table } from 'lakewright';\n`;

test.each([
  ['a syntax error', { 'a.ts': 'export const a = 1;\nexport const b = ;\n' }, 'a.ts:2:18', 'Unexpected ";"', undefined],
  [
    'a file that is not there',
    { 'a.ts': "\nimport { b } from './nope';\nexport const a = b;\n" },
    'a.ts:2:20',
    "there is no file './nope'",
    'the path is from the file that names it',
  ],
  [
    'a package that is not there, in a file that it imports',
    {
      'a.ts': "import { b } from './b';\nexport const a = b;\n",
      'b.ts': "import b from 'no-such-thing';\nexport { b };\n",
    },
    'b.ts:1:16',
    "there is no package 'no-such-thing'",
    'npm install no-such-thing',
  ],
  [
    'a misspelt word',
    { 'a.ts': "import { tabel } from 'lakewright';\nexport const a = tabel('silver.a', {});\n" },
    'a.ts:2:18',
    "'tabel' is no function of 'lakewright'",
    "did you mean 'table'?",
  ],
  [
    'files that import each other',
    {
      'a.ts': `${shared}import { q } from './b';\nexport const t = table('silver.a', { columns: { id: 'int' } });\nexport const p = pipeline('p', { tasks: [overwrite(t, { from: q })] });\n`,
      'b.ts':
        "import { sql } from 'lakewright';\nimport { t } from './a';\nexport const q = sql`select id from ${t}`;\n",
    },
    'a.ts:',
    "Cannot access 't' before initialization",
    'in a circle',
  ],
  [
    'a column that is not there',
    {
      'a.ts': `${shared}const t: any = table('silver.a', { columns: { id: 'int' } });\nexport const q = sql\`select \${t.idd} from \${t}\`;\n`,
    },
    'a.ts:3:1',
    'value 1 of sql`...` is undefined (a misspelt column?)',
    undefined,
  ],
  ['a throw', { 'a.ts': "\n  throw new Error('boom');\n" }, 'a.ts:2:9', 'boom', undefined],
])('%s', (_, files, place, says, hint) => {
  const { status, stderr } = validate(files);
  expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining(says) });
  expect(stderr).toContain(`  ${place}`);
  if (hint !== undefined)
    expect(stderr).toContain(`hint: ${hint.startsWith('in a') ? 'files that import each other in a circle' : hint}`);
  expect(stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  expect(stderr).not.toContain(folder);
});

test('a file that ends the process has not validated anything', () => {
  const { status, stderr } = validate({ 'a.ts': 'process.exit(0);\n' });
  expect(status).toBe(1);
  expect(stderr).toContain('ended the process');
});

test('a promise that nobody awaits is told without a stack', () => {
  const { status, stderr } = validate({ 'a.ts': "void Promise.reject(new Error('later'));\nexport const a = 1;\n" });
  expect(status).toBe(1);
  expect(stderr).toContain('later');
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('what several files import is told once, and --json stays JSON whatever they print', () => {
  const { status, stdout, stderr } = validate(
    {
      'a.ts': "console.log('hello');\nimport { c } from './c';\nexport const a = c;\n",
      'b.ts': "import { c } from './c';\nexport const b = c;\n",
      'c.ts': 'export const c = ;\n',
      'd.ts': "console.log('hello from d');\n",
    },
    ['--json'],
  );
  expect(status).toBe(1);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { at: { file: string } }[] };
  expect(diagnostics.filter(({ at }) => at.file === 'c.ts')).toHaveLength(1);
  expect(stderr).toContain('hello from d');
});
