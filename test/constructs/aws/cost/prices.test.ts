/** The table of prices: each has a source and a day, and every type of our stacks is priced or known to be free. */
import { pricers } from '../../../../constructs/aws/cost';
import { freeTypes, type Price, prices } from '../../../../constructs/aws/facts/prices';
import { Platform } from '../../../../constructs/core/policy';
import { fixturePlan } from '../../../stacks/plan_fixture';
import { environmentOn, type OtherService, profiles } from '../../../stacks/service_environments';
import { environmentOf, synthesize } from '../../../stacks/synthesized';

const all = Object.entries(prices as Readonly<Record<string, Price>>);
const quotes = all.flatMap(([name, { everywhere, byRegion = {} }]) => [
  ...(everywhere === undefined ? [] : [[name, everywhere] as const]),
  ...Object.entries(byRegion).map(([region, quote]) => [`${name} in ${region}`, quote] as const),
]);

test('each price has an amount, a source and a day; what has no day is counted', () => {
  const wrong = quotes.filter(
    ([, { usd, source, seen }]) =>
      !(usd > 0 && source.startsWith('https://') && /^(20\d\d-[01]\d-[0-3]\d|undated)$/.test(seen)),
  );
  expect(wrong).toEqual([]);
  expect(quotes.filter(([, { seen }]) => seen === 'undated').map(([name]) => name)).toEqual([
    'custom metric in us-east-1',
    'glue dpu in us-east-1',
    'state transitions in us-east-1',
    'state transitions in eu-central-1',
    'trail data events in eu-central-1',
  ]);
});

test('a price is of one kind: everywhere the same, or by region', () => {
  expect(all.filter(([, price]) => price.everywhere !== undefined && price.byRegion !== undefined)).toEqual([]);
});

/** What no source was found for; it is listed by the command, and never counted as nothing. */
test('what has no price anywhere is known', () => {
  const none = all.filter(([, price]) => price.everywhere === undefined && price.byRegion === undefined);
  expect(none.map(([name]) => name)).toEqual([
    's3 inventory',
    'traffic to another region',
    'dynamodb backup',
    'emr serverless vcpu, ARM64',
    'emr serverless memory, ARM64',
    'glue dpu, FLEX',
    'emr on eks vcpu',
    'emr on eks memory',
    'node of a cluster',
  ]);
});

test.each(Object.keys(profiles) as OtherService[])(
  'every type of resource that units on %s bring is priced or known to be free',
  (service) => {
    const { resources } = Platform.read(synthesize(environmentOn(service), [fixturePlan()]));
    const unknown = resources.filter(({ type }) => pricers[type] === undefined && freeTypes[type] === undefined);
    expect(unknown.map(({ type }) => type)).toEqual([]);
  },
);

test('every type of resource in the stacks of all environments is priced or known to be free', () => {
  const account = {
    github: {
      repositories: ['acme/lake'],
      branches: [],
      environments: ['prod'],
      statePrefixes: [],
      statefulDeletes: 'denied' as const,
    },
    serviceLinkedRoles: [],
    accountWide: true,
  };
  const types = ['dev', 'staging', 'prod'].flatMap((name) =>
    Platform.read(synthesize({ ...environmentOf(name), account }, [fixturePlan()])).resources.map(({ type }) => type),
  );
  expect(types.length).toBeGreaterThan(100);
  const unknown = types.filter((type) => pricers[type] === undefined && freeTypes[type] === undefined);
  expect([...new Set(unknown)]).toEqual([]);
});

test('no type is both, and what is free says where AWS says so', () => {
  expect(Object.keys(pricers).filter((type) => freeTypes[type] !== undefined)).toEqual([]);
  expect(
    Object.values(freeTypes).filter(({ source }) => !/^https:\/\/(docs\.)?aws\.amazon\.com\//.test(source)),
  ).toEqual([]);
});
