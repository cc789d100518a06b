import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actionsWithoutResources } from '../../constructs/aws/facts';
import { fixturePlan, needingPython } from './plan_fixture';
import { environmentOf, prodStackNames, stackNames, stackText, synthesize } from './synthesized';

const dev = environmentOf('dev');
const prod = environmentOf('prod');
const devFolder = synthesize(dev, [fixturePlan()]);
const prodFolder = synthesize(prod, [fixturePlan()]);

type Stack = {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly provider: { readonly aws: readonly Readonly<Record<string, unknown>>[] };
  readonly terraform: { readonly backend: { readonly s3: Readonly<Record<string, unknown>> } };
};
const stack = (folder: string, environment: typeof dev, what: string): Stack =>
  JSON.parse(stackText(folder, environment, what)) as Stack;
/** What snapshots leave out: digests of files of the bundle, which change with the runtime. */
const stable = (text: string): string =>
  text
    .replace(/"source_hash": "[0-9a-f]{64}"/g, '"source_hash": "<sha256>"')
    .replace(/\/[0-9A-F]{32}\//g, '/<digest>/');

describe.each(stackNames)('stack %s', (what) => {
  test('is what it was', () => {
    expect(stable(stackText(devFolder, dev, what))).toMatchSnapshot();
  });

  test('reads no other stack’s state and names no place of this machine', () => {
    const text = stackText(prodFolder, prod, what);
    expect(text).not.toContain('terraform_remote_state');
    expect(text).not.toContain(tmpdir());
    expect(text).not.toContain(process.cwd());
  });

  test('may be applied in its own account only, and locks its state', () => {
    const { provider, terraform } = stack(prodFolder, prod, what);
    expect(provider.aws).toEqual([{ allowed_account_ids: ['333344445555'], region: 'eu-central-1' }]);
    expect(terraform.backend.s3).toEqual({
      bucket: 'lakewright-prod-state-333344445555',
      encrypt: true,
      key: `lakewright/prod/${what}.tfstate`,
      region: 'eu-central-1',
      use_lockfile: true,
    });
  });

  test('tags everything that takes tags', () => {
    const untagged = Object.entries(stack(prodFolder, prod, what).resource)
      .filter(([type]) => taggable.has(type))
      .flatMap(([, byId]) => Object.entries(byId).filter(([, r]) => !hasTag(r, 'environment', 'prod')));
    expect(untagged).toEqual([]);
  });
});

const taggable = new Set([
  'aws_cloudwatch_log_group',
  'aws_cloudwatch_metric_alarm',
  'aws_dynamodb_table',
  'aws_emrserverless_application',
  'aws_glue_catalog_database',
  'aws_iam_role',
  'aws_kms_key',
  'aws_s3_bucket',
  'aws_scheduler_schedule_group',
  'aws_sfn_state_machine',
  'aws_sns_topic',
  'aws_ssm_parameter',
]);
function hasTag(resource: Readonly<Record<string, unknown>>, key: string, value: string): boolean {
  const tags = resource['tags'];
  return tags !== null && typeof tags === 'object' && Reflect.get(tags, key) === value;
}

describe('a network of the environment’s own', () => {
  const { resource } = stack(prodFolder, prod, 'network');
  const of = (type: string) => Object.values(resource[type] ?? {});

  test('has a subnet in each zone, and the endpoints of what the stacks use', () => {
    expect(of('aws_subnet').map((subnet) => subnet['cidr_block'])).toEqual([
      '10.20.0.0/18',
      '10.20.64.0/18',
      '10.20.128.0/18',
    ]);
    expect(of('aws_vpc_endpoint').map((endpoint) => String(endpoint['service_name']).split('.').at(-1))).toEqual([
      'dynamodb',
      'glue',
      'logs',
      'monitoring',
      's3',
    ]);
    expect(of('aws_nat_gateway')).toEqual([]);
    for (const type of ['aws_vpc', 'aws_subnet', 'aws_vpc_endpoint', 'aws_security_group']) {
      expect(of(type).filter((each) => !hasTag(each, 'environment', 'prod'))).toEqual([]);
    }
  });

  test('is deployed between foundation and compute, whose applications run in it', () => {
    const { stacks } = JSON.parse(readFileSync(join(prodFolder, 'manifest.json'), 'utf8')) as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    expect(stacks['lakewright-prod-network']?.dependencies).toEqual(['lakewright-prod-foundation']);
    expect(stacks['lakewright-prod-compute']?.dependencies).toContain('lakewright-prod-network');
    const [application] = Object.values(
      stack(prodFolder, prod, 'compute').resource['aws_emrserverless_application'] ?? {},
    );
    expect(application?.['network_configuration']).toEqual({
      security_group_ids: ['${data.aws_ssm_parameter.parameter-network-security-group.insecure_value}'],
      subnet_ids: [1, 2, 3].map((i) => `\${data.aws_ssm_parameter.parameter-network-subnets-${i}.insecure_value}`),
    });
    const written = of('aws_ssm_parameter').map((parameter) => parameter['name']);
    expect(written.sort()).toEqual([
      ...['glue', 'logs', 'monitoring'].map((of) => `/lakewright/prod/network/charts/vpc-endpoint-id-${of}`),
      '/lakewright/prod/network/charts/vpc-id',
      '/lakewright/prod/network/security-group',
      ...[1, 2, 3].map((i) => `/lakewright/prod/network/subnets/${i}`),
    ]);
  });

  test('lets through the buckets of others that the environment names', () => {
    const environment = {
      ...prod,
      parameters: { LANDING: 's3://partner-landing/shop/' },
      python: { '3.11': { archive: 's3://tools/py.tar.gz' } },
    };
    const folder = synthesize(environment, [needingPython('3.11')]);
    const text = stackText(folder, environment, 'network');
    for (const bucket of ['partner-landing', 'tools']) expect(text).toContain(`arn:aws:s3:::${bucket}/*`);
    expect(stackText(prodFolder, prod, 'network')).not.toContain('NamedBuckets');
  });

  test('tells of its alarms to the topic of the environment', () => {
    const alarms = of('aws_cloudwatch_metric_alarm');
    expect(alarms.map((alarm) => alarm['metric_name'])).toEqual(Array.from({ length: 3 }, () => 'PacketsDropped'));
    for (const alarm of alarms) {
      expect(alarm['alarm_actions']).toEqual(['arn:aws:sns:eu-central-1:333344445555:lakewright-prod-alerts']);
    }
  });

  test('is not made where subnets are there, or none are asked for', () => {
    const existing = { subnets: ['subnet-1'], securityGroups: ['sg-1'] };
    const folder = synthesize({ ...prod, network: existing }, [fixturePlan()]);
    expect(readdirSync(join(folder, 'stacks'))).not.toContain('lakewright-prod-network');
    expect(stackText(folder, prod, 'compute')).toContain('"subnet-1"');
    expect(readdirSync(join(devFolder, 'stacks'))).not.toContain('lakewright-dev-network');
  });
});

describe('all stacks', () => {
  test('two checkouts in different folders give the same bytes', () => {
    const elsewhere = synthesize(dev, [fixturePlan()], join(mkdtempSync(join(tmpdir(), 'another-checkout-')), 'out'));
    for (const what of stackNames) expect(stackText(elsewhere, dev, what)).toBe(stackText(devFolder, dev, what));
  });

  test('production keeps its data, whatever Terraform is told', () => {
    const { resource } = stack(prodFolder, prod, 'storage');
    const stateful = [
      ...Object.values(resource['aws_s3_bucket'] ?? {}),
      ...Object.values(resource['aws_dynamodb_table'] ?? {}),
    ];
    expect(stateful).toHaveLength(7);
    for (const each of stateful) expect(each['lifecycle']).toEqual({ prevent_destroy: true });
    expect(Object.values(resource['aws_dynamodb_table'] ?? {})[0]?.['deletion_protection_enabled']).toBe(true);
  });

  test('a role may do on everything only what has no resource level', () => {
    const policies = Object.values(stack(prodFolder, prod, 'pipelines-shop').resource['aws_iam_role_policy'] ?? {});
    const statements = policies.flatMap((policy) => statementsOf(String(policy['policy'])));
    const wide = statements.filter((s) => [s.Resource].flat().includes('*')).flatMap((s) => [s.Action].flat());
    expect(wide.filter((action) => !actionsWithoutResources.has(action))).toEqual([]);
    expect(wide.length).toBeGreaterThan(0);
  });

  test('in another partition every ARN is of that partition', () => {
    const china = {
      ...prod,
      region: 'cn-north-1',
      allowedRegions: ['cn-north-1', 'cn-northwest-1'],
      recovery: { ...prod.recovery, region: 'cn-northwest-1' },
    };
    const folder = synthesize(china, [fixturePlan()]);
    for (const what of [...stackNames, ...prodStackNames])
      expect(stackText(folder, china, what)).not.toContain('arn:aws:');
    expect(stackText(folder, china, 'pipelines-shop')).toContain('arn:aws-cn:s3:::');
  });

  test('a schedule keeps its time zone and sends its tick', () => {
    const [schedule] = Object.values(
      stack(prodFolder, prod, 'pipelines-shop').resource['aws_scheduler_schedule'] ?? {},
    );
    expect(schedule).toMatchObject({
      schedule_expression: 'cron(0 2 * * ? *)',
      schedule_expression_timezone: 'Europe/Berlin',
      target: { input: '{"scheduled_time":"<aws.scheduler.scheduled-time>"}' },
    });
  });

  test('an account for compute of its own is refused by name', () => {
    const apart = { ...prod, accounts: { ...prod.accounts, compute: '999988887777' } };
    expect(() => synthesize(apart, [fixturePlan()])).toThrow(
      /accounts\.compute: found 999988887777; expected 333344445555/,
    );
  });

  test('a compute profile that the environment lacks is named, with the units and the nearest', () => {
    const { small: _, ...rest } = prod.compute;
    const compute = { ...rest, smal: prod.compute['large'] ?? fail() };
    expect(() => synthesize({ ...prod, compute }, [fixturePlan()])).toThrow(
      /compute\.small: is missing, but sales-bronze, sales-silver, sales-gold need it.*did you mean 'smal'/,
    );
  });

  test('a worker that the service has no size for is refused', () => {
    const small = prod.compute['small'] ?? fail();
    const compute = { ...prod.compute, small: { ...small, executor: { vcpu: 2, memoryGb: 64, diskGb: 20 } } };
    expect(() => synthesize({ ...prod, compute }, [fixturePlan()])).toThrow(
      /environments\/prod\.yaml: compute\.small\.executor: found 64 GB with 2 vCPU; expected 4 to 16 GB in steps of 1/,
    );
  });

  test('a release that is too old is refused', () => {
    expect(() => synthesize({ ...prod, emrRelease: 'emr-6.15.0' }, [fixturePlan()])).toThrow(/EMRFS/);
  });
});

interface PolicyStatement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}
const statementsOf = (policy: string): readonly PolicyStatement[] =>
  (JSON.parse(policy) as { Statement: PolicyStatement[] }).Statement;
