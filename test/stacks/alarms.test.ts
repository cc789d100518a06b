/** What a construct of our stacks recommends is there as an alarm, as far as the environment asks for it. */
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AlarmRule, App } from '../../constructs/core';
import { type Environment, severities } from '../../environments';
import { writeBundle } from '../../pipelines/bundle';
import { environmentStacks } from '../../stacks';
import { isMonitored } from '../constructs/aws/root_modules';
import { fixturePlan } from './plan_fixture';
import { environmentOn } from './service_environments';
import { environmentOf } from './synthesized';

const keyOf = (namespace: string | undefined, name: string | undefined, dimensions: object | undefined): string =>
  JSON.stringify([namespace, name, dimensions]);

function alarmsOf(environment: Environment) {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lakewright-alarms-')) });
  const plan = fixturePlan();
  const bundle = join(mkdtempSync(join(tmpdir(), 'lakewright-bundle-')), plan.domain);
  writeBundle(plan, new Map(), bundle);
  environmentStacks(app, environment, [{ plan, bundle }]);
  const all = app.node.findAll();
  const made = all.filter((each) => each instanceof CloudwatchMetricAlarm);
  const recommended = all.flatMap((each): readonly AlarmRule[] => (isMonitored(each) ? each.alarms : []));
  return {
    recommended,
    made: new Set(made.map((alarm) => keyOf(alarm.namespaceInput, alarm.metricNameInput, alarm.dimensionsInput))),
  };
}

const withNetwork = (name: string): Environment => ({
  ...environmentOf(name),
  network: { cidr: '10.20.0.0/16', zones: 2 },
});

test.each([
  ['dev', environmentOf('dev')],
  ['staging', withNetwork('staging')],
  ['prod', environmentOf('prod')],
  ['dev on Glue', environmentOn('glue')],
  ['dev on clusters', environmentOn('emr-cluster')],
])('in %s', (_, environment) => {
  const { recommended, made } = alarmsOf(environment);
  const least = severities.indexOf(environment.alerts.from);
  const wanted = recommended.filter(({ severity }) => severities.indexOf(severity) >= least);
  const missing = wanted.filter(({ metric }) => !made.has(keyOf(metric.namespace, metric.name, metric.dimensions)));
  expect(missing.map(({ name, metric }) => `${metric.namespace} ${name}`)).toEqual([]);
  expect(wanted.length).toBeGreaterThan(0);
});

test('a schedule that gives up is heard of', () => {
  const { made } = alarmsOf(environmentOf('dev'));
  expect([...made].filter((key) => key.includes('InvocationDroppedCount'))).toEqual([
    keyOf('AWS/Scheduler', 'InvocationDroppedCount', { ScheduleGroup: 'lakewright-dev-shop' }),
  ]);
});

test('a cluster that an execution makes and that ends with errors is heard of', () => {
  const { made } = alarmsOf(environmentOn('emr-cluster'));
  expect([...made].filter((key) => key.includes('AWS/Events'))).toEqual([
    keyOf('AWS/Events', 'MatchedEvents', { RuleName: 'lakewright-dev-small-failed' }),
  ]);
});

test('each bucket of the lake but that of the logs has its alarms, where its requests are measured', () => {
  const dev = environmentOf('dev');
  const measured = (buckets: Environment['monitoring']['buckets']) => {
    const { made } = alarmsOf({
      ...dev,
      alerts: { ...dev.alerts, from: 'warning' },
      monitoring: { ...dev.monitoring, buckets },
    });
    return [...made].filter((key) => key.includes('xErrors')).map((key) => key.replace(/-[0-9a-f]{6}"/, '"'));
  };
  expect(measured('none')).toEqual([]);
  expect(measured('requests')).toEqual(
    ['landing', 'bronze', 'silver', 'gold', 'artefacts'].flatMap((bucket) =>
      ['4xxErrors', '5xxErrors'].map((name) =>
        keyOf('AWS/S3', name, { BucketName: `lakewright-dev-${bucket}`, FilterId: 'EntireBucket' }),
      ),
    ),
  );
});
