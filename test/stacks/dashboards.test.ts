/** Dashboards are what the service documents and within its limits, also with a thousand pipelines. */
import * as z from 'zod';
import { Alarms, Dashboard, EnvironmentStack, pagesOf } from '../../constructs/aws';
import { App, Testing } from '../../constructs/core';
import type { Environment } from '../../environments';
import type { Plan } from '../../pipelines/plan';
import { DashboardsStack } from '../../stacks';
import { resourcesOf } from '../constructs/app';
import { fixturePlan } from './plan_fixture';
import { environmentOn } from './service_environments';
import { environmentOf, stackText, synthesize } from './synthesized';

/** By hand from https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const place = {
  x: z.int().min(0).max(23),
  y: z.int().min(0),
  width: z.int().min(1).max(24),
  height: z.int().min(1).max(1000),
};
const metric = z
  .tuple([z.string(), z.string()])
  .rest(z.union([z.string(), z.strictObject({ stat: z.string(), label: z.string() })]));
const widget = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), ...place, properties: z.strictObject({ markdown: z.string().min(1) }) }),
  z.strictObject({
    type: z.literal('alarm'),
    ...place,
    properties: z.strictObject({
      title: z.string(),
      alarms: z
        .array(z.string().regex(/^arn:aws:cloudwatch:[a-z0-9-]+:\d{12}:alarm:/))
        .min(1)
        .max(100),
      sortBy: z.enum(['default', 'stateUpdatedTimestamp', 'timestamp']),
    }),
  }),
  z.strictObject({
    type: z.literal('metric'),
    ...place,
    properties: z.strictObject({
      title: z.string(),
      region: z.string(),
      view: z.literal('timeSeries'),
      period: z.int(),
      metrics: z.array(metric).min(1).max(500),
    }),
  }),
]);
const body = z.strictObject({ widgets: z.array(widget).max(500) });
type Body = z.output<typeof body>;

/** Dimensions come in pairs, so a metric is two names, pairs and its options. */
const metricsOf = ({ widgets }: Body) =>
  widgets.flatMap((each) => (each.type === 'metric' ? each.properties.metrics : []));

const prod = environmentOf('prod');
const watching = (monitoring: Partial<Environment['monitoring']>): Environment => ({
  ...prod,
  monitoring: { ...prod.monitoring, ...monitoring },
});

function withPipelines(count: number): Plan {
  const given = fixturePlan();
  const { sales } = given.pipelines;
  if (sales === undefined) throw new Error('the fixture has the pipeline');
  const names = Array.from({ length: count }, (_, i) => `p${String(i).padStart(4, '0')}`);
  return { ...given, pipelines: Object.fromEntries(names.map((name) => [name, { ...sales, name }])) };
}

/** The dashboards of an environment by name, each held against the documentation. */
function dashboards(plans: readonly Plan[], environment = prod, alarms = 0): ReadonlyMap<string, Body> {
  const app = new App();
  const watched = new EnvironmentStack(app, environment, 'watched');
  const rule = {
    statistic: 'Sum',
    namespace: 'AWS/States',
    name: 'ExecutionsFailed',
    dimensions: {},
    label: '',
  } as const;
  new Alarms(watched, 'alarms', {
    prefix: 'acme',
    topicArn: 'arn:aws:sns:eu-central-1:333344445555:alerts',
    rules: Array.from({ length: alarms }, (_, i) => ({
      ...{ metric: rule, name: `a${i}`, description: 'x', severity: 'error', comparison: '>', threshold: 0 },
      ...{ periodSeconds: 300, source: 'https://docs.aws.amazon.com/' },
    })),
  });
  const stack = new DashboardsStack(app, environment, plans, [watched]);
  const { resource } = JSON.parse(Testing.synth(stack)) as {
    resource: { aws_cloudwatch_dashboard: Record<string, { dashboard_name: string; dashboard_body: string }> };
  };
  return new Map(
    Object.values(resource.aws_cloudwatch_dashboard).map(({ dashboard_name, dashboard_body }) => {
      const parsed = body.parse(JSON.parse(dashboard_body));
      expect(metricsOf(parsed).length).toBeLessThanOrEqual(2500);
      expect(overlaps(parsed)).toEqual([]);
      return [dashboard_name, parsed];
    }),
  );
}

