import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentProblems } from '../../../constructs/aws/facts';
import { type Environment, readEnvironment } from '../../../environments';
import { environmentOf } from '../../stacks/synthesized';
import { serverless } from '../../stacks/profiles';

const dev = environmentOf('dev');
const told = (environment: Environment): readonly string[] =>
  environmentProblems(environment).map(({ message }) => message);

test.each(['dev', 'staging', 'prod'])('%s has none', (name) => {
  expect(told(environmentOf(name))).toEqual([]);
});

test('all are told at once, each with file, key, value and what was expected', () => {
  const small = serverless(dev, 'small');
  const worker = { vcpu: 3, memoryGb: 8, diskGb: 20 };
  const problems = told({
    ...dev,
    accounts: { ...dev.accounts, compute: '999988887777' },
    emrRelease: 'emr-6.15.0',
    compute: { small: { ...small, driver: worker, maximum: { vcpu: 4, memoryGb: 15 } } },
    retention: { logDays: 31, landingDays: 90, nonCurrentDays: 7 },
  });
  expect(problems).toEqual([
    'environments/dev.yaml: accounts.compute: found 999988887777; expected 111122223333, the account of the data: these stacks put both in one account',
    expect.stringMatching(/^environments\/dev\.yaml: emrRelease: release 'emr-6\.15\.0' reads S3 through EMRFS/),
    'environments/dev.yaml: compute.small.driver: found 3 vCPU; expected 1, 2, 4, 8, 16 (https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/app-behavior.html#worker-configs)',
    'environments/dev.yaml: compute.small.maximum.vcpu: found 4; expected at least 5, a driver and one executor: with less no job starts (https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/application-capacity.html)',
    'environments/dev.yaml: compute.small.maximum.memoryGb: found 15; expected at least 16, a driver and one executor: with less no job starts (https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/application-capacity.html)',
    expect.stringMatching(
      /^environments\/dev\.yaml: retention\.logDays: found 31; expected one of 1, 3, 5, .* which CloudWatch Logs takes$/,
    ),
    'environments/dev.yaml: retention.landingDays: found 90; expected more than 90 days, after which objects are archived',
  ]);
});

test('an account for compute alone is told with its place and what to do', () => {
  const text = readFileSync(join(__dirname, '../../../environments/dev.yaml'), 'utf8').replace(
    /(\n {2}data: .*)/,
    "$1\n  compute: '999988887777'",
  );
  const { environment, diagnostics } = readEnvironment('dev', text, 'environments/dev.yaml', {});
  expect(diagnostics).toEqual([]);
  expect(environment === undefined ? [] : environmentProblems(environment)).toEqual([
    expect.objectContaining({
      path: 'environment.accounts.compute',
      at: expect.objectContaining({ line: text.split('\n').indexOf("  compute: '999988887777'") + 1 }) as unknown,
      hint: 'leave accounts.compute out: jobs of another account need roles there, which these stacks do not make',
    }),
  ]);
});

test('a queue is told with its limits, and with the release that has queues', () => {
  const small = serverless(dev, 'small');
  const of = (queue: { maxConcurrentRuns: number; timeoutMinutes: number }, emrRelease = dev.emrRelease) =>
    told({ ...dev, emrRelease, compute: { small: { ...small, queue } } });
  const limits = '(https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_SchedulerConfiguration.html)';
  expect(of({ maxConcurrentRuns: 1, timeoutMinutes: 15 })).toEqual([]);
  expect(of({ maxConcurrentRuns: 1000, timeoutMinutes: 720 })).toEqual([]);
  expect(of({ maxConcurrentRuns: 1001, timeoutMinutes: 14 })).toEqual([
    `environments/dev.yaml: compute.small.queue.maxConcurrentRuns: found 1001; expected 1 to 1000 ${limits}`,
    `environments/dev.yaml: compute.small.queue.timeoutMinutes: found 14; expected 15 to 720 ${limits}`,
  ]);
  expect(of({ maxConcurrentRuns: 1, timeoutMinutes: 721 })).toHaveLength(1);
  expect(of({ maxConcurrentRuns: 10, timeoutMinutes: 60 }, 'emr-6.15.0')).toContain(
    "environments/dev.yaml: compute.small.queue: found with release 'emr-6.15.0'; expected emr-7.0.0 or later, where " +
      'jobs can wait (https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/applications-concurrency-queuing.html)',
  );
});

test('a service that has no role of its own is told with the nearest that has', () => {
  const account = { accountWide: true, serviceLinkedRoles: ['emr', 'emr-serverles', 'toString'] };
  expect(environmentProblems({ ...dev, account })).toEqual([
    {
      code: 'wrong-value',
      severity: 'error',
      message:
        "environments/dev.yaml: account.serviceLinkedRoles.1: found 'emr-serverles'; expected a service that makes such a role",
      path: 'environment.account.serviceLinkedRoles.1',
      at: undefined,
      hint: "did you mean 'emr-serverless'?",
    },
    expect.objectContaining({
      message: expect.stringContaining("account.serviceLinkedRoles.2: found 'toString'"),
      hint: expect.stringContaining('there are: autoscaling, ecs, eks'),
    }),
  ]);
});

