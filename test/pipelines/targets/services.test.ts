/** What each compute service adds to a state machine, and that nothing made for an execution outlives it. */
import validate from 'asl-validator';
import type { Plan } from '../../../pipelines/plan';
import {
  emrOnEks,
  emrServerless,
  glue,
  type JobService,
  stateMachine,
  type StateMachineFacts,
  transientCluster,
} from '../../../pipelines/targets';
import { fixturePlan } from '../../stacks/plan_fixture';

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Parameters?: Record<string, unknown>;
  readonly Next?: string;
  readonly Default?: string;
  readonly End?: boolean;
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Choices?: readonly { readonly Variable?: string; readonly Next: string }[];
  readonly ResultPath?: string | null;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly unknown[];
  readonly Branches?: readonly { readonly States: Record<string, State> }[];
}
interface Machine {
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: Record<string, State>;
}

const cluster = (profile: string): JobService =>
  transientCluster({
    profile,
    request: {
      Name: `acme-${profile}`,
      ReleaseLabel: 'emr-7.10.0',
      Tags: [{ Key: 'for-use-with-amazon-emr-managed-policies', Value: 'true' }],
    },
    sparkSubmitArguments: () => ['--deploy-mode', 'cluster'],
  });
const logs = { group: '/jobs' };
const services: Readonly<Record<string, JobService>> = {
  nightly: cluster('nightly'),
  weekly: cluster('weekly'),
  serverless: emrServerless({ applicationId: '00f1', sparkSubmitParameters: () => '--conf a=b', logs }),
  etl: glue({ jobName: ({ layer }) => `acme-${layer}-etl` }),
  kube: emrOnEks({
    virtualClusterId: 'abc123',
    releaseLabel: 'emr-7.10.0-latest',
    sparkSubmitParameters: () => '--conf a=b',
    logs,
  }),
};
const facts: StateMachineFacts = {
  partition: 'aws',
  compute: (profile) => services[profile] ?? fail(profile),
  jobRoleArn: ({ layer }) => `arn:aws:iam::111122223333:role/${layer}`,
  bundleUri: 's3://artefacts/bundles/shop',
  bindingsUri: 's3://artefacts/bindings/shop.json',
  alertTopicArn: 'arn:aws:sns:eu-central-1:111122223333:alerts',
  tags: { project: 'acme', domain: 'shop' },
};
function fail(what: string): never {
  throw new Error(`there is no ${what}`);
}

/** The fixture's units, each on a profile of its own. */
function planOn(profiles: Readonly<Record<'bronze' | 'silver' | 'gold', string>>): Plan {
  const plan = fixturePlan();
  const units = Object.entries(plan.units).map(([id, unit]) => {
    const compute = profiles[unit.layer as 'bronze'];
    return [id, { ...unit, compute }];
  });
  return { ...plan, units: Object.fromEntries(units) as Plan['units'] };
}
const on = (profile: string): Plan => planOn({ bronze: profile, silver: profile, gold: profile });
const machine = (plan: Plan): Machine => JSON.parse(JSON.stringify(stateMachine(plan, 'sales', facts))) as Machine;

/** Every way from a state to an end of the execution, each a list of states. */
function paths({ States }: Machine, from: string): readonly (readonly string[])[] {
  const state = States[from] ?? fail(from);
  const next = [
    ...(state.Next === undefined ? [] : [state.Next]),
    ...(state.Default === undefined ? [] : [state.Default]),
    ...(state.Choices ?? []).map((choice) => choice.Next),
    ...(state.Catch ?? []).map((each) => each.Next),
  ];
  if (next.length === 0) return [[from]];
  return [...new Set(next)].flatMap((each) => paths({ States } as Machine, each).map((rest) => [from, ...rest]));
}

/** What is wrong with how a machine treats its clusters; nothing, if each is ended or known not to be there at every end. */
function leaks(made: Machine, profile: string): readonly string[] {
  const begun = `Make cluster ${profile}`;
  return paths(made, made.StartAt)
    .filter((path) => path.includes(begun))
    .filter((path) => {
      const rest = path.slice(path.indexOf(begun) + 1);
      const ended = rest.filter((name) =>
        made.States[name]?.Resource?.endsWith(':elasticmapreduce:terminateCluster.sync'),
      );
      const asked = rest.includes(`Is there a cluster ${profile}`);
      return !asked && !ended.some((name) => name === `End cluster ${profile}`);
    })
    .map((path) => path.join(' > '));
}

