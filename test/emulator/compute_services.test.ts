/** Pipelines on the other compute services, run by the emulated Step Functions to their end. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { clusterRequest } from '../../constructs/aws';
import { clusterTags } from '../../constructs/aws/facts';
import type { Plan } from '../../pipelines/plan';
import { emrOnEks, glue, type JobService, stateMachine, transientCluster } from '../../pipelines/targets';
import { program } from '../setup/paths';
import { fixturePlan } from '../stacks/plan_fixture';
import { Emulator, type RecordedRequest } from './emulator';

jest.setTimeout(120_000);

const account = '111122223333';
const region = 'eu-central-1';
const naming = { project: 'shop', environment: 'dev', account, region };
const outcome = z.object({
  status: z.string(),
  entered: z.array(z.string()),
  error: z.string().nullable(),
  cause: z.string().nullable(),
});

let emulator: Emulator;
let ids: { readonly subnet: string; readonly topic: string; readonly virtual: string };

beforeAll(async () => {
  emulator = await Emulator.start(account);
  await emulator.configure({ stepfunctions: { execute_state_machine: true } });
  const made = python(`
import boto3, json
c = lambda name: boto3.client(name, region_name='${region}')
topic = c('sns').create_topic(Name='alerts')['TopicArn']
vpc = c('ec2').create_vpc(CidrBlock='10.0.0.0/24')['Vpc']['VpcId']
subnet = c('ec2').create_subnet(VpcId=vpc, CidrBlock='10.0.0.0/26')['Subnet']['SubnetId']
role = c('iam').create_role(RoleName='gold', AssumeRolePolicyDocument='{}')['Role']['Arn']
for layer in ('bronze', 'silver', 'gold'):
  c('glue').create_job(Name='shop-' + layer, Role=role, Command={'Name': 'glueetl', 'ScriptLocation': 's3://a/main.py'})
c('eks').create_cluster(name='jobs', roleArn=role, resourcesVpcConfig={'subnetIds': [subnet]})
virtual = c('emr-containers').create_virtual_cluster(name='jobs', clientToken='x', containerProvider={
  'type': 'EKS', 'id': 'jobs', 'info': {'eksInfo': {'namespace': 'spark'}}})['id']
print(json.dumps({'topic': topic, 'subnet': subnet, 'virtual': virtual}))`);
  ids = z.object({ topic: z.string(), subnet: z.string(), virtual: z.string() }).parse(JSON.parse(made));
});

afterAll(async () => {
  await emulator.stop();
});

function must(args: readonly string[]): string {
  const env = { ...process.env, ...emulator.variables() };
  const done = spawnSync(program('emulator', 'python'), args, { cwd: __dirname, env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout;
}
const python = (code: string): string => must(['-c', code]);

const cluster = (profile: string): JobService =>
  transientCluster({
    profile,
    request: clusterRequest({
      clusterName: `shop-dev-${profile}`,
      releaseLabel: 'emr-7.10.0',
      capacity: {
        kind: 'fleets',
        primary: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 1 },
        core: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 1 },
        task: { instanceTypes: ['m7g.xlarge'], targetSpotCapacity: 2 },
      },
      subnetIds: [ids.subnet],
      securityGroupIds: { primary: 'sg-1', core: 'sg-2', service: 'sg-3' },
      serviceRoleArn: `arn:aws:iam::${account}:role/shop-dev-${profile}-service`,
      instanceProfileName: `shop-dev-${profile}-nodes`,
      securityConfigurationName: `shop-dev-${profile}`,
      logUri: 's3://logs/emr/',
      logKeyArn: `arn:aws:kms:${region}:${account}:key/1`,
      idleMinutes: 15,
    }),
    sparkSubmitArguments: () => ['--deploy-mode', 'cluster'],
  });
const services: Readonly<Record<string, () => JobService>> = {
  nightly: () => cluster('nightly'),
  weekly: () => cluster('weekly'),
  etl: () => glue({ jobName: ({ layer }) => `shop-${layer}` }),
  kube: () =>
    emrOnEks({
      virtualClusterId: ids.virtual,
      releaseLabel: 'emr-7.10.0-latest',
      sparkSubmitParameters: () => '--conf a=b',
      logs: { group: '/jobs' },
    }),
};

/** The fixture without retries, whose waits a test would sit through, its units on the profiles. */
function planOn(profiles: Readonly<Record<string, string>>): Plan {
  const plan = fixturePlan();
  const units = Object.entries(plan.units).map(([id, unit]) => [
    id,
    { ...unit, retries: 0, compute: profiles[unit.layer] ?? '' },
  ]);
  return { ...plan, units: Object.fromEntries(units) as Plan['units'] };
}
const on = (profile: string): Plan => planOn({ bronze: profile, silver: profile, gold: profile });

