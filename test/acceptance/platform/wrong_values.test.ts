/** Whatever stands at a key of an environment's file: what is refused says file, key, value and what was expected. */
import { readEnvironment } from '../../../environments';

const workers = { driver: { vcpu: 2, memoryGb: 8 }, executor: { vcpu: 2, memoryGb: 8, diskGb: 20 }, executors: 4 };
const fleet = { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 1, timeoutAction: 'TERMINATE_CLUSTER' };
const told = {
  recipients: ['team@example.com'],
  slack: [{ workspace: 'T012AB', channel: 'C012AB' }],
  https: ['https://alerts.acme.example/sns'],
};
const state = { bucket: 'acme-state', prefix: 'acme/qa', region: 'eu-central-1' };
/** Every key that there is. */
const good = {
  name: 'qa',
  tier: 'dev',
  project: 'acme',
  region: 'eu-central-1',
  allowedRegions: ['eu-central-1', 'eu-west-1'],
  accounts: {
    ...{ data: '111122223333', compute: '111122223333', audit: '999988887777' },
    auditRole: 'arn:aws:iam::999988887777:role/makes-records',
  },
  account: {
    github: {
      repositories: ['acme/lake'],
      branches: ['main'],
      environments: ['qa'],
      statePrefixes: ['acme/dev'],
      statefulDeletes: 'denied',
    },
    lakeFormationAdmins: ['arn:aws:iam::111122223333:role/admin'],
    serviceLinkedRoles: ['emr-serverless'],
    accountWide: true,
    backups: true,
  },
  tags: { team: 'data' },
  connections: { warehouse: { kind: 'postgresql', options: { host: 'db' }, secret: 'acme/db' } },
  compute: {
    small: { service: 'emr-serverless', ...workers, maximum: { vcpu: 16, memoryGb: 64 }, idleMinutes: 5 },
    nightly: {
      ...{ service: 'emr-cluster', primary: fleet, core: fleet, task: fleet, executors: 4, idleMinutes: 5 },
      ...{ spotForPrimaryAndCore: true, spotWithoutFallback: false },
    },
    jobs: { service: 'glue', glueVersion: '5.0', workerType: 'G.1X', workers: 4, executionClass: 'FLEX' },
    pods: {
      ...{ service: 'emr-on-eks', virtualClusterId: 'abc1', namespace: 'spark', executors: 4 },
      oidcProvider: 'oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF',
      ...{ driver: { vcpu: 2, memoryGb: 8 }, executor: { vcpu: 2, memoryGb: 8 } },
    },
  },
  python: { '3.11': { archive: 's3://tools/python.tar.gz' } },
  emrRelease: 'emr-7.10.0',
  quotas: { roles: 2000 },
  parameters: { LANDING: 's3://acme-landing' },
  roles: { path: '/data/', permissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary', per: 'unit' },
  network: { cidr: '10.20.0.0/16', zones: 2 },
  retention: { logDays: 30, landingDays: 365, nonCurrentDays: 7 },
  recovery: { region: 'eu-west-1', backupDays: 7 },
  inventory: 'weekly',
  audit: { dataEvents: 'all', lockDays: 30, recordDays: 365 },
  allowDestroy: false,
  deployer: 'outside',
  approvals: 'none',
  alerts: { ...told, bySeverity: { critical: told }, from: 'error', runbooks: 'https://acme.example/runbooks' },
  monitoring: { metrics: 'none', tables: ['gold.fact_orders'], dashboards: 'pipeline' },
  cost: { landingGb: 12.5 },
  state,
};
const read = (value: unknown) => readText(JSON.stringify(value, undefined, 1));
const readText = (text: string) => readEnvironment('qa', text, 'environments/qa.yaml', {});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  const below: readonly Path[] =
    value === null || typeof value !== 'object'
      ? []
      : Object.entries(value).flatMap(([key, each]) =>
          pathsOf(each, [...path, Array.isArray(value) ? Number(key) : key]),
        );
  return [path, ...below];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((each, i) => (i === key ? replaced(each, rest, by) : (each as unknown)));
  return { ...Object(value), [key]: replaced(Reflect.get(Object(value), key), rest, by) };
}

test('every key that there is, together, is an environment', () => {
  expect(read(good).diagnostics).toEqual([]);
});

