/** What `lakewright deploy` does beside the stacks, on the emulated AWS: the queue of an EMR Serverless application. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EMRServerlessClient,
  GetApplicationCommand,
  ListApplicationsCommand,
  StartApplicationCommand,
  StopApplicationCommand,
} from '@aws-sdk/client-emr-serverless';
import { bootstrap } from '../../cli/bootstrap';
import { environmentOf } from '../stacks/synthesized';
import { Emulator } from './emulator';
import { lakewright } from './lakewright';
import { type SmallStack, writeSmallApp } from './small_app';

jest.setTimeout(5 * 60_000);

const environment = environmentOf('dev');
const folder = mkdtempSync(join(tmpdir(), 'lakewright-deploy-steps-test-'));
const app = join(folder, 'app');
const name = 'lakewright-dev-small';
let emulator: Emulator;
let env: NodeJS.ProcessEnv;

/**
 * A project whose environment `dev` lets so many jobs of `small` run.
 * @param more further keys of the profile `tiny`
 */
function writeProject(runs: number, more = ''): void {
  const worker = '{ vcpu: 2, memoryGb: 8 }';
  const profile = `driver: ${worker}, executor: ${worker}, executors: 4, maximum: { vcpu: 16, memoryGb: 64 }`;
  mkdirSync(join(folder, 'environments'), { recursive: true });
  writeFileSync(join(folder, 'lakewright.json'), JSON.stringify({ domain: 'shop', definitions: ['none.ts'] }));
  writeFileSync(
    join(folder, 'environments', 'dev.yaml'),
    `name: dev
tier: dev
project: lakewright
region: ${environment.region}
accounts: { data: '${environment.accounts.data}' }
emrRelease: emr-7.10.0
compute:
  small: { ${profile}, queue: { maxConcurrentRuns: ${String(runs)}, timeoutMinutes: 60 } }
  tiny: { ${profile}${more} }
  unused: { ${profile}, queue: { maxConcurrentRuns: 1 } }
state: { bucket: ${environment.state.bucket}, prefix: steps/dev, region: ${environment.region} }
`,
  );
}

/** The provider waits half a minute for an application, so all are made at once. */
function writeApp(more: SmallStack['resource'] = {}): void {
  const application = (profile: string, release: string) => ({
    ...{ name: `lakewright-dev-${profile}`, type: 'SPARK', release_label: release },
    maximum_capacity: { cpu: '16 vCPU', memory: '64 GB' },
  });
  // The second has another release than its environment says: the service has no queue for it.
  const applications = { small: application('small', 'emr-7.10.0'), tiny: application('tiny', 'emr-6.15.0') };
  const state = { ...environment.state, prefix: 'steps/dev' };
  const resource = { aws_emrserverless_application: applications, ...more };
  env = writeSmallApp(app, { ...environment, state }, { compute: { resource } }, emulator);
}

const run = (...args: readonly string[]) =>
  lakewright([...args, '--env', 'dev', '--project', folder, '--app', app], env);
const deploy = (...args: readonly string[]) => run('deploy', ...args);

interface Report {
  readonly steps: readonly { readonly name: string }[];
}
const queueStep = (out: string) => (JSON.parse(out) as Report).steps.filter((each) => each.name.endsWith('-queue'));
/** How the application is, told by the service. */
async function application() {
  const client = new EMRServerlessClient({ region: environment.region });
  const { applications = [] } = await client.send(new ListApplicationsCommand({}));
  const applicationId = applications.find((each) => each.name === name)?.id;
  const { application: found } = await client.send(new GetApplicationCommand({ applicationId }));
  return { client, applicationId, state: found?.state, queue: found?.schedulerConfiguration };
}
const updates = () =>
  emulator.requests().filter(({ method, service }) => method === 'PATCH' && service !== 's3').length;

beforeAll(async () => {
  emulator = await Emulator.start(environment.accounts.data);
  Object.assign(process.env, emulator.variables());
  await bootstrap({ environment, endpoint: emulator.endpoint });
  writeProject(10);
  writeApp();
});
afterAll(() => emulator.stop());

