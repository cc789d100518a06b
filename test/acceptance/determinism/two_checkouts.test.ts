/** Two checkouts in different folders give the same bytes of Plan, bundle and stacks. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const root = join(__dirname, '..', '..', '..');
const parts = ['main.ts', 'index.ts', 'lakewright.json', 'package.json', 'tsconfig.json', 'cdktf.json'];
const folders = ['cli', 'constructs', 'environments', 'examples', 'pipelines', 'runtime', 'stacks'];
const checkouts: string[] = [];

function checkout(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  checkouts.push(folder);
  for (const part of [...parts, ...folders]) {
    cpSync(join(root, part), join(folder, part), { recursive: true, filter: (path) => !path.includes('__pycache__') });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function run(folder: string, args: readonly string[], env: Record<string, string> = {}): void {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', ...env },
  });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
}

/** Path below the folder to the digest of the bytes. */
function digests(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [relative(folder, path), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

afterAll(() => {
  for (const folder of checkouts) rmSync(folder, { recursive: true, force: true });
});

test('Plan, bundle, bindings and stacks are the same bytes, whatever the folder and the time zone', () => {
  const [first, second] = ['one-', 'another-checkout-'].map((prefix, i) => {
    const folder = checkout(prefix);
    const env = i === 0 ? { TZ: 'UTC', LANG: 'C' } : { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8' };
    run(folder, ['cli/main.ts', 'compile', '--env', 'dev', '--out', 'out/bundle'], env);
    run(folder, ['main.ts'], { ...env, LAKEWRIGHT_ENV: 'dev', CDKTF_OUTDIR: 'out/stacks' });
    return digests(join(folder, 'out'));
  });
  expect(Object.keys(first ?? {})).toEqual(
    expect.arrayContaining(['bundle/plan.json', 'bundle/runtime.zip', 'bundle/manifest.json', 'bundle.dev.json']),
  );
  expect(Object.keys(first ?? {}).filter((path) => path.endsWith('cdk.tf.json')).length).toBeGreaterThan(3);
  expect(second).toEqual(first);
});

test('the bundle of dev is the bundle of prod; the bindings differ', () => {
  const [folder = ''] = checkouts;
  run(folder, ['cli/main.ts', 'compile', '--env', 'dev', '--out', 'dev']);
  run(folder, ['cli/main.ts', 'compile', '--env', 'prod', '--out', 'prod']);
  expect(digests(join(folder, 'prod'))).toEqual(digests(join(folder, 'dev')));
  expect(readFileSync(join(folder, 'prod.prod.json'), 'utf8')).not.toBe(
    readFileSync(join(folder, 'dev.dev.json'), 'utf8'),
  );
});
