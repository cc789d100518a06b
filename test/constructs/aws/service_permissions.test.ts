/**
 * What services ask in a role's name is no request that a test could observe: the cases below are what the sources in
 * constructs/aws/facts say, and what must not follow from them.
 */
import { awsFacts } from '../../../constructs/aws/facts';
import { permissions } from '../../../pipelines/targets';
import { type AwsRequest, evaluate } from '../../emulator/iam/evaluate';
import { fixturePlan } from '../../stacks/plan_fixture';
import { environmentOf } from '../../stacks/synthesized';

const environment = environmentOf('dev');
const account = environment.accounts.data;
const inRegion = (service: string, resource: string): string =>
  `arn:aws:${service}:eu-central-1:${account}:${resource}`;
const dataKey = inRegion('kms', 'key/data');
const notificationsKey = inRegion('kms', 'key/notifications');
const roles = permissions(fixturePlan(), environment, awsFacts, {
  dataKeyArn: dataKey,
  notificationsKeyArn: notificationsKey,
  applicationArn: (profile) => inRegion('emr-serverless', `/applications/${profile}`),
});
const verdict = (role: string, action: string, resource: string, context: Record<string, string> = {}): string => {
  const found = roles.find((each) => each.name === `lakewright-dev-shop-${role}`);
  const request: AwsRequest = {
    action,
    resource,
    context: Object.fromEntries(Object.entries(context).map(([key, value]) => [key, [value]])),
  };
  return evaluate(found?.statements ?? [], request);
};

const bucketOf = (layer: string): string => {
  const write = roles
    .find((role) => role.layer === layer)
    ?.statements.find((statement) => statement.sid === 'WriteTables');
  return (write?.resources[0] ?? '').split('/')[0] ?? '';
};
const viaS3 = (bucket: string) => ({
  'kms:ViaService': 's3.eu-central-1.amazonaws.com',
  'kms:EncryptionContext:aws:s3:arn': bucket,
});
const passedTo = (service: string) => ({ 'iam:PassedToService': service });
const job = '/applications/small/jobruns/1';

test.each([
  ['silver-job', 'kms:GenerateDataKey', dataKey, viaS3(bucketOf('silver'))],
  ['silver-job', 'kms:Decrypt', dataKey, viaS3(bucketOf('bronze'))],
  ['silver-job', 'kms:Decrypt', dataKey, { 'kms:ViaService': 'dynamodb.eu-central-1.amazonaws.com' }],
  [
    'silver-job',
    'logs:PutLogEvents',
    inRegion('logs', 'log-group:/aws/emr-serverless/lakewright-dev-shop:log-stream:a'),
    {},
  ],
  ['orchestration', 'emr-serverless:StartJobRun', inRegion('emr-serverless', '/applications/small'), {}],
  ['orchestration', 'emr-serverless:GetJobRun', inRegion('emr-serverless', job), {}],
  ['orchestration', 'emr-serverless:CancelJobRun', inRegion('emr-serverless', job), {}],
  [
    'orchestration',
    'iam:PassRole',
    `arn:aws:iam::${account}:role/lakewright-dev-shop-gold-job`,
    passedTo('emr-serverless.amazonaws.com'),
  ],
  ['orchestration', 'events:PutRule', inRegion('events', 'rule/StepFunctionsGetEventsForEMRServerlessJobRule'), {}],
  ['orchestration', 'sns:Publish', inRegion('sns', 'lakewright-dev-alerts'), {}],
  ['orchestration', 'kms:GenerateDataKey', notificationsKey, { 'kms:ViaService': 'sns.eu-central-1.amazonaws.com' }],
  ['orchestration', 'logs:CreateLogDelivery', '*', {}],
  ['schedule', 'states:StartExecution', inRegion('states', 'stateMachine:lakewright-dev-shop-sales'), {}],
])('%s may %s on %s', (role, action, resource, context) => {
  expect(verdict(role, action, resource, context)).toBe('allowed');
});

test.each([
  ['silver-job', 'kms:GenerateDataKey', dataKey, viaS3(bucketOf('bronze')), 'it only reads bronze'],
  ['silver-job', 'kms:Decrypt', dataKey, viaS3(bucketOf('gold')), 'it has nothing in gold'],
  ['silver-job', 'kms:Decrypt', dataKey, {}, 'the key is used through services only'],
  ['silver-job', 'kms:Decrypt', notificationsKey, viaS3(bucketOf('silver')), 'another key'],
  [
    'silver-job',
    'logs:PutLogEvents',
    inRegion('logs', 'log-group:/aws/emr-serverless/lakewright-dev-ads:log-stream:a'),
    {},
    'another domain',
  ],
  [
    'silver-job',
    'iam:PassRole',
    `arn:aws:iam::${account}:role/lakewright-dev-shop-gold-job`,
    passedTo('emr-serverless.amazonaws.com'),
    'a job starts no job',
  ],
  [
    'orchestration',
    'emr-serverless:StartJobRun',
    inRegion('emr-serverless', '/applications/large'),
    {},
    'no unit runs there',
  ],
  [
    'orchestration',
    'emr-serverless:DeleteApplication',
    inRegion('emr-serverless', '/applications/small'),
    {},
    'Terraform’s',
  ],
  [
    'orchestration',
    'iam:PassRole',
    `arn:aws:iam::${account}:role/lakewright-dev-shop-gold-job`,
    passedTo('lambda.amazonaws.com'),
    'another service',
  ],
  [
    'orchestration',
    'iam:PassRole',
    `arn:aws:iam::${account}:role/admin`,
    passedTo('emr-serverless.amazonaws.com'),
    'another role',
  ],
  ['orchestration', 'events:PutRule', inRegion('events', 'rule/mine'), {}, 'another rule'],
  ['orchestration', 's3:GetObject', `${bucketOf('silver')}/shop/orders/a`, {}, 'it sees no data'],
  [
    'schedule',
    'states:StartExecution',
    inRegion('states', 'stateMachine:lakewright-dev-ads-clicks'),
    {},
    'another machine',
  ],
])('%s may not %s on %s %j: %s', (role, action, resource, context, _) => {
  expect(verdict(role, action, resource, context)).toBe('not allowed');
});
