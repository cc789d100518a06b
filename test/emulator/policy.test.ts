/** All stacks of all environments, by our rules and by checkov itself: nothing is open, and each suppression excuses something. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '../setup/paths';

jest.setTimeout(180_000);

const root = join(__dirname, '..', '..');

function policy(args: readonly string[], env: NodeJS.ProcessEnv) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join('cli', 'main.ts'), 'policy', ...args],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', ...env } },
  );
  return { out: stdout, err: stderr, status };
}

test.each(['dev', 'staging', 'prod'])('%s', (env) => {
  const file = join(mkdtempSync(join(tmpdir(), 'lakewright-sarif-')), 'policy.sarif');
  const { out, err, status } = policy(['--env', env, '--json', '--sarif', file], {
    LAKEWRIGHT_CHECKOV: program('policy', 'checkov'),
  });
  expect(err).toBe('');
  const report = JSON.parse(out) as {
    readonly findings: readonly { readonly rule: string; readonly path: string; readonly suppressed?: string }[];
    readonly idleSuppressions: readonly string[];
  };
  expect(report.findings.filter(({ suppressed }) => suppressed === undefined)).toEqual([]);
  expect(report.idleSuppressions).toEqual([]);
  expect(status).toBe(0);
  // Checkov did look: it always asks for a second region.
  expect(report.findings.some(({ rule }) => rule === 'CKV_AWS_144')).toBe(true);
  const { runs } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly runs: readonly { readonly tool: { readonly driver: { readonly name: string } } }[];
  };
  expect(runs.map(({ tool }) => tool.driver.name)).toEqual(['lakewright', 'checkov']);
});

test('without checkov it says how to get it', () => {
  const { err, status } = policy(['--env', 'dev'], { PATH: '/nowhere' });
  expect(err).toContain('checkov is not on the PATH');
  expect(err).toContain('pip install checkov==');
  expect(status).toBe(2);
});

test('a file that cannot be written costs the file, not the findings', () => {
  const full = policy(['--env', 'dev', '--no-checkov', '--json', '--sarif', '/dev/full'], {});
  expect(JSON.parse(full.out)).toMatchObject({ ok: true, environment: 'dev' });
  expect(full.err).toBe("error --sarif: '/dev/full' cannot be written: the disk is full\n");
  expect(full.status).toBe(1);
});

test('a file whose folder is not there is told before anything is looked at', () => {
  const { out, status } = policy(['--env', 'dev', '--json', '--sarif', 'nowhere/policy.sarif'], { PATH: '/nowhere' });
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    error: { message: "--sarif: the folder 'nowhere' is not there", hint: 'make it first' },
  });
  expect(status).toBe(2);
});
