/** `lakewright deploy` with the real terraform on the emulated AWS: what it applies, refuses, and survives. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { bootstrap } from '../../cli/bootstrap';
import { environmentOf, synthesize } from '../stacks/synthesized';
import { Emulator } from './emulator';
import { lakewright, startLakewright } from './lakewright';
import { type SmallStack, writeSmallApp } from './small_app';
import { Terraform } from './terraform';

jest.setTimeout(5 * 60_000);

const environment = environmentOf('dev');
const folder = mkdtempSync(join(tmpdir(), 'lakewright-deploy-test-'));
const app = join(folder, 'app');
const temporary = join(folder, 'tmp');
let emulator: Emulator;
let env: NodeJS.ProcessEnv;

const small = (logs = '/small/items', more: SmallStack['resource'] = {}): Record<string, SmallStack> => ({
  base: {
    resource: {
      aws_cloudwatch_log_group: { items: { name: logs, retention_in_days: 1 } },
      aws_ssm_parameter: {
        name: { name: '/small/logs', type: 'String', value: '${aws_cloudwatch_log_group.items.name}' },
        secret: { name: '/small/secret', type: 'SecureString', value: 'hunter2-is-secret' },
      },
      ...more,
    },
  },
  reader: {
    data: { aws_ssm_parameter: { name: { name: '/small/logs' } } },
    resource: {
      aws_ssm_parameter: {
        copy: { name: '/small/copy', type: 'String', value: '${nonsensitive(data.aws_ssm_parameter.name.value)}' },
      },
    },
    dependencies: ['base'],
  },
});
const write = (stacks: Record<string, SmallStack>): void => {
  env = { ...writeSmallApp(app, environment, stacks, emulator), TMPDIR: temporary };
};
const deploy = (...args: readonly string[]) => lakewright(['deploy', '--env', 'dev', '--app', app, ...args], env);

interface Report {
  readonly ok: boolean;
  readonly changed: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly needsApproval: readonly { readonly address: string }[];
  readonly stacks: readonly { readonly name: string; readonly state: string }[];
  readonly error?: { readonly message: string };
}
const report = (out: string): Report => JSON.parse(out) as Report;
const states = (out: string) => report(out).stacks.map(({ state }) => state);
/** What was made and deleted so far, as the emulator saw it. */
const logGroups = () =>
  emulator.requests().flatMap(({ target, body, status }) => {
    const what = /^Logs_20140328\.(Create|Delete)LogGroup$/.exec(target ?? '')?.[1];
    return what === undefined || status !== 200
      ? []
      : [`${what} ${String(Object.values(JSON.parse(body ?? '{}') as object)[0])}`];
  });
const s3 = () => new S3Client({ region: environment.region, endpoint: emulator.endpoint, forcePathStyle: true });
const lockOf = (what: string) => ({
  Bucket: environment.state.bucket,
  Key: `${environment.state.prefix}/${what}.tfstate.tflock`,
});
const isLocked = () =>
  s3()
    .send(new HeadObjectCommand(lockOf('base')))
    .then(
      () => true,
      () => false,
    );
