/** Every command and code block of README and docs/ runs, or is checked for what it is. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../../../environments';
import { normalise, readSqlFile, readYaml } from '../../../pipelines/definition';
import { checkQuery } from '../../../pipelines/sql';
import { type Block, blocksOf, commandsOf } from './blocks';

const root = join(__dirname, '..', '..', '..');
const workspace = join(root, '.lakewright', 'docs');
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
    .sort(),
];
const blocks = documents.flatMap((document) =>
  blocksOf(readFileSync(join(root, document), 'utf8')).map((block) => ({ document, block })),
);
const of = (...languages: readonly string[]) =>
  blocks
    .filter(({ block }) => languages.includes(block.language))
    .map((each) => [`${each.document}:${each.block.line}`, each] as const);

/** What no test may do to a real cloud, or inside itself; and the test that does it where it can be done. */
const elsewhere: readonly (readonly [command: RegExp, test: string])[] = [
  [/^npm ci && npm run setup && npm test$/, '.ci/run'],
  [/^npx lakewright bootstrap --env \w+( --platforms [\w,]+)?$/, 'test/emulator'],
  [/^npx lakewright deploy --env \w+(?!.*--list-steps)( [\w.'-]+)*$/, 'test/emulator/deploy.test.ts'],
  [/^npx lakewright drift --env \w+( [\w.-]+)*$/, 'test/emulator/drift.test.ts'],
  [/^npx lakewright policy --env \w+ --sarif policy\.sarif$/, 'test/emulator/policy.test.ts'],
  [/^aws stepfunctions start-execution /, 'test/emulator/state_machine.test.ts'],
  [/^aws dynamodb (query|scan) --table-name \S+-ledger /, 'test/emulator/state_machine.test.ts'],
  [/^spark-submit main\.py /, 'test/engines/server'],
  [/^(LAKEWRIGHT_ENV=\w+ )?npx cdktf (deploy|diff|destroy) '\*'$/, 'test/emulator'],
];

const folderOf = (document: string) => join(workspace, document.replace(/\.md$/, '').replaceAll('/', '-'));
const fileOf = ({ document, block }: { document: string; block: Block }) =>
  join(folderOf(document), block.path ?? `block-${block.line}.${block.language}`);

function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: '1',
      TSX_TSCONFIG_PATH: join(root, 'tsconfig.docs.json'),
      NO_COLOR: '1',
      ...env,
    },
    timeout: 280_000,
  });
  return { status, output: `${stdout}${stderr}` };
}

beforeAll(() => {
  rmSync(workspace, { recursive: true, force: true });
  for (const each of blocks) {
    const file = fileOf(each);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, each.block.text);
  }
  // A document that brings no project of its own runs in that of the example.
  for (const document of documents) {
    const project = join(folderOf(document), 'lakewright.json');
    if (existsSync(project) || !existsSync(folderOf(document))) continue;
    const definitions = ['../../../examples/ecommerce/index.ts'];
    writeFileSync(
      project,
      JSON.stringify({ domain: 'shop', definitions, parameters: { LANDING: './.lakewright/landing' } }),
    );
  }
});

test('every block has a language that is checked here', () => {
  const known = ['ts', 'yaml', 'sql', 'json', 'csv', 'sh', 'py', 'text'];
  expect(
    blocks
      .filter(({ block }) => !known.includes(block.language))
      .map(({ document, block }) => `${document}:${block.line}`),
  ).toEqual([]);
  expect(blocks.length).toBeGreaterThan(15);
});

