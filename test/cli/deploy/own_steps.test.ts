/** What deploy does beside the stacks: when it is done, when it is left, and what is told of a refusal. */
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emrServerlessQueue, foundOf } from '../../../cli/deploy/emr_serverless_queue';
import { lookAll, makeAll } from '../../../cli/deploy/own_steps';
import type { DeployStep, Found } from '../../../cli/deploy/step';
import { stepsJson, stepsText } from '../../../cli/deploy/summary';
import { Failure } from '../../../cli/usage';
import { stepDrift, unclearOf } from '../../../cli/drift/own_steps';
import { serverless } from '../../stacks/profiles';
import { fixturePlan } from '../../stacks/plan_fixture';
import { environmentOf, synthesize } from '../../stacks/synthesized';

const dev = environmentOf('dev');
const free = { check: () => undefined };
const absent: Found = { is: 'absent' };
const same: Found = { is: 'same' };
const other: Found = { is: 'different', id: '00a', now: undefined };
const busy: Found = { is: 'different', id: '00a', now: 'small', blocked: 'wait for it' };
const unclear: Found = { is: 'unclear', blocked: 'there are two' };

/** A step that finds what it is told to, one after the other. */
function scripted(found: readonly (Found | Error)[], fails?: Error) {
  const made: string[] = [];
  const left = [...found];
  const step: DeployStep = {
    ...{
      name: 'sizes',
      by: 'deploy',
      what: 'things get a size',
      because: 'no provider does',
      source: 'https://a.test',
    },
    service: 'Kafka',
    actions: ['a:SetSize'],
    wanted: () => [
      {
        ...{ on: 'thing', address: 'a_thing.x', stack: 'shop-dev-base', attribute: 'size', value: 'large' },
        look: () => {
          const next = (left.length > 1 ? left.shift() : left[0]) ?? absent;
          return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
        },
        make: (id) => {
          made.push(id);
          return fails === undefined ? Promise.resolve() : Promise.reject(fails);
        },
      },
    ],
  };
  return { made, looked: () => lookAll([step], dev, []) };
}
const stages: string[] = [];
const make = async (script: ReturnType<typeof scripted>, interrupt: { check: () => void } = free) => {
  const results = await script.looked();
  await makeAll(
    results,
    dev,
    (title, work) => {
      stages.push(title);
      return work(() => undefined);
    },
    interrupt,
  );
  return results.map(({ state }) => state);
};

test.each<[what: string, found: readonly Found[], state: string, made: readonly string[]]>([
  ['as it was planned', [other], 'done', ['00a']],
  ['when the stack has made the thing', [absent, other], 'done', ['00a']],
  ['although it was well before the stack was applied', [same, other], 'done', ['00a']],
  ['when it could be changed by then', [busy, other], 'done', ['00a']],
  ['not, because somebody else did', [other, same], 'unchanged', []],
  ['not while it is busy', [other, busy], 'left', []],
  ['not where nobody knows which', [unclear], 'left', []],
])('it is done %s', async (_, found, state, made) => {
  const script = scripted(found);
  expect(await make(script)).toEqual([state]);
  expect(script.made).toEqual(made);
});

test('its progress has a line', () => {
  expect(stages).toContain('sizes  thing');
});

test.each<[found: Found, text: string, json: object]>([
  [absent, 'large (after shop-dev-base)', { state: 'planned', waitsFor: 'shop-dev-base' }],
  [same, 'nothing to do', { state: 'unchanged' }],
  [other, 'large (now: none)', { state: 'planned', now: 'none' }],
  [busy, 'large (now: small); not now', { state: 'left', now: 'small', left: 'wait for it' }],
  [unclear, 'large; not now', { state: 'left', left: 'there are two' }],
])('%j is told', async (found, text, json) => {
  const results = await scripted([found]).looked();
  expect(stepsText(results)).toBe(`sizes: thing: ${text}`);
  expect(stepsJson(results)).toEqual([{ name: 'sizes', on: 'thing', what: 'large', ...json }]);
});

const refusal = (name: string, said: object = { $metadata: { httpStatusCode: 403 } }) =>
  Object.assign(new Error('not today'), { name, ...said }) satisfies Error;