test.each([
  [{ cidr: '10.20.0.0/16', zones: 3 }, []],
  [{ subnets: ['subnet-1'], securityGroups: ['sg-1'] }, []],
  [
    { cidr: '10.20.0.0/28', zones: 1 },
    [
      "found '10.20.0.0/28', 16 addresses: divided by 4 a subnet is /30, 4 addresses; expected subnets of /28 or larger, " +
        'so /26 or larger here (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html)',
    ],
  ],
  [
    { cidr: '10.20.0.0/26', zones: 1 },
    [
      "found '10.20.0.0/26', of which subnet 10.20.0.0/28 has 16 addresses, 5 of them reserved; expected at most 11 in " +
        'use, found 26: 2 for interface endpoints, 8 for workers of default, 8 for workers of small, 4 for workers of ' +
        'large, 4 for workers of memory_optimized (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html)',
    ],
  ],
])('of the network %j', (network, problems) => {
  expect(told({ ...dev, network })).toEqual(problems.map((each) => `environments/dev.yaml: network.cidr: ${each}`));
});

test.each([
  ['10.20.0.0/16', undefined],
  ['172.20.0.0/16', undefined],
  ['192.168.0.0/20', undefined],
  ['100.64.0.0/16', undefined],
  [
    '127.0.0.0/16',
    "found '127.0.0.0/16', which is within 127.0.0.0/8, of the machine itself; expected a range such as",
  ],
  ['0.1.0.0/16', 'which is within 0.0.0.0/8, of this network'],
  ['169.254.0.0/16', 'which is within 169.254.0.0/16, of one link alone'],
  ['224.0.0.0/16', 'which is within 224.0.0.0/4, of groups'],
  ['250.0.0.0/16', 'which is within 240.0.0.0/4, of nobody'],
  ['010.20.0.0/16', "found '010.20.0.0/16'; expected a range such as '10.20.0.0/16'"],
  ['10.20.0.0/016', "found '10.20.0.0/016'; expected a range such as '10.20.0.0/16'"],
  ['8.8.0.0/16', "found '8.8.0.0/16', which is public; expected a range within 10.0.0.0/8, 172.16.0.0/12, "],
  ['172.32.0.0/16', 'which is public'],
  ['100.128.0.0/16', 'which is public'],
  ['192.169.0.0/16', 'which is public'],
])('the range %s of a network: %s', (cidr, message) => {
  const found = told({ ...dev, network: { cidr, zones: 2 } });
  expect(found).toEqual(message === undefined ? [] : [expect.stringContaining(message)]);
});

test('what AWS does not take of a file has its place there', () => {
  const text = readFileSync(join(__dirname, '../../../environments/dev.yaml'), 'utf8')
    .replace('emr-7.10.0', 'emr-6.15.0')
    .replace('maximum: { vcpu: 16, memoryGb: 64 }', 'maximum: { vcpu: 3, memoryGb: 64 }');
  const more = `network: { cidr: 8.8.0.0/16, zones: 2 }
retention: { logDays: 31 }
quotas: { constructor: 5 }
`;
  const { environment, diagnostics } = readEnvironment('dev', `${text}${more}`, 'environments/dev.yaml', {});
  expect(diagnostics).toEqual([]);
  const lines = `${text}${more}`.split('\n');
  const found = (environment === undefined ? [] : environmentProblems(environment)).map(({ path, at, message }) => [
    path.replace('environment.', ''),
    lines[(at?.line ?? 0) - 1]?.slice((at?.column ?? 1) - 1).split(/[: ]/)[0],
    at?.file,
    message.includes('found '),
  ]);
  const file = 'environments/dev.yaml';
  expect(found).toEqual([
    ['emrRelease', 'emrRelease', file, false],
    ['compute.default.maximum.vcpu', 'vcpu', file, true],
    ['quotas.constructor', 'constructor', file, true],
    ['network.cidr', 'cidr', file, true],
    ['retention.logDays', 'logDays', file, true],
  ]);
  const quota = (environment === undefined ? [] : told(environment)).find((message) => message.includes('quotas'));
  expect(quota).toBe('environments/dev.yaml: quotas.constructor: found 5; expected a quota that is known here');
});

test.each([
  [{ core: ['m7g.xlarg'] }, "compute.nightly.core.instanceTypes: found 'm7g.xlarg' is no instance type"],
  [{ task: ['t3.large'] }, "compute.nightly.task.instanceTypes: found 't3.large' is a burstable type"],
  [{ core: ['m7i.xlarge'] }, 'compute.nightly.core.instanceTypes: found m7g.xlarge, m7i.xlarge, m7g.xlarge are of two'],
  [{ task: ['m7i.xlarge'] }, 'compute.nightly.task.instanceTypes: found m7g.xlarge, m7g.xlarge, m7i.xlarge are of two'],
  [
    { primary: ['m7g.xlarge', 'm7i.xlarge'] },
    'compute.nightly.primary.instanceTypes: found m7g.xlarge, m7i.xlarge are',
  ],
])(
  'of a cluster of %j the fleet is named',
  (types: Partial<Record<'primary' | 'core' | 'task', string[]>>, message) => {
    const fleet = (key: 'primary' | 'core' | 'task') => ({
      instanceTypes: types[key] ?? ['m7g.xlarge'],
      targetOnDemandCapacity: 1,
    });
    const fleets = { primary: fleet('primary'), core: fleet('core'), task: fleet('task') };
    const nightly = { service: 'emr-cluster', ...fleets, idleMinutes: 5 } as const;
    const network = { subnets: ['subnet-0a1b2c3d'], securityGroups: ['sg-0a1b2c3d'] };
    expect(told({ ...dev, network, compute: { nightly } })).toEqual([expect.stringContaining(message)]);
  },
);
