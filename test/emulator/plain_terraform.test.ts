/** The example that stands for a platform of plain Terraform: all of it applied on the emulated AWS, unchanged, destroyed. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from '../../cli/bootstrap';
import { loadEnvironment } from '../../environments';
import { synth } from '../../main';
import { Deployment } from './deployment';
import { Emulator } from './emulator';

jest.setTimeout(15 * 60_000);

const project = join(__dirname, '..', '..', 'examples', 'plain-terraform');
const waves = [['foundation'], ['network', 'storage'], ['compute'], ['pipelines-etl'], ['dashboards']] as const;
const folder = mkdtempSync(join(tmpdir(), 'lakewright-plain-'));
let emulator: Emulator;
let deployment: Deployment;

beforeAll(async () => {
  expect(synth({ environment: 'dev', project, outdir: folder })).toEqual([]);
  const { environment } = loadEnvironment('dev', { folder: join(project, 'environments') });
  if (environment === undefined) throw new Error('the environment is wrong');
  emulator = await Emulator.start(environment.accounts.data);
  Object.assign(process.env, emulator.variables());
  await bootstrap({ environment, endpoint: emulator.endpoint });
  deployment = new Deployment(folder, environment, emulator, undefined, waves);
});

afterAll(async () => {
  await emulator.stop();
});

/** What the plain platform has, by type of Terraform; its cluster is made by the state machine. */
const wanted = [
  'aws_s3_bucket',
  'aws_glue_catalog_database',
  'aws_sfn_state_machine',
  'aws_emr_security_configuration',
];

test('it has what the plain one has, and no more than the waves are applied', () => {
  const names = readdirSync(join(folder, 'stacks'));
  expect(names.map((name) => name.replace('acme-dev-', '')).sort()).toEqual(waves.flat().sort());
  const types = new Set(
    names.flatMap((name) => {
      const text = readFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), 'utf8');
      return Object.keys((JSON.parse(text) as { resource: Record<string, unknown> }).resource);
    }),
  );
  expect(wanted.filter((type) => !types.has(type))).toEqual([]);
});

test('the state machine makes the cluster, and every failure after that leads to its end', () => {
  const file = join(folder, 'stacks', 'acme-dev-pipelines-etl', 'cdk.tf.json');
  const { resource } = JSON.parse(readFileSync(file, 'utf8')) as {
    resource: { aws_sfn_state_machine: Record<string, { definition: string }> };
  };
  const [machine] = Object.values(resource.aws_sfn_state_machine);
  expect(machine?.definition).toMatch(/elasticmapreduce:createCluster/);
  expect(machine?.definition).toMatch(/elasticmapreduce:terminateCluster/);
});

test('terraform applies every stack, and a second plan changes nothing', async () => {
  await deployment.apply();
  for (const what of waves.flat()) expect([what, await deployment.plan(what)]).toEqual([what, []]);
});
