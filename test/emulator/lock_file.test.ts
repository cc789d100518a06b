/** The lock file that `bootstrap` writes by the real terraform, and what the stacks have of it. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { loadEnvironment } from '../../environments';
import { synth } from '../../main';
import { Emulator } from './emulator';
import { lakewright } from './lakewright';
import { writeSmallApp } from './small_app';
import { providersMirror, Terraform } from './terraform';

jest.setTimeout(5 * 60_000);

const project = mkdtempSync(join(tmpdir(), 'lakewright-lock-test-'));
const file = join(project, '.terraform.lock.hcl');
const here = `${platform()}_${arch() === 'x64' ? 'amd64' : arch()}`;
const mirror = providersMirror();
const from = mirror === undefined ? [] : ['--mirror', mirror];
let emulator: Emulator;

const bootstrap = (...args: readonly string[]) =>
  lakewright(['bootstrap', '--project', project, '--env', 'dev', ...args], {
    ...{ PATH: process.env['PATH'], HOME: process.env['HOME'] },
    ...emulator.variables(),
  });
const environmentOf = () => {
  const { environment } = loadEnvironment('dev', { folder: join(project, 'environments') });
  if (environment === undefined) throw new Error('the environment is wrong');
  return environment;
};
const lockStep = (out: string) => /^lock file +(.*)$/m.exec(out)?.[1];
const locked = () => readFileSync(file, 'utf8');
const report = z.object({
  ok: z.boolean(),
  steps: z.array(z.object({ what: z.string(), result: z.string() })),
  notes: z.array(z.string()),
  error: z.object({ message: z.string() }).optional(),
});

beforeAll(async () => {
  cpSync(join(__dirname, '..', '..', 'examples', 'plain-terraform'), project, { recursive: true });
  emulator = await Emulator.start(environmentOf().accounts.data);
});
afterAll(async () => {
  await emulator.stop();
  rmSync(project, { recursive: true, force: true });
});

test('a platform that nobody has: the bucket is made, the file is not, and it says why', async () => {
  const { code, out, err } = await bootstrap('--platforms', `${here},plan9_amd64`, ...from);
  expect(out).toMatch(/^bucket +created$/m);
  expect(lockStep(out)).toBe('not written');
  expect(err).toContain(
    'The lock file was not written: Terraform failed to fetch the requested providers for plan9_amd64',
  );
  expect(err).toContain(
    'provider registry.terraform.io/hashicorp/aws 5.100.0 is not available for plan9_amd64. --platforms',
  );
  expect(code).toBe(1);
  expect(existsSync(file)).toBe(false);
});

test('a mirror that is not there fails what names it', async () => {
  const { code, out } = await bootstrap('--platforms', here, '--mirror', join(project, 'nowhere'), '--json');
  const { ok, error } = report.parse(JSON.parse(out));
  expect(error?.message).toMatch(/cannot search .*nowhere/);
  expect({ code, ok }).toEqual({ code: 1, ok: false });
});

test('a terraform that is not there is told, and fails nothing', async () => {
  const done = await lakewright(['bootstrap', '--project', project, '--env', 'dev', '--json'], {
    ...{ PATH: process.env['PATH'], TERRAFORM_BINARY_NAME: '/nowhere/terraform' },
    ...emulator.variables(),
  });
  const { ok, steps, notes } = report.parse(JSON.parse(done.out));
  expect(steps.at(-1)).toEqual({ what: 'lock file', result: 'not written' });
  expect(notes[0]).toMatch(
    /^The lock file was not written: \/nowhere\/terraform does not start .*deploy works without it\.$/,
  );
  expect(notes[1]).toMatch(
    /^In the paying account, activate the cost tags project, environment, domain, pipeline, unit when /,
  );
  expect({ ok, code: done.code }).toEqual({ ok: true, code: 0 });
});

test('a dry run and --no-lock write none', async () => {
  expect(lockStep((await bootstrap('--platforms', here, ...from, '--dry-run')).out)).toBe('would create');
  expect(lockStep((await bootstrap('--no-lock')).out)).toBeUndefined();
  expect(existsSync(file)).toBe(false);
});

test('it is written for the platforms that are asked for, and again changes nothing and downloads nothing', async () => {
  const first = await bootstrap('--platforms', here, ...from);
  expect(lockStep(first.out)).toBe('created');
  expect(first.err).toContain(
    `.terraform.lock.hcl: registry.terraform.io/hashicorp/aws 5.100.0 for ${here}; commit it`,
  );
  expect(locked()).toMatch(/^# Written by "lakewright bootstrap" with checksums for \w+\.\n/);
  expect(locked()).toMatch(/provider "registry\.terraform\.io\/hashicorp\/aws" \{\n\s+version\s+= "5\.100\.0"/);
  expect(locked()).toContain('"h1:');
  const written = locked();
  const again = await bootstrap('--platforms', here, '--mirror', join(project, 'nowhere'));
  expect({ code: again.code, step: lockStep(again.out) }).toEqual({ code: 0, step: 'unchanged' });
  expect(locked()).toBe(written);
});

test('each stack has a copy, which init takes as it is', async () => {
  const outdir = join(project, 'app');
  expect(synth({ environment: 'dev', project, outdir })).toEqual([]);
  const stack = join(outdir, 'stacks', 'acme-dev-foundation');
  const copy = join(stack, '.terraform.lock.hcl');
  expect(readFileSync(copy, 'utf8')).toBe(locked());
  await new Terraform(stack, emulator).init();
  const withoutHeading = locked().replace(/^#.*\n/, '');
  expect(readFileSync(copy, 'utf8').replace(/^# Written by.*\n/, '')).toBe(withoutHeading);
});

/** Of no stack of this environment. */
const foreign = `
provider "tf.example.com/acme/other" {
  version     = "2.0.0"
  constraints = "~> 2.0"
  hashes = [
    "h1:tXl8Sl+BahVSkSZIJdFR8pfblbeugiSzS17XRh+4sGU=",
  ]
}
`;

test('a file of another version is told by deploy with the command that writes it anew, which does, and keeps the rest', async () => {
  const good = `${locked()}${foreign}`;
  const other = good.replaceAll('5.100.0', '5.99.0');
  writeFileSync(file, other);
  const app = join(project, 'small');
  const resource = { aws_ssm_parameter: { one: { name: '/one', type: 'String', value: 'x' } } };
  const env = writeSmallApp(app, environmentOf(), { one: { resource } }, emulator);
  const plan = () =>
    lakewright(['deploy', '--project', project, '--env', 'dev', '--app', app, '--plan-only'], { ...env });
  const refused = await plan();
  expect(refused.err).toContain('lakewright bootstrap --env dev writes it anew');
  expect(refused.code).toBe(1);
  expect(lockStep((await bootstrap('--platforms', here, ...from)).out)).toBe('changed');
  expect(locked()).toBe(good);
  expect((await plan()).code).toBe(0);
  expect(readFileSync(join(app, 'stacks', 'acme-dev-one', '.terraform.lock.hcl'), 'utf8')).toContain('5.100.0');
});
