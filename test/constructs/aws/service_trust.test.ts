/** Who may take a role: a condition on the account where the service is documented to say it, and nowhere else. */
import { ServiceRole } from '../../../constructs/aws';
import { trustedServices } from '../../../constructs/aws/facts';
import { naming, resourcesOf } from '../app';

function trustOf(service: string | readonly string[]): unknown {
  const { aws_iam_role: roles = [] } = resourcesOf(
    (stack) =>
      new ServiceRole(stack, 'role', {
        ...{ ...naming, roleName: 'acme-dev-x', service, description: 'Runs', mayBeEmpty: true },
      }),
  );
  return (JSON.parse(String(roles[0]?.['assume_role_policy'])) as { Statement: unknown }).Statement;
}
const taken = (Service: string | readonly string[]) => ({
  ...{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' },
});
const ours = { Condition: { StringEquals: { 'aws:SourceAccount': naming.account } } };

test.each([
  'ecs-tasks',
  'eks',
  'elasticmapreduce',
  'grafana',
  'monitoring.rds',
  'sagemaker',
  'scheduler',
  'states',
  'vpc-flow-logs',
])('%s says for which account, so it is let in for this one alone', (name) => {
  expect(trustOf(`${name}.amazonaws.com`)).toEqual([{ ...taken(`${name}.amazonaws.com`), ...ours }]);
});

test.each([
  'backup',
  'chatbot',
  'cloudtrail',
  'ec2',
  'emr-serverless',
  'glue',
  'lakeformation',
  'lambda',
  's3',
  'a-service-that-nobody-knows',
])('%s is not documented to say it, and a condition on it could let nobody in', (name) => {
  expect(trustOf(`${name}.amazonaws.com`)).toEqual([taken(`${name}.amazonaws.com`)]);
});

test('of several each is let in as it says', () => {
  const services = ['glue.amazonaws.com', 'states.amazonaws.com', 'lambda.amazonaws.com'];
  expect(trustOf(services)).toEqual([
    { ...taken('states.amazonaws.com'), ...ours },
    taken(['glue.amazonaws.com', 'lambda.amazonaws.com']),
  ]);
});

test('each service is there once, with its source', () => {
  const names = trustedServices.map(({ service }) => service);
  expect(names).toEqual([...new Set(names)].sort());
  for (const { source } of trustedServices) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
});