test('docs/verification.md names tests that are there', () => {
  const text = readFileSync(join(root, 'docs/verification.md'), 'utf8');
  const paths = [...text.matchAll(/`((?:test|lint)\/[^`]+)`/g)].map(([, path]) => path ?? '');
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test.each(documents)('the links of %s lead somewhere', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link]) => link ?? '');
  expect(links.filter((link) => !existsSync(join(root, document, '..', link)))).toEqual([]);
});

test('TypeScript: all blocks have the right types', () => {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  expect(run(process.execPath, [tsc, '--noEmit', '-p', join(root, 'tsconfig.docs.json')], root)).toEqual({
    status: 0,
    output: '',
  });
});

test.each(of('ts'))('TypeScript: %s runs', (_, each) => {
  const outdir = join(folderOf(each.document), 'cdktf.out');
  expect(run(process.execPath, [tsx, fileOf(each)], folderOf(each.document), { CDKTF_OUTDIR: outdir })).toMatchObject({
    status: 0,
  });
});

test.each(of('yaml'))('YAML: %s is read without a complaint', (name, { block }) => {
  if (/^tier:/m.test(block.text)) {
    expect(readEnvironment('dev', block.text, name, {}).diagnostics).toEqual([]);
  } else {
    const written = readYaml(block.text, name);
    expect([...written.flatMap(({ problems }) => problems), ...normalise(written).diagnostics]).toEqual([]);
  }
});

test.each(of('sql'))('SQL: %s is a task, or a query in which all but its tables is known', (name, { block }) => {
  if (block.text.startsWith('/* ---')) expect(readSqlFile(block.text, name).problems).toEqual([]);
  const { issues } = checkQuery(block.text, () => undefined);
  expect(issues.filter(({ code }) => code !== 'unknown-table')).toEqual([]);
});

test.each(of('json'))('JSON: %s is JSON', (_, { block }) => {
  expect(() => JSON.parse(block.text) as unknown).not.toThrow();
});

test.each(of('py'))('Python: %s is Python', (_, each) => {
  const parse = 'import ast, sys; ast.parse(open(sys.argv[1]).read())';
  expect(run('python3', ['-c', parse, fileOf(each)], root)).toEqual({ status: 0, output: '' });
});

const commands = of('sh').flatMap(([name, each]) =>
  commandsOf(each.block.text).map((command) => [name, command, each] as const),
);

test.each(commands)('sh: %s: %s', (_, command, { document, block }) => {
  const shown = elsewhere.find(([pattern]) => pattern.test(command));
  if (shown !== undefined) {
    expect(existsSync(join(root, shown[1]))).toBe(true);
    if (shown[1] === '.ci/run') expect(readFileSync(join(root, shown[1]), 'utf8')).toContain(command);
    return;
  }
  const cwd = block.inRepository ? root : folderOf(document);
  const words = command.replace(/^npm ci && /, '');
  const parsed =
    /^((?:[A-Z_]+=\S+ )*)(npx lakewright|npx tsx cli\/main\.ts|npx tsx main\.ts|npx cdktf synth|npm run demo)\b(.*)$/.exec(
      words,
    );
  if (parsed === null) throw new Error(`no test knows how to run '${command}'`);
  const [, assignments = '', what = '', rest = ''] = parsed;
  const script = (path: string) => `"${process.execPath}" "${tsx}" "${join(root, path)}"`;
  const programs: Record<string, string> = {
    'npx lakewright': script('cli/main.ts'),
    'npx tsx cli/main.ts': script('cli/main.ts'),
    'npx tsx main.ts': script('main.ts'),
    // What cdktf.json names, without a look for Terraform.
    'npx cdktf synth': script('main.ts'),
    'npm run demo': `npm run --silent demo`,
  };
  const result = run(
    'sh',
    ['-c', `${assignments}${programs[what] ?? ''}${rest}`],
    what === 'npm run demo' ? root : cwd,
    {
      CDKTF_OUTDIR: join(folderOf(document), 'cdktf.out'),
    },
  );
  expect(result).toMatchObject({ status: 0 });
});

test('README: what it says of its first run is so', () => {
  const folder = folderOf('README.md');
  const { output } = run(
    process.execPath,
    [tsx, join(root, 'cli', 'main.ts'), 'run', '--to', '2026-01-02T02:00:00Z', '--json'],
    folder,
  );
  const { tasks } = JSON.parse(output) as { tasks: { task: string; state: string }[] };
  expect(tasks.map(({ state }) => state)).toEqual(['skipped', 'skipped', 'skipped']);
  const fresh = run(
    process.execPath,
    [tsx, join(root, 'cli', 'main.ts'), 'run', '--to', '2026-01-02T02:00:00Z', '--json', '--workspace', 'fresh'],
    folder,
  );
  const counts = (JSON.parse(fresh.output) as { tasks: { task: string; counts: object }[] }).tasks;
  expect(counts.find(({ task }) => task === 'sales/silver.orders')?.counts).toMatchObject({
    candidates: 5,
    accepted: 2,
    superseded: 1,
    quarantined: 2,
  });
});
