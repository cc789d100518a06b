import validate from 'asl-validator';
import {
  checkLimits,
  emrServerless,
  emrServerlessLimits,
  layersOf,
  stateMachine,
  type StateMachineFacts,
} from '../../../pipelines/targets';
import { fixturePlan } from '../../stacks/plan_fixture';

const facts: StateMachineFacts = {
  partition: 'aws',
  compute: (profile) =>
    emrServerless({
      applicationId: `id-of-${profile}`,
      sparkSubmitParameters: (unit) => `--conf profile=${unit.compute}`,
      logs: { group: '/aws/emr-serverless/shop' },
    }),
  jobRoleArn: ({ layer }) => `arn:aws:iam::111122223333:role/${layer}`,
  bundleUri: 's3://artefacts/bundles/shop',
  bindingsUri: 's3://artefacts/bindings/shop.json',
  alertTopicArn: 'arn:aws:sns:eu-central-1:111122223333:alerts',
  tags: { project: 'acme' },
};
const definition = (): { States: Record<string, Record<string, unknown>>; TimeoutSeconds: number } =>
  JSON.parse(JSON.stringify(stateMachine(fixturePlan(), 'sales', facts))) as never;

describe('a pipeline as a state machine', () => {
  test('is valid Amazon States Language', () => {
    const { isValid, errors } = validate(stateMachine(fixturePlan(), 'sales', facts));
    expect(errors).toEqual([]);
    expect(isValid).toBe(true);
  });

  test('the validator sees a state that leads nowhere', () => {
    const broken = definition();
    broken.States['sales-gold'] = { ...broken.States['sales-gold'], Next: 'Nowhere' };
    expect(validate(broken).isValid).toBe(false);
  });

  test('each unit has a job with jittered retries, a limit of time and a way to the alert', () => {
    for (const unit of ['sales-bronze', 'sales-silver', 'sales-gold']) {
      expect(definition().States[unit]).toMatchObject({
        Resource: 'arn:aws:states:::emr-serverless:startJobRun.sync',
        TimeoutSeconds: 3900,
        Retry: [
          expect.objectContaining({ MaxAttempts: 6, JitterStrategy: 'FULL' }),
          {
            ErrorEquals: ['States.TaskFailed', 'States.Timeout'],
            IntervalSeconds: 60,
            MaxAttempts: 2,
            BackoffRate: 2,
            MaxDelaySeconds: 900,
            JitterStrategy: 'FULL',
          },
        ],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Alert' }],
      });
    }
  });

  test('a unit without retries is tried again only when the request was not taken', () => {
    const plan = fixturePlan();
    const units = Object.fromEntries(Object.entries(plan.units).map(([id, unit]) => [id, { ...unit, retries: 0 }]));
    const { States } = stateMachine({ ...plan, units }, 'sales', facts) as ReturnType<typeof definition>;
    expect(States['sales-gold']?.['Retry']).toEqual([
      expect.objectContaining({
        ErrorEquals: ['EMRServerless.ThrottlingException', 'EMRServerless.InternalServerException'],
      }),
    ]);
  });

  test('the whole run’s limit leaves room for all retries of all units', () => {
    expect(definition().TimeoutSeconds).toBeGreaterThan(3 * 3 * 3900);
  });

  test('units side by side that wait for the same one', () => {
    const plan = fixturePlan();
    const [bronze] = Object.values(plan.units);
    if (bronze === undefined) throw new Error('the fixture has units');
    const unit = (id: string, after: string[]) => ({ ...bronze, id, after });
    const stages = layersOf([unit('d', ['b', 'c']), unit('c', ['a']), unit('b', ['a']), unit('a', [])]);
    expect(stages.map((stage) => stage.map((u) => u.id))).toEqual([['a'], ['b', 'c'], ['d']]);
    expect(() => layersOf([unit('a', ['b']), unit('b', ['a'])])).toThrow('units wait for each other: a, b');
  });

  test.each([
    [
      'a long name',
      { States: { ['s'.repeat(81)]: { Type: 'Pass' } } },
      /81 characters of a state's name; expected at most 80/,
    ],
    ['a long timeout', { States: { a: { TimeoutSeconds: 100_000_000 } } }, /100000000 seconds of a timeout/],
    [
      'a big definition',
      { States: { a: { Comment: 'x'.repeat(1_048_576) } } },
      /bytes of a definition; expected at most 1048576/,
    ],
    [
      'a long entry point in a branch',
      {
        States: {
          p: {
            Branches: [
              { States: { j: { Parameters: { JobDriver: { SparkSubmit: { EntryPoint: 's'.repeat(257) } } } } } },
            ],
          },
        },
      },
      /pipeline 'sales', j: 257 characters of a job's entry point/,
    ],
    [
      'long parameters',
      { States: { j: { Parameters: { JobDriver: { SparkSubmit: { SparkSubmitParameters: 's'.repeat(102_401) } } } } } },
      /102401 characters of a job's spark-submit parameters/,
    ],
  ])('%s is refused with its limit', (_, wrong, message) => {
    expect(() => checkLimits('sales', wrong, emrServerlessLimits)).toThrow(message);
  });

  test('a pipeline that the Plan does not have is named', () => {
    expect(() => stateMachine(fixturePlan(), 'sale', facts)).toThrow(
      "pipeline 'sale' has no units; the Plan's are of sales",
    );
  });

  test('recipients with quotes do not break the message', () => {
    const plan = fixturePlan();
    const sales = plan.pipelines['sales'];
    if (sales === undefined) throw new Error('the fixture has sales');
    const pipelines = { sales: { ...sales, alerts: [{ kind: 'slack', to: "#it's {here}" }] } };
    const { States } = stateMachine({ ...plan, pipelines }, 'sales', facts) as ReturnType<typeof definition>;
    expect(JSON.stringify(States['Alert'])).toContain(String.raw`slack #it\\'s \\{here\\}`);
  });
});
