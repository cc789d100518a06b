/** Estimates against sums that were worked out by hand, from the figures of the price lists. */
import { compare, estimate } from '../../../../constructs/aws/cost';
import { Platform, type StackDocument } from '../../../../constructs/core/policy';
import { costSchema } from '../../../../environments/cost';

const defaults = costSchema.parse({});
type Resources = StackDocument['resource'];
const platform = (region: string, resource: Resources, provider: Readonly<Record<string, unknown>>[] = []): Platform =>
  new Platform(
    new Map([
      ['acme', { resource, data: {}, provider: { aws: [{ region }, ...provider] }, terraform: { backend: {} } }],
    ]),
  );

describe('in Frankfurt', () => {
  test('a private network of three zones and a key', () => {
    const found = estimate(
      platform('eu-central-1', {
        aws_vpc: { vpc: {} },
        aws_vpc_endpoint: {
          glue: { vpc_endpoint_type: 'Interface', subnet_ids: ['a', 'b', 'c'] },
          s3: { vpc_endpoint_type: 'Gateway', route_table_ids: ['a'] },
        },
        aws_kms_key: { data: {} },
      }),
      defaults,
    );
    // 3 zones × 730 h × 0.012 = 26.28, and 1 for the key; 20 GB × 0.01 = 0.20, and 10 × 10,000 requests × 0.03 = 0.30.
    expect(found.fixed).toBeCloseTo(27.28, 9);
    expect(found.usage).toBeCloseTo(0.5, 9);
    expect(found.unpriced).toEqual([]);
    expect(found.assumed).toEqual([
      { name: 'endpointGb', value: 20 },
      { name: 'keyRequests', value: 100_000 },
    ]);
    expect(found.lines.map(({ item, usd }) => [item, usd])[0]).toEqual(['hours in 3 zones', expect.closeTo(26.28, 9)]);
  });

  test('a way out for each of two zones', () => {
    const gateways = { aws_nat_gateway: { a: {}, b: {} }, aws_eip: { a: {}, b: {} } };
    const found = estimate(platform('eu-central-1', gateways), { ...defaults, natGb: 100 });
    // 2 × 730 h × (0.052 + 0.005) = 83.22; 2 × 100 GB × 0.052 = 10.40.
    expect([found.fixed, found.usage]).toEqual([expect.closeTo(83.22, 9), expect.closeTo(10.4, 9)]);
  });

  test('a ledger that can be recovered and is backed up', () => {
    const found = estimate(
      platform('eu-central-1', {
        aws_dynamodb_table: {
          ledger: { billing_mode: 'PAY_PER_REQUEST', point_in_time_recovery: { enabled: true } },
        },
        aws_backup_plan: { plan: { rule: [{ lifecycle: { delete_after: 35 } }] } },
        aws_backup_selection: {
          ledger: {
            plan_id: '${aws_backup_plan.plan.id}',
            resources: ['arn:aws:dynamodb:eu-central-1:1:table/ledger'],
          },
        },
      }),
      { ...defaults, ledgerGb: 2, ledgerRequests: 4_000_000 },
    );
    // 4 × 0.7625 + 4 × 0.1525 + 2 GB × (0.306 + 0.2448) = 3.05 + 0.61 + 1.1016.
    expect(found.fixed + found.usage).toBeCloseTo(4.7616, 9);
    expect(found.unpriced).toEqual([
      expect.objectContaining({
        item: 'backups of 35 days',
        why: "no price of 'dynamodb backup' in eu-central-1",
      }),
    ]);
  });

  test('a landing bucket, and its copy by the prices of its own region', () => {
    const found = estimate(
      platform(
        'eu-central-1',
        {
          aws_s3_bucket: {
            landing: { bucket: 'acme-prod-landing-41e1e8' },
            copy: { bucket: 'acme-prod-landing-copy-b3d3f3', provider: 'aws.there' },
          },
        },
        [{ region: 'eu-west-1', alias: 'there' }],
      ),
      { ...defaults, landingGb: 1000, objectWrites: 5_000_000, objectReads: 50_000_000 },
    );
    // 1,000 GB × 0.0245 + a fifth of the writes, 1,000 × 0.0054, and of the reads, 10,000 × 0.00043; 1,000 GB × 0.023.
    expect(found.usage).toBeCloseTo(24.5 + 5.4 + 4.3 + 23, 9);
  });

  test('logs of 30 days, two alarms and a dashboard', () => {
    const found = estimate(
      platform('eu-central-1', {
        aws_cloudwatch_log_group: { jobs: { retention_in_days: 30 } },
        aws_cloudwatch_metric_alarm: {
          simple: { metric_name: 'Failed' },
          math: {
            metric_query: [{ expression: 'a / b' }, { metric: { metric_name: 'a' } }, { metric: { metric_name: 'b' } }],
          },
        },
        aws_cloudwatch_dashboard: { overview: {} },
      }),
      { ...defaults, logGb: 10 },
    );
    // Three metrics × 0.10 + 3; 10 GB × 0.63 + 10 GB × 30 of 30.41667 days × 0.0324.
    expect(found.fixed).toBeCloseTo(3.3, 9);
    expect(found.usage).toBeCloseTo(6.3 + 0.319561643, 6);
  });
});

