/** What an EMR Serverless application is made with, where it matters. */
import { EmrServerlessApplication, type EmrServerlessApplicationProps } from '../../../constructs/aws';
import { naming, resourcesOf } from '../app';

const worker = { vcpu: 2, memoryGb: 8, diskGb: 20 };
const least: EmrServerlessApplicationProps = {
  ...naming,
  profileName: 'small',
  profile: { driver: worker, executor: worker, executors: 4, maximum: { vcpu: 16, memoryGb: 64 }, idleMinutes: 10 },
  releaseLabel: 'emr-7.12.0',
};
const made = (props: Partial<EmrServerlessApplicationProps> = {}) =>
  resourcesOf((stack) => new EmrServerlessApplication(stack, 'x', { ...least, ...props }))[
    'aws_emrserverless_application'
  ]?.[0];

test('nothing waits, nothing is interactive, and it stops by itself', () => {
  expect(made()).toMatchObject({ auto_stop_configuration: { enabled: true, idle_timeout_minutes: 10 } });
  expect(made()).not.toHaveProperty('initial_capacity');
  expect(made()).not.toHaveProperty('interactive_configuration');
});

test('workers that wait have the sizes of the profile', () => {
  const size = { cpu: '2 vCPU', memory: '8 GB', disk: '20 GB' };
  expect(made({ initialCapacity: { drivers: 1, executors: 3 } })).toMatchObject({
    initial_capacity: [
      { initial_capacity_type: 'Driver', initial_capacity_config: { worker_count: 1, worker_configuration: size } },
      { initial_capacity_type: 'Executor', initial_capacity_config: { worker_count: 3, worker_configuration: size } },
    ],
  });
});

test('an alarm rings at the maximum of the profile', () => {
  let rules: EmrServerlessApplication['alarms'] = [];
  resourcesOf((stack) => {
    rules = new EmrServerlessApplication(stack, 'x', least).alarms;
  });
  expect(rules.map((rule) => [rule.name, rule.threshold])).toEqual([
    ['jobs-failed', 0],
    ['jobs-pending', 0],
    ['at-maximum', 16],
  ]);
});