/** Runs the pipeline; gives what became of it and the requests that it made. */
function execute(plan: Plan) {
  const definition = stateMachine(plan, 'sales', {
    partition: 'aws',
    compute: (profile) => {
      const service = services[profile];
      if (service === undefined) throw new Error(`there is no profile ${profile}`);
      return service();
    },
    jobRoleArn: ({ layer }) => `arn:aws:iam::${account}:role/${layer}-job`,
    bundleUri: 's3://artefacts/bundles/shop',
    bindingsUri: 's3://artefacts/bindings/shop.json',
    alertTopicArn: ids.topic,
    tags: clusterTags({ naming, domain: 'shop' }),
  });
  const file = join(mkdtempSync(join(tmpdir(), 'lakewright-asl-')), 'definition.json');
  writeFileSync(file, JSON.stringify(definition));
  const before = emulator.requests().length;
  const role = `arn:aws:iam::${account}:role/orchestration`;
  const input = JSON.stringify({ scheduled_time: '2026-01-02T01:00:00Z' });
  const args = ['--region', region, '--definition', file, '--role', role, '--input', input];
  const result = outcome.parse(JSON.parse(must(['-m', 'aws.execute', ...args])));
  return { ...result, requests: emulator.requests().slice(before) };
}

/** The bodies of the requests of one action of EMR or Glue. */
const asked = (requests: readonly RecordedRequest[], action: string): readonly Record<string, unknown>[] =>
  requests
    .filter(({ target }) => target?.endsWith(`.${action}`) === true)
    .map(({ body }) => JSON.parse(body ?? '') as Record<string, unknown>);
const told = (requests: readonly RecordedRequest[]): readonly string[] =>
  requests.filter(({ service }) => service === 'sns').map(({ body }) => new URLSearchParams(body).get('Message') ?? '');
const clustersLeft = (): unknown =>
  JSON.parse(
    python(`
import boto3, json
clusters = boto3.client('emr', region_name='${region}').list_clusters()['Clusters']
print(json.dumps([c['Name'] for c in clusters if not c['Status']['State'].startswith('TERMINATED')]))`),
  );

