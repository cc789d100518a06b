/** A platform of a thousand pipelines within what a new account may have. The quotas are written here once more, by hand. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platform } from '../../../bench/platform';
import { App } from '../../../constructs/core';
import { environmentStacks } from '../../../stacks';
import { environmentOf } from '../../stacks/synthesized';

jest.setTimeout(5 * 60_000);

/** Of a new account, from the services' pages of quotas. */
const newAccount: Readonly<Record<string, number>> = {
  aws_cloudwatch_metric_alarm: 5000,
  aws_dynamodb_table: 2500,
  aws_glue_catalog_database: 10_000,
  aws_iam_policy: 1500,
  aws_iam_role: 1000,
  aws_s3_bucket: 100,
  aws_scheduler_schedule_group: 500,
  aws_sfn_state_machine: 10_000,
  aws_ssm_parameter: 10_000,
};

type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const stacks = new Map<string, Resources>();

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-platform-'));
  const deployments = platform(25, 40, join(folder, 'bundles'));
  const app = new App({ outdir: join(folder, 'out') });
  environmentStacks(app, environmentOf('dev'), deployments);
  app.synth();
  for (const name of readdirSync(join(folder, 'out', 'stacks'))) {
    const text = readFileSync(join(folder, 'out', 'stacks', name, 'cdk.tf.json'), 'utf8');
    stacks.set(name, (JSON.parse(text) as { resource: Resources }).resource);
  }
});

const count = (type: string): number =>
  [...stacks.values()].reduce((sum, resources) => sum + Object.keys(resources[type] ?? {}).length, 0);

test('it has a state machine and a schedule for each of a thousand pipelines', () => {
  expect(count('aws_sfn_state_machine')).toBe(1000);
  expect(count('aws_scheduler_schedule')).toBe(1000);
});

test.each(Object.entries(newAccount))('%s: within a new account', (type, most) => {
  expect(count(type)).toBeGreaterThan(0);
  expect(count(type)).toBeLessThanOrEqual(most);
});

test('with a role for each unit it would need more roles than an account has, and is refused before anything is deployed', () => {
  const dev = environmentOf('dev');
  const perUnit = { ...dev, roles: { ...dev.roles, per: 'unit' as const } };
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-platform-'));
  const deployments = platform(9, 40, join(folder, 'bundles'));
  // 9 * 40 * 3 jobs, 9 * 2 of state machines and schedules.
  expect(() => {
    environmentStacks(new App({ outdir: join(folder, 'out') }), perUnit, deployments);
  }).toThrow(
    /^environments\/dev\.yaml: quotas\.roles: found 1098 IAM roles; expected at most 1000 \(https:.*\); ask AWS/m,
  );
});

test('no stack has more than 500 resources, and no role more than ten policies', () => {
  for (const [name, resources] of stacks) {
    const all = Object.values(resources).flatMap((byId) => Object.keys(byId));
    expect([name, all.length <= 500]).toEqual([name, true]);
    const attached = new Map<string, number>();
    for (const each of Object.values(resources['aws_iam_role_policy_attachment'] ?? {})) {
      const { role } = each as { readonly role: string };
      attached.set(role, (attached.get(role) ?? 0) + 1);
    }
    expect([...attached].filter(([, policies]) => policies > 10)).toEqual([]);
  }
});

test('no dashboard has more than 500 widgets', () => {
  const bodies = [...stacks.values()].flatMap((resources) =>
    Object.values(resources['aws_cloudwatch_dashboard'] ?? {}),
  );
  expect(bodies.length).toBeGreaterThan(20);
  for (const body of bodies) {
    const { widgets } = JSON.parse((body as { readonly dashboard_body: string }).dashboard_body) as {
      widgets: unknown[];
    };
    expect(widgets.length).toBeLessThanOrEqual(500);
  }
});
