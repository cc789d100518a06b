/** What a Glue job is made with, where it matters. */
import { GlueJob, type GlueJobProps, ServiceRole } from '../../../constructs/aws';
import { secretNameProblem } from '../../../constructs/aws/facts';
import type { Construct } from '../../../constructs/core';
import { evaluate } from '../../emulator/iam/evaluate';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const logKeyArn = `${keyArn}-logs`;
const least: GlueJobProps = {
  ...naming,
  name: 'orders',
  artifactBucketName: 'acme-artifacts',
  scriptKey: 'scripts/orders.py',
  keyArn,
  logKeyArn,
};
const made = (props: Partial<GlueJobProps> = {}) =>
  resourcesOf((stack) => new GlueJob(stack, 'x', { ...least, ...props }));

test('logs, bookmarks and results are encrypted, each with its key', () => {
  const { aws_glue_security_configuration: [security] = [], aws_cloudwatch_log_group: groups = [] } = made();
  expect(security?.['encryption_configuration']).toEqual({
    cloudwatch_encryption: { cloudwatch_encryption_mode: 'SSE-KMS', kms_key_arn: logKeyArn },
    job_bookmarks_encryption: { job_bookmarks_encryption_mode: 'CSE-KMS', kms_key_arn: keyArn },
    s3_encryption: { s3_encryption_mode: 'SSE-KMS', kms_key_arn: keyArn },
  });
  expect(groups.map((group) => [group['name'], group['kms_key_id'], group['retention_in_days']])).toEqual([
    ['/aws-glue/jobs/acme-dev-orders/acme-dev-orders-role/acme-dev-orders-job/error', logKeyArn, 90],
    ['/aws-glue/jobs/acme-dev-orders/acme-dev-orders-role/acme-dev-orders-job/output', logKeyArn, 90],
    ['/aws-glue/jobs/acme-dev-orders/error', logKeyArn, 90],
    ['/aws-glue/jobs/acme-dev-orders/output', logKeyArn, 90],
  ]);
});

// Others than these Glue would make itself, and keep for ever.
test('log groups have the names that Glue may give: below the prefix, and with the security configuration and the role with its path', () => {
  let of: GlueJob | undefined;
  const resources = resourcesOf((stack) => {
    const role = new ServiceRole(stack, 'role', {
      ...naming,
      roleName: 'acme-dev-etl',
      path: '/data-platform/',
      service: 'glue.amazonaws.com',
      description: 'Runs jobs',
      statements: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme-artifacts/a'] }],
    });
    of = new GlueJob(stack, 'x', { ...least, role });
  });
  const [security] = resources['aws_glue_security_configuration'] ?? [];
  const [job] = resources['aws_glue_job'] ?? [];
  const args = job?.['default_arguments'] as Record<string, string>;
  const prefix = String(args['--custom-logGroup-prefix']);
  const encrypted = `${prefix}/${String(security?.['name'])}-role/data-platform/acme-dev-etl`;
  const names = [`${prefix}/error`, `${prefix}/output`, `${encrypted}/error`, `${encrypted}/output`];
  expect((resources['aws_cloudwatch_log_group'] ?? []).map((group) => String(group['name'])).sort()).toEqual(
    names.sort(),
  );
  expect(Object.values(of?.logGroupNames ?? {}).sort()).toEqual(names.sort());
});

test('its own role writes to its log groups, and to no others', () => {
  const [policy] = made()['aws_iam_role_policy'] ?? [];
  const { Statement: statements } = JSON.parse(String(policy?.['policy'])) as {
    Statement: { Sid?: string; Action: string[]; Resource: string }[];
  };
  const write = statements.find(({ Sid }) => Sid === 'WriteGlueLogs');
  const may = (group: string): string =>
    evaluate([{ actions: write?.Action ?? [], resources: [write?.Resource ?? ''] }], {
      action: 'logs:PutLogEvents',
      resource: `arn:aws:logs:eu-central-1:111122223333:log-group:${group}:log-stream:jr_1-driver`,
      context: {},
    });
  const [group] = made()['aws_cloudwatch_log_group'] ?? [];
  expect(may(String(group?.['name']))).toBe('allowed');
  expect(may('/aws-glue/jobs/acme-dev-orders-2/acme-dev-orders-2-role/acme-dev-orders-job/error')).toBe('not allowed');
  expect(may('/aws-glue/jobs/error')).toBe('not allowed');
});

test.each([
  ['delta', 'io.delta.sql.DeltaSparkSessionExtension'],
  ['iceberg', 'org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions'],
] as const)('a job for %s has its libraries and settings, scales, and keeps no bookmark', (format, extension) => {
  const args = made({ format, conf: { 'spark.sql.shuffle.partitions': '8' } })['aws_glue_job']?.[0]?.[
    'default_arguments'
  ] as Record<string, string>;
  expect(args['--datalake-formats']).toBe(format);
  expect(args['--conf']).toContain(`spark.sql.extensions=${extension} --conf spark.sql.catalog.`);
  expect(args['--conf']).toMatch(/ --conf spark\.sql\.shuffle\.partitions=8$/);
  expect(args['--job-bookmark-option']).toBe('job-bookmark-disable');
  expect(args['--enable-auto-scaling']).toBe('true');
  expect(args['--custom-logGroup-prefix']).toBe('/aws-glue/jobs/acme-dev-orders');
});

test('its role reads its files, and no others', () => {
  const [policy] = made({ pyFiles: ['wheels/shop.whl'] })['aws_iam_role_policy'] ?? [];
  const { Statement: statements } = JSON.parse(String(policy?.['policy'])) as {
    Statement: { Sid?: string; Resource: string | string[] }[];
  };
  expect(statements.find(({ Sid }) => Sid === 'ReadScript')?.Resource).toEqual([
    'arn:aws:s3:::acme-artifacts/scripts/orders.py',
    'arn:aws:s3:::acme-artifacts/wheels/shop.whl',
  ]);
});

const jobs: readonly (readonly [string, (scope: Construct) => Pick<GlueJob, 'grantRun'>])[] = [
  ['made', (scope) => new GlueJob(scope, 'x', least)],
  ['existing', (scope) => GlueJob.fromExisting(scope, 'x', { ...naming, jobName: 'acme-dev-orders' })],
];

test.each(jobs)('a job, %s, lets be run and stopped', (_, job) => {
  const { may } = granted((scope, role) => job(scope).grantRun(role));
  const on = (name: string) => `arn:aws:glue:eu-central-1:111122223333:job/${name}`;
  expect(may('glue:StartJobRun', on('acme-dev-orders'))).toBe(true);
  expect(may('glue:BatchStopJobRun', on('acme-dev-orders'))).toBe(true);
  expect(may('glue:StartJobRun', on('acme-dev-orders-2'))).toBe(false);
  expect(may('glue:UpdateJob', on('acme-dev-orders'))).toBe(false);
});

test.each([
  ['DB_PASSWORD', true],
  ['apiKey', true],
  ['--db-password', true],
  ['GITHUB_TOKEN', true],
  ['DB_PASSWORD_ARN', false],
  ['TOKENIZER', false],
  ['SECRET_NAME', false],
  ['MONKEY', false],
])('%s is a secret: %s', (name, secret) => {
  expect(secretNameProblem(name) !== undefined).toBe(secret);
});
