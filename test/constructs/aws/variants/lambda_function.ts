import { join } from 'node:path';
import { LambdaFunction, type LambdaFunctionProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const folder = join(__dirname, '..', 'functions', 'echo');
const least = (given: Surroundings, name: string): LambdaFunctionProps => ({
  ...given.base,
  name,
  folder,
  runtime: 'python3.12',
  handler: 'main.handler',
  keyArn: given.keyArn(),
  logKeyArn: given.keyArn('logs'),
});
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
const wrong = (naming: Naming, props: Partial<LambdaFunctionProps>): LambdaFunctionProps => ({
  ...naming,
  name: 'x',
  folder,
  runtime: 'python3.12',
  handler: 'main.handler',
  keyArn,
  logKeyArn: keyArn,
  ...props,
});
const refused: readonly (readonly [wrong: string, props: object, message: string])[] = [
  ['a runtime that is no longer patched', { runtime: 'python3.9' }, 'runtime: found "python3.9"; no longer patched'],
  ['a runtime that is none', { runtime: 'python4' }, 'runtime: found "python4"; expected one of python3.12'],
  [
    'a handler without its file',
    { handler: 'app.handler' },
    'handler: found "app.handler"; expected app.py in the code',
  ],
  [
    'a password in the environment',
    { variables: { DB_PASSWORD: 'x' } },
    "variables.DB_PASSWORD: 'DB_PASSWORD' looks like a secret",
  ],
  ['more than a quarter of an hour', { timeout: 1000 }, 'timeout: found 1000; expected 1 to 900 seconds'],
  [
    'subnets without security groups',
    { subnetIds: ['subnet-1'] },
    'securityGroupIds: found nothing; expected both subnetIds and securityGroupIds',
  ],
  ['a folder that is not there', { folder: 'nowhere' }, 'folder: found "nowhere"; expected a folder that is there'],
];

export const lambdaFunction: Variant = {
  construct: LambdaFunction,
  family: 'compute',
  least: (scope, id, given, name = 'least') => new LambdaFunction(scope, id, least(given, name)),
  all: (scope, id, given) =>
    new LambdaFunction(scope, id, {
      ...least(given, 'all'),
      runtime: 'python3.13',
      logRetentionDays: 30,
      architecture: 'x86_64',
      memorySize: 1024,
      timeout: 300,
      variables: { DB_PASSWORD_ARN: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db' },
      reservedConcurrentExecutions: 5,
      onFailureArn: given.topicArn(),
      onFailureKeyArn: given.keyArn('notifications'),
      maximumRetryAttempts: 0,
      tracingMode: 'PassThrough',
      subnetIds: given.subnetIds(2),
      securityGroupIds: [given.securityGroupId()],
    }),
  existing: (scope, id, { naming }) => LambdaFunction.fromExisting(scope, id, { ...naming, functionName: 'echo' }),
  refused: [
    ...refused.map(([what, props, message]) => ({
      wrong: what,
      build: (scope: Parameters<Variant['least']>[0], { naming }: Surroundings) =>
        new LambdaFunction(scope, 'it', wrong(naming, props)),
      message,
    })),
    {
      wrong: 'an existing function with a dot',
      build: (scope, { naming }) => LambdaFunction.fromExisting(scope, 'it', { ...naming, functionName: 'a.b' }),
      message: "lambda function 'a.b': expected letters",
    },
  ],
};
