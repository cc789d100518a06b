/** Who reads what another stack has written into a parameter is deployed after it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { Platform } from '../../constructs/core/policy';
import type { Environment } from '../../environments';
import type { Plan } from '../../pipelines/plan';
import { fixturePlan } from './plan_fixture';
import { environmentOn } from './service_environments';
import { environmentOf, synthesize } from './synthesized';

const manifest = z.object({ stacks: z.record(z.string(), z.object({ dependencies: z.array(z.string()) })) });

/** `reader: parameter` of each that is not deployed after the stack that writes the parameter, and how many are. */
function readings(environment: Environment, plans: readonly Plan[]) {
  const folder = synthesize(environment, plans);
  const { stacks } = manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const platform = Platform.read(folder);
  const after = (stack: string): readonly string[] =>
    (stacks[stack]?.dependencies ?? []).flatMap((each) => [each, ...after(each)]);
  const writers = new Map(
    platform.of('aws_ssm_parameter').map(({ stack, properties }) => [String(properties['name']), stack]),
  );
  const read = platform.dataSources
    .filter(({ type }) => type === 'aws_ssm_parameter')
    .flatMap(({ stack, properties }) => {
      const name = String(properties['name']);
      const writer = writers.get(name);
      return writer === undefined || writer === stack ? [] : [{ stack, name, writer }];
    });
  const late = read.filter(({ stack, writer }) => !after(stack).includes(writer));
  return { late: late.map(({ stack, name }) => `${stack}: ${name}`), dashboards: ofDashboards(read) };
}

const ofDashboards = (read: readonly { readonly stack: string; readonly writer: string }[]): readonly string[] =>
  [...new Set(read.flatMap(({ stack, writer }) => (stack.endsWith('-dashboards') ? [writer] : [])))].sort();

const withNetwork = (name: string): Environment => ({
  ...environmentOf(name),
  network: { cidr: '10.20.0.0/16', zones: 2 },
});

test.each([
  ['dev', environmentOf('dev'), [fixturePlan()], ['lakewright-dev-compute']],
  ['prod', environmentOf('prod'), [fixturePlan()], ['lakewright-prod-compute', 'lakewright-prod-network']],
  ['a network without domains', withNetwork('dev'), [], ['lakewright-dev-network']],
  ['clusters', environmentOn('emr-cluster'), [fixturePlan()], []],
])('%s', (_, environment, plans, dashboards) => {
  expect(readings(environment, plans)).toEqual({ late: [], dashboards });
});
