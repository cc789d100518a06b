/**
 * The proof of the derived permissions, independent of the derivation: the payload runs on Spark against the emulated
 * AWS, a role per unit, and each request that it made is judged.
 */
import { awsFacts } from '../../constructs/aws/facts';
import { namesOf } from '../../environments';
import { type DerivedRole, permissions } from '../../pipelines/targets';
import { fixturePlan } from '../stacks/plan_fixture';
import { environmentOf } from '../stacks/synthesized';
import { Emulator } from './emulator';
import { type AwsRequest, evaluate } from './iam/evaluate';
import { awsRequests } from './iam/requests';
import { prepare, runJob } from './spark_job';

jest.setTimeout(30 * 60_000);

const environment = environmentOf('dev');
const naming = namesOf(environment);
const plan = fixturePlan();
const layers = ['bronze', 'silver', 'gold'];
const roles: Readonly<Record<string, DerivedRole>> = Object.fromEntries(
  permissions(plan, environment, awsFacts, {
    dataKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/data',
    notificationsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/notifications',
    applicationArn: (profile) => profile,
  }).flatMap((role) => (role.layer === undefined ? [] : [[role.layer, role]])),
);
/** What the role's jobs asked, each once. */
const observed = new Map<string, readonly AwsRequest[]>();

beforeAll(async () => {
  const emulator = await Emulator.start(environment.accounts.data);
  try {
    await prepare(emulator, plan, environment, {
      'orders/2026-01-01.csv': 'order_id,customer,amount,ordered_at\n1,ann,10,2026-01-01\n2,bob,,2026-01-01\n',
      'payments/2026-01-01.csv': 'payment_id\n1\n',
    });
    const interval = { start: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z' };
    for (const layer of layers) {
      await runJob(emulator, { plan, environment, unit: `sales-${layer}`, accessKey: layer, interval });
    }
    for (const layer of layers) {
      const mine = emulator.requests().filter((request) => request.access_key === layer);
      const asked = mine.flatMap((request) => awsRequests(request, naming));
      observed.set(layer, [...new Map(asked.map((each) => [JSON.stringify(each), each])).values()]);
    }
  } finally {
    await emulator.stop();
  }
});

const statements = (layer: string) =>
  (roles[layer]?.statements ?? []).filter((statement) => statement.by === 'runtime');
const asked = (layer: string): readonly AwsRequest[] => observed.get(layer) ?? [];
const forbidden = (layer: string, without?: string): readonly AwsRequest[] => {
  const left = statements(layer).filter((statement) => statement.sid !== without);
  return asked(layer).filter((request) => evaluate(left, request) !== 'allowed');
};

describe.each(layers)('the role of the jobs of layer %s', (layer) => {
  test('allows every request that the jobs made', () => {
    expect(asked(layer).length).toBeGreaterThan(20);
    expect(forbidden(layer)).toEqual([]);
  });

  test('has no statement that the jobs could do without', () => {
    const unneeded = statements(layer).filter((statement) => forbidden(layer, statement.sid).length === 0);
    expect(unneeded.map((statement) => statement.sid)).toEqual([]);
  });

  test('denies the same requests on the neighbours: another table, domain, bucket, task', () => {
    const moved: readonly (readonly [RegExp, string])[] = [
      [/\/shop\/orders(?=[/@]|$)/, '/shop/orders_archive'],
      [/\/shop\//, '/marketing/'],
      [/:::lakewright-dev-/, ':::lakewright-prod-'],
      [/table\/lakewright-dev-ledger/, 'table/lakewright-prod-ledger'],
      [/table\/lakewright_dev_shop_([a-z]+)\//, 'table/lakewright_dev_marketing_$1/'],
    ];
    for (const [pattern, replacement] of moved) {
      const neighbours = asked(layer)
        .filter((request) => pattern.test(request.resource))
        .map((request) => ({ ...request, resource: request.resource.replace(pattern, replacement) }));
      const allowed = neighbours.filter((request) => evaluate(statements(layer), request) === 'allowed');
      expect(allowed).toEqual([]);
    }
  });

  test('denies lists of other prefixes, items of other tasks, and writing what it only reads', () => {
    const bucket = (name: string): string =>
      asked(layer).find(({ resource }) => new RegExp(`:::lakewright-dev-${name}-[0-9a-f]{6}$`).test(resource))
        ?.resource ?? '';
    const here = bucket(layer);
    expect(here).not.toBe('');
    const requests: readonly AwsRequest[] = [
      { action: 's3:ListBucket', resource: here, context: { 's3:prefix': ['marketing/'], 's3:delimiter': ['/'] } },
      { action: 's3:ListBucket', resource: here, context: { 's3:prefix': ['shop/'] } },
      ...asked(layer)
        .filter((request) => request.action.startsWith('dynamodb:'))
        .map((request) => ({ ...request, context: { 'dynamodb:LeadingKeys': ['attempt#ads/silver.clicks'] } })),
      ...asked(layer)
        .filter((request) => request.action === 's3:GetObject' && !request.resource.startsWith(`${here}/`))
        .map((request) => ({ ...request, action: 's3:PutObject' })),
    ];
    expect(requests.length).toBeGreaterThan(10);
    expect(requests.filter((request) => evaluate(statements(layer), request) === 'allowed')).toEqual([]);
  });
});

test('the role of one layer does not serve another', () => {
  expect(asked('gold').filter((request) => evaluate(statements('silver'), request) !== 'allowed')).not.toEqual([]);
});
