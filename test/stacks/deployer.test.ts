/** What deploys from outside of the network is told of a private endpoint when stacks are synthesized, not half way. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EksCluster, type EksClusterProps, EnvironmentStack } from '../../constructs/aws';
import { App, TerraformStack } from '../../constructs/core';
import { type Environment, namesOf, readEnvironment } from '../../environments';
import { leastEnvironment } from '../environments/least';

const read = (more: string) => readEnvironment('qa', `${leastEnvironment('qa')}${more}`, 'environments/qa.yaml', {});
function environmentWith(more: string): Environment {
  const { environment, diagnostics } = read(more);
  if (environment === undefined) throw new Error(JSON.stringify(diagnostics));
  return environment;
}
const outside = environmentWith('deployer: outside\n');
const inside = environmentWith('');
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234';
const newApp = (): App => new App({ outdir: mkdtempSync(join(tmpdir(), 'lakewright-deployer-')) });

function cluster(
  environment: Environment,
  props: Partial<EksClusterProps> = {},
  stack: TerraformStack = new EnvironmentStack(newApp(), environment, 'own'),
): EksCluster {
  return new EksCluster(stack, 'apps', {
    ...namesOf(environment),
    version: '1.35',
    subnetIds: ['subnet-1', 'subnet-2'],
    keyArn,
    logKeyArn: keyArn,
    nodeGroups: { steady: { instanceTypes: ['m7g.large'], minSize: 2, maxSize: 4 } },
    ...props,
  });
}

test('a private endpoint is refused where the environment is deployed from outside', () => {
  expect(() => cluster(outside)).toThrow(
    'acme-qa-own/apps: deployer: found "outside", which environments/qa.yaml says, with a private endpoint; expected ' +
      '"inside", or publicAccessCidrs with the deployer\'s range, because charts are installed through the endpoint ' +
      '(https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html#private-access)',
  );
});

test('an endpoint for the range of the deployer is taken, and a cluster that says who deploys to it', () => {
  expect(() => cluster(outside, { publicAccessCidrs: ['203.0.113.0/24'] })).not.toThrow();
  expect(() => cluster(outside, { deployer: 'inside' })).not.toThrow();
});

test('without the key it is inside, and a stack of no environment has none', () => {
  expect(inside.deployer).toBe('inside');
  expect(() => cluster(inside)).not.toThrow();
  expect(() => cluster(inside, { deployer: 'outside' })).toThrow(
    'apps: deployer: found "outside" with a private endpoint',
  );
  expect(() => cluster(outside, {}, new TerraformStack(newApp(), 'own'))).not.toThrow();
});

test('another value is told with its line and the nearest', () => {
  expect(read('deployer: outsid\n').diagnostics).toEqual([
    expect.objectContaining({
      message: 'environments/qa.yaml: deployer: found "outsid"; expected one of inside, outside',
      hint: "did you mean 'outside'?",
      at: expect.objectContaining({ line: 9 }) as unknown,
    }),
  ]);
});
