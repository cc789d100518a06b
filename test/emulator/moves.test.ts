/** A construct that is renamed with a record of it: terraform destroys nothing. Without the record it would. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { EncryptionKey, EnvironmentStack, LakeBucket, RunLedger } from '../../constructs/aws';
import { App, Construct, formerly } from '../../constructs/core';
import { environmentOf } from '../stacks/synthesized';
import { Emulator } from './emulator';
import { Terraform } from './terraform';

jest.setTimeout(10 * 60_000);

const environment = environmentOf('dev');
let emulator: Emulator;

/** A bucket and a ledger under an id, as a project of yours may have them. */
function synthesized(id: string, formerId?: string): string {
  const outdir = mkdtempSync(join(tmpdir(), 'lakewright-moves-'));
  const app = new App({ outdir });
  const stack = new EnvironmentStack(app, environment, 'moves');
  const group = new Construct(stack, id);
  const key = new EncryptionKey(stack, 'key', { ...stack.naming, name: 'moves', keyClass: 'data', ...stack.removal });
  new LakeBucket(group, 'bucket', {
    ...stack.naming,
    bucketName: 'lakewright-moves-4f1a',
    holds: 'files',
    keyArn: key.arn,
    ...stack.removal,
  });
  new RunLedger(group, 'ledger', { ...stack.naming, name: 'moves-ledger', keyArn: key.arn, ...stack.removal });
  if (formerId !== undefined) formerly(group, formerId);
  app.synth();
  return join(outdir, 'stacks', stack.node.id);
}

async function planned(folder: string): Promise<readonly string[]> {
  const terraform = new Terraform(folder, emulator, []);
  await terraform.init();
  return (await terraform.plan()).map(({ actions }) => actions.join()).filter((actions) => actions !== 'no-op');
}

beforeAll(async () => {
  emulator = await Emulator.start(environment.accounts.data);
  const credentials = { accessKeyId: 'emulated', secretAccessKey: 'emulated' };
  const s3 = new S3Client({
    region: environment.region,
    endpoint: emulator.endpoint,
    forcePathStyle: true,
    credentials,
  });
  const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' } as const;
  await s3.send(new CreateBucketCommand({ Bucket: environment.state.bucket, CreateBucketConfiguration }));
  const first = new Terraform(synthesized('landing'), emulator, []);
  await first.init();
  await first.apply();
});

afterAll(async () => {
  await emulator.stop();
});

test('a rename with its record plans no destroy, and nothing new', async () => {
  expect(await planned(synthesized('arrivals', 'landing'))).toEqual([]);
});

test('without the record everything would be destroyed and made again', async () => {
  const actions = await planned(synthesized('arrivals'));
  expect(actions.filter((action) => action === 'delete').length).toBeGreaterThan(5);
});
