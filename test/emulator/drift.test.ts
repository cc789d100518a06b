/** `lakewright drift` with the real terraform on the emulated AWS: by hand, by the code, by who owns it. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, TagResourceCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { bootstrap } from '../../cli/bootstrap';
import { environmentOf } from '../stacks/synthesized';
import { Emulator } from './emulator';
import { lakewright } from './lakewright';
import { writeSmallApp } from './small_app';

jest.setTimeout(5 * 60_000);

const environment = environmentOf('dev');
const folder = mkdtempSync(join(tmpdir(), 'lakewright-drift-test-'));
let emulator: Emulator;
let env: NodeJS.ProcessEnv;

/** A bucket with a resource of its own for versioning, a role with a policy, and a table whose capacity others set. */
const write = (owner = 'shop'): void => {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'glue.amazonaws.com' } };
  const resource = {
    aws_s3_bucket: { lake: { bucket: 'small-lake-111122223333', tags: { owner } } },
    aws_s3_bucket_versioning: {
      lake: { bucket: '${aws_s3_bucket.lake.id}', versioning_configuration: { status: 'Enabled' } },
    },
    aws_iam_role: {
      jobs: {
        name: 'small-jobs',
        assume_role_policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      },
    },
    aws_iam_role_policy: {
      jobs: {
        role: '${aws_iam_role.jobs.name}',
        name: 'own',
        policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::small-lake-111122223333/*' }],
        }),
      },
    },
    aws_dynamodb_table: {
      ledger: {
        ...{ name: 'small-ledger', hash_key: 'id', attribute: [{ name: 'id', type: 'S' }] },
        ...{ read_capacity: 1, write_capacity: 1, lifecycle: { ignore_changes: ['read_capacity'] } },
      },
    },
  };
  env = writeSmallApp(folder, environment, { base: { resource } }, emulator);
};
const drift = (...args: readonly string[]) => lakewright(['drift', '--env', 'dev', '--app', folder, ...args], env);
const client = () => ({ region: environment.region, endpoint: emulator.endpoint });

interface Report {
  readonly stacks: readonly {
    readonly drift: readonly { readonly address: string; readonly attribute?: string; readonly cause: string }[];
  }[];
}
const told = (out: string) =>
  (JSON.parse(out) as Report).stacks.flatMap((stack) =>
    stack.drift.map(({ address, attribute, cause }) => `${cause} ${address} ${attribute ?? ''}`.trim()),
  );

beforeAll(async () => {
  emulator = await Emulator.start(environment.accounts.data);
  Object.assign(process.env, emulator.variables());
  await bootstrap({ environment, endpoint: emulator.endpoint });
  write();
});
afterAll(() => emulator.stop());

test('before the first deployment all of it is ours', async () => {
  const { out, code } = await drift('--json');
  expect(new Set(told(out).map((line) => line.split(' ')[0]))).toEqual(new Set(['ours']));
  expect(code).toBe(0);
});

test('after a deployment there is none', async () => {
  const deployed = await lakewright(['deploy', '--env', 'dev', '--app', folder, '--auto-approve', '--json'], env);
  expect(deployed.code).toBe(0);
  const { out, err, code } = await drift('--json');
  expect({ told: told(out), err, code }).toEqual({ told: [], err: '', code: 0 });
});

test('the code, who owns it, and somebody by hand are told apart; only the last fails', async () => {
  const dynamo = new DynamoDBClient(client());
  const capacity = { ReadCapacityUnits: 5, WriteCapacityUnits: 1 };
  await dynamo.send(new UpdateTableCommand({ TableName: 'small-ledger', ProvisionedThroughput: capacity }));
  write('platform');
  const first = await drift('--json');
  expect(told(first.out)).toEqual([
    'theirs aws_dynamodb_table.ledger read_capacity',
    'ours aws_s3_bucket.lake tags.owner',
  ]);
  expect(first.code).toBe(0);

  const ResourceArn = `arn:aws:dynamodb:${environment.region}:${environment.accounts.data}:table/small-ledger`;
  await dynamo.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'by', Value: 'hand' }] }));
  const s3 = new S3Client({ ...client(), forcePathStyle: true });
  const Tagging = { TagSet: [{ Key: 'owner', Value: 'nobody' }] };
  await s3.send(new PutBucketTaggingCommand({ Bucket: 'small-lake-111122223333', Tagging }));
  const sarif = join(folder, 'drift.sarif');
  const { out, code } = await drift('--sarif', sarif);
  expect(out).toMatch(/unknown: nothing in the code says why/);
  expect(out).toMatch(
    /base +aws_dynamodb_table\.ledger {2}tags\.by +none -> hand +write it into the code, or take it back/,
  );
  expect(out).toMatch(/base +aws_s3_bucket\.lake {2}tags\.owner +shop -> nobody/);
  expect(out).toMatch(/1 stack: 2 unknown, 0 ours, 1 theirs/);
  expect(code).toBe(1);
  expect(readFileSync(sarif, 'utf8')).toContain('"ruleId": "drift-unknown"');
});
