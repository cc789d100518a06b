/** Records in an account of their own, on the emulated AWS, by terraform that takes a role there: applied, unchanged, destroyed. */
import { ListBucketsCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { bootstrap } from '../../cli/bootstrap';
import { example } from '../stacks/example_plan';
import { environmentOf, synthesize } from '../stacks/synthesized';
import { Deployment } from './deployment';
import { Emulator } from './emulator';

jest.setTimeout(10 * 60_000);

const prod = environmentOf('prod');
const auditRole = 'arn:aws:iam::999988887777:role/makes-records';
/** As prod, but that terraform may destroy it: both keys are turned only for other tiers. */
const environment = {
  ...prod,
  tier: 'staging' as const,
  allowDestroy: true,
  accounts: { ...prod.accounts, audit: '999988887777', auditRole },
};
const waves = [['audit-account'], ['audit']] as const;
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

/** The names of an account's buckets; of the account of the data unless credentials of another one are given. */
async function buckets(credentials?: S3ClientConfig['credentials']): Promise<readonly string[]> {
  const s3 = new S3Client({
    region: environment.region,
    endpoint: emulator.endpoint,
    forcePathStyle: true,
    ...(credentials === undefined ? {} : { credentials }),
  });
  return ((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).map(({ Name = '' }) => Name).sort();
}

async function auditorsBuckets(): Promise<readonly string[]> {
  const sts = new STSClient({ region: environment.region, endpoint: emulator.endpoint });
  const taken = await sts.send(new AssumeRoleCommand({ RoleArn: auditRole, RoleSessionName: 'test' }));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = taken.Credentials ?? {};
  return buckets({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken });
}

test('terraform makes the bucket in the audit account, and the trail in the account of the data', async () => {
  const { plan, python } = example();
  const folder = synthesize(environment, [plan], undefined, python);
  deployment = new Deployment(folder, environment, emulator, undefined, waves);
  await deployment.apply();
  expect(await auditorsBuckets()).toEqual([
    expect.stringMatching(/^lakewright-prod-audit-\w{6}$/),
    expect.stringMatching(/^lakewright-prod-audit-logs-\w{6}$/),
  ]);
  expect(await buckets()).toEqual([environment.state.bucket]);
});

test('a second plan changes nothing', async () => {
  for (const what of waves.flat()) expect([what, await deployment.plan(what)]).toEqual([what, []]);
});

test('destroying removes them', async () => {
  await deployment.destroy();
  expect(await auditorsBuckets()).toEqual([]);
});
