/**
 * What state machines and jobs may do for each compute service. Like service_permissions.test.ts: what the sources in
 * constructs/aws/facts/job_services say, and what must not follow from them.
 */
import { awsFacts, environmentProblems, roleNameInBase36 } from '../../../constructs/aws/facts';
import { type DerivedRole, permissions } from '../../../pipelines/targets';
import { type AwsRequest, evaluate } from '../../emulator/iam/evaluate';
import { fixturePlan, needingPython } from '../../stacks/plan_fixture';
import { environmentOn, type OtherService, profiles } from '../../stacks/service_environments';
import { environmentOf } from '../../stacks/synthesized';
import { computeProblems } from '../../../pipelines/targets';

const account = '111122223333';
const inRegion = (service: string, resource: string): string =>
  `arn:aws:${service}:eu-central-1:${account}:${resource}`;
const role = (name: string): string => `arn:aws:iam::${account}:role/lakewright-dev-${name}`;
const ids = {
  dataKeyArn: inRegion('kms', 'key/data'),
  notificationsKeyArn: inRegion('kms', 'key/notifications'),
  applicationArn: (profile: string) => inRegion('emr-serverless', `/applications/${profile}`),
};
const rolesOn = (service: OtherService): readonly DerivedRole[] =>
  permissions(fixturePlan(), environmentOn(service), awsFacts, ids);
const named = (roles: readonly DerivedRole[], name: string): DerivedRole => {
  const found = roles.find((each) => each.name === `lakewright-dev-shop-${name}`);
  if (found === undefined) throw new Error(`there is no role ${name}`);
  return found;
};
const verdict = (
  service: OtherService,
  of: string,
  action: string,
  resource: string,
  context: Readonly<Record<string, string>> = {},
): string => {
  const request: AwsRequest = {
    action,
    resource,
    context: Object.fromEntries(Object.entries(context).map(([key, value]) => [key, [value]])),
  };
  return evaluate(named(rolesOn(service), of).statements, request);
};

const cluster = inRegion('elasticmapreduce', 'cluster/j-1');
const tags = (kind: string, domain: string) => ({
  [`elasticmapreduce:${kind}/project`]: 'lakewright',
  [`elasticmapreduce:${kind}/environment`]: 'dev',
  [`elasticmapreduce:${kind}/domain`]: domain,
});
const asStep = (name: string) => ({ ...tags('ResourceTag', 'shop'), 'elasticmapreduce:ExecutionRoleArn': role(name) });
const passed = (service: string) => ({ 'iam:PassedToService': service });
const virtualCluster = inRegion('emr-containers', `/virtualclusters/${profiles['emr-on-eks'].virtualClusterId}`);
const withRole = (name: string) => ({ 'emr-containers:ExecutionRoleArn': role(name) });
const glueJob = inRegion('glue', 'job/lakewright-dev-shop-gold-small');
const glueLog = inRegion(
  'logs',
  'log-group:/aws-glue/jobs/lakewright-dev-shop-gold-small/lakewright-dev-shop-gold-small-role/lakewright-dev-shop-gold-job/error:log-stream:a',
);