/** Cells of the grid that two widgets claim, or that lie outside. */
function overlaps({ widgets }: Body): readonly string[] {
  const claimed = new Set<string>();
  return widgets.flatMap(({ x, y, width, height }) =>
    Array.from({ length: width * height }, (_, i) => {
      const cell = `${x + (i % width)},${y + Math.floor(i / width)}`;
      const wrong = claimed.has(cell) || x + (i % width) > 23;
      claimed.add(cell);
      return wrong ? [cell] : [];
    }).flat(),
  );
}
const titles = (given: Body | undefined) =>
  given?.widgets.map((each) => (each.type === 'text' ? each.properties.markdown : each.properties.title));

test('a domain has a section per pipeline: runs, duration, rows, what was set aside', () => {
  const found = dashboards([fixturePlan()], prod, 2);
  expect([...found.keys()].sort()).toEqual(['lakewright-prod-overview', 'lakewright-prod-shop']);
  expect(titles(found.get('lakewright-prod-shop'))).toEqual([
    '# shop\n[overview](https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#dashboards:name=lakewright-prod-overview)',
    '## sales',
    'Runs',
    'Duration in milliseconds',
    'Rows',
    'Set aside',
  ]);
  const rows = metricsOf(found.get('lakewright-prod-shop') ?? { widgets: [] }).filter(([space]) =>
    /^Lakew/.test(space),
  );
  expect(rows.map((each) => each.slice(0, 6))).toEqual(
    ['RowsIn', 'RowsInserted', 'RowsUpdated', 'RowsDeleted', 'RowsQuarantined', 'RowsRejected'].map((name) => [
      ...['Lakewright/lakewright-prod', name, 'Domain', 'shop', 'Pipeline', 'sales'],
    ]),
  );
});