test('a pipeline that runs every night in Virginia', () => {
  const job = {
    Type: 'Task',
    Resource: 'arn:aws:states:::emr-serverless:startJobRun.sync',
    Parameters: {
      SparkSubmitParameters:
        '--conf spark.driver.cores=2 --conf spark.driver.memory=7g --conf spark.emr-serverless.driver.disk=20g ' +
        '--conf spark.executor.cores=4 --conf spark.executor.memory=14g --conf spark.emr-serverless.executor.disk=50g',
    },
  };
  const States = { Job: job, Done: { Type: 'Succeed' }, Failed: { Type: 'Fail' } };
  const found = estimate(
    platform('us-east-1', {
      aws_sfn_state_machine: { sales: { name: 'acme-sales', definition: JSON.stringify({ States }) } },
      aws_scheduler_schedule: {
        sales: {
          schedule_expression: 'cron(0 2 * * ? *)',
          target: { arn: 'arn:aws:states:us-east-1:111122223333:stateMachine:acme-sales' },
        },
      },
    }),
    { ...defaults, jobMinutes: 30, jobExecutors: 3 },
  );
  const runs = 365 / 12;
  const hours = runs / 2;
  // A heap of 7 GB is a worker of 8, one of 14 is a worker of 16; 20 GB of each disk are free.
  const expected = {
    states: (runs * 2 * 0.025) / 1000,
    vcpu: hours * (2 + 3 * 4) * 0.052624,
    memory: hours * (8 + 3 * 16) * 0.0057785,
    disk: hours * 3 * 30 * 0.000111,
    calls: runs / 1_000_000,
  };
  expect(expected.vcpu).toBeCloseTo(11.20453, 4);
  expect(expected.memory).toBeCloseTo(4.92138, 4);
  expect(found.usage).toBeCloseTo(
    Object.values(expected).reduce((a, b) => a + b),
    9,
  );
  expect(found.fixed).toBe(0);
  expect(new Set(found.lines.map(({ type }) => type))).toEqual(
    new Set(['aws_emrserverless_application', 'aws_sfn_state_machine', 'aws_scheduler_schedule']),
  );
});

