/** Every stack of `dev`, with the example in it, on the emulated AWS, by terraform: applied, unchanged, changed by one transform, destroyed. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { bootstrap } from '../../cli/bootstrap';
import { example, type Example } from '../stacks/example_plan';
import { environmentOf, synthesize } from '../stacks/synthesized';
import { aged } from './aged';
import { Deployment, waves } from './deployment';
import { Emulator } from './emulator';

jest.setTimeout(20 * 60_000);

const environment = environmentOf('dev');
const changed = example((file, text) => (file === 'customer_rfm.sql' ? text.replace('max(', 'min(') : text));
const stacksOf = ({ plan, python }: Example, of = environment): string => synthesize(of, [plan], undefined, python);
/** All at the start: the same sources are in each of them. The first is as it was before the moves that the stacks record. */
const folders = {
  first: stacksOf(example()),
  again: stacksOf(example()),
  changed: stacksOf(changed),
};
const moved = aged(folders.first);
let emulator: Emulator;
let first: Deployment;
let deployment: Deployment;

beforeAll(async () => {
  emulator = await Emulator.start(environment.accounts.data);
  Object.assign(process.env, emulator.variables());
});

afterAll(async () => {
  await emulator.stop();
});

const buckets = async (): Promise<readonly string[]> => {
  const s3 = new S3Client({ region: environment.region, endpoint: emulator.endpoint, forcePathStyle: true });
  return ((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).map((bucket) => bucket.Name ?? '');
};

test('bootstrap makes the state’s bucket, and a second time changes nothing', async () => {
  const first = await bootstrap({ environment, endpoint: emulator.endpoint });
  expect(first.steps.map((step) => step.result)).toEqual(['created', 'changed', 'changed', 'changed', 'changed']);
  const second = await bootstrap({ environment, endpoint: emulator.endpoint });
  expect(second.steps.map((step) => step.result)).toEqual(Array(5).fill('unchanged'));
});

test('bootstrap only says what it would do on a dry run', async () => {
  const state = { ...environment.state, bucket: 'lakewright-other-state' };
  const { steps } = await bootstrap({
    environment: { ...environment, state },
    endpoint: emulator.endpoint,
    dryRun: true,
  });
  expect(steps.map((step) => step.result)).toEqual(['would create', ...Array<string>(4).fill('would change')]);
  expect(await buckets()).toEqual([environment.state.bucket]);
});

test('bootstrap on the command line prints its steps, and no warning of the SDK', () => {
  const root = join(__dirname, '..', '..');
  const { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: _, ...env } = process.env;
  const args = ['--import', 'tsx', join(root, 'cli', 'main.ts'), 'bootstrap', '--env', 'dev', '--no-lock'];
  const done = spawnSync(process.execPath, [...args, '--endpoint', emulator.endpoint], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  expect(done.stdout).toMatch(/^lakewright-dev-state-\d+ in eu-central-1\n.*bucket +unchanged/s);
  expect(done.stderr).not.toContain('Warning');
  expect(done.status).toBe(0);
});

test('bootstrap refuses the credentials of another account', async () => {
  const accounts = { data: '999988887777', compute: '999988887777', audit: '999988887777' };
  await expect(bootstrap({ environment: { ...environment, accounts }, endpoint: emulator.endpoint })).rejects.toThrow(
    "the credentials belong to account 111122223333, but environment 'dev' is in account 999988887777",
  );
});

test('terraform applies every stack', async () => {
  first = new Deployment(folders.first, environment, emulator);
  deployment = first;
  await deployment.apply();
  expect(await buckets()).toHaveLength(7);
});

test('a second plan changes nothing', async () => {
  for (const what of waves.flat()) expect([what, await deployment.plan(what)]).toEqual([what, []]);
});

test('what has another address since is moved: nothing is destroyed, nothing is made, nothing changes', async () => {
  expect(moved).toBeGreaterThan(0);
  const again = new Deployment(folders.again, environment, emulator, first);
  expect(await again.plan('pipelines-shop')).toEqual([]);
});

test('a change of one transform updates its program, the Plan and the manifest, and nothing else', async () => {
  deployment = new Deployment(folders.changed, environment, emulator, first);
  const changes = await deployment.plan('pipelines-shop');
  expect(changes.map(({ type, actions }) => `${type} ${actions.join('+')}`)).toEqual(
    Array(3).fill('aws_s3_object update'),
  );
  const files = ['manifest', 'plan', 'programs--sales__goldcustomer_rfm'];
  expect(changes.map(({ address }) => files.find((file) => address.includes(`bundle_${file}`))).sort()).toEqual(files);
  await (await deployment.stack('pipelines-shop')).applyPlan();
  expect(await deployment.plan('pipelines-shop')).toEqual([]);
});

test('another account than the environment’s is refused before anything is made', async () => {
  const accounts = { data: '999988887777', compute: '999988887777', audit: '999988887777' };
  const foreign = { ...environment, accounts };
  const stack = new Deployment(stacksOf(example(), foreign), foreign, emulator, first);
  await expect(stack.plan('foundation')).rejects.toThrow(/AWS account ID not allowed: 111122223333/);
});

test('destroying removes every stack', async () => {
  await deployment.destroy();
  expect(await buckets()).toEqual([environment.state.bucket]);
});
