/** A role for each execution unit: what it may do is what its own tasks need. */
import { awsFacts } from '../../../constructs/aws/facts';
import type { Environment } from '../../../environments';
import type { Plan } from '../../../pipelines/plan';
import { type DerivedRole, permissions, Places } from '../../../pipelines/targets';
import { fixturePlan } from '../../stacks/plan_fixture';
import { environmentOf } from '../../stacks/synthesized';

const dev = environmentOf('dev');
const perUnit = { ...dev, roles: { ...dev.roles, per: 'unit' as const } };
const ids = { dataKeyArn: 'data', notificationsKeyArn: 'notifications', applicationArn: (profile: string) => profile };
const rolesOf = (plan: Plan, environment: Environment = perUnit): readonly DerivedRole[] =>
  permissions(plan, environment, awsFacts, ids);

/** Two units of gold, each with a table: the history of customers, and revenue. */
function twoGolds(): Plan {
  const plan = fixturePlan();
  const gold = plan.units['sales-gold'];
  if (gold === undefined) throw new Error('the fixture has the unit');
  return {
    ...plan,
    units: {
      ...plan.units,
      'sales-gold': { ...gold, tasks: ['sales/gold.dim_customer'] },
      'sales-gold-2': { ...gold, id: 'sales-gold-2', tasks: ['sales/gold.revenue'], retries: 0 },
    },
  };
}

test('is named after the unit, and says whose it is', () => {
  expect(rolesOf(twoGolds()).map(({ name, layer, unit }) => [name, layer, unit])).toEqual([
    ['lakewright-dev-shop-sales-bronze-job', 'bronze', 'sales-bronze'],
    ['lakewright-dev-shop-sales-gold-job', 'gold', 'sales-gold'],
    ['lakewright-dev-shop-sales-gold-2-job', 'gold', 'sales-gold-2'],
    ['lakewright-dev-shop-sales-silver-job', 'silver', 'sales-silver'],
    ['lakewright-dev-shop-orchestration', undefined, undefined],
    ['lakewright-dev-shop-schedule', undefined, undefined],
  ]);
  const shared = rolesOf(twoGolds(), dev);
  expect(shared.map(({ unit }) => unit)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

describe('what a unit may do', () => {
  const of = (unit: string): string =>
    JSON.stringify(rolesOf(twoGolds()).find((role) => role.unit === unit)?.statements ?? []);

  test('holds none of another unit’s tables, tasks and claims', () => {
    expect(of('sales-gold')).toContain('dim_customer');
    expect(of('sales-gold-2')).toContain('revenue');
    expect(of('sales-gold')).not.toContain('revenue');
    expect(of('sales-gold-2')).not.toContain('dim_customer');
    expect(of('sales-silver')).not.toMatch(/dim_customer|revenue|gold/);
    expect(of('sales-bronze')).not.toMatch(/silver|gold/);
  });

  test('and the layer’s role may do of tables what its units may', () => {
    const objects = (roles: readonly DerivedRole[]): readonly string[] =>
      [
        ...new Set(
          roles.flatMap(({ layer, statements }) =>
            layer !== 'gold'
              ? []
              : statements.flatMap(({ actions, resources }) =>
                  actions.flatMap((action) =>
                    action.startsWith('s3:') ? resources.map((each) => `${action} ${each}`) : [],
                  ),
                ),
          ),
        ),
      ].sort();
    expect(objects(rolesOf(twoGolds()))).toEqual(objects(rolesOf(twoGolds(), dev)));
    expect(objects(rolesOf(twoGolds())).length).toBeGreaterThan(5);
  });

  test('is taken by what the state machines pass, and by nothing else', () => {
    const roles = rolesOf(twoGolds());
    const passed = roles
      .flatMap(({ statements }) => statements)
      .flatMap(({ actions, resources }) => (actions.includes('iam:PassRole') ? resources : []));
    const jobs = roles.flatMap(({ name, unit }) => (unit === undefined ? [] : [name]));
    expect([...passed].sort()).toEqual(jobs.map((name) => `arn:aws:iam::111122223333:role/${name}`).sort());
  });
});

describe('a name that does not fit', () => {
  const places = new Places(perUnit, 'shop');
  const named = (id: string): string => places.jobRole({ id, layer: 'gold' });

  test('keeps its beginning and ends with a digest, within what IAM takes', () => {
    const long = named('customer_lifetime_value_by_country_and_channel-gold');
    // printf lakewright-dev-shop-customer_lifetime_value_by_country_and_channel-gold | sha256sum
    expect(long).toBe('lakewright-dev-shop-customer_lifetime_value_by_coun-0aa6659c-job');
    expect(long.length).toBeLessThanOrEqual(64);
  });

  test('is another one for another unit that begins the same', () => {
    const long = 'customer_lifetime_value_by_country_and_channel';
    const names = [`${long}-gold`, `${long}-gold-2`, `${long}-silver`].map(named);
    expect(new Set(names).size).toBe(3);
    expect(names.filter((name) => name.length > 64)).toEqual([]);
  });

  test('is left as it is up to the last character', () => {
    // 20 characters before the unit, 4 after it.
    expect(named('u'.repeat(40))).toBe(`lakewright-dev-shop-${'u'.repeat(40)}-job`);
    expect(named('u'.repeat(41))).toMatch(/^lakewright-dev-shop-u{31}-[0-9a-f]{8}-job$/);
  });
});