test('the overview has the state of the alarms, a line for each domain, and the jobs', () => {
  const overview = dashboards([fixturePlan(), { ...fixturePlan(), domain: 'ads' }], prod, 2).get(
    'lakewright-prod-overview',
  );
  expect(titles(overview)?.slice(1)).toEqual([
    'Alarms',
    'Tasks that succeeded',
    'Tasks that failed',
    'Rows read',
    'Rows in quarantine',
    'Jobs on small',
  ]);
  expect(titles(overview)?.[0]).toMatch(/shop: \[1\]\(.*name=lakewright-prod-shop\) · ads: \[1\]\(/);
  const alarms = overview?.widgets.flatMap((each) => (each.type === 'alarm' ? each.properties.alarms : []));
  expect(alarms).toEqual([0, 1].map((i) => `arn:aws:cloudwatch:eu-central-1:333344445555:alarm:acme-a${i}`));
});

test('a thousand pipelines of one domain are in pages, each pipeline once, all alarms in the overview', () => {
  const found = dashboards([withPipelines(1000)], prod, 2000);
  const headings = [...found.values()].flatMap((each) => titles(each) ?? []).filter((title) => title.startsWith('## '));
  expect([...headings].sort()).toEqual(Object.keys(withPipelines(1000).pipelines).map((name) => `## ${name}`));
  // 499 widgets beside the head, five a pipeline.
  expect(found.size).toBe(1 + Math.ceil(1000 / 99));
  expect(titles(found.get('lakewright-prod-shop-2'))?.[0]?.match(/\[\d+\]/g)).toHaveLength(11);
  const overview = found.get('lakewright-prod-overview');
  expect(overview?.widgets.filter(({ type }) => type === 'alarm')).toHaveLength(20);
});

test('a thousand pipelines in fifty domains have a dashboard for each domain', () => {
  const plans = Array.from({ length: 50 }, (_, i) => ({ ...withPipelines(20), domain: `d${i}` }));
  expect(dashboards(plans).size).toBe(51);
});

test('without metrics of jobs there are runs and durations alone', () => {
  const found = dashboards([fixturePlan()], watching({ metrics: 'none' }));
  expect(titles(found.get('lakewright-prod-shop'))?.slice(1)).toEqual(['## sales', 'Runs', 'Duration in milliseconds']);
  expect(titles(found.get('lakewright-prod-overview'))?.slice(1)).toEqual(['Jobs on small']);
});

test('a dashboard for each pipeline is there where it is asked for, with the tables that have metrics', () => {
  const found = dashboards([fixturePlan()], watching({ dashboards: 'pipeline', tables: ['gold.revenue', 'gold.x'] }));
  const own = found.get('lakewright-prod-shop-sales-pipeline');
  expect(titles(own)?.filter((title) => title.startsWith('#'))).toEqual(['# shop / sales', '## gold.revenue']);
  expect(
    metricsOf(own ?? { widgets: [] })
      .at(-1)
      ?.slice(2, 8),
  ).toEqual([...['Domain', 'shop', 'Pipeline', 'sales', 'Table', 'gold.revenue']]);
});

test('a page ends where either limit is reached, and a dashboard over a limit is refused', () => {
  const many = { charts: [{ title: 'x', metrics: Array.from({ length: 500 }, () => sample) }] };
  expect(pagesOf(Array.from({ length: 11 }, () => many)).map((page) => page.length)).toEqual([5, 5, 1]);
  const sections = Array.from({ length: 6 }, () => many);
  expect(() =>
    resourcesOf((stack) => new Dashboard(stack, 'd', { dashboardName: 'd', region: 'eu-central-1', sections })),
  ).toThrow(/found 3000 metrics; expected at most 2500/);
});
const sample = { namespace: 'N', name: 'n', dimensions: {}, statistic: 'Sum', label: '' } as const;

/** The overview of all stacks of an environment, as Terraform gets it. */
function overviewOf(environment: Environment) {
  const text = stackText(synthesize(environment, [fixturePlan()]), environment, 'dashboards');
  const { resource, data } = JSON.parse(text) as {
    resource: { aws_cloudwatch_dashboard: Record<string, { dashboard_name: string; dashboard_body: string }> };
    data?: { aws_ssm_parameter?: Record<string, { name: string }> };
  };
  const all = Object.values(resource.aws_cloudwatch_dashboard);
  const overview = all.find(({ dashboard_name }) => dashboard_name.endsWith('-overview'));
  const found = body.parse(JSON.parse(overview?.dashboard_body ?? ''));
  expect(overlaps(found)).toEqual([]);
  return { found, text, parameters: Object.values(data?.aws_ssm_parameter ?? {}).map(({ name }) => name) };
}

test('the overview shows what the stacks are made of, under headings, three charts in a row', () => {
  const { found, text, parameters } = overviewOf({ ...prod, network: { cidr: '10.20.0.0/16', zones: 2 } });
  const shown = titles(found) ?? [];
  expect(shown.slice(shown.indexOf('Jobs on small'))).toEqual([
    'Jobs on small',
    '## Lake and ledger',
    'Units of lakewright-prod-ledger',
    'Refused by lakewright-prod-ledger',
    'Milliseconds of lakewright-prod-ledger',
    expect.stringMatching(/^Replication of lakewright-prod-landing-\w{6}$/),
    expect.stringMatching(/^Replication of lakewright-prod-artefacts-\w{6}$/),
    'Backups in lakewright-prod-backup',
    '## Network',
    'Bytes through endpoints',
    'Packets dropped by endpoints',
    '## Alerts and audit',
    'Messages of lakewright-prod-alerts',
    'Changes of lakewright-prod-audit',
  ]);
  const ledger = found.widgets.filter(
    (each) => each.type === 'metric' && each.properties.title.endsWith('lakewright-prod-ledger'),
  );
  expect(ledger.map(({ x, width }) => [x, width])).toEqual([
    [0, 8],
    [8, 8],
    [16, 8],
  ]);
  // What only the service knows comes through parameters, and never from the state of another stack.
  expect(text).not.toContain('terraform_remote_state');
  expect([...parameters].sort()).toEqual([
    '/lakewright/prod/compute/small/application-id',
    '/lakewright/prod/network/charts/vpc-endpoint-id-glue',
    '/lakewright/prod/network/charts/vpc-endpoint-id-logs',
    '/lakewright/prod/network/charts/vpc-endpoint-id-monitoring',
    '/lakewright/prod/network/charts/vpc-id',
  ]);
});

test('the overview has a line for each Glue job, and the clusters that executions make', () => {
  const glue = overviewOf(environmentOn('glue')).found;
  expect(titles(glue)).toEqual(
    expect.arrayContaining([
      ...['## Clusters and Glue', 'Errors of Glue jobs', 'Failed tasks of Glue jobs', 'Heap of Glue drivers'],
    ]),
  );
  const labels = metricsOf(glue)
    .filter(([space, name]) => space === 'Glue' && name === 'glue.error.ALL')
    .map((each) => each.at(-1));
  expect(labels.length).toBeGreaterThan(0);
  expect(labels).toContainEqual({ stat: 'Sum', label: 'lakewright-dev-shop-gold-small' });
  expect(titles(overviewOf(environmentOn('emr-cluster')).found)).toContain('Failures of lakewright-dev-small');
});
