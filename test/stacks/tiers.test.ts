/** What the tier of an environment makes of its stacks, where the environment's file says nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Platform, type SynthesizedResource } from '../../constructs/core/policy';
import type { Environment } from '../../environments';
import { fixturePlan } from './plan_fixture';
import { environmentOf, synthesize } from './synthesized';

const of = (name: string): Environment => environmentOf(name);
const folders = { dev: synthesize(of('dev'), [fixturePlan()]), prod: synthesize(of('prod'), [fixturePlan()]) };
const staging = Platform.read(synthesize(of('staging'), [fixturePlan()]));
const dev = Platform.read(folders.dev);
const prod = Platform.read(folders.prod);
const properties = (platform: Platform, type: string) => platform.of(type).map((each) => each.properties);
const path = ({ path: at }: SynthesizedResource): string => at;

describe('copies in another region', () => {
  test('are made by prod of landing and artefacts, never of tables', () => {
    const replicated = properties(prod, 'aws_s3_bucket_replication_configuration');
    expect(
      replicated.map((each) => JSON.stringify(each['rule'])).map((text) => /s3:::([\w-]+)/.exec(text)?.[1]),
    ).toEqual([
      expect.stringMatching(/^lakewright-prod-artefacts-copy-\w{6}$/),
      expect.stringMatching(/^lakewright-prod-landing-copy-\w{6}$/),
    ]);
    for (const platform of [dev, staging]) {
      expect(properties(platform, 'aws_s3_bucket_replication_configuration')).toEqual([]);
    }
  });

  test('are in a stack of their own, whose every resource but the parameter is there', () => {
    const there = prod.resources.filter(({ stack }) => stack === 'lakewright-prod-recovery');
    const here = there.filter(({ properties: { provider } }) => provider === undefined);
    expect(here.map(({ type }) => type)).toEqual(['aws_ssm_parameter']);
    expect(there.filter(({ type }) => type === 'aws_s3_bucket').map(path)).toEqual([
      'lakewright-prod-recovery/eu-west-1/artefacts/bucket',
      'lakewright-prod-recovery/eu-west-1/landing/bucket',
      'lakewright-prod-recovery/eu-west-1/logs/bucket',
    ]);
    expect(existsSync(join(folders.dev, 'stacks', 'lakewright-dev-recovery'))).toBe(false);
  });

  test('of what landed are kept as long as it', () => {
    const [lifecycle] = prod
      .of('aws_s3_bucket_lifecycle_configuration')
      .filter((each) => path(each).includes('recovery/eu-west-1/landing'));
    expect(JSON.stringify(lifecycle?.properties['rule'])).toContain('"days":2555');
  });
});

describe('backups of the ledger', () => {
  const rules = (platform: Platform) => properties(platform, 'aws_backup_plan').flatMap((plan) => plan['rule']);

  test('are kept 35 days in prod, and copied; 7 in staging; dev has none', () => {
    expect(rules(prod)).toEqual([
      expect.objectContaining({
        lifecycle: { delete_after: 35 },
        copy_action: [
          {
            destination_vault_arn: 'arn:aws:backup:eu-west-1:333344445555:backup-vault:lakewright-prod-copies',
            lifecycle: { delete_after: 35 },
          },
        ],
      }),
    ]);
    expect(rules(staging)).toEqual([expect.objectContaining({ lifecycle: { delete_after: 7 } })]);
    expect(JSON.stringify(rules(staging))).not.toContain('copy_action');
    expect(rules(dev)).toEqual([]);
  });

  test('and what goes wrong with them has alarms', () => {
    const names = properties(prod, 'aws_cloudwatch_metric_alarm').map(({ metric_name }) => metric_name);
    expect(names).toEqual(expect.arrayContaining(['NumberOfBackupJobsFailed', 'OperationsFailedReplication']));
  });
});

test('each bucket of the lake is listed every day in prod, every week in staging, never in dev', () => {
  const frequencies = (platform: Platform) =>
    properties(platform, 'aws_s3_bucket_inventory').map(({ schedule }) => schedule);
  expect(frequencies(prod)).toEqual(Array(5).fill({ frequency: 'Daily' }));
  expect(frequencies(staging)).toEqual(Array(5).fill({ frequency: 'Weekly' }));
  expect(frequencies(dev)).toEqual([]);
});

test('reads and writes of the lake are recorded in prod, writes in staging, nothing in dev', () => {
  const trails = (platform: Platform) =>
    properties(platform, 'aws_cloudtrail').map((trail) => JSON.stringify(trail['advanced_event_selector']));
  expect(trails(prod)).toHaveLength(1);
  expect(trails(prod)[0]).toMatch(/lakewright-prod-gold-\w{6}\//);
  expect(trails(prod)[0]).not.toContain('readOnly');
  expect(trails(staging)[0]).toContain('"field":"readOnly"');
  expect(trails(dev)).toEqual([]);
  const locks = (platform: Platform) =>
    properties(platform, 'aws_s3_bucket_object_lock_configuration').map(({ rule }) => JSON.stringify(rule));
  expect(locks(prod)).toEqual([expect.stringContaining('"days":365')]);
  expect(locks(staging)).toEqual([expect.stringContaining('"days":30')]);
});

test('logs are kept a year in prod, 90 days in staging, 30 in dev', () => {
  const days = (platform: Platform) => [
    ...new Set(properties(platform, 'aws_cloudwatch_log_group').map((each) => each['retention_in_days'])),
  ];
  expect([days(prod), days(staging), days(dev)]).toEqual([[365], [90], [30]]);
});

test('alarms below the least severity are not made', () => {
  const quiet = of('prod');
  const alarms = (environment: Environment) =>
    Platform.read(synthesize(environment, [fixturePlan()])).of('aws_cloudwatch_metric_alarm').length;
  const all = alarms(quiet);
  const errors = alarms({ ...quiet, alerts: { ...quiet.alerts, from: 'error' } });
  const critical = alarms({ ...quiet, alerts: { ...quiet.alerts, from: 'critical' } });
  expect(errors).toBeLessThan(all);
  expect(critical).toBe(0);
});

test('the roles of copies and backups have the path that the environment asks for', () => {
  const prod = of('prod');
  const environment = { ...prod, roles: { ...prod.roles, path: '/data-platform/' } };
  const roles = Platform.read(synthesize(environment, [fixturePlan()])).of('aws_iam_role');
  expect(roles.filter(({ properties: { path: at } }) => at !== '/data-platform/').map(path)).toEqual([]);
});
