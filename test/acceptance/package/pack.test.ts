/** The packed package in a project of its own, outside the repository: types, stacks, the command line. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';

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

/** A temporary folder with no node_modules in those above it: there Node would find what the package does not name. */
function temporaryFolder(): string {
  const alone = (folder: string): boolean =>
    !existsSync(join(folder, 'node_modules')) && (dirname(folder) === folder || alone(dirname(folder)));
  const found = [tmpdir(), '/var/tmp', '/dev/shm'].find((folder) => existsSync(folder) && alone(folder));
  if (found === undefined) throw new Error(`there is a node_modules above '${tmpdir()}': take it away, or set TMPDIR`);
  return found;
}

const names = z.record(z.string(), z.string());
const packed = z.object({ dependencies: names, peerDependencies: names });

/**
 * What an install would bring: the tarball unpacked, and the packages that its own package.json names, linked from the
 * repository. No other is there for its code: one that it loads and does not name fails. Theirs are found from where
 * the links lead. `@types/node` is the project's own.
 */
function install(tarball: string): void {
  const modules = join(project, 'node_modules');
  const unpacked = join(modules, 'lakewright');
  mkdirSync(unpacked, { recursive: true });
  expect(run('tar', ['-xzf', tarball, '--strip-components=1', '-C', unpacked])).toMatchObject({ status: 0 });
  const { dependencies, peerDependencies } = packed.parse(
    JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')),
  );
  for (const name of new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies), '@types/node'])) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
}

beforeAll(() => {
  project = mkdtempSync(join(temporaryFolder(), 'lakewright-project-'));
  const made = run('npm', ['pack', '--silent', '--pack-destination', project], root);
  expect(made).toMatchObject({ status: 0 });
  cpSync(join(__dirname, 'project'), project, { recursive: true });
  install(join(project, made.out.trim().split('\n').at(-1) ?? ''));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true }));
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

test('a construct is loaded when it is used, and no other with it', () => {
  const count = "Object.keys(require.cache).filter((path) => path.includes('provider-aws')).length";
  const code = `const aws = require('lakewright/aws'); const before = ${count}; aws.LogGroup; console.log(before, ${count} > 0, 'Alarms' in aws);`;
  expect(run(process.execPath, ['-e', code])).toEqual({ status: 0, out: '0 true true\n', err: '' });
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

test('a mistake in TypeScript is told of with line and column', () => {
  writeFileSync(join(project, 'lakewright.json'), JSON.stringify({ domain: 'weather', definitions: ['pipelines.ts'] }));
  writeFileSync(
    join(project, 'pipelines.ts'),
    [
      "import { overwrite, pipeline, sql, table } from 'lakewright';",
      "const names = table('silver.names', { columns: { sensor: 'string?' } });",
      "export const weather = pipeline('weather', {",
      "  tasks: [overwrite(names, { from: sql`select 'a' as sensor, nmae as other` })],",
      '});',
    ].join('\n'),
  );
  const told = run(process.execPath, [join('node_modules', 'lakewright', 'dist', 'cli', 'main.js'), 'validate']);
  expect(told.err).toContain('pipelines.ts:4:62');
});