async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  const given = Date.now();
  while (!(await what())) {
    if (Date.now() - given > 60_000) throw new Error('it did not come to that in a minute');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

beforeAll(async () => {
  mkdirSync(temporary, { recursive: true });
  emulator = await Emulator.start(environment.accounts.data);
  Object.assign(process.env, emulator.variables());
});
afterAll(() => emulator.stop());

test('without the bucket of the state it names the command that makes it', async () => {
  write(small());
  const { code, err } = await deploy('--plan-only');
  expect(err).toContain(`the bucket of the state, '${environment.state.bucket}', is not there`);
  expect(err).toContain('lakewright bootstrap --env dev');
  expect(code).toBe(1);
  await bootstrap({ environment, endpoint: emulator.endpoint });
});

test('a plan says what would be made, what waits, and makes nothing', async () => {
  const { out, code } = await deploy('--plan-only', '--json');
  expect(report(out)).toMatchObject({
    ok: true,
    changed: true,
    counts: { create: 3, update: 0, replace: 0, delete: 0, forget: 0, move: 0 },
    needsApproval: [],
    stacks: [
      { name: 'lakewright-dev-base', state: 'planned' },
      { name: 'lakewright-dev-reader', state: 'waits', waitsFor: 'lakewright-dev-base' },
    ],
  });
  expect(code).toBe(0);
  expect(logGroups()).toEqual([]);
});

test('without a terminal it applies nothing unless told to', async () => {
  const { code, err } = await deploy();
  expect(err).toContain('there is no terminal to ask on');
  expect(code).toBe(2);
});

test('it applies the stacks in order, shows no secret, and leaves no plan behind', async () => {
  const { out, err, code } = await deploy('--auto-approve');
  expect({ err, code }).toMatchObject({ code: 0 });
  expect(out).toContain('lakewright-dev-base: 3 to create, 0 to change, 0 to destroy');
  expect(out).toMatch(/\+ +aws_cloudwatch_log_group\.items/);
  expect(out).toMatch(/lakewright-dev-base +applied\nlakewright-dev-reader +applied/);
  expect(`${out}${err}`).not.toContain('hunter2');
  expect(logGroups()).toEqual(['Create /small/items']);
  expect(readdirSync(temporary).filter((name) => name.startsWith('lakewright-plans-'))).toEqual([]);
});

test('a second time there is nothing to do', async () => {
  const { out, code } = await deploy('--auto-approve', '--json');
  expect(report(out)).toMatchObject({ ok: true, changed: false });
  expect(states(out)).toEqual(['unchanged', 'unchanged']);
  expect(code).toBe(0);
});

test('what holds data is not replaced unless its address is approved', async () => {
  write(small('/small/things'));
  const refused = await deploy('base', '--auto-approve', '--json');
  expect(report(refused.out)).toMatchObject({
    ok: false,
    needsApproval: [{ stack: 'lakewright-dev-base', address: 'aws_cloudwatch_log_group.items', action: 'replace' }],
  });
  expect(report(refused.out).error?.message).toContain("--approve 'aws_cloudwatch_log_group.items'");
  expect(refused.code).toBe(1);

  expect(logGroups()).toEqual(['Create /small/items']);

  const approved = await deploy('--auto-approve', '--json', '--approve', 'aws_cloudwatch_log_group.items');
  // The second stack read the name before it changed, so it was planned again.
  expect(states(approved.out)).toEqual(['applied', 'applied']);
  expect(approved.code).toBe(0);
  expect(logGroups()).toEqual(['Create /small/items', 'Delete /small/items', 'Create /small/things']);
});

const slow = (seconds: number, mark: string): SmallStack['resource'] => ({
  terraform_data: {
    slow: {
      triggers_replace: [mark],
      provisioner: { 'local-exec': { command: `touch ${join(folder, mark)}; sleep ${String(seconds)}` } },
    },
  },
});

test('killed in the middle, terraform goes on to its end; meanwhile others are told who holds the lock', async () => {
  write(small('/small/things', slow(10, 'killed')));
  const { child, done } = startLakewright(['deploy', '--env', 'dev', 'base', '--app', app, '--auto-approve'], env);
  await until(() => existsSync(join(folder, 'killed')));
  child.kill('SIGKILL');
  expect((await done).signal).toBe('SIGKILL');
  const locked = await deploy('base', '--plan-only');
  expect(locked.err).toMatch(/the state of stack 'lakewright-dev-base' is locked by \S+@\S+ since \d{4}-\d\d-\d\d/);
  expect(locked.err).toMatch(/force-unlock [0-9a-f-]{36}/);
  expect(locked.code).toBe(1);
  await until(async () => !(await isLocked()));
  const again = await deploy('base', '--auto-approve', '--json');
  expect(states(again.out)).toEqual(['unchanged']);
  expect(readdirSync(temporary).filter((name) => name.startsWith('lakewright-plans-'))).toEqual([]);
});

test('after Ctrl-C the state is written and the lock is gone; the next run goes on', async () => {
  write(small('/small/things', slow(30, 'interrupted')));
  const { child, done } = startLakewright(['deploy', '--env', 'dev', 'base', '--app', app, '--auto-approve'], env);
  await until(() => existsSync(join(folder, 'interrupted')));
  child.kill('SIGINT');
  child.kill('SIGINT');
  const { code, err } = await done;
  expect(err).toContain('stopping: terraform ends what it has begun and writes its state');
  expect(code).toBe(1);
  expect(await isLocked()).toBe(false);
  write(small('/small/things', slow(0, 'interrupted')));
  expect(states((await deploy('base', '--auto-approve', '--json')).out)).toEqual(['applied']);
});

test('a lock that nobody holds any more is told with the line that removes it', async () => {
  const lock = {
    ID: '0b1c2d3e-0000-4000-8000-000000000000',
    Operation: 'OperationTypeApply',
    Info: '',
    Version: '1.11.4',
  };
  const held = { ...lock, Who: 'ada@build-7', Created: '2026-01-02T03:04:05.678Z', Path: 'state' };
  await s3().send(new PutObjectCommand({ ...lockOf('reader'), Body: JSON.stringify(held) }));
  const { err, code } = await deploy('reader', '--plan-only');
  expect(err).toMatch(/is locked by ada@build-7 since 2026-01-02 03:04:05.* \(apply\)/);
  expect(err).toContain(`force-unlock ${lock.ID}`);
  expect(code).toBe(1);
});

test('a stack of the example goes the same way, and has no drift then', async () => {
  const own = synthesize(environment, []);
  const { variables } = new Terraform(join(own, 'stacks', 'lakewright-dev-foundation'), emulator);
  const run = (...args: readonly string[]) =>
    lakewright([...args, 'foundation', '--env', 'dev', '--app', own, '--json'], { ...variables, TMPDIR: temporary });
  const first = await run('deploy', '--auto-approve');
  expect(report(first.out).error?.message ?? first.err).toBe('');
  expect(report(first.out)).toMatchObject({ ok: true, changed: true });
  expect(states(first.out)).toEqual(['applied']);
  expect(JSON.parse((await run('drift')).out)).toMatchObject({ ok: true, counts: { unknown: 0 } });
});
