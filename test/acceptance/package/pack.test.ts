/** The packed package in a project of its own, outside the repository: types, stacks, the command line. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');
let project = '';

function run(
  command: string,
  args: readonly string[],
  cwd = project,
): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 280_000 });
  return { status, out: stdout, err: stderr };
}

/** What an install would bring: the tarball unpacked, and each package that it needs, linked from the repository. */
function install(tarball: string): void {
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, 'lakewright'), { recursive: true });
  expect(run('tar', ['-xzf', tarball, '--strip-components=1', '-C', join(modules, 'lakewright')])).toMatchObject({
    status: 0,
  });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'lakewright-project-'));
  const packed = run('npm', ['pack', '--silent', '--pack-destination', project], root);
  expect(packed).toMatchObject({ status: 0 });
  cpSync(join(__dirname, 'project'), project, { recursive: true });
  install(join(project, packed.out.trim().split('\n').at(-1) ?? ''));
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        module: 'node16',
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        types: ['node'],
        exactOptionalPropertyTypes: true,
        target: 'es2022',
      },
      files: ['app.ts'],
    }),
  );
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('the types of the package are whole', () => {
  const { status, out } = run(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', '.']);
  expect(out).toBe('');
  expect(status).toBe(0);
});

test('a stack of the project has the lake and a pipeline of the project', () => {
  const { status, out, err } = run(process.execPath, ['--import', 'tsx', 'app.ts']);
  expect(err).toBe('');
  expect(status).toBe(0);
  const resources = JSON.parse(out) as readonly string[];
  expect(resources).toEqual(expect.arrayContaining(['aws_s3_bucket', 'aws_kms_key', 'aws_sfn_state_machine']));
});

test('the command line runs from the package and makes bundles with the runtime in them', () => {
  writeFileSync(
    join(project, 'lakewright.json'),
    JSON.stringify({ domain: 'weather', definitions: ['pipelines.yaml'] }),
  );
  writeFileSync(
    join(project, 'pipelines.yaml'),
    `table: bronze.readings
columns: { sensor: string?, value: string? }
---
pipeline: weather
start: '2026-01-01'
tasks:
  - append: bronze.readings
    from: { csv: '\${LANDING}/readings/*.csv' }
`,
  );
  const lakewright = join('node_modules', 'lakewright', 'dist', 'cli', 'main.js');
  expect(run(process.execPath, [lakewright, 'validate']).err).toBe('');
  const compiled = run(process.execPath, [lakewright, 'compile', '--json', '--out', 'bundle']);
  expect(JSON.parse(compiled.out)).toMatchObject({ ok: true });
  expect(readdirSync(join(project, 'bundle'))).toEqual(
    expect.arrayContaining(['main.py', 'manifest.json', 'plan.json', 'programs', 'runtime.zip']),
  );
});