test.each([...Object.keys(services)])('a pipeline on %s is valid Amazon States Language', (profile) => {
  expect(validate(machine(on(profile)))).toMatchObject({ isValid: true, errors: [] });
});

describe('a transient cluster', () => {
  const made = machine(on('nightly'));

  test('is made once, before the first unit, and ended after the last', () => {
    const happy: string[] = [];
    for (let at: string | undefined = made.StartAt; at !== undefined; at = made.States[at]?.Next) {
      happy.push(at);
      if (at === 'Is an interval given') at = 'Given interval';
    }
    expect(happy.slice(1)).toEqual([
      'Make cluster nightly',
      'sales-bronze',
      'sales-silver',
      'sales-gold',
      'End cluster nightly',
      'Succeeded',
    ]);
  });

  test('is asked for and ended wherever a state fails, before anybody is told', () => {
    for (const [name, state] of Object.entries(made.States)) {
      if (state.Type !== 'Task' || name === 'Alert' || /after failure$|^Tell that/.test(name)) continue;
      expect([name, state.Catch]).toEqual([
        name,
        [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Is there a cluster nightly' }],
      ]);
    }
    expect(made.States['Is there a cluster nightly']).toMatchObject({
      Choices: [
        { Variable: '$.clusters.nightly.ClusterId', IsPresent: true, Next: 'End cluster nightly after failure' },
      ],
      Default: 'Alert',
    });
    expect(made.States['End cluster nightly after failure']).toMatchObject({
      Resource: 'arn:aws:states:::elasticmapreduce:terminateCluster.sync',
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.not_ended', Next: 'Tell that cluster nightly is left' }],
      Next: 'Alert',
    });
    expect(made.States['Tell that cluster nightly is left']).toMatchObject({
      Resource: 'arn:aws:states:::sns:publish',
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.not_told', Next: 'Alert' }],
      Next: 'Alert',
    });
    expect(leaks(made, 'nightly')).toEqual([]);
  });

  test('a way past its end is seen', () => {
    const gold = made.States['sales-gold'] ?? fail('gold');
    const astray = { ...gold, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Alert' }] };
    expect(leaks({ ...made, States: { ...made.States, 'sales-gold': astray } }, 'nightly')).toHaveLength(2);
  });

  test('is known by its id as soon as it is asked for: nothing waits for it without knowing it', () => {
    expect(made.States['Make cluster nightly']).toMatchObject({
      Resource: 'arn:aws:states:::elasticmapreduce:createCluster',
      ResultPath: '$.clusters.nightly',
      ResultSelector: { 'ClusterId.$': '$.ClusterId' },
      Parameters: {
        StepConcurrencyLevel: 1,
        Tags: [
          { Key: 'for-use-with-amazon-emr-managed-policies', Value: 'true' },
          { Key: 'project', Value: 'acme' },
          { Key: 'domain', Value: 'shop' },
        ],
      },
    });
  });

  test('a unit is a step with the role of its layer', () => {
    expect(made.States['sales-silver']).toMatchObject({
      Resource: 'arn:aws:states:::elasticmapreduce:addStep.sync',
      Parameters: {
        'ClusterId.$': '$.clusters.nightly.ClusterId',
        ExecutionRoleArn: 'arn:aws:iam::111122223333:role/silver',
        Step: {
          Name: 'sales-silver',
          ActionOnFailure: 'CONTINUE',
          HadoopJarStep: {
            Jar: 'command-runner.jar',
            'Args.$':
              "States.Array('spark-submit', '--deploy-mode', 'cluster', 's3://artefacts/bundles/shop/main.py', " +
              "'--bundle', 's3://artefacts/bundles/shop', '--bindings', 's3://artefacts/bindings/shop.json', " +
              "'--unit', 'sales-silver', $.arguments[0], $.arguments[1], $.arguments[2])",
          },
        },
      },
    });
  });

  test('units of two clusters and of other services: each cluster lives as long as it is needed', () => {
    const mixed = machine(planOn({ bronze: 'serverless', silver: 'weekly', gold: 'nightly' }));
    expect(mixed.States['sales-bronze']?.Next).toBe('Make cluster weekly');
    expect(mixed.States['sales-silver']?.Next).toBe('End cluster weekly');
    expect(mixed.States['End cluster weekly']?.Next).toBe('Make cluster nightly');
    for (const profile of ['nightly', 'weekly']) expect(leaks(mixed, profile)).toEqual([]);
    const [first] = paths(mixed, 'Is there a cluster weekly').filter((path) => path.length === 6);
    expect(first?.[0]).toBe('Is there a cluster weekly');
    expect(first).toEqual(
      expect.arrayContaining(['Is there a cluster nightly', 'End cluster nightly after failure', 'Alert', 'Failed']),
    );
  });

  test('units side by side are steps at once, and only then', () => {
    const plan = on('nightly');
    const gold = plan.units['sales-gold'] ?? fail('gold');
    const units = { ...plan.units, 'sales-gold-2': { ...gold, id: 'sales-gold-2' } };
    expect(machine({ ...plan, units }).States['Make cluster nightly']?.Parameters).toMatchObject({
      StepConcurrencyLevel: 2,
    });
  });

  test('the execution’s limit leaves room for it', () => {
    expect(made.TimeoutSeconds).toBeGreaterThan(
      machine(on('serverless')).TimeoutSeconds + (made.States['End cluster nightly']?.TimeoutSeconds ?? fail('end')),
    );
  });

  test('arguments that are too long are refused', () => {
    const long = transientCluster({ profile: 'p', request: {}, sparkSubmitArguments: () => ['x'.repeat(10_280)] });
    expect(() => stateMachine(on('nightly'), 'sales', { ...facts, compute: () => long })).toThrow(
      /characters of a step's arguments; expected at most 10280 \(https:/,
    );
  });
});

test('a pipeline without clusters has no states for them', () => {
  expect(Object.keys(machine(on('serverless')).States).filter((name) => name.includes('cluster'))).toEqual([]);
});

test('on Glue a unit is a run of its layer’s job, which gets one argument', () => {
  const { States } = machine(on('etl'));
  expect(States['sales-gold']).toMatchObject({
    Resource: 'arn:aws:states:::glue:startJobRun.sync',
    Parameters: {
      JobName: 'acme-gold-etl',
      Timeout: 60,
      Arguments: {
        '--lakewright-arguments.$': expect.stringMatching(/^States\.JsonToString\(States\.Array\('--bundle', /),
      },
    },
    TimeoutSeconds: 4500,
    Catch: [{ Next: 'Alert' }],
  });
});

test('on EKS a unit is a job of the virtual cluster', () => {
  const { States } = machine(on('kube'));
  expect(States['sales-gold']).toMatchObject({
    Resource: 'arn:aws:states:::emr-containers:startJobRun.sync',
    Parameters: {
      VirtualClusterId: 'abc123',
      ReleaseLabel: 'emr-7.10.0-latest',
      ExecutionRoleArn: 'arn:aws:iam::111122223333:role/gold',
      JobDriver: { SparkSubmitJobDriver: { EntryPoint: 's3://artefacts/bundles/shop/main.py' } },
      Tags: { project: 'acme', domain: 'shop', pipeline: 'sales', unit: 'sales-gold' },
    },
    Catch: [{ Next: 'Alert' }],
  });
});

test('a job’s name that EMR on EKS does not take is refused', () => {
  const plan = on('kube');
  const gold = plan.units['sales-gold'] ?? fail('gold');
  const units = { [`sales-${'g'.repeat(60)}`]: { ...gold, id: `sales-${'g'.repeat(60)}`, after: [] } };
  expect(() => stateMachine({ ...plan, units }, 'sales', facts)).toThrow(
    /66 characters of a job's name; expected at most 64/,
  );
});