describe('jobs elsewhere than on EMR Serverless', () => {
  const usageOf = (call: string, Parameters: object, resources: Resources = {}) => {
    const States = { Job: { Type: 'Task', Resource: `arn:aws:states:::${call}.sync`, Parameters } };
    return estimate(
      platform('us-east-1', {
        aws_sfn_state_machine: { sales: { name: 'acme-sales', definition: JSON.stringify({ States }) } },
        ...resources,
      }),
      { ...defaults, unscheduledRuns: 40, jobMinutes: 30, jobExecutors: 3 },
    );
  };

  test('a run of Glue is paid by its workers, the driver among them', () => {
    const job = { name: 'acme-silver', worker_type: 'G.2X', number_of_workers: 10, execution_class: 'STANDARD' };
    const found = usageOf('glue:startJobRun', { JobName: 'acme-silver' }, { aws_glue_job: { silver: job } });
    const dpu = found.lines.find(({ item }) => item === 'DPU of jobs');
    // 40 runs of half an hour, 4 workers of 2 DPU at 0.44.
    expect([dpu?.type, dpu?.quantity, dpu?.usd]).toEqual(['aws_glue_job', 160, expect.closeTo(70.4, 9)]);
    expect(found.unpriced).toEqual([]);
  });

  test('it has no more workers than the job may', () => {
    const job = { name: 'acme-silver', worker_type: 'G.1X', number_of_workers: 2, execution_class: 'FLEX' };
    const found = usageOf('glue:startJobRun', { JobName: 'acme-silver' }, { aws_glue_job: { silver: job } });
    expect(found.lines.find(({ item }) => item === 'DPU of jobs')?.quantity).toBe(40);
    expect(found.unpriced.map(({ why }) => why)).toEqual(["no price of 'glue dpu, FLEX' in us-east-1"]);
  });

  test('a step takes all nodes of the cluster that the run makes, as many as its fleets ask for', () => {
    const fleet = (onDemand: number, spot: number, weight = 1) => ({
      TargetOnDemandCapacity: onDemand,
      TargetSpotCapacity: spot,
      InstanceTypeConfigs: [{ InstanceType: 'm7g.xlarge', WeightedCapacity: weight }],
    });
    const nodesOf = (place: string, ...InstanceFleets: readonly object[]) => {
      const make = {
        Type: 'Task',
        Resource: 'arn:aws:states:::elasticmapreduce:createCluster',
        Parameters: { Name: 'nightly', Instances: { InstanceFleets } },
        ResultPath: place,
      };
      const step = {
        Type: 'Task',
        Resource: 'arn:aws:states:::elasticmapreduce:addStep.sync',
        Parameters: { 'ClusterId.$': '$.clusters.nightly.ClusterId' },
      };
      const States = { Make: make, One: step, Two: { Type: 'Parallel', Branches: [{ States: { Two: step } }] } };
      const machine = { name: 'acme-sales', definition: JSON.stringify({ States }) };
      const found = estimate(platform('us-east-1', { aws_sfn_state_machine: { sales: machine } }), {
        ...{ ...defaults, unscheduledRuns: 40 },
        ...{ jobMinutes: 30, jobExecutors: 3 },
      });
      const nodes = found.lines.find(({ item }) => item === 'nodes of jobs');
      return [nodes?.quantity, nodes?.assumed.includes('jobExecutors')];
    };
    // 40 runs of two steps of half an hour: 1 + 2 + 5 nodes.
    expect(nodesOf('$.clusters.nightly', fleet(1, 0), fleet(2, 0), fleet(0, 5))).toEqual([320, false]);
    // Of another cluster, without fleets, or of types that count for more, it is what is assumed: a driver and three.
    expect(nodesOf('$.clusters.other', fleet(1, 0), fleet(2, 0))).toEqual([160, true]);
    expect(nodesOf('$.clusters.nightly')).toEqual([160, true]);
    expect(nodesOf('$.clusters.nightly', fleet(1, 0), fleet(8, 0, 4))).toEqual([160, true]);
  });

  test.each([
    ['elasticmapreduce:addStep', { ClusterId: 'j-1' }, [['nodes of jobs', 80]]],
    [
      'emr-containers:startJobRun',
      {
        SparkSubmitParameters:
          '--conf spark.driver.cores=1 --conf spark.driver.memory=5g --conf spark.executor.cores=2 --conf spark.executor.memory=10g',
      },
      [
        ['pod memory of jobs', 20 * (7 + 3 * 14)],
        ['pod vCPU of jobs', 20 * (1 + 3 * 2)],
      ],
    ],
  ])('what %s takes is counted, and listed as not priced', (call, parameters, expected) => {
    const found = usageOf(call, parameters);
    const jobs = found.lines.filter(({ item }) => item.endsWith('of jobs'));
    expect(jobs.map(({ item, quantity }) => [item, quantity])).toEqual(
      expected.map(([item, quantity]): unknown => [item, expect.closeTo(Number(quantity), 6)]),
    );
    expect(found.unpriced.map(({ item }) => item).sort()).toEqual(expected.map(([item]) => item));
  });
});