function fail(): never {
  throw new Error('prod has the profile');
}

describe('a Python that is shipped', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-python-'));
  const archive = join(folder, 'python.tar.gz');
  const giving = (path: string) => ({ ...dev, python: { '3.11': { archive: path } } });
  const synthesized = (path: string): Stack => {
    const environment = giving(path);
    return stack(synthesize(environment, [needingPython('3.11')]), environment, 'pipelines-shop');
  };
  const objects = ({ resource }: Stack) =>
    Object.values(resource['aws_s3_object'] ?? {}).filter(({ key }) => String(key).startsWith('python/'));
  const runs = ({ resource }: Stack): string => JSON.stringify(resource['aws_sfn_state_machine']);

  test('from a file of the project is uploaded, and again when its content changes', () => {
    writeFileSync(archive, 'one');
    const [one] = objects(synthesized(archive));
    writeFileSync(archive, 'two');
    const two = synthesized(archive);
    expect(one).toMatchObject({
      bucket: expect.stringMatching(/^lakewright-dev-artefacts-/),
      key: 'python/shop/3.11.tar.gz',
      source_hash: createHash('sha256').update('one').digest('hex'),
    });
    expect(objects(two)).toEqual([
      expect.objectContaining({ source_hash: createHash('sha256').update('two').digest('hex') }),
    ]);
    expect(runs(two)).toMatch(
      /spark\.archives=s3:\/\/lakewright-dev-artefacts-\w+\/python\/shop\/3\.11\.tar\.gz#environment/,
    );
  });

  test('from S3 is not', () => {
    const given = synthesized('s3://tools/py.tar.gz');
    expect(objects(given)).toEqual([]);
    expect(runs(given).match(/spark\.archives=s3:\/\/tools\/py\.tar\.gz#environment/g)).toHaveLength(1);
  });

  test('from a file that is not there is told by the key in the environment’s file', () => {
    expect(() => synthesized('gone.tar.gz')).toThrow(
      /environments\/dev\.yaml: python\.'3\.11'\.archive: there is no file 'gone\.tar\.gz'/,
    );
  });
});

describe('what an account asks of every role', () => {
  const permissionsBoundary = 'arn:aws:iam::111122223333:policy/developer-boundary';
  const environment = { ...dev, roles: { ...dev.roles, path: '/data-platform/', permissionsBoundary } };
  const pipelines = stack(synthesize(environment, [fixturePlan()]), environment, 'pipelines-shop');

  test('each has: path and boundary', () => {
    const roles = Object.values(pipelines.resource['aws_iam_role'] ?? {});
    expect(roles.length).toBeGreaterThan(3);
    for (const role of roles) {
      expect(role).toMatchObject({ path: '/data-platform/', permissions_boundary: permissionsBoundary });
    }
  });

  test('whatever names a role names its path', () => {
    const named = JSON.stringify(pipelines).match(/arn:aws:iam::111122223333:role\/[^"\\]+/g) ?? [];
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((each) => !each.includes(':role/data-platform/lakewright-dev-'))).toEqual([]);
  });
});
