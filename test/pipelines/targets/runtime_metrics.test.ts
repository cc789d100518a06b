/** Jobs send metrics where the environment wants them, with a role that may send these and no others. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsFacts } from '../../../constructs/aws/facts';
import type { Environment } from '../../../environments';
import { awsBindings, permissions, runtimeMetrics } from '../../../pipelines/targets';
import { evaluate } from '../../emulator/iam/evaluate';
import { fixturePlan } from '../../stacks/plan_fixture';
import { environmentOf } from '../../stacks/synthesized';

const prod = environmentOf('prod');
const wanting = (monitoring: Partial<Environment['monitoring']>): Environment => ({
  ...prod,
  monitoring: { ...prod.monitoring, ...monitoring },
});
const statements = (environment: Environment) =>
  permissions(fixturePlan(), environment, awsFacts, {
    dataKeyArn: 'arn:data',
    notificationsKeyArn: 'arn:notifications',
    applicationArn: (profile) => profile,
  }).map((role) => ({ layer: role.layer, sending: role.statements.filter(({ sid }) => sid === 'SendMetrics') }));
const request = (namespace: string) => ({
  action: 'cloudwatch:PutMetricData',
  resource: '*',
  context: { 'cloudwatch:namespace': [namespace] },
});

test('the names are those that the runtime sends', () => {
  const source = readFileSync(join(__dirname, '../../../runtime/lakewright_runtime/metrics.py'), 'utf8');
  const units = /^UNITS: .*?= \{$(.*?)^\}/ms.exec(source)?.[1] ?? '';
  const sent = [...units.matchAll(/^ {4}"(\w+)": /gm)].map(([, name]) => name);
  expect(sent).toEqual(Object.keys(runtimeMetrics));
});

test('the bindings ask for metrics by pipeline, and by the tables of the Plan that are named', () => {
  const asking = (monitoring: Partial<Environment['monitoring']>) =>
    awsBindings(fixturePlan(), wanting(monitoring)).bindings?.metrics;
  expect(asking({})).toEqual({
    kind: 'cloudwatch',
    namespace: 'Lakewright/lakewright-prod',
    region: 'eu-central-1',
    tables: [],
  });
  expect(asking({ tables: ['silver.orders', 'gold.of_another_domain'] })?.tables).toEqual(['silver.orders']);
  expect(asking({ metrics: 'none' })).toBeUndefined();
});

test('each job’s role may send metrics of its environment, and of no other', () => {
  for (const { layer, sending } of statements(prod)) {
    expect(sending).toHaveLength(layer === undefined ? 0 : 1);
    for (const statement of sending) {
      expect(evaluate([statement], request('Lakewright/lakewright-prod'))).toBe('allowed');
      expect(evaluate([statement], request('Lakewright/lakewright-dev'))).toBe('not allowed');
      expect(statement.reasons.join()).toContain('rows, tasks and durations');
    }
  }
});

test('where no metrics are wanted no role may send any', () => {
  expect(statements(wanting({ metrics: 'none' })).flatMap(({ sending }) => sending)).toEqual([]);
});
