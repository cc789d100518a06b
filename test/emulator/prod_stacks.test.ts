/** What prod has and dev has not, and what an account has once, on the emulated AWS, by terraform: applied, unchanged, destroyed. */
import { HeadBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { bootstrap } from '../../cli/bootstrap';
import { example } from '../stacks/example_plan';
import { environmentOf, synthesize } from '../stacks/synthesized';
import { Deployment } from './deployment';
import { Emulator } from './emulator';

jest.setTimeout(15 * 60_000);

/** As prod, but that terraform may destroy it: both keys are turned only for other tiers. */
const environment = {
  ...environmentOf('prod'),
  tier: 'staging' as const,
  allowDestroy: true,
  account: {
    github: {
      repositories: ['acme/lake'],
      branches: [],
      environments: ['prod'],
      statePrefixes: [],
      statefulDeletes: 'denied' as const,
    },
    serviceLinkedRoles: ['emr-serverless'],
    accountWide: true,
  },
};
const waves = [['foundation', 'account'], ['recovery', 'network'], ['storage'], ['audit']] as const;
let emulator: Emulator;
let deployment: Deployment;

beforeAll(async () => {
  emulator = await Emulator.start(environment.accounts.data);
  Object.assign(process.env, emulator.variables());
  await bootstrap({ environment, endpoint: emulator.endpoint });
});

afterAll(async () => {
  await emulator.stop();
});

const s3 = (region: string): S3Client => new S3Client({ region, endpoint: emulator.endpoint, forcePathStyle: true });
const buckets = async (): Promise<readonly string[]> =>
  ((await s3(environment.region).send(new ListBucketsCommand({}))).Buckets ?? []).map(({ Name = '' }) => Name);

test('terraform applies the account’s stack, copies, backups, lists, records and the network', async () => {
  const { plan, python } = example();
  deployment = new Deployment(
    synthesize(environment, [plan], undefined, python),
    environment,
    emulator,
    undefined,
    waves,
  );
  await deployment.apply();
  const made = await buckets();
  const copies = made.filter((name) => name.includes('-copy-') || name.includes('-copies-'));
  expect(copies).toHaveLength(3);
  for (const Bucket of copies) {
    const { BucketRegion } = await s3('eu-west-1').send(new HeadBucketCommand({ Bucket }));
    expect([Bucket, BucketRegion]).toEqual([Bucket, 'eu-west-1']);
  }
});

test('a second plan changes nothing', async () => {
  for (const what of waves.flat()) expect([what, await deployment.plan(what)]).toEqual([what, []]);
});

test('destroying removes them', async () => {
  await deployment.destroy();
  expect(await buckets()).toEqual([environment.state.bucket]);
});
