/**
 * The proof of the derived permissions where tables are Iceberg's: in Glue's catalogue, with objects that Iceberg writes
 * itself. Two layers of them and a Delta table run on Spark against the emulated AWS, and each request is judged.
 */
import { awsFacts } from '../../constructs/aws/facts';
import { namesOf } from '../../environments';
import { compile } from '../../pipelines/compiler';
import { readYaml } from '../../pipelines/definition';
import type { Plan } from '../../pipelines/plan';
import { type DerivedStatement, permissions } from '../../pipelines/targets';
import { environmentOf } from '../stacks/synthesized';
import { Emulator } from './emulator';
import { type AwsRequest, evaluate } from './iam/evaluate';
import { awsRequests } from './iam/requests';
import { land, prepare, runJobs } from './spark_job';

jest.setTimeout(20 * 60_000);

function planOf(): Plan {
  const yaml = `
table: bronze.orders
columns: { id: string?, total: string? }
format: iceberg
---
table: silver.orders
columns: { id: string, total: int }
key: [id]
format: iceberg
---
table: gold.totals
columns: { orders: bigint }
---
pipeline: sales
schedule: { daily: "02:00" }
tasks:
  - append: bronze.orders
    from: { csv: "\${LANDING}/orders/*.csv" }
  - merge: silver.orders
    from: select id, cast(total as int) as total from \${bronze.orders}
  - overwrite: gold.totals
    from: select count(*) as orders from \${silver.orders}
`;
  const { plan, diagnostics } = compile(readYaml(yaml, 'sales.yaml'), { domain: 'shop' });
  if (plan === undefined) throw new Error(JSON.stringify(diagnostics));
  return plan;
}

const environment = environmentOf('dev');
const naming = namesOf(environment);
const plan = planOf();
const layers = ['bronze', 'silver', 'gold'];
const roles = permissions(plan, environment, awsFacts, {
  dataKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/data',
  notificationsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/notifications',
  applicationArn: (profile) => profile,
});
const statements = (layer: string): readonly DerivedStatement[] =>
  (roles.find((role) => role.layer === layer)?.statements ?? []).filter(({ by }) => by === 'runtime');
const observed = new Map<string, readonly AwsRequest[]>();
const asked = (layer: string): readonly AwsRequest[] => observed.get(layer) ?? [];
const forbidden = (layer: string, allowing: readonly DerivedStatement[]): readonly AwsRequest[] =>
  asked(layer).filter((request) => evaluate(allowing, request) !== 'allowed');

beforeAll(async () => {
  const emulator = await Emulator.start(environment.accounts.data);
  try {
    const landing = new Map([['orders/1.csv', 'id,total\nx,1\n,2\n']]);
    await prepare(emulator, environment, { plan, python: new Map(), landing, outdated: [] });
    const [first, second] = [1, 2].map((day) => ({
      start: `2026-01-0${String(day)}T02:00:00Z`,
      end: `2026-01-0${String(day + 1)}T02:00:00Z`,
    })) as [{ start: string; end: string }, { start: string; end: string }];
    const jobs = (interval: typeof first) =>
      layers.map((layer) => ({ unit: `sales-${layer}`, accessKey: layer, interval }));
    await land(emulator, environment, new Map([['orders/2.csv', 'id,total\nz,3\ny,4\n']]));
    await runJobs(emulator, plan, environment, [...jobs(first), ...jobs(second)]);
    for (const layer of layers) {
      const mine = emulator.requests().filter((request) => request.access_key === layer);
      const all = mine.flatMap((request) => awsRequests(request, naming));
      observed.set(layer, [...new Map(all.map((each) => [JSON.stringify(each), each])).values()]);
    }
  } finally {
    await emulator.stop();
  }
});

describe.each(layers)('the role of the jobs of layer %s', (layer) => {
  test('allows every request that the jobs made', () => {
    expect(asked(layer).length).toBeGreaterThan(50);
    expect(forbidden(layer, statements(layer))).toEqual([]);
  });

  test('has no action on the catalogue that the jobs could do without', () => {
    const unneeded = statements(layer).flatMap((taken) =>
      taken.actions
        .filter((action) => action.startsWith('glue:'))
        .filter((action) => {
          const left = { ...taken, actions: taken.actions.filter((each) => each !== action) };
          return forbidden(layer, [...statements(layer).filter((s) => s !== taken), left]).length === 0;
        }),
    );
    // The Delta table is registered once and does not change.
    expect(unneeded).toEqual(layer === 'gold' ? ['glue:UpdateTable'] : []);
  });

  test('denies the same on a neighbour', () => {
    const moved = asked(layer)
      .filter(({ resource }) => /:table\/lakewright_dev_shop_|\/shop\/(?:orders|totals)/.test(resource))
      .map((request) => ({ ...request, resource: request.resource.replace(/(orders|totals)(?=__|\/|@|$)/, '$1_old') }));
    expect(moved).not.toEqual([]);
    expect(moved.filter((request) => evaluate(statements(layer), request) === 'allowed')).toEqual([]);
  });
});
