/** Topics of MSK: what is asked of the service, when it is, and what is left alone. The service is a server of this test's own. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MskCluster } from '../../../constructs/aws';
import { S3Backend } from '../../../constructs/core';
import { foundOf, mskTopics, type Topic, untilActive } from '../../../cli/deploy/msk_topics';
import { lookAll, makeAll } from '../../../cli/deploy/own_steps';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from '../../../constructs/core';
import { environmentOf } from '../../stacks/synthesized';

const dev = environmentOf('dev');
const clusterArn =
  'arn:aws:kafka:eu-central-1:111122223333:cluster/acme-dev-kafka/00000000-0000-4000-8000-000000000000-1';
const base64 = (settings: object) => Buffer.from(JSON.stringify(settings)).toString('base64');

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}
/** What was asked that changes something. */
let asked: Asked[];
/** Topics as the service has them, by name. */
let topics: Record<string, object>;
/** How often a topic that was changed is told as UPDATING; meanwhile it takes no other change. */
let updating: number;
let busy: number;
let clusters: readonly object[];
let refuses: readonly [status: number, error: string] | undefined;
let server: Server;
const before = { ...process.env };

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts).toString();
}

async function answer(request: IncomingMessage): Promise<readonly [status: number, body: object, error?: string]> {
  const { method = '', url = '' } = request;
  const path = decodeURIComponent(url);
  const text = await textOf(request);
  if (path.startsWith('/api/v2/clusters?')) return [200, { clusterInfoList: clusters }];
  const topic = /\/topics\/([^/?]+)$/.exec(path)?.[1];
  if (method === 'GET') {
    const found = topics[topic ?? ''];
    if (found === undefined) return [404, { message: 'no such topic' }, 'NotFoundException'];
    return [200, busy > 0 && busy-- > 0 ? { ...found, status: 'UPDATING' } : found];
  }
  if (busy > 0) return [409, { message: 'the topic is UPDATING' }, 'ConflictException'];
  if (refuses !== undefined) return [refuses[0], { message: 'not you' }, refuses[1]];
  if (method === 'PUT') busy = updating;
  asked.push({ method, path: path.replace(clusterArn, '<cluster>'), body: JSON.parse(text) as Asked['body'] });
  return [200, {}];
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void answer(request).then(([status, body, error]) => {
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(error === undefined ? {} : { 'x-amzn-errortype': error }),
      });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_KAFKA: `http://127.0.0.1:${String(port)}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});

afterAll(async () => {
  process.env = before;
  await new Promise((closed) => server.close(closed));
});

beforeEach(() => {
  asked = [];
  topics = {};
  updating = 0;
  busy = 0;
  refuses = undefined;
  clusters = [
    { clusterName: 'acme-dev-kafka-2', clusterArn: `${clusterArn}0`, state: 'ACTIVE' },
    { clusterName: 'acme-dev-kafka', clusterArn, state: 'ACTIVE' },
  ];
});

/** The stack of a cluster with two topics, as it is synthesized. */
function stackOf() {
  const outdir = mkdtempSync(join(tmpdir(), 'lakewright-topics-'));
  const app = new App({ outdir, skipValidation: true });
  const stack = new TerraformStack(app, 'acme-dev-streams');
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  new S3Backend(stack, { bucket: 'state', key: 'streams', region: 'eu-central-1' });
  const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
  new MskCluster(stack, 'kafka', {
    ...{ project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' },
    ...{ vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2', 'subnet-3'], keyArn, logKeyArn: keyArn },
    topics: {
      orders: { partitions: 12, retentionHours: 72 },
      'shop.customers': { partitions: 1, replicationFactor: 3, settings: { 'cleanup.policy': 'compact' } },
    },
  });
  app.synth();
  return { name: 'acme-dev-streams', folder: join(outdir, 'stacks', 'acme-dev-streams'), dependencies: [] };
}
const stack = stackOf();
const look = () => lookAll([mskTopics], dev, [stack]);
async function make() {
  const results = await look();
  await makeAll(results, dev, (_, work) => work(() => undefined), { check: () => undefined });
  return results.map(({ state }) => state);
}
const orders = {
  partitionCount: 12,
  replicationFactor: 3,
  status: 'ACTIVE',
  configs: base64({ 'retention.ms': '259200000', 'segment.bytes': '1' }),
};
const customers = {
  partitionCount: 1,
  replicationFactor: 3,
  status: 'ACTIVE',
  configs: base64({ 'cleanup.policy': 'compact' }),
};

test('topics that a cluster was given are wanted of it, in words', async () => {
  expect(
    (await look()).map(({ wanted, state }) => [wanted.on, wanted.stack, wanted.attribute, wanted.value, state]),
  ).toEqual([
    [
      'acme-dev-kafka/orders',
      'acme-dev-streams',
      'topics.orders',
      '12 partitions, 3 copies, retention.ms=259200000',
      'planned',
    ],
    [
      'acme-dev-kafka/shop.customers',
      'acme-dev-streams',
      'topics.shop.customers',
      '1 partition, 3 copies, cleanup.policy=compact',
      'planned',
    ],
  ]);
  expect(asked).toEqual([]);
});

test('what is not there is made, what is there is left', async () => {
  topics = { 'shop.customers': customers };
  expect(await make()).toEqual(['done', 'unchanged']);
  expect(asked).toEqual([
    {
      ...{ method: 'POST', path: '/v1/clusters/<cluster>/topics' },
      body: {
        topicName: 'orders',
        partitionCount: 12,
        replicationFactor: 3,
        configs: base64({ 'retention.ms': '259200000' }),
      },
    },
  ]);
  asked = [];
  topics = { orders, 'shop.customers': customers };
  expect(await make()).toEqual(['unchanged', 'unchanged']);
  expect(asked).toEqual([]);
});

test('partitions and settings are changed in a call each, and only what differs', async () => {
  const path = '/v1/clusters/<cluster>/topics/orders';
  topics = { orders: { ...orders, partitionCount: 6, configs: base64({}) }, 'shop.customers': customers };
  expect(await make()).toEqual(['done', 'unchanged']);
  expect(asked).toEqual([
    { method: 'PUT', path, body: { configs: base64({ 'retention.ms': '259200000' }) } },
    { method: 'PUT', path, body: { partitionCount: 12 } },
  ]);
  asked = [];
  topics = { orders: { ...orders, partitionCount: 6 }, 'shop.customers': customers };
  await make();
  expect(asked).toEqual([{ method: 'PUT', path, body: { partitionCount: 12 } }]);
});

test('the second change waits until the first is done', async () => {
  topics = { orders: { ...orders, partitionCount: 6, configs: base64({}) }, 'shop.customers': customers };
  updating = 1;
  expect(await make()).toEqual(['done', 'unchanged']);
  expect(asked.map(({ body }) => Object.keys(body))).toEqual([['configs'], ['partitionCount']]);
}, 15_000);

test('a topic is waited for until it is ACTIVE, and not for ever', async () => {
  const states = ['UPDATING', undefined, 'ACTIVE', 'DELETING'];
  await untilActive(() => Promise.resolve(states.shift()), { every: 1, longest: 10_000 });
  expect(states).toEqual(['DELETING']);
  await expect(untilActive(() => Promise.resolve('UPDATING'), { every: 5, longest: 20 })).rejects.toThrow(
    'the change was taken, and after 0.02 seconds the topic is UPDATING, not ACTIVE',
  );
});

test('a cluster that is not there yet is waited for', async () => {
  clusters = clusters.slice(0, 1);
  expect((await look()).map(({ found }) => found)).toEqual([{ is: 'absent' }, { is: 'absent' }]);
});

test('one that the service already has and does not tell of is none to fail for', async () => {
  topics = { 'shop.customers': customers };
  refuses = [409, 'TopicExistsException'];
  expect(await make()).toEqual(['done', 'unchanged']);
});

test('a refusal is told with what the role needs', async () => {
  refuses = [403, 'ForbiddenException'];
  await expect(make()).rejects.toThrow(
    /^msk-topics: acme-dev-kafka\/orders: expected 12 partitions, .*; Kafka in eu-central-1 refuses to do it: ForbiddenException: not you \(HTTP 403\).* let the role that deploys do kafka:CreateTopic, /,
  );
});

const how: Topic = { partitions: 6, replicationFactor: 3, settings: { 'retention.ms': '1000' } };
const cluster = { arn: clusterArn, name: 'acme-dev-kafka', state: 'ACTIVE' } as const;
const seen = (more: object = {}) => ({
  ...{
    PartitionCount: 6,
    ReplicationFactor: 3,
    Status: 'ACTIVE' as const,
    Configs: base64({ 'retention.ms': '1000' }),
  },
  ...more,
});

test.each<[what: string, found: unknown, expected: object]>([
  ['as asked', foundOf(cluster, seen(), how), { is: 'same' }],
  ['numbers for texts', foundOf(cluster, seen({ Configs: base64({ 'retention.ms': 1000 }) }), how), { is: 'same' }],
  ['as asked while the cluster is busy', foundOf({ ...cluster, state: 'UPDATING' }, seen(), how), { is: 'same' }],
  ['never made', foundOf(cluster, undefined, how), { is: 'different', id: clusterArn, now: undefined }],
  [
    'never made, and the cluster is busy',
    foundOf({ ...cluster, state: 'UPDATING' }, undefined, how),
    { is: 'different', blocked: expect.stringContaining("'acme-dev-kafka' is UPDATING") as string },
  ],
  [
    'kept for longer',
    foundOf(cluster, seen({ Configs: base64({ 'retention.ms': '2000' }) }), how),
    { is: 'different', id: clusterArn, now: '6 partitions, 3 copies, retention.ms=2000' },
  ],
  [
    'settings that are no JSON',
    foundOf(cluster, seen({ Configs: 'cmV0' }), how),
    { is: 'different', now: '6 partitions, 3 copies' },
  ],
  [
    'too many partitions',
    foundOf(cluster, seen({ PartitionCount: 12 }), how),
    {
      is: 'different',
      blocked: expect.stringContaining('it has 12 partitions, and Kafka takes none away: say 12') as string,
    },
  ],
  [
    'other copies',
    foundOf(cluster, seen({ ReplicationFactor: 1 }), how),
    {
      is: 'different',
      blocked: expect.stringContaining('it has 1 copy, and the service changes them for no topic') as string,
    },
  ],
  [
    'changing just now',
    foundOf(cluster, seen({ PartitionCount: 3, Status: 'UPDATING' }), how),
    { is: 'different', blocked: 'it is UPDATING: deploy again in a minute' },
  ],
])('%s', (_, found, expected) => {
  expect(found).toMatchObject(expected);
});

test('a stack whose topics are not as we write them is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-topics-'));
  mkdirSync(folder, { recursive: true });
  const resource = { aws_msk_cluster: { x: { '//': { topics: ['orders'] }, cluster_name: 'acme-dev-kafka' } } };
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ resource }));
  expect(() => mskTopics.wanted(dev, [{ name: 'acme-dev-streams', folder, dependencies: [] }])).toThrow(
    "--app: 'acme-dev-streams' does not say the topics of aws_msk_cluster.x as expected",
  );
});