const values = [
  null,
  1.5,
  -1,
  1e300,
  Infinity,
  [],
  {},
  [[]],
  { x: 1 },
  'x'.repeat(10_000),
  '\u0000\u001b[31m',
  true,
  5,
];
test.each(pathsOf(good).map((path) => [path.join('.'), path] as const))('whatever stands at %s', (_, path) => {
  for (const value of values) {
    const { environment, diagnostics } = read(replaced(good, path, value));
    expect(environment === undefined).toBe(diagnostics.length > 0);
    for (const { message, at } of diagnostics) {
      expect(message).toMatch(/^environments\/qa\.yaml: .*(found|is missing|unknown key).*expected /);
      expect(message).not.toMatch(
        /Invalid|must match pattern|expected record|expected object|Too small|Too big|undefined/,
      );
      expect(message.length).toBeLessThan(900);
      // None of them may reach a terminal.
      expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      expect(at).toMatchObject({ file: 'environments/qa.yaml' });
    }
  }
});

test.each([
  ['', 'found null; expected a mapping of keys: name, tier, project,'],
  ['- a', 'found ["a"]; expected a mapping of keys: name, tier, project,'],
  ['lake', 'found "lake"; expected a mapping of keys: name, tier, project,'],
])('a file of %j', (text, message) => {
  expect(readText(text).diagnostics.map((each) => each.message)).toEqual([
    expect.stringContaining(`environments/qa.yaml: ${message}`),
  ]);
});

test.each<[Path, unknown, string]>([
  [['compute', 'small', 'executors'], 1.5, 'found 1.5; expected a whole number from 1 to 2147483647'],
  [['compute', 'small', 'executors'], 'x', 'found "x"; expected a whole number from 1 to 2147483647'],
  [['allowDestroy'], 'yes', 'found "yes"; expected true or false'],
  [['compute'], null, 'found null; expected a mapping of keys'],
  [['compute', 'small'], null, 'found null; expected a mapping of keys: service, driver, executor,'],
  [['compute', 'jobs', 'glueVersion'], undefined, "is missing; expected a version in quotes such as '5.0'"],
  [['compute', 'jobs', 'glueVersion'], 5, "found 5; expected a version in quotes such as '5.0'"],
  [['network', 'zones'], 'two', 'found "two"; expected 1 to 3'],
  [['cost', 'landingGb'], 'much', 'found "much"; expected a number of 0 or more, at most 1000000000000'],
  [
    ['cost', 'landingGb'],
    '9'.repeat(400),
    `found "${'9'.repeat(59)}... (402 characters); expected a number of 0 or more`,
  ],
  [['cost', 'landingGb'], 1e13, 'found 10000000000000; expected a number of 0 or more, at most 1000000000000'],
  [['quotas', 'roles'], '99999999999', 'found "99999999999"; expected a whole number from 1 to 2147483647'],
  [['quotas', 'roles'], 1e300, 'found 1e+300; expected a whole number from 1 to 2147483647'],
  [['recovery', 'backupDays'], -1, 'found -1; expected a whole number from 0 to '],
  [['monitoring', 'tables', 0], 'orders', 'found "orders"; expected a table such as \'gold.fact_orders\''],
  [
    ['monitoring', 'dashboards'],
    ['domain', 'domain'],
    'found ["domain","domain"]; expected one of domain, pipeline, not a list',
  ],
  [['tags', 'team'], 5, 'found 5; expected text, in quotes'],
  [['tags', 'team'], 'x'.repeat(300), 'expected at most 256 characters'],
])('at %j %j', (path, value, message) => {
  const { diagnostics } = read(replaced(good, path, value));
  expect(diagnostics.map((each) => each.message)).toContainEqual(
    expect.stringContaining(
      `environments/qa.yaml: ${path.join('.')}: ${message.startsWith('expected') ? '' : message}`,
    ),
  );
  expect(diagnostics.map((each) => each.message).join('\n')).toContain(message);
});

test('bytes are not shown', () => {
  const { diagnostics } = readText(JSON.stringify(good).replace('"data"}', '!!binary aGVsbG8=}'));
  expect(diagnostics.map((each) => each.message)).toEqual([
    expect.stringContaining('tags.team: found 5 bytes that are no text; expected text'),
  ]);
});