test('a refusal is told with step, thing, what was wanted and what to do', async () => {
  await expect(make(scripted([other], refusal('AccessDeniedException')))).rejects.toMatchObject({
    name: 'Failure',
    message:
      'sizes: thing: expected large; Kafka in eu-central-1 refuses to do it: AccessDeniedException: not today (HTTP 403). ' +
      'What was applied stays: let the role that deploys do a:SetSize, and run the same command again to go on (https://a.test)',
  });
  await expect(make(scripted([other], refusal('ConflictException')))).rejects.toThrow(
    'stays: run the same command again',
  );
});

test.each<[what: string, error: Error, said: string]>([
  [
    'nobody logged in',
    refusal('CredentialsProviderError', {}),
    "environment 'dev' is in account 111122223333, and there are no credentials",
  ],
  [
    'no network',
    refusal('Error', { code: 'ENOTFOUND', hostname: 'kafka.test' }),
    'no answer from kafka.test (ENOTFOUND): is there a network?',
  ],
  ['what is in words already', new Failure('the workspace is asleep'), 'the workspace is asleep'],
])('%s is told in words', async (_, error, said) => {
  await expect(make(scripted([other], error))).rejects.toThrow(`sizes: thing: expected large; ${said}`);
});

test('a fault of ours is none of the service', async () => {
  await expect(make(scripted([other], new TypeError('no function')))).rejects.toMatchObject({ name: 'TypeError' });
});

const unseen =
  'sizes: thing: nobody can tell how it is (Kafka in eu-central-1 refuses to tell how it is: ConflictException: not today (HTTP 403)): ' +
  'deploy again (https://a.test)';

test('what cannot be looked at before the stacks is told, in the plan and as drift, and fails nothing', async () => {
  const results = await scripted([refusal('ConflictException')]).looked();
  expect(results).toMatchObject([{ state: 'left', found: { is: 'unclear', blocked: unseen } }]);
  expect(stepsText(results)).toBe('sizes: thing: large; not now');
  expect(stepsJson(results)).toEqual([{ name: 'sizes', on: 'thing', what: 'large', state: 'left', left: unseen }]);
  expect(unclearOf(results)).toEqual([{ name: 'sizes', on: 'thing', because: unseen }]);
  expect(unclearOf(await scripted([other]).looked())).toEqual([]);
});

