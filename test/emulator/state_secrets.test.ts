/**
 * No usable secret comes into a state: what the provider calls sensitive of all that our constructs and stacks make is
 * in the table with the reason, and what the table asks for is there.
 */
import { stateSecrets } from '../../constructs/aws/facts';
import { keptSecrets } from '../../constructs/aws/policy/kept_secrets';
import { Platform, type SynthesizedResource } from '../../constructs/core/policy';
import { everyApp } from '../acceptance/platform/synthesized';
import { type ProviderSchema, providerSchema, providerVersion } from './provider_schema';

jest.setTimeout(3 * 60_000);

let schema: ProviderSchema;
let made: readonly (readonly [type: string, resource: SynthesizedResource])[];
let types: ReadonlySet<string>;

beforeAll(async () => {
  schema = await providerSchema();
  made = everyApp()
    .map(({ folder }) => Platform.read(folder))
    .flatMap(({ resources, dataSources }) => [
      ...resources.map((each) => [each.type, each] as const),
      ...dataSources.map((each) => [`data.${each.type}`, each] as const),
    ]);
  types = new Set(made.map(([type]) => type));
});

/** What the provider would keep in the state and not show. */
const sensitive = (type: string) =>
  [...(schema.get(type) ?? [])].filter(([, each]) => each.sensitive && !each.writeOnly);

const entryOf = (type: string, attribute: string) =>
  stateSecrets.find((each) => each.type === type && each.attribute === attribute);

test('the provider knows what is made, and calls some of it sensitive', () => {
  expect([...types].filter((type) => !schema.has(type))).toEqual([]);
  expect(types.size).toBeGreaterThan(120);
  expect([...types].flatMap((type) => sensitive(type).map(([attribute]) => `${type}.${attribute}`))).toEqual(
    expect.arrayContaining([
      'aws_db_instance.password',
      'aws_elasticache_user.authentication_mode.passwords',
      'aws_emr_cluster.kerberos_attributes.kdc_admin_password',
      'aws_kms_grant.grant_token',
      'data.aws_ssm_parameter.value',
    ]),
  );
});

test('each sensitive attribute of it is in the table', () => {
  const missing = [...types]
    .sort()
    .flatMap((type) => sensitive(type).map(([attribute]) => [type, attribute] as const))
    .filter(([type, attribute]) => entryOf(type, attribute) === undefined)
    .map(
      ([type, attribute]) =>
        `${type}.${attribute} is sensitive in version ${providerVersion} of the provider, and the state keeps it in clear: ` +
        `say in constructs/aws/facts/state_secrets.ts what sees to it that no usable secret comes there and where that ` +
        `is documented, and make the resource so; where nothing does, do without the resource`,
    );
  expect(missing).toEqual([]);
});

test('what the provider fills in by itself has a property that disables it', () => {
  const open = stateSecrets
    .filter(({ type, attribute }) => sensitive(type).some(([name, { computed }]) => name === attribute && computed))
    .filter(({ keeps, safeguards = [] }) => keeps !== 'secret' && safeguards.length === 0)
    .map(({ type, attribute }) => `${type}.${attribute} is computed: that it is unset keeps nothing out of the state`);
  expect(open).toEqual([]);
});

test('everything that is made has what the table asks for', () => {
  const kept = made.flatMap(([type, { path, properties }]) =>
    keptSecrets(type, properties).map((problem) => `${path}: ${problem}`),
  );
  expect(kept).toEqual([]);
});

/** Objects within an attribute have no paths of their own. */
const has = (type: string, path: string): boolean => {
  const attributes = schema.get(type);
  return path.split('.').some((_, i, parts) => attributes?.has(parts.slice(0, i + 1).join('.')) === true);
};

test('the table names what the provider has, once, with a source', () => {
  const ours = stateSecrets.filter(({ type }) => /^(data\.)?aws_/.test(type));
  const unknown = ours.flatMap(({ type, attribute, safeguards = [] }) =>
    [attribute === '*' ? 'id' : attribute, ...safeguards.map(({ property }) => property)]
      .filter((path) => !has(type, path))
      .map((path) => `${type}.${path}`),
  );
  expect(unknown).toEqual([]);
  const names = stateSecrets.map(({ type, attribute }) => `${type}.${attribute}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { source, because } of stateSecrets) {
    expect(source).toMatch(/^https:\/\//);
    expect(because.length).toBeGreaterThan(10);
  }
});
