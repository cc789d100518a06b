/** The stacks of an environment whose units run elsewhere than on EMR Serverless. */
import { environmentProblems } from '../../constructs/aws/facts';
import { fixturePlan } from './plan_fixture';
import { environmentOn, network, type OtherService } from './service_environments';
import { stackText, synthesize } from './synthesized';

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
interface Machine {
  readonly States: Readonly<
    Record<string, { readonly Resource?: string; readonly Parameters?: Record<string, unknown> }>
  >;
}

function stacksOn(service: OtherService, changes: object = {}) {
  const environment = { ...environmentOn(service), ...changes };
  const folder = synthesize(environment, [fixturePlan()]);
  const resources = (what: string): Resources =>
    (JSON.parse(stackText(folder, environment, what)) as { resource?: Resources }).resource ?? {};
  const pipelines = resources('pipelines-shop');
  const [machine] = Object.values(pipelines['aws_sfn_state_machine'] ?? {});
  return {
    compute: resources('compute'),
    pipelines,
    machine: JSON.parse(String(machine?.['definition'])) as Machine,
    trustOf: (role: string): unknown => {
      const found = Object.values(pipelines['aws_iam_role'] ?? {}).find((each) => each['name'] === role);
      return JSON.parse(String(found?.['assume_role_policy']));
    },
  };
}
const kinds = (resources: Resources): readonly string[] => Object.keys(resources).sort();

describe('on transient clusters', () => {
  const made = stacksOn('emr-cluster');

  test('the compute stack makes what clusters are made with, and no cluster', () => {
    expect(kinds(made.compute)).toEqual([
      'aws_cloudwatch_event_rule',
      'aws_cloudwatch_metric_alarm',
      'aws_emr_security_configuration',
      'aws_iam_instance_profile',
      'aws_iam_role',
      'aws_iam_role_policy',
      'aws_security_group',
      'aws_ssm_parameter',
      'aws_vpc_security_group_egress_rule',
      'aws_vpc_security_group_ingress_rule',
    ]);
    const [security] = Object.values(made.compute['aws_emr_security_configuration'] ?? {});
    expect(JSON.parse(String(security?.['configuration']))).toMatchObject({
      AuthorizationConfiguration: { IAMConfiguration: { EnableApplicationScopedIAMRole: true } },
    });
    const parameters = Object.values(made.compute['aws_ssm_parameter'] ?? {}).map((each) => each['name']);
    expect(parameters.sort()).toEqual(
      ['core', 'primary', 'service'].map((role) => `/lakewright/dev/compute/small/security-groups/${role}`),
    );
  });

  test('the nodes may take the roles of the layers, which trust them', () => {
    const policies = JSON.stringify(made.compute['aws_iam_role_policy']);
    for (const layer of ['bronze', 'silver', 'gold']) {
      const role = `lakewright-dev-shop-${layer}-job`;
      expect(policies).toContain(`role/${role}`);
      expect(made.trustOf(role)).toMatchObject({
        Statement: [{ Principal: { AWS: ['arn:aws:iam::111122223333:role/lakewright-dev-small-nodes'] } }],
      });
    }
  });

  test('the state machine asks for a cluster of what the compute stack made', () => {
    const { Parameters: request } = made.machine.States['Make cluster small'] ?? {};
    const [security] = Object.values(made.compute['aws_emr_security_configuration'] ?? {});
    const [profile] = Object.values(made.compute['aws_iam_instance_profile'] ?? {});
    const roles = Object.values(made.compute['aws_iam_role'] ?? {}).map((role) => role['name']);
    expect(roles).toContain('lakewright-dev-small-service');
    expect(request).toMatchObject({
      Name: 'lakewright-dev-small',
      ReleaseLabel: 'emr-7.10.0',
      SecurityConfiguration: security?.['name'],
      JobFlowRole: profile?.['name'],
      ServiceRole: 'arn:aws:iam::111122223333:role/lakewright-dev-small-service',
      AutoTerminationPolicy: { IdleTimeout: 900 },
      Instances: {
        Ec2SubnetIds: network.subnets,
        KeepJobFlowAliveWhenNoSteps: true,
        TerminationProtected: false,
        EmrManagedMasterSecurityGroup: expect.stringContaining('small-security-groups-primary'),
        InstanceFleets: [
          expect.objectContaining({ InstanceFleetType: 'MASTER', TargetOnDemandCapacity: 1, TargetSpotCapacity: 0 }),
          expect.objectContaining({ InstanceFleetType: 'CORE', TargetOnDemandCapacity: 2 }),
          expect.objectContaining({
            InstanceFleetType: 'TASK',
            TargetSpotCapacity: 4,
            LaunchSpecifications: {
              OnDemandSpecification: { AllocationStrategy: 'lowest-price' },
              SpotSpecification: {
                AllocationStrategy: 'price-capacity-optimized',
                TimeoutAction: 'SWITCH_TO_ON_DEMAND',
                TimeoutDurationMinutes: 15,
              },
            },
          }),
        ],
      },
    });
    expect(JSON.stringify(request)).toContain('"for-use-with-amazon-emr-managed-policies"');
    expect(JSON.stringify(request)).toContain('{"Key":"domain","Value":"shop"}');
  });

  test('roles have the path of the environment, in all that names them', () => {
    const roles = { path: '/data/' };
    const pathed = stacksOn('emr-cluster', { roles });
    expect(pathed.machine.States['Make cluster small']?.Parameters?.['ServiceRole']).toBe(
      'arn:aws:iam::111122223333:role/data/lakewright-dev-small-service',
    );
    for (const role of Object.values(pathed.compute['aws_iam_role'] ?? {})) expect(role['path']).toBe('/data/');
    expect(pathed.trustOf('lakewright-dev-shop-gold-job')).toMatchObject({
      Statement: [{ Principal: { AWS: ['arn:aws:iam::111122223333:role/data/lakewright-dev-small-nodes'] } }],
    });
  });
});