test.each([
  ['emr-cluster', 'orchestration', 'elasticmapreduce:RunJobFlow', '*', tags('RequestTag', 'shop')],
  ['emr-cluster', 'orchestration', 'elasticmapreduce:AddTags', cluster, tags('RequestTag', 'shop')],
  ['emr-cluster', 'orchestration', 'elasticmapreduce:AddJobFlowSteps', cluster, asStep('shop-gold-job')],
  ['emr-cluster', 'orchestration', 'elasticmapreduce:DescribeStep', cluster, tags('ResourceTag', 'shop')],
  ['emr-cluster', 'orchestration', 'elasticmapreduce:CancelSteps', cluster, tags('ResourceTag', 'shop')],
  ['emr-cluster', 'orchestration', 'elasticmapreduce:TerminateJobFlows', cluster, tags('ResourceTag', 'shop')],
  ['emr-cluster', 'orchestration', 'elasticmapreduce:DescribeCluster', cluster, tags('ResourceTag', 'shop')],
  ['emr-cluster', 'orchestration', 'iam:PassRole', role('small-service'), passed('elasticmapreduce.amazonaws.com')],
  ['emr-cluster', 'orchestration', 'iam:PassRole', role('small-nodes'), passed('ec2.amazonaws.com')],
  [
    'emr-cluster',
    'orchestration',
    'events:PutRule',
    inRegion('events', 'rule/StepFunctionsGetEventForEMRAddJobFlowStepsRule'),
    {},
  ],
  [
    'emr-cluster',
    'orchestration',
    'events:PutTargets',
    inRegion('events', 'rule/StepFunctionsGetEventForEMRTerminateJobFlowsRule'),
    {},
  ],
  ['glue', 'orchestration', 'glue:StartJobRun', glueJob, {}],
  ['glue', 'orchestration', 'glue:GetJobRun', glueJob, {}],
  ['glue', 'orchestration', 'glue:BatchStopJobRun', glueJob, {}],
  ['glue', 'gold-job', 'logs:PutLogEvents', glueLog, {}],
  ['glue', 'gold-job', 'cloudwatch:PutMetricData', '*', { 'cloudwatch:namespace': 'Glue' }],
  ['emr-on-eks', 'orchestration', 'emr-containers:StartJobRun', virtualCluster, withRole('shop-gold-job')],
  ['emr-on-eks', 'orchestration', 'emr-containers:DescribeJobRun', `${virtualCluster}/jobruns/1`, {}],
  ['emr-on-eks', 'orchestration', 'emr-containers:CancelJobRun', `${virtualCluster}/jobruns/1`, {}],
  [
    'emr-on-eks',
    'gold-job',
    'logs:PutLogEvents',
    inRegion('logs', 'log-group:/aws/emr-serverless/lakewright-dev-shop:log-stream:a'),
    {},
  ],
] as const)('on %s %s may %s on %s', (service, of, action, resource, context) => {
  expect(verdict(service, of, action, resource, context)).toBe('allowed');
});

test.each([
  ['emr-cluster', 'orchestration', 'elasticmapreduce:RunJobFlow', '*', {}, 'a cluster that says whose it is not'],
  ['emr-cluster', 'orchestration', 'elasticmapreduce:RunJobFlow', '*', tags('RequestTag', 'ads'), 'another domain’s'],
  [
    'emr-cluster',
    'orchestration',
    'elasticmapreduce:AddJobFlowSteps',
    cluster,
    { ...asStep('shop-gold-job'), ...tags('ResourceTag', 'ads') },
    'another domain’s cluster',
  ],
  ['emr-cluster', 'orchestration', 'elasticmapreduce:AddJobFlowSteps', cluster, asStep('admin'), 'another role'],
  [
    'emr-cluster',
    'orchestration',
    'elasticmapreduce:AddJobFlowSteps',
    cluster,
    tags('ResourceTag', 'shop'),
    'with the nodes’ role',
  ],
  [
    'emr-cluster',
    'orchestration',
    'elasticmapreduce:TerminateJobFlows',
    cluster,
    tags('ResourceTag', 'ads'),
    'another domain’s cluster',
  ],
  ['emr-cluster', 'orchestration', 'iam:PassRole', role('small-nodes'), passed('lambda.amazonaws.com'), 'elsewhere'],
  ['emr-cluster', 'orchestration', 'iam:PassRole', role('shop-gold-job'), passed('ec2.amazonaws.com'), 'to nodes'],
  ['emr-cluster', 'orchestration', 'events:PutRule', inRegion('events', 'rule/mine'), {}, 'another rule'],
  ['emr-cluster', 'gold-job', 'logs:PutLogEvents', glueLog, {}, 'nodes write the logs of steps'],
  ['glue', 'orchestration', 'glue:StartJobRun', inRegion('glue', 'job/mine'), {}, 'another job'],
  ['glue', 'orchestration', 'glue:UpdateJob', glueJob, {}, 'Terraform’s'],
  ['glue', 'orchestration', 'iam:PassRole', role('shop-gold-job'), passed('glue.amazonaws.com'), 'Terraform passed it'],
  ['glue', 'silver-job', 'logs:PutLogEvents', glueLog, {}, 'another layer’s job'],
  ['emr-on-eks', 'orchestration', 'emr-containers:StartJobRun', virtualCluster, withRole('admin'), 'another role'],
  [
    'emr-on-eks',
    'orchestration',
    'emr-containers:StartJobRun',
    inRegion('emr-containers', '/virtualclusters/other'),
    withRole('shop-gold-job'),
    'another virtual cluster',
  ],
  ['emr-on-eks', 'orchestration', 'emr-containers:DeleteVirtualCluster', virtualCluster, {}, 'it is not ours'],
] as const)('on %s %s may not %s on %s %j: %s', (service, of, action, resource, context, _) => {
  expect(verdict(service, of, action, resource, context)).toBe('not allowed');
});