test('workers that are started beforehand are paid while they are up', () => {
  const initial_capacity = [
    {
      initial_capacity_type: 'Executor',
      initial_capacity_config: {
        worker_count: 4,
        worker_configuration: { cpu: '2 vCPU', memory: '8 GB', disk: '20 GB' },
      },
    },
  ];
  const found = estimate(platform('us-east-1', { aws_emrserverless_application: { small: { initial_capacity } } }), {
    ...defaults,
    warmHours: 100,
  });
  // 4 workers × 100 h × (2 × 0.052624 + 8 × 0.0057785).
  expect(found.usage).toBeCloseTo(60.5904, 6);
});

test('what the table does not know is listed, and never counted as nothing', () => {
  const found = estimate(
    platform('sa-east-1', {
      aws_new_thing: { one: {} },
      aws_cloudwatch_metric_alarm: { failed: { metric_name: 'Failed' } },
      aws_cloudwatch_log_group: { forever: {} },
    }),
    defaults,
  );
  expect([found.fixed, found.usage]).toEqual([0, 0]);
  expect(found.unpriced.map(({ type, why }) => `${type}: ${why}`)).toEqual([
    'aws_new_thing: the price table knows nothing of the type',
    "aws_cloudwatch_metric_alarm: no price of 'alarm' in sa-east-1",
    'aws_cloudwatch_log_group: its logs are kept for ever',
  ]);
  expect(found.lines[0]).not.toHaveProperty('usd');
});

test('records of a trail count writes alone where it records them alone', () => {
  const trail = (more: readonly object[]): number =>
    estimate(
      platform('us-east-1', {
        aws_cloudtrail: {
          trail: {
            advanced_event_selector: [
              { field_selector: [{ field: 'eventCategory', equals: ['Management'] }] },
              { field_selector: [{ field: 'eventCategory', equals: ['Data'] }, ...more] },
            ],
          },
        },
      }),
      { ...defaults, objectWrites: 1_000_000, objectReads: 9_000_000 },
    ).usage;
  // 0.10 for 100,000: 10 million, and 1 million.
  expect(trail([])).toBeCloseTo(10, 9);
  expect(trail([{ field: 'readOnly', equals: ['false'] }])).toBeCloseTo(1, 9);
});

test('a comparison tells what is new, gone and changed, the greatest change first', () => {
  const endpoint = (zones: number): Resources => ({
    aws_vpc_endpoint: { glue: { vpc_endpoint_type: 'Interface', subnet_ids: Array(zones).fill('subnet') } },
  });
  const of = (resources: Resources) => estimate(platform('eu-central-1', resources), { ...defaults, keyRequests: 0 });
  const before = of({ ...endpoint(1), aws_kms_key: { same: {}, old: {} } });
  const after = of({ ...endpoint(3), aws_kms_key: { same: {} }, aws_cloudwatch_dashboard: { overview: {} } });
  // Two zones more × 730 h × 0.012 = 17.52; a dashboard of 3; a key of 1 less.
  expect(compare(before, after)).toEqual([
    expect.objectContaining({
      resource: 'acme/glue',
      change: expect.closeTo(17.52, 9),
      before: expect.closeTo(8.96, 9),
    }),
    { stack: 'acme', type: 'aws_cloudwatch_dashboard', resource: 'acme/overview', after: 3, change: 3, notPriced: 0 },
    { stack: 'acme', type: 'aws_kms_key', resource: 'acme/old', before: 1, change: -1, notPriced: 0 },
  ]);
  expect(compare(after, after)).toEqual([]);
});
