/** `lakewright cost` in a repository of its own: what it prints, against another commit, and what it refuses. */
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(180_000);

const root = join(__dirname, '..', '..', '..');
/** The repository, the project below it, and where worktrees and stacks are for a while. */
const home = realpathSync(mkdtempSync(join(tmpdir(), 'lakewright-cost-test-')));
const project = join(home, 'lake');
const scratch = join(home, 'scratch');

const yaml = `table: bronze.readings
columns: { sensor: string?, value: string? }
---
pipeline: weather
start: '2026-01-01'
schedule: { daily: '02:00' }
tasks:
  - append: bronze.readings
    from: { csv: '\${LANDING}/*.csv' }
`;
const environment = (name: string, more: string): string =>
  readFileSync(join(root, 'environments', 'dev.yaml'), 'utf8')
    .replace('name: dev', `name: ${name}`)
    .concat(more);
const written = (file: string, text: string): void => {
  mkdirSync(join(project, file, '..'), { recursive: true });
  writeFileSync(join(project, file), text);
};
const git = (...args: readonly string[]): string => {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
  const done = spawnSync('git', [...who, ...args], { cwd: home, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout.trim();
};
const args = (rest: readonly string[], name = 'cost'): readonly string[] => [
  '--import',
  require.resolve('tsx'),
  join(root, 'cli', 'main.ts'),
  name,
  ...rest,
];
const env = { ...process.env, NO_COLOR: '1', TMPDIR: scratch };
const cost = (rest: readonly string[], cwd = project, name = 'cost') => {
  const { stdout, stderr, status } = spawnSync(process.execPath, args(rest, name), { cwd, encoding: 'utf8', env });
  return { stdout, stderr, status };
};
/** Nothing stays: no worktree, no stacks. */
const left = (): readonly string[] => [
  ...readdirSync(scratch).filter((name) => /^lakewright-(ref|cost)-/.test(name)),
  ...git('worktree', 'list', '--porcelain')
    .split('\n')
    .filter((line) => line.startsWith('worktree ') && !line.endsWith(home)),
];

beforeAll(() => {
  mkdirSync(scratch, { recursive: true });
  written('lakewright.json', JSON.stringify({ domain: 'acme', definitions: ['weather.yaml'] }));
  written('weather.yaml', yaml);
  written('environments/dev.yaml', environment('dev', ''));
  writeFileSync(join(home, '.gitignore'), 'scratch\nnode_modules\n.lakewright\n');
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'), 'dir');
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'one');
  git('tag', 'one');
  written('environments/dev.yaml', environment('dev', 'network: { cidr: 10.20.0.0/16, zones: 2 }\n'));
  written('environments/qa.yaml', environment('qa', ''));
  git('add', '.');
  git('commit', '--quiet', '-m', 'two');
});

test('prints the sums, the assumptions, and what has no price', () => {
  const { stdout, stderr, status } = cost(['--env', 'dev', '--assume', 'landingGb=1000']);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^dev in eu-central-1: [\d.]+ USD a month, of which [\d.]+ fixed and [\d.]+ by use\n/);
  // 1,000 GB × 0.0245, and the requests of a bucket.
  expect(stdout).toMatch(/lakewright-dev-storage +0\.00 +4\d\.\d\d +4\d\.\d\d/);
  expect(stdout).toMatch(/landingGb +1000 +GB kept in landing/);
  expect(stdout).toContain("no price of 'scheduled calls' in eu-central-1");
  expect(stdout).toMatch(/list prices of \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d/);
  expect(status).toBe(0);
  expect(left()).toEqual([]);
});

test('as JSON, the sums are those of the lines', () => {
  const { stdout, status } = cost(['--env', 'dev', '--json']);
  const report = JSON.parse(stdout) as {
    readonly ok: boolean;
    readonly currency: string;
    readonly month: number;
    readonly lines: readonly { readonly usd?: number }[];
    readonly stacks: readonly { readonly total: number }[];
  };
  const sum = report.lines.reduce((all, { usd = 0 }) => all + usd, 0);
  expect(report).toMatchObject({ ok: true, currency: 'USD', month: expect.closeTo(sum, 9) });
  expect(report.stacks.reduce((all, { total }) => all + total, 0)).toBeCloseTo(sum, 9);
  expect(status).toBe(0);
});