test('on Glue there is a job for each layer, with the role of the layer', () => {
  const { compute, pipelines, machine } = stacksOn('glue');
  expect(kinds(compute)).toEqual([]);
  const jobs = Object.values(pipelines['aws_glue_job'] ?? {});
  expect(jobs.map((job) => job['name']).sort()).toEqual(
    ['bronze', 'gold', 'silver'].map((layer) => `lakewright-dev-shop-${layer}-small`),
  );
  const gold = jobs.find((job) => job['name'] === 'lakewright-dev-shop-gold-small');
  expect(gold).toMatchObject({
    glue_version: '5.0',
    worker_type: 'G.1X',
    number_of_workers: 10,
    timeout: 60,
    role_arn: expect.stringContaining('gold-job'),
    command: { script_location: expect.stringMatching(/^s3:\/\/.*\/bundles\/shop\/main\.py$/) },
    default_arguments: {
      '--datalake-formats': 'delta',
      '--extra-py-files': expect.stringMatching(/\/bundles\/shop\/runtime\.zip$/),
      '--conf': expect.stringContaining('spark.sql.catalogImplementation=in-memory'),
    },
  });
  expect(machine.States['sales-gold']?.Parameters?.['JobName']).toBe(gold?.['name']);
});

test('on EKS there is nothing to make but the roles, which the pods of their jobs take', () => {
  const { compute, pipelines, machine, trustOf } = stacksOn('emr-on-eks');
  expect(kinds(compute)).toEqual([]);
  expect(kinds(pipelines)).not.toContain('aws_glue_job');
  expect(machine.States['sales-gold']?.Parameters).toMatchObject({
    VirtualClusterId: 'kt2v8ex4mpl3yd7hbu0cn5qsw',
    ReleaseLabel: 'emr-7.10.0-latest',
    JobDriver: {
      SparkSubmitJobDriver: {
        SparkSubmitParameters: expect.stringMatching(
          /^--py-files s3:\/\/\S+\/runtime\.zip --conf spark\.driver\.cores=2 --conf spark\.driver\.memory=5g --conf spark\.executor\.cores=4 --conf spark\.executor\.memory=10g /,
        ),
      },
    },
  });
  expect(trustOf('lakewright-dev-shop-gold-job')).toMatchObject({
    Statement: [{ Action: 'sts:AssumeRoleWithWebIdentity' }],
  });
});

test('a network of the environment’s own has the endpoints of steps, and room for the nodes', () => {
  const own = { cidr: '10.20.0.0/16', zones: 2 };
  const environment = { ...environmentOn('emr-cluster'), network: own };
  const text = stackText(synthesize(environment, [fixturePlan()]), environment, 'network');
  for (const service of ['elasticmapreduce', 'kms', 'sts', 'glue']) {
    expect(text).toContain(`com.amazonaws.eu-central-1.${service}"`);
  }
  expect(environmentProblems({ ...environment, network: { ...own, cidr: '10.20.0.0/26' } })).toEqual([
    expect.objectContaining({ message: expect.stringContaining('7 for nodes of small') }),
  ]);
});

test.each([true, false])('log groups go with an environment that may be destroyed: %s', (allowDestroy) => {
  const environment = { ...environmentOn('glue'), allowDestroy, network: { cidr: '10.20.0.0/16', zones: 2 } };
  const folder = synthesize(environment, [fixturePlan()]);
  for (const what of ['network', 'pipelines-shop']) {
    const { resource } = JSON.parse(stackText(folder, environment, what)) as { resource: Resources };
    const kept = Object.values(resource['aws_cloudwatch_log_group'] ?? {}).map((group) => group['skip_destroy']);
    expect([...new Set(kept)]).toEqual([!allowDestroy]);
  }
});
