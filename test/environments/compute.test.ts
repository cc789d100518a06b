/** What a compute profile may say, by the service that it names. */
import { readEnvironment } from '../../environments';

const read = (profile: string) =>
  readEnvironment(
    'qa',
    `name: qa
tier: dev
project: acme
region: eu-central-1
accounts: { data: '111122223333' }
emrRelease: emr-7.10.0
compute:
  nightly: ${profile}
state: { bucket: acme-state, prefix: acme/qa, region: eu-central-1 }
`,
    'environments/qa.yaml',
    {},
  );
const workers = 'driver: { vcpu: 2, memoryGb: 8 }, executor: { vcpu: 2, memoryGb: 8 }, executors: 4';
const scheduler = 'https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_SchedulerConfiguration.html';
const nodes = 'primary: { instanceTypes: [m7g.xlarge], targetOnDemandCapacity: 1 }';
const kube =
  'virtualClusterId: abc1, namespace: spark, oidcProvider: oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';

test.each([
  [`{ ${workers}, maximum: { vcpu: 16, memoryGb: 64 } }`, 'emr-serverless'],
  [`{ service: emr-serverless, ${workers}, maximum: { vcpu: 16, memoryGb: 64 } }`, 'emr-serverless'],
  [
    `{ service: emr-cluster, ${nodes}, core: { instanceTypes: [m7g.xlarge], targetOnDemandCapacity: 2 } }`,
    'emr-cluster',
  ],
  [`{ service: glue, glueVersion: '5.0', workerType: G.1X, workers: '10' }`, 'glue'],
  [`{ service: emr-on-eks, ${kube}, ${workers} }`, 'emr-on-eks'],
])('%s is of %s', (profile, service) => {
  const { environment, diagnostics } = read(profile);
  expect(diagnostics).toEqual([]);
  expect(environment?.compute['nightly']?.service).toBe(service);
});

test('jobs wait six hours in a queue unless it says otherwise, and in none unless there is one', () => {
  const queueOf = (queue: string) => {
    const { environment, diagnostics } = read(`{ ${workers}, maximum: { vcpu: 16, memoryGb: 64 }${queue} }`);
    expect(diagnostics).toEqual([]);
    return environment?.compute['nightly'];
  };
  expect(queueOf('')).not.toHaveProperty('queue');
  expect(queueOf(', queue: { maxConcurrentRuns: 10 }')).toMatchObject({
    queue: { maxConcurrentRuns: 10, timeoutMinutes: 360 },
  });
  expect(queueOf(", queue: { maxConcurrentRuns: '10', timeoutMinutes: 30 }")).toMatchObject({
    queue: { maxConcurrentRuns: 10, timeoutMinutes: 30 },
  });
});

test.each([
  [
    '{ service: emr-clusters }',
    'compute.nightly.service: found "emr-clusters"; expected one of emr-serverless, emr-cluster, glue, emr-on-eks',
    "did you mean 'emr-cluster'?",
  ],
  [
    `{ service: glue, glueVersion: '5.0', workerType: G.1X, workers: 10, executors: 4 }`,
    "compute.nightly.executors: unknown key 'executors' of service glue, but of emr-serverless, emr-cluster, emr-on-eks; " +
      'expected one of service, glueVersion, workerType, workers, executionClass',
    undefined,
  ],
  [
    `{ ${workers}, maximum: { vcpu: 16, memoryGb: 64 }, virtualClusterId: abc1 }`,
    "compute.nightly.virtualClusterId: unknown key 'virtualClusterId' of service emr-serverless, but of emr-on-eks",
    undefined,
  ],
  [
    `{ service: glue, glueVersion: '5.0', workerTyp: G.1X, workers: 10 }`,
    "compute.nightly.workerTyp: unknown key 'workerTyp'; expected one of service, glueVersion, workerType",
    "did you mean 'workerType'?",
  ],
  [
    `{ service: emr-cluster, ${nodes}, core: { instanceType: m7g.xlarge, instanceTypes: [m7g.xlarge] } }`,
    "compute.nightly.core.instanceType: unknown key 'instanceType'; expected one of instanceTypes, targetOnDemandCapacity",
    "did you mean 'instanceTypes'?",
  ],
  [
    `{ ${workers.replace('memoryGb: 8 }, exec', 'memoryGB: 8 }, exec')}, maximum: { vcpu: 16, memoryGb: 64 } }`,
    "compute.nightly.driver.memoryGB: unknown key 'memoryGB'; expected one of vcpu, memoryGb, diskGb",
    "did you mean 'memoryGb'?",
  ],
  [
    `{ service: glue, glueVersion: 5.0, workerType: G.1X, workers: 10 }`,
    'compute.nightly.glueVersion: found 5; ',
    undefined,
  ],
  [
    `{ service: emr-on-eks, ${kube.replace('abc1', 'ABC_1')}, ${workers} }`,
    'compute.nightly.virtualClusterId: found "ABC_1"; expected an id of 1 to 64 lower-case letters and digits',
    undefined,
  ],
  [
    `{ service: emr-on-eks, ${kube.replace('oidc.eks', 'https://oidc.eks')}, ${workers} }`,
    "expected the cluster's issuer without https://",
    undefined,
  ],
  [
    `{ ${workers}, maximum: { vcpu: 16, memoryGb: 64 }, queue: { timeoutMinutes: 30 } }`,
    'compute.nightly.queue.maxConcurrentRuns: is missing; ',
    undefined,
  ],
  [
    `{ ${workers}, maximum: { vcpu: 16, memoryGb: 64 }, queue: { maxConcurrentRuns: 1001 } }`,
    `compute.nightly.queue.maxConcurrentRuns: found 1001; expected a whole number from 1 to 1000 (${scheduler})`,
    undefined,
  ],
  [
    `{ ${workers}, maximum: { vcpu: 16, memoryGb: 64 }, queue: { maxConcurrentRuns: 1, timeoutMinutes: 14 } }`,
    `compute.nightly.queue.timeoutMinutes: found 14; expected a whole number from 15 to 720 (${scheduler})`,
    undefined,
  ],
  [
    `{ ${workers}, maximum: { vcpu: 16, memoryGb: 64 }, queue: { maxConcurrentRuns: 1, timeoutMinute: 30 } }`,
    "compute.nightly.queue.timeoutMinute: unknown key 'timeoutMinute'; expected one of maxConcurrentRuns, timeoutMinutes",
    "did you mean 'timeoutMinutes'?",
  ],
  ['large', 'compute.nightly: found "large"; ', undefined],
])('%s is told', (profile, message, hint) => {
  const { environment, diagnostics } = read(profile);
  expect(environment).toBeUndefined();
  const found = diagnostics.find((each) => each.message.includes(message));
  expect(diagnostics.map((each) => each.message)).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  expect(found?.message).toMatch(/^environments\/qa\.yaml: compute\.nightly/);
  expect(found?.at).toMatchObject({ line: 8 });
  if (hint !== undefined) expect(found?.hint).toBe(hint);
});