test('what a service asks for is there where a profile is of that service alone', () => {
  const servicesOf = (roles: readonly DerivedRole[]) => [
    ...new Set(
      named(roles, 'orchestration').statements.flatMap(({ actions }) => actions.map((action) => action.split(':')[0])),
    ),
  ];
  const always = ['sns', 'kms', 'logs'];
  expect(servicesOf(rolesOn('glue'))).toEqual(['glue', ...always]);
  expect(servicesOf(rolesOn('emr-on-eks'))).toEqual(['emr-containers', ...always]);
  expect(servicesOf(rolesOn('emr-cluster'))).toEqual(['elasticmapreduce', 'iam', 'events', ...always]);
  expect(servicesOf(permissions(fixturePlan(), environmentOf('dev'), awsFacts, ids))).toEqual([
    'emr-serverless',
    'iam',
    'events',
    // What a job is billed for goes into the ledger.
    'dynamodb',
    'kms',
    'sns',
    'logs',
  ]);
});

test('a job’s role is taken by who runs the job, and by nobody else', () => {
  expect(named(rolesOn('glue'), 'gold-job')).toMatchObject({ trusts: ['glue.amazonaws.com'] });
  expect(named(rolesOn('glue'), 'gold-job').trust).toBeUndefined();
  expect(named(rolesOn('emr-cluster'), 'gold-job')).toMatchObject({
    trusts: [],
    trust: [{ principals: { AWS: [role('small-nodes')] }, actions: ['sts:AssumeRole', 'sts:TagSession'] }],
  });
  const pods = named(rolesOn('emr-on-eks'), 'gold-job');
  expect(pods.trusts).toEqual([]);
  const issuer = profiles['emr-on-eks'].oidcProvider;
  expect(pods.trust).toEqual([
    expect.objectContaining({
      principals: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
      actions: ['sts:AssumeRoleWithWebIdentity'],
      conditions: {
        StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' },
        StringLike: {
          [`${issuer}:sub`]: `system:serviceaccount:spark:emr-containers-sa-*-*-${account}-${roleNameInBase36('lakewright-dev-shop-gold-job')}`,
        },
      },
    }),
  ]);
});

test('a layer on two services has the trust of both, and says once what both need', () => {
  const on = environmentOn('emr-on-eks');
  const { default: serverless } = environmentOf('dev').compute;
  if (serverless === undefined) throw new Error('dev has the profile');
  const plan = fixturePlan();
  const gold = plan.units['sales-gold'];
  if (gold === undefined) throw new Error('the fixture has the unit');
  const units = { ...plan.units, second: { ...gold, id: 'second', compute: 'default' } };
  const environment = { ...on, compute: { ...on.compute, default: serverless } };
  const both = named(permissions({ ...plan, units }, environment, awsFacts, ids), 'gold-job');
  expect(both.trusts).toEqual(['emr-serverless.amazonaws.com']);
  expect(both.trust).toHaveLength(1);
  expect(both.statements.filter(({ sid }) => sid === 'WriteLogs').map(({ reasons }) => reasons.length)).toEqual([2]);
});

const told = (service: OtherService, changes: object, without: object = {}) =>
  environmentProblems({ ...environmentOn(service, changes), ...without }).map(({ message, hint }) => [message, hint]);

test.each(['emr-cluster', 'glue', 'emr-on-eks'] as const)('a profile of %s has no problems', (service) => {
  expect(told(service, {})).toEqual([]);
});