test('who may not look hears what it takes', async () => {
  const [result] = await scripted([refusal('AccessDeniedException')]).looked();
  expect(result?.found).toMatchObject({
    blocked: expect.stringMatching(/let the role that deploys do a:SetSize, and deploy again \(https/) as string,
  });
});

test('it is looked at again after the stacks: then it is done, or it is a failure', async () => {
  const silent = new Failure('no answer from the workspace');
  const repaired = scripted([silent, other]);
  expect(await make(repaired)).toEqual(['done']);
  expect(repaired.made).toEqual(['00a']);
  await expect(make(scripted([silent]))).rejects.toThrow(
    'sizes: thing: expected large; no answer from the workspace. What was applied stays: run the same command again',
  );
});

test('a fault of ours in a look is none of the service', async () => {
  await expect(scripted([new TypeError('no function')]).looked()).rejects.toMatchObject({ name: 'TypeError' });
});

test('what no stack has made is a failure', async () => {
  await expect(make(scripted([absent]))).rejects.toThrow(
    "sizes: expected 'thing', which stack 'shop-dev-base' makes; found none: deploy that stack again",
  );
});

test('asked to stop it does no more', async () => {
  const script = scripted([other]);
  const stopped = {
    check: () => {
      throw new Error('stopped');
    },
  };
  await expect(make(script, stopped)).rejects.toThrow('stopped');
  expect(script.made).toEqual([]);
});

test('as drift it is ours where nobody has set it, and else unknown', async () => {
  const causes = async (found: Found, stack = 'shop-dev-base') =>
    stepDrift(await scripted([found]).looked(), stack).map(({ cause, address, undone }) => [cause, address, undone]);
  expect(await causes(other)).toEqual([['ours', 'a_thing.x', true]]);
  expect(await causes(busy)).toEqual([['unknown', 'a_thing.x', true]]);
  expect(await causes(other, 'shop-dev-reader')).toEqual([]);
  for (const found of [absent, same, unclear]) expect(await causes(found)).toEqual([]);
});

describe('the queue of EMR Serverless', () => {
  const queue = { maxConcurrentRuns: 10, timeoutMinutes: 60 };
  const set = (maxConcurrentRuns?: number, queueTimeoutMinutes?: number) => ({
    ...(maxConcurrentRuns === undefined ? {} : { maxConcurrentRuns }),
    ...(queueTimeoutMinutes === undefined ? {} : { queueTimeoutMinutes }),
  });
  const seen = (state: 'CREATED' | 'STARTED' | 'STOPPED' | 'STOPPING', schedulerConfiguration?: object) => ({
    ...{ applicationId: '00a', name: 'acme-dev-small', state },
    ...(schedulerConfiguration === undefined ? {} : { schedulerConfiguration }),
  });

  test('is compared with what the service has, where it says nothing with its defaults', () => {
    expect(foundOf([], queue, 10)).toEqual(absent);
    expect(foundOf([seen('STARTED', set(10, 60))], queue, 10)).toEqual(same);
    expect(foundOf([seen('CREATED')], queue, 10)).toEqual({ is: 'different', id: '00a', now: undefined });
    expect(foundOf([seen('STOPPED', set(1))], queue, 10)).toEqual({
      ...{ is: 'different', id: '00a', now: 'at most 1 run at once, others wait up to 360 minutes' },
    });
    expect(foundOf([seen('CREATED', {})], { maxConcurrentRuns: 15, timeoutMinutes: 360 }, 10)).toEqual(same);
  });

  test.each(['STARTED', 'STOPPING'] as const)('is left alone while the application is %s', (state) => {
    expect(foundOf([seen(state)], queue, 25)).toMatchObject({
      is: 'different',
      blocked:
        `application 'acme-dev-small' is ${state}, and its queue changes only while it is stopped: deploy again when it is, ` +
        '25 minutes after its last job (at most 10 runs at once, others wait up to 60 minutes)',
    });
  });

  test('is left alone where two applications have the name', () => {
    const two = [seen('CREATED'), { ...seen('CREATED'), applicationId: '00b' }];
    expect(foundOf(two, queue, 10)).toEqual({
      is: 'unclear',
      blocked:
        "application 'acme-dev-small' is there 2 times (00a, 00b): delete those that the stack does not have, and deploy again",
    });
  });

  test.each(['dev', 'staging', 'prod'])('is found among all that the stacks of %s make', (name) => {
    const environment = environmentOf(name);
    const queue = { maxConcurrentRuns: 10, timeoutMinutes: 60 };
    const compute = Object.fromEntries(
      Object.keys(environment.compute).map((each) => [each, { ...serverless(environment, each), queue }]),
    );
    const folder = synthesize({ ...environment, compute }, [fixturePlan()]);
    const stacks = readdirSync(join(folder, 'stacks')).map((stack) => ({
      ...{ name: stack, folder: join(folder, 'stacks', stack), dependencies: [] },
    }));
    const wanted = emrServerlessQueue.wanted({ ...environment, compute }, stacks);
    expect(wanted.map(({ on, stack }) => [on, stack])).toEqual([
      [`lakewright-${name}-small`, `lakewright-${name}-compute`],
    ]);
  });

  test('is wanted of the applications that the chosen stacks make, and of no other', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lakewright-queue-'));
    const applications = { x: { name: 'lakewright-dev-small' }, y: { name: 'lakewright-dev-large' } };
    const resource = { aws_emrserverless_application: applications, aws_vpc: { x: { name: ['a'] } } };
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ resource }));
    const stack = { name: 'lakewright-dev-compute', folder, dependencies: [] };
    const compute = { small: { ...serverless(dev, 'small'), queue }, idle: { ...serverless(dev, 'large'), queue } };
    const wanted = (environment: typeof dev, stacks = [stack]) =>
      emrServerlessQueue.wanted(environment, stacks).map(({ on, address, stack: of }) => ({ on, address, of }));
    expect(wanted({ ...dev, compute: { ...dev.compute, ...compute } })).toEqual([
      { on: 'lakewright-dev-small', address: 'aws_emrserverless_application.x', of: 'lakewright-dev-compute' },
    ]);
    expect(wanted({ ...dev, compute: { ...dev.compute, ...compute } }, [])).toEqual([]);
    expect(wanted(dev)).toEqual([]);
  });
});