describe('on a transient cluster', () => {
  test('a pipeline makes it, runs its units as steps with their roles, and ends it', () => {
    const run = execute(on('nightly'));

    expect([run.status, run.cause]).toEqual(['SUCCEEDED', null]);
    expect(run.entered.slice(2)).toEqual([
      'Make cluster nightly',
      'sales-bronze',
      'sales-silver',
      'sales-gold',
      'End cluster nightly',
      'Succeeded',
    ]);
    const [made] = asked(run.requests, 'RunJobFlow');
    expect(made).toMatchObject({
      AutoTerminationPolicy: { IdleTimeout: 900 },
      Tags: expect.arrayContaining([{ Key: 'domain', Value: 'shop' }]),
    });
    const steps = asked(run.requests, 'AddJobFlowSteps');
    expect(steps.map((step) => step['ExecutionRoleArn'])).toEqual(
      ['bronze', 'silver', 'gold'].map((layer) => `arn:aws:iam::${account}:role/${layer}-job`),
    );
    expect(JSON.stringify(steps[0]?.['Steps'])).toMatch(
      /"Args":\["spark-submit","--deploy-mode","cluster","s3:\/\/artefacts\/bundles\/shop\/main.py","--bundle".*"--scheduled-time","2026-01-02T01:00:00Z","--run-id=/,
    );
    expect(asked(run.requests, 'TerminateJobFlows')).toHaveLength(1);
    expect(clustersLeft()).toEqual([]);
    expect(told(run.requests)).toEqual([]);
  });

  test('a step that fails ends it too, and the topic is told', async () => {
    await emulator.failJobs(['sales-silver']);
    const run = execute(on('nightly'));
    await emulator.failJobs([]);

    expect([run.status, run.error, run.cause]).toEqual([
      'FAILED',
      'PipelineFailed',
      expect.stringContaining('sales-silver'),
    ]);
    expect(run.entered.slice(-5)).toEqual([
      'sales-silver',
      'Is there a cluster nightly',
      'End cluster nightly after failure',
      'Alert',
      'Failed',
    ]);
    expect(clustersLeft()).toEqual([]);
    expect(told(run.requests)).toEqual([expect.stringContaining('Pipeline sales failed: States.TaskFailed')]);
  });

  test('when a unit fails between two clusters, the first is ended already and the second never made', async () => {
    await emulator.failJobs(['shop-silver']);
    const run = execute(planOn({ bronze: 'nightly', silver: 'etl', gold: 'weekly' }));
    await emulator.failJobs([]);

    expect([run.status, run.cause]).toEqual(['FAILED', expect.stringContaining('shop-silver')]);
    expect(run.entered.slice(2)).toEqual([
      'Make cluster nightly',
      'sales-bronze',
      'End cluster nightly',
      'sales-silver',
      'Is there a cluster nightly',
      'Is there a cluster weekly',
      'Alert',
      'Failed',
    ]);
    expect(clustersLeft()).toEqual([]);
  });
});

test('on Glue units are runs of their layers’ jobs, and a run that fails is told', async () => {
  const run = execute(on('etl'));

  expect([run.status, run.cause]).toEqual(['SUCCEEDED', null]);
  const runs = asked(run.requests, 'StartJobRun');
  expect(runs.map((each) => each['JobName'])).toEqual(['shop-bronze', 'shop-silver', 'shop-gold']);
  const { Arguments: given } = z.object({ Arguments: z.record(z.string(), z.string()) }).parse(runs[0]);
  expect(JSON.parse(given['--lakewright-arguments'] ?? '')).toEqual([
    '--bundle',
    's3://artefacts/bundles/shop',
    '--bindings',
    's3://artefacts/bindings/shop.json',
    '--unit',
    'sales-bronze',
    '--scheduled-time',
    '2026-01-02T01:00:00Z',
    expect.stringMatching(/^--run-id=/),
  ]);

  await emulator.failJobs(['shop-silver']);
  const failed = execute(on('etl'));
  await emulator.failJobs([]);
  expect([failed.status, failed.cause]).toEqual(['FAILED', expect.stringContaining('shop-silver')]);
  expect(asked(failed.requests, 'StartJobRun')).toHaveLength(2);
  expect(told(failed.requests)).toHaveLength(1);
});

test('on EKS units are jobs of the virtual cluster with their roles, and one that fails is told', async () => {
  const jobs = (requests: readonly RecordedRequest[]) =>
    requests
      .filter(({ path, method }) => method === 'POST' && path.endsWith(`/virtualclusters/${ids.virtual}/jobruns`))
      .map(({ body }) => z.object({ name: z.string(), executionRoleArn: z.string() }).parse(JSON.parse(body ?? '')));
  const run = execute(on('kube'));

  expect([run.status, run.cause]).toEqual(['SUCCEEDED', null]);
  expect(jobs(run.requests)).toEqual(
    ['bronze', 'silver', 'gold'].map((layer) => ({
      name: `sales-${layer}`,
      executionRoleArn: `arn:aws:iam::${account}:role/${layer}-job`,
    })),
  );

  await emulator.failJobs(['sales-silver']);
  const failed = execute(on('kube'));
  await emulator.failJobs([]);
  expect([failed.status, failed.cause]).toEqual(['FAILED', expect.stringContaining('sales-silver')]);
  expect(jobs(failed.requests)).toHaveLength(2);
  expect(told(failed.requests)).toHaveLength(1);
});