test.each([
  [
    'emr-cluster',
    { task: { instanceTypes: ['r7g.xlarge'], targetSpotCapacity: 4, timeoutAction: 'TERMINATE_CLUSTER' } },
    /^environments\/dev\.yaml: compute\.small\.task\.timeoutAction: found "TERMINATE_CLUSTER"; expected SWITCH_TO_ON_DEMAND/,
    undefined,
  ],
  [
    'emr-cluster',
    { core: { instanceTypes: ['m7g.xlarge'], targetSpotCapacity: 2 } },
    /compute\.small\.core\.targetSpotCapacity: found 2; expected none, because a core node/,
    undefined,
  ],
  [
    'emr-cluster',
    { core: { instanceTypes: ['m7i.xlarge'], targetOnDemandCapacity: 2 } },
    /compute\.small\.core\.instanceTypes: found .*are of two architectures; expected one/,
    undefined,
  ],
  [
    'emr-cluster',
    { primary: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 2 } },
    /compute\.small\.primary: found 2 instances; expected 1 primary node, because steps have roles of their own/,
    undefined,
  ],
  [
    'emr-cluster',
    { primary: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 3 } },
    /compute\.small\.primary: found 3 instances; expected 1 primary node, because .* \(https:.*emr-steps-runtime-roles\.html\)/,
    undefined,
  ],
  ['emr-cluster', { idleMinutes: 20_000 }, /compute\.small\.idleMinutes: found 20000; expected 1 to 10080/, undefined],
  [
    'glue',
    { glueVersion: '4.0' },
    /compute\.small\.glueVersion: found '4\.0': Glue 4\.0 has Spark 3\.3 and Delta 2\.1, and the runtime needs Spark 3\.5/,
    undefined,
  ],
  ['glue', { glueVersion: '6.0' }, /the versions in Glue 6\.0 are not recorded; known are 5\.0, 5\.1/, undefined],
  [
    'glue',
    { workerType: 'G.1x' },
    /compute\.small\.workerType: found 'G\.1x'; expected one of G\.1X, G\.2X, G\.4X, G\.8X \(https:/,
    "did you mean 'G.1X'?",
  ],
  [
    'glue',
    { workerType: 'constructor' },
    /compute\.small\.workerType: found 'constructor'; expected one of G\.1X, G\.2X, G\.4X, G\.8X \(https:/,
    'there are: G.1X, G.2X, G.4X, G.8X',
  ],
  [
    'glue',
    { workers: 1 },
    /compute\.small\.workers: found 1; expected 2 \(a driver and an executor\) to 299/,
    undefined,
  ],
  [
    'emr-on-eks',
    { oidcProvider: 'oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF' },
    /compute\.small\.oidcProvider: found .*; expected the issuer of a cluster in eu-central-1/,
    undefined,
  ],
  [
    'emr-on-eks',
    { driver: { vcpu: 1, memoryGb: 1 } },
    /compute\.small\.driver\.memoryGb: found 1; expected at least 2/,
    undefined,
  ],
] as const)('a profile of %s with %j is refused', (service, changes, message, hint) => {
  const [[found, nearest] = [], ...others] = told(service, changes);
  expect(others).toEqual([]);
  expect(found).toMatch(message);
  expect(nearest).toBe(hint);
});

test('a cluster without a network is refused', () => {
  const { network: _, ...bare } = environmentOn('emr-cluster');
  expect(environmentProblems(bare).map(({ message }) => message)).toEqual([
    expect.stringMatching(/compute\.small\.service: found 'emr-cluster'; expected network to say where/),
  ]);
});

test.each([
  ['glue', '3.12', /found 'glue', which has Python 3\.11 and takes no other; expected a service for sales-gold/],
  ['emr-on-eks', '3.11', /found 'emr-on-eks', which has Python 3\.9 and takes no other/],
] as const)('on %s a unit that needs Python %s is refused', (service, version, message) => {
  expect(computeProblems(needingPython(version), environmentOn(service)).map((each) => each.message)).toEqual([
    expect.stringMatching(message),
  ]);
});

test.each([
  ['glue', '3.11'],
  ['emr-on-eks', '3.9'],
] as const)('on %s a unit that needs Python %s has it', (service, version) => {
  expect(computeProblems(needingPython(version), environmentOn(service))).toEqual([]);
});
