/** What a function is made with, where it matters. */
import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { LambdaFunction, type LambdaFunctionProps } from '../../../constructs/aws';
import { functionArchive, functionFiles } from '../../../constructs/aws/compute/function_archive';
import { handlerProblem, lambdaRuntimes, pastLambdaRuntimes } from '../../../constructs/aws/facts';
import type { Construct } from '../../../constructs/core';
import { type AwsRequest, evaluate } from '../../emulator/iam/evaluate';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const logKeyArn = `${keyArn}-logs`;
const least: LambdaFunctionProps = {
  ...naming,
  name: 'echo',
  folder: join(__dirname, 'functions', 'echo'),
  runtime: 'python3.12',
  handler: 'main.handler',
  keyArn,
  logKeyArn,
};
const made = (props: Partial<LambdaFunctionProps> = {}) =>
  resourcesOf((stack) => new LambdaFunction(stack, 'x', { ...least, ...props }));

/** A folder with the same code, made at another time, with what tools leave in it. */
function copy(modified: Date, names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-function-'));
  mkdirSync(join(folder, 'lib', '__pycache__'), { recursive: true });
  writeFileSync(join(folder, 'lib', '__pycache__', 'a.pyc'), modified.toISOString());
  for (const name of names) {
    writeFileSync(join(folder, name), `# ${name}`, { mode: 0o600 });
    utimesSync(join(folder, name), modified, modified);
  }
  return folder;
}

test('the same files give the same zip, in any folder, at any time, in any order', () => {
  const names = ['main.py', 'lib/a.py', 'bootstrap'];
  const one = functionArchive(functionFiles(copy(new Date(2020, 1, 1), names)));
  const other = functionArchive(functionFiles(copy(new Date(2024, 5, 5), [...names].reverse())));
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  const members = unzipSync(one);
  expect(Object.keys(members)).toEqual(['bootstrap', 'lib/a.py', 'main.py']);
  expect(strFromU8(members['main.py'] ?? new Uint8Array())).toBe('# main.py');
});

test('every file can be read by Lambda, a bootstrap be started, and none says when it was made', () => {
  const zip = Buffer.from(functionArchive(new Map(['bootstrap', 'a.py'].map((name) => [name, Buffer.from(name)]))));
  const central = Buffer.from('PK\x01\x02', 'latin1');
  const members = [];
  for (let at = zip.indexOf(central); at >= 0; at = zip.indexOf(central, at + 4)) {
    // The first moment that a zip knows: time 0 on the first day of the first month of 1980.
    members.push([
      (zip.readUInt32LE(at + 38) >>> 16).toString(8),
      zip.readUInt16LE(at + 12),
      zip.readUInt16LE(at + 14),
    ]);
  }
  expect(members).toEqual([
    ['100644', 0, 33],
    ['100755', 0, 33],
  ]);
});

test('its code, variables and logs are what was given, and encrypted', () => {
  const { aws_lambda_function: [made1] = [], aws_cloudwatch_log_group: [log] = [] } = made();
  expect(made1).toMatchObject({
    architectures: ['arm64'],
    kms_key_arn: keyArn,
    tracing_config: { mode: 'Active' },
    logging_config: { log_format: 'JSON', log_group: '/aws/lambda/acme-dev-echo' },
  });
  expect(made1?.['source_code_hash']).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(log).toMatchObject({ kms_key_id: logKeyArn, retention_in_days: 90 });
});

test('Lambda may make network interfaces for it, its code may not', () => {
  const [policy] = made({ subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] })['aws_iam_role_policy'] ?? [];
  const { Statement: written } = JSON.parse(String(policy?.['policy'])) as {
    Statement: {
      Effect: 'Allow' | 'Deny';
      Action: string | string[];
      Resource: string | string[];
      Condition?: Record<string, Record<string, string>>;
    }[];
  };
  const statements = written.map(({ Effect, Action, Resource, Condition }) => ({
    effect: Effect,
    actions: [Action].flat(),
    resources: [Resource].flat(),
    ...(Condition === undefined ? {} : { conditions: Condition }),
  }));
  const request = (context: AwsRequest['context']): AwsRequest => ({
    action: 'ec2:CreateNetworkInterface',
    resource: '*',
    context,
  });
  expect(evaluate(statements, request({}))).toBe('allowed');
  const code = { 'lambda:SourceFunctionArn': ['arn:aws:lambda:eu-central-1:111122223333:function:acme-dev-echo'] };
  expect(evaluate(statements, request(code))).not.toBe('allowed');
});

const functions: readonly (readonly [string, (scope: Construct) => Pick<LambdaFunction, 'grantInvoke'>])[] = [
  ['made', (scope) => new LambdaFunction(scope, 'x', least)],
  ['existing', (scope) => LambdaFunction.fromExisting(scope, 'x', { ...naming, functionName: 'acme-dev-echo' })],
];

test.each(functions)('a function, %s, lets be called in any version', (_, made2) => {
  const { may } = granted((scope, role) => made2(scope).grantInvoke(role));
  const on = (name: string) => `arn:aws:lambda:eu-central-1:111122223333:function:${name}`;
  expect(may('lambda:InvokeFunction', on('acme-dev-echo'))).toBe(true);
  expect(may('lambda:InvokeFunction', on('acme-dev-echo:7'))).toBe(true);
  expect(may('lambda:InvokeFunction', on('acme-dev-echoes'))).toBe(false);
  expect(may('lambda:UpdateFunctionCode', on('acme-dev-echo'))).toBe(false);
});

test.each([
  ['python3.12', 'jobs.late.handler', 'jobs/late.py'],
  ['nodejs22.x', 'main.handler', 'main.mjs'],
  ['provided.al2023', 'any', 'bootstrap'],
] as const)('%s finds %s in %s', (runtime, handler, file) => {
  expect(handlerProblem(runtime, handler, [file])).toBeUndefined();
  expect(handlerProblem(runtime, handler, ['other.txt'])).toContain('in the code');
});

test('no runtime is both in use and past', () => {
  expect(Object.keys(pastLambdaRuntimes).filter((name) => name in lambdaRuntimes)).toEqual([]);
});
