import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type Plan } from '../../pipelines/plan';
import { emrServerless, stateMachine, type StateMachineFacts } from '../../pipelines/targets';
import { program } from '../setup/paths';
import { fixturePlan } from '../stacks/plan_fixture';
import { Emulator, type RecordedRequest } from './emulator';

jest.setTimeout(120_000);

const account = '111122223333';
const region = 'eu-central-1';
const outcome = z.object({
  status: z.string(),
  entered: z.array(z.string()),
  error: z.string().nullable(),
  cause: z.string().nullable(),
});
const startJobRun = z.object({
  name: z.string(),
  executionRoleArn: z.string(),
  tags: z.record(z.string(), z.string()),
  jobDriver: z.object({ sparkSubmit: z.object({ entryPointArguments: z.array(z.string()) }) }),
});

let emulator: Emulator;
let applicationId: string;
let topicArn: string;

beforeAll(async () => {
  emulator = await Emulator.start(account);
  await emulator.configure({ stepfunctions: { execute_state_machine: true } });
  const made = python(`
import boto3, json
boto3.client('dynamodb', region_name='${region}').create_table(
  TableName='ledger', BillingMode='PAY_PER_REQUEST',
  KeySchema=[{'AttributeName': 'pk', 'KeyType': 'HASH'}, {'AttributeName': 'sk', 'KeyType': 'RANGE'}],
  AttributeDefinitions=[{'AttributeName': each, 'AttributeType': 'S'} for each in ('pk', 'sk')])
a = boto3.client('emr-serverless', region_name='${region}').create_application(
  name='small', type='SPARK', releaseLabel='emr-7.10.0', clientToken='x')['applicationId']
t = boto3.client('sns', region_name='${region}').create_topic(Name='alerts')['TopicArn']
print(json.dumps({'application': a, 'topic': t}))`);
  const ids = z.object({ application: z.string(), topic: z.string() }).parse(JSON.parse(made));
  applicationId = ids.application;
  topicArn = ids.topic;
});

afterAll(async () => {
  await emulator.stop();
});

function python(code: string): string {
  return must(['-c', code]);
}