test('against another commit it shows what is new, with that commit’s own environment file', () => {
  const { stdout, stderr, status } = cost(['--env', 'dev', '--against', 'one', '--json']);
  expect(stderr).toBe('');
  const { changes } = JSON.parse(stdout) as {
    readonly changes: readonly { readonly type: string; readonly before?: number; readonly change: number }[];
  };
  const endpoints = changes.filter(({ type }) => type === 'aws_vpc_endpoint');
  expect(endpoints.length).toBeGreaterThan(0);
  // Two zones × 730 h × 0.012, and 20 GB × 0.01.
  for (const each of endpoints) expect(each.change).toBeCloseTo(17.72, 9);
  for (const { before } of endpoints) expect(before).toBeUndefined();
  expect(status).toBe(0);
  expect(left()).toEqual([]);
});

test('against itself nothing costs more or less', () => {
  const { stdout, stderr, status } = cost(['--env', 'dev', '--against', 'HEAD']);
  expect(stderr).toBe('');
  expect(stdout).toContain('no resource costs more or less');
  expect(status).toBe(0);
});

test('list environments --compare shows what differs between the files and between the stacks', () => {
  const { stdout, stderr, status } = cost(['environments', '--compare'], project, 'list');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^what differs +dev +qa\n/);
  expect(stdout).toMatch(/\nnetwork +own, 10\.20\.0\.0\/16 +the service’s own\n/);
  expect(stdout).toMatch(/\nzones with a subnet +2 +0\n/);
  expect(stdout).not.toContain('tier');
  expect(status).toBe(0);
});

test.each([
  [
    'a commit that is not there',
    ['--env', 'dev', '--against', 'oen'],
    /there is no commit 'oen'[^]*did you mean 'one'\?/,
  ],
  [
    'an environment that was not there',
    ['--env', 'qa', '--against', 'one'],
    /there is no environment 'qa' \(environments\/qa\.yaml\) at that commit/,
  ],
  ['an environment that is not there', ['--env', 'pord'], /there is no environment 'pord'; known are dev, qa/],
  [
    'an assumption that is not known',
    ['--env', 'dev', '--assume', 'landingGB=1'],
    /there is no assumption 'landingGB'[^]*did you mean 'landingGb'\?/,
  ],
  [
    'an assumption without a number',
    ['--env', 'dev', '--assume', 'landingGb'],
    /--assume: found 'landingGb'; expected a name and a number/,
  ],
])('refuses %s', (_, rest, message) => {
  const { stderr, status } = cost(rest);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
  expect(left()).toEqual([]);
});

test('refuses a folder that is in no repository', () => {
  const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'lakewright-no-git-')));
  cpSync(project, elsewhere, { recursive: true });
  const { stderr, status } = cost(['--env', 'dev', '--against', 'one'], elsewhere);
  expect(stderr).toMatch(/--against one: '.*' is in no git repository/);
  expect(status).toBe(2);
});

test.each([
  ['SIGINT', 130],
  ['SIGHUP', 129],
] as const)('%s leaves nothing behind', async (signal, code) => {
  const child = spawn(process.execPath, args(['--env', 'dev', '--against', 'one']), {
    cwd: project,
    env,
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  while (!readdirSync(scratch).some((name) => name.startsWith('lakewright-ref-'))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill(signal);
  expect(await ended).toBe(code);
  expect(left()).toEqual([]);
});

test('what a killed comparison left, its worktree too, is removed by the next', async () => {
  const child = spawn(process.execPath, args(['--env', 'dev', '--against', 'one']), {
    cwd: project,
    env,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  while (!left().some((each) => each.startsWith('worktree '))) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGKILL');
  await ended;
  expect(left().length).toBeGreaterThan(2);
  expect(cost(['--env', 'dev', '--against', 'one']).stderr).toBe('');
  expect(left()).toEqual([]);
});
