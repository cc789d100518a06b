/** The constructs with the bindings of a later AWS provider: the same sources type-check, and every construct synthesizes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newerBindings } from '../../setup/paths';
import { run } from '../../setup/process';

const root = join(__dirname, '..', '..', '..');
const folder = join(root, '.lakewright', 'newer-bindings');
const packages = join(root, 'node_modules');
mkdirSync(folder, { recursive: true });

const node = (script: readonly string[], args: readonly string[]) =>
  run([process.execPath, join(packages, ...script), ...args], { cwd: root });

test('types', async () => {
  const paths = {
    '@cdktf/provider-aws/*': [join(newerBindings(), '*')],
    cdktf: [join(packages, 'cdktf')],
    constructs: [join(packages, 'constructs')],
  };
  const file = join(folder, 'tsconfig.json');
  const include = ['constructs', 'stacks', 'examples/aws', 'test/constructs'].map((part) => join(root, part));
  writeFileSync(
    file,
    JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { paths, typeRoots: [join(packages, '@types')] },
      include,
    }),
  );
  const { output } = await node(['typescript', 'bin', 'tsc'], ['-p', file, '--listFiles']);
  const lines = output.split('\n');
  const bindings = lines.filter((line) => line.endsWith('.d.ts') && line.includes('/provider-aws/'));
  expect(bindings.length).toBeGreaterThan(50);
  // Where a path leads nowhere TypeScript takes the package of the project, which would show nothing.
  expect(bindings.filter((line) => !line.startsWith(newerBindings()))).toEqual([]);
  expect(lines.filter((line) => line.includes('error TS'))).toEqual([]);
});

test('synthesis', async () => {
  const config = join(folder, 'jest.config.js');
  const mapped = {
    '^@cdktf/provider-aws/(.*)$': `${newerBindings()}/$1`,
    '^cdktf$': join(packages, 'cdktf'),
    '^constructs$': join(packages, 'constructs'),
  };
  writeFileSync(
    config,
    `const [unit] = require(${JSON.stringify(join(root, 'jest.config.js'))}).projects;
module.exports = { ...unit, testPathIgnorePatterns: ['/node_modules/'], moduleNameMapper: ${JSON.stringify(mapped)} };
`,
  );
  const { code, output } = await node(
    ['jest', 'bin', 'jest.js'],
    ['--config', config, 'test/acceptance/platform/every_construct'],
  );
  expect(output).toMatch(/Tests: +\d+ passed, \d+ total/);
  expect(code).toBe(0);
});