function must(args: readonly string[]): string {
  const env = { ...process.env, ...emulator.variables() };
  const done = spawnSync(program('emulator', 'python'), args, { cwd: __dirname, env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout;
}

const bill = z.object({
  pk: z.string(),
  sk: z.string(),
  domain: z.string(),
  pipeline: z.string(),
  unit: z.string(),
  compute: z.string(),
  execution: z.string(),
  arguments: z.string(),
  job_run: z.string(),
  billed: z.string(),
});

/** What the ledger has of bills. */
function bills(): readonly z.output<typeof bill>[] {
  const told = python(`
import boto3, json
print(json.dumps(boto3.resource('dynamodb', region_name='${region}').Table('ledger').scan(
  FilterExpression='begins_with(pk, :bills) AND begins_with(sk, :month)',
  ExpressionAttributeValues={':bills': 'bill#', ':month': '20'})['Items']))`);
  return z.array(bill).parse(JSON.parse(told));
}

/** @param table of the ledger */
function facts(table: string): StateMachineFacts {
  return {
    partition: 'aws',
    compute: () =>
      emrServerless({
        applicationId,
        sparkSubmitParameters: () => '--conf a=b',
        logs: { group: '/aws/emr-serverless/shop' },
        ledger: { table, domain: 'shop' },
      }),
    jobRoleArn: ({ layer }) => `arn:aws:iam::${account}:role/${layer}-job`,
    bundleUri: 's3://artefacts/bundles/shop',
    bindingsUri: 's3://artefacts/bindings/shop.json',
    alertTopicArn: topicArn,
    tags: { project: 'shop' },
  };
}

/** The fixture without retries, whose waits a test would sit through. */
function impatient(): Plan {
  const plan = fixturePlan();
  return {
    ...plan,
    units: Object.fromEntries(Object.entries(plan.units).map(([id, unit]) => [id, { ...unit, retries: 0 }])),
  };
}

/** Runs the machine of `plan`; gives what became of it and the requests that it made. */
function execute(plan: Plan, input: object, table = 'ledger') {
  const file = join(mkdtempSync(join(tmpdir(), 'lakewright-asl-')), 'definition.json');
  writeFileSync(file, JSON.stringify(stateMachine(plan, 'sales', facts(table))));
  const before = emulator.requests().length;
  const role = `arn:aws:iam::${account}:role/orchestration`;
  const args = ['--region', region, '--definition', file, '--role', role, '--input', JSON.stringify(input)];
  const result = outcome.parse(JSON.parse(must(['-m', 'aws.execute', ...args])));
  return { ...result, requests: emulator.requests().slice(before) };
}

const jobs = (requests: readonly RecordedRequest[]) =>
  requests
    .filter(
      (request) => request.service === 'emr-serverless' && /\/jobruns$/.test(request.path) && request.method === 'POST',
    )
    .map((request) => startJobRun.parse(JSON.parse(request.body ?? '')));

describe('a pipeline on Step Functions', () => {
  test('runs its units in their order, each with the role of its layer, for the interval of the scheduled time', () => {
    const run = execute(fixturePlan(), { scheduled_time: '2026-01-02T01:00:00Z' });

    expect(run.status).toBe('SUCCEEDED');
    const started = jobs(run.requests);
    expect(started.map((job) => job.name)).toEqual(['sales-bronze', 'sales-silver', 'sales-gold']);
    expect(started.map((job) => job.executionRoleArn.split('/')[1])).toEqual(['bronze-job', 'silver-job', 'gold-job']);
    expect(started[0]?.jobDriver.sparkSubmit.entryPointArguments).toEqual([
      '--bundle',
      's3://artefacts/bundles/shop',
      '--bindings',
      's3://artefacts/bindings/shop.json',
      '--unit',
      'sales-bronze',
      '--scheduled-time',
      '2026-01-02T01:00:00Z',
      expect.stringMatching(/^--run-id=[0-9a-f-]+$/),
    ]);
    expect(started[2]?.tags).toEqual({ project: 'shop', pipeline: 'sales', unit: 'sales-gold' });
  });

  test('runs a given interval again', () => {
    const run = execute(fixturePlan(), {
      interval_start: '2026-01-01T00:00:00Z',
      interval_end: '2026-01-02T00:00:00Z',
    });

    expect(jobs(run.requests)[1]?.jobDriver.sparkSubmit.entryPointArguments.slice(6)).toEqual([
      '--interval-start=2026-01-01T00:00:00Z',
      '--interval-end=2026-01-02T00:00:00Z',
      '--restate',
    ]);
  });

  test('tells the topic when a unit fails, starts no later unit and fails itself with the cause', async () => {
    await emulator.failJobs(['sales-silver']);
    const run = execute(impatient(), { scheduled_time: '2026-01-02T01:00:00Z' });
    await emulator.failJobs([]);

    expect(run.status).toBe('FAILED');
    expect([run.error, run.cause]).toEqual(['PipelineFailed', expect.stringContaining('sales-silver')]);
    expect(run.entered.slice(-2)).toEqual(['Alert', 'Failed']);
    expect(jobs(run.requests).map((job) => job.name)).toEqual(['sales-bronze', 'sales-silver']);
    const told = run.requests.filter((request) => request.service === 'sns').map((request) => request.body ?? '');
    expect(told).toHaveLength(1);
    expect(new URLSearchParams(told[0]).get('Message')).toContain('Pipeline sales failed: States.TaskFailed');
  });

  test('keeps in the ledger what each job is billed for, and whose it is', () => {
    python(`
import boto3
table = boto3.resource('dynamodb', region_name='${region}').Table('ledger')
for item in table.scan()['Items']: table.delete_item(Key={'pk': item['pk'], 'sk': item['sk']})`);
    const run = execute(fixturePlan(), { scheduled_time: '2026-01-02T01:00:00Z' });

    expect(run.status).toBe('SUCCEEDED');
    const items = bills();
    expect(items.map(({ pk }) => pk).sort()).toEqual([
      'bill#shop/sales-bronze',
      'bill#shop/sales-gold',
      'bill#shop/sales-silver',
    ]);
    for (const item of items) {
      expect(item).toMatchObject({ domain: 'shop', pipeline: 'sales', compute: 'small' });
      expect(item.pk).toBe(`bill#shop/${item.unit}`);
      expect(item.sk).toMatch(new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z#${item.job_run}$`));
      expect(JSON.parse(item.billed)).toEqual({ VCPUHour: 0.106, MemoryGBHour: 0.531, StorageGBHour: 0 });
      expect(JSON.parse(item.arguments)).toEqual([
        '--scheduled-time',
        '2026-01-02T01:00:00Z',
        `--run-id=${item.execution}`,
      ]);
    }
  });

  test('goes on where a job has no bill, and where the ledger takes none', () => {
    const plan = impatient();
    const gold = plan.units['sales-gold'];
    if (gold === undefined) throw new Error('the fixture has a gold unit');
    const { 'sales-gold': _, ...others } = plan.units;
    const unbilled = { ...gold, id: 'sales-gold-unbilled' };
    const before = bills().length;
    const late = execute({ ...plan, units: { ...others, [unbilled.id]: unbilled } }, { scheduled_time: 'T' });
    expect(late.entered).toContain('Ask for the bill of sales-gold-unbilled');
    expect(late.status).toBe('SUCCEEDED');
    expect(bills()).toHaveLength(before + 2);

    const nowhere = execute(plan, { scheduled_time: 'T' }, 'gone');
    expect(nowhere.entered).toContain('Keep the bill of sales-gold');
    expect(nowhere.status).toBe('SUCCEEDED');
    expect(jobs(nowhere.requests)).toHaveLength(3);
  });

  test('refuses an execution that names no interval', () => {
    const run = execute(fixturePlan(), {});

    expect(run.status).toBe('FAILED');
    expect(run.error).toBe('NoInterval');
    expect(jobs(run.requests)).toEqual([]);
  });

  test('runs units side by side that do not wait for each other', () => {
    const plan = impatient();
    const gold = plan.units['sales-gold'];
    if (gold === undefined) throw new Error('the fixture has a gold unit');
    const second = { ...gold, id: 'sales-gold-large', compute: 'memory_optimized' };
    const run = execute({ ...plan, units: { ...plan.units, [second.id]: second } }, { scheduled_time: 'T' });

    expect(run.entered).toContain('sales-gold and sales-gold-large');
    expect(run.status).toBe('SUCCEEDED');
    expect(
      jobs(run.requests)
        .map((job) => job.name)
        .slice(2)
        .sort(),
    ).toEqual(['sales-gold', 'sales-gold-large']);
  });
});
