import { environmentProblems } from '../../../constructs/aws/facts';
import type { Environment } from '../../../environments';
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
