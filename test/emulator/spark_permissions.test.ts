/**
 * The proof of the derived permissions, independent of the derivation: the whole example runs on Spark against the
 * emulated AWS, a role per layer; then a second day, a day that is done, and one restated. Each request is judged.
 */
import { awsFacts } from '../../constructs/aws/facts';
import { namesOf } from '../../environments';
import { type DerivedRole, type DerivedStatement, permissions } from '../../pipelines/targets';
import { example } from '../stacks/example_plan';
import { environmentOf } from '../stacks/synthesized';
import { Emulator } from './emulator';
import { type AwsRequest, evaluate } from './iam/evaluate';
import { awsRequests } from './iam/requests';
import { landing } from './landing';
import { land, prepare, runJobs } from './spark_job';

jest.setTimeout(30 * 60_000);

/** The model's unit runs on a Python that is shipped. */
const environment = { ...environmentOf('dev'), python: { '3.11': { archive: 'python.tar.gz' } } };
const naming = namesOf(environment);
const { plan, python } = example((_, text) => text.replace('function: churn_scores', "$&, requires_python: '3.11'"));
const units = ['sales-bronze', 'sales-silver', 'sales-gold', 'sales-gold-large-python311'];
const layers = ['bronze', 'silver', 'gold'];
const [first, second] = [
  { start: '2026-01-01T02:00:00Z', end: '2026-01-02T02:00:00Z' },
  { start: '2026-01-02T02:00:00Z', end: '2026-01-03T02:00:00Z' },
] as const;
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
    const outdated = ['bronze.customers', 'silver.customers', 'gold.dim_customer'];
    await prepare(emulator, environment, { plan, python, landing: landing(1), outdated });
    const job = (unit: string, interval: typeof first | typeof second, restate = false) => ({
      ...{ unit, interval, restate },
      accessKey: plan.units[unit]?.layer ?? '',
    });
    await runJobs(
      emulator,
      plan,
      environment,
      units.map((unit) => job(unit, first)),
    );
    await land(emulator, environment, landing(2));
    // Tables are there already, runs have succeeded before: of each kind one, because a unit takes half a minute.
    await runJobs(emulator, plan, environment, [
      job('sales-bronze', second),
      job('sales-silver', second),
      job('sales-gold', first),
      job('sales-gold-large-python311', first, true),
    ]);
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
const forbidden = (layer: string, allowing: readonly DerivedStatement[] = statements(layer)): readonly AwsRequest[] =>
  asked(layer).filter((request) => evaluate(allowing, request) !== 'allowed');
/** The statements of a layer but one, or but one action of it. */
const without = (layer: string, taken: DerivedStatement, action?: string): readonly DerivedStatement[] =>
  statements(layer).flatMap((statement) => {
    if (statement !== taken) return [statement];
    const actions = action === undefined ? [] : statement.actions.filter((each) => each !== action);
    return actions.length === 0 ? [] : [{ ...statement, actions }];
  });

/** Names of neighbours, made of the names in requests. */
const moved: readonly (readonly [RegExp, string])[] = [
  [/(?<!bundles)\/shop\/([a-z]+(?:_[a-z]+)*)(?=[/@]|__|$)/, '/shop/$1_archive'],
  [/\/shop\//, '/marketing/'],
  [/:::lakewright-dev-/, ':::lakewright-prod-'],
  [/table\/lakewright-dev-ledger/, 'table/lakewright-prod-ledger'],
  [/table\/lakewright_dev_shop_([a-z]+)\//, 'table/lakewright_dev_marketing_$1/'],
];

describe.each(layers)('the role of the jobs of layer %s', (layer) => {
  test('allows every request that the jobs made', () => {
    expect(asked(layer).length).toBeGreaterThan(100);
    expect(forbidden(layer)).toEqual([]);
  });

  test('has no statement, and in none an action, that the jobs could do without', () => {
    const less = statements(layer).flatMap((statement) => [
      { what: statement.sid, left: without(layer, statement) },
      ...statement.actions.map((action) => ({
        what: `${statement.sid ?? ''}: ${action}`,
        left: without(layer, statement, action),
      })),
    ]);
    const unneeded = less.filter(({ left }) => forbidden(layer, left).length === 0);
    expect(unneeded.map(({ what }) => what)).toEqual([]);
  });

  test('denies the same requests on the neighbours: another table, domain, bucket, task', () => {
    for (const [pattern, replacement] of moved) {
      const neighbours = asked(layer)
        .filter((request) => pattern.test(request.resource))
        .map((request) => ({ ...request, resource: request.resource.replace(pattern, replacement) }));
      expect(neighbours).not.toEqual([]);
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
      ...asked(layer).flatMap((request) => {
        const [prefix = ''] = request.context['s3:prefix'] ?? [];
        const moved = prefix.replace(/^shop\/([a-z]+(?:_[a-z]+)*)(?=[/@]|__|$)/, 'shop/$1_archive');
        return moved === prefix ? [] : [{ ...request, context: { ...request.context, 's3:prefix': [moved] } }];
      }),
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