test('a plan says what comes after the stack, and does nothing', async () => {
  const { out, code } = await deploy('--plan-only');
  expect(out).toContain(
    `emr-serverless-queue: ${name}: at most 10 runs at once, others wait up to 60 minutes (after lakewright-dev-compute)`,
  );
  // No stack has the application of that profile.
  expect(out).not.toContain('unused');
  expect(code).toBe(0);
  expect(updates()).toBe(0);
});

test('deploy does it when the stack is applied', async () => {
  const { out, err, code } = await deploy('--auto-approve');
  expect(err).toContain(`emr-serverless-queue  ${name}  done`);
  expect(out).toMatch(/lakewright-dev-compute +applied\nemr-serverless-queue lakewright-dev-small +done/);
  expect(code).toBe(0);
  expect((await application()).queue).toEqual({ maxConcurrentRuns: 10, queueTimeoutMinutes: 60 });
});

test('a second time there is nothing to do', async () => {
  const before = updates();
  const { out, code } = await deploy('--auto-approve');
  expect(out).toContain(`emr-serverless-queue: ${name}: nothing to do`);
  expect(out).toMatch(/emr-serverless-queue lakewright-dev-small +unchanged/);
  expect(code).toBe(0);
  expect(updates()).toBe(before);
});

test('another value is drift until it is deployed, although the stacks have no changes', async () => {
  writeProject(20);
  const drift = await run('drift', '--json');
  expect(JSON.parse(drift.out)).toMatchObject({
    counts: { unknown: 1 },
    stacks: [
      {
        drift: [
          {
            address: 'aws_emrserverless_application.small',
            attribute: 'scheduler_configuration',
            found: 'at most 10 runs at once, others wait up to 60 minutes',
            wanted: 'at most 20 runs at once, others wait up to 60 minutes',
            next: expect.stringContaining('lakewright deploy --env dev compute'),
          },
        ],
      },
    ],
  });
  const { out, code } = await deploy('--auto-approve', '--json');
  expect(JSON.parse(out)).toMatchObject({ ok: true, changed: true, stacks: [{ state: 'unchanged' }] });
  expect(queueStep(out)).toEqual([
    {
      ...{ name: 'emr-serverless-queue', on: name, state: 'done' },
      what: 'at most 20 runs at once, others wait up to 60 minutes',
    },
  ]);
  expect(code).toBe(0);
  expect((await application()).queue).toEqual({ maxConcurrentRuns: 20, queueTimeoutMinutes: 60 });
});

test('an application that is started is left alone, with what to do', async () => {
  const { client, applicationId } = await application();
  await client.send(new StartApplicationCommand({ applicationId }));
  writeProject(30);
  const { out, code } = await deploy('--auto-approve', '--json');
  expect(JSON.parse(out)).toMatchObject({ ok: true, changed: false });
  expect(queueStep(out)).toMatchObject([
    {
      state: 'left',
      now: 'at most 20 runs at once, others wait up to 60 minutes',
      left: expect.stringMatching(/is STARTED, .* deploy again when it is, 10 minutes after its last job/),
    },
  ]);
  expect(code).toBe(0);
  expect(await application()).toMatchObject({ state: 'STARTED', queue: { maxConcurrentRuns: 20 } });
  await client.send(new StopApplicationCommand({ applicationId }));
});

test('what the service refuses is told; the stacks stay applied, and the rest is done', async () => {
  writeProject(30, ', queue: { maxConcurrentRuns: 1 }');
  writeApp({ aws_ssm_parameter: { more: { name: '/steps/more', type: 'String', value: 'more' } } });
  const { out, code } = await deploy('--auto-approve', '--json');
  const { error, stacks } = JSON.parse(out) as { error: { message: string }; stacks: unknown };
  expect(error.message).toMatch(
    /^emr-serverless-queue: lakewright-dev-tiny: expected at most 1 run at once, .*; EMR Serverless in eu-central-1 refuses to do it: ValidationException: .*emr-6\.15\.0.* run the same command again to go on/,
  );
  expect(stacks).toMatchObject([{ state: 'applied' }]);
  expect(queueStep(out)).toMatchObject([
    { on: name, state: 'done' },
    { on: 'lakewright-dev-tiny', state: 'planned' },
  ]);
  expect(code).toBe(1);
  expect((await application()).queue).toEqual({ maxConcurrentRuns: 30, queueTimeoutMinutes: 60 });
});
