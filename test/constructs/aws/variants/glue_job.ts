import { GlueJob, type GlueJobProps, ServiceRole } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const least = (given: Surroundings, name: string): GlueJobProps => ({
  ...given.base,
  name,
  artifactBucketName: `acme-${given.naming.environment}-artifacts`,
  scriptKey: 'scripts/orders.py',
  keyArn: given.keyArn(),
  logKeyArn: given.keyArn('logs'),
});
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
const wrong = (naming: Naming, props: Partial<GlueJobProps>): GlueJobProps => ({
  ...naming,
  name: 'x',
  artifactBucketName: 'acme-artifacts',
  scriptKey: 'x.py',
  keyArn,
  logKeyArn: keyArn,
  ...props,
});
const refused: readonly (readonly [wrong: string, props: Partial<GlueJobProps>, message: string])[] = [
  ['an old version', { glueVersion: '4.0' }, 'glueVersion: Glue 4.0 has Spark 3.3 and Delta 2.1'],
  ['one worker', { numberOfWorkers: 1 }, 'numberOfWorkers: found 1; expected 2 (a driver and an executor) to 299'],
  [
    'more large workers than there are',
    { workerType: 'G.2X', numberOfWorkers: 200 },
    'numberOfWorkers: found 200; expected 2 (a driver and an executor) to 149 workers of G.2X',
  ],
  ['more than a week', { timeout: 20_000 }, 'timeout: found 20000; expected 1 to 10080 minutes'],
  [
    'a bookmark',
    { arguments: { '--job-bookmark-option': 'job-bookmark-enable' } },
    "arguments.--job-bookmark-option: '--job-bookmark-option' is given by the construct",
  ],
  [
    'a password in the configuration',
    { arguments: { '--db-password': 'x' } },
    "arguments.--db-password: '--db-password' looks like a secret",
  ],
  ['an argument without hyphens', { arguments: { day: 'x' } }, "arguments.day: expected a name such as '--run-date'"],
  [
    'days that CloudWatch Logs does not take',
    { logRetentionDays: 10 },
    'logRetentionDays: found 10; expected one of 1, 3, 5',
  ],
];

export const glueJob: Variant = {
  construct: GlueJob,
  family: 'compute',
  least: (scope, id, given, name = 'least') => new GlueJob(scope, id, least(given, name)),
  all: (scope, id, given) => {
    new GlueJob(scope, `${id}-with-a-role`, {
      ...least(given, 'with-a-role'),
      role: new ServiceRole(scope, `${id}-role`, {
        ...given.naming,
        roleName: `acme-${given.naming.environment}-etl`,
        service: 'glue.amazonaws.com',
        description: 'Runs the job',
        statements: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme/*'] }],
      }),
    });
    return new GlueJob(scope, id, {
      ...least(given, 'all'),
      artifactKeyArn: given.keyArn(),
      pyFiles: ['wheels/shop.whl'],
      logRetentionDays: 30,
      format: 'iceberg',
      conf: { 'spark.sql.catalog.glue_catalog.warehouse': 's3://acme-silver/shop' },
      arguments: { '--run-date': '2025-01-01' },
      workerType: 'G.2X',
      numberOfWorkers: 20,
      executionClass: 'FLEX',
      timeout: 30,
      maxRetries: 1,
      maxConcurrentRuns: 3,
      glueVersion: '5.1',
    });
  },
  existing: (scope, id, { naming }) => GlueJob.fromExisting(scope, id, { ...naming, jobName: 'nightly orders' }),
  refused: [
    ...refused.map(([what, props, message]) => ({
      wrong: what,
      build: (scope: Parameters<Variant['least']>[0], { naming }: Surroundings) =>
        new GlueJob(scope, 'it', wrong(naming, props)),
      message,
    })),
    {
      wrong: 'an existing job with a slash',
      build: (scope, { naming }) => GlueJob.fromExisting(scope, 'it', { ...naming, jobName: 'a/b' }),
      message: "glue job 'a/b': expected letters",
    },
  ],
};
