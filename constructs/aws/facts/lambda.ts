/** Lambda: runtimes with their dates, what a function's code has to hold, and what its role does. */
import { arn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import { keyThrough } from './key_use';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';
const runtimeSource = `${guide}/lambda-runtimes.html`;

export interface LambdaRuntime {
  /** From then on the service no longer patches it. */
  readonly deprecated: string;
  /** Files that may hold the handler, by its module; none where the handler names a class. */
  readonly files: readonly string[];
}

/** Those that a new function may take: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
export const lambdaRuntimes = {
  'python3.12': { deprecated: '2028-10-31', files: ['{module}.py'] },
  'python3.13': { deprecated: '2029-06-30', files: ['{module}.py'] },
  'nodejs22.x': { deprecated: '2027-04-30', files: ['{module}.js', '{module}.mjs', '{module}.cjs'] },
  'provided.al2023': { deprecated: '2029-06-30', files: ['bootstrap'] },
} as const satisfies Readonly<Record<string, LambdaRuntime>>;

export type LambdaRuntimeName = keyof typeof lambdaRuntimes;

/** Those that are often written and no longer patched, and since when. */
export const pastLambdaRuntimes: Readonly<Record<string, string>> = {
  'python3.9': '2025-12-15',
  'python3.10': '2026-06-30',
  'python3.11': '2026-06-30',
  'nodejs18.x': '2025-09-01',
  'nodejs20.x': '2026-04-30',
};

/** What is wrong with a runtime, in one sentence. */
export function runtimeProblem(name: string): string | undefined {
  if (Object.hasOwn(lambdaRuntimes, name)) return undefined;
  const known = Object.keys(lambdaRuntimes).join(', ');
  const since = pastLambdaRuntimes[name];
  return since === undefined
    ? `expected one of ${known} (${runtimeSource})`
    : `no longer patched since ${since}; expected one of ${known} (${runtimeSource})`;
}

/** What is wrong with a handler, in one sentence: the file that it names has to be there. */
export function handlerProblem(
  runtime: LambdaRuntimeName,
  handler: string,
  files: readonly string[],
): string | undefined {
  const source = `${guide}/configuration-function-zip.html`;
  const module = handler.slice(0, Math.max(handler.lastIndexOf('.'), 0)).replaceAll('.', '/');
  if (runtime !== 'provided.al2023' && module === '') return `expected a handler such as 'main.handler' (${source})`;
  const wanted = lambdaRuntimes[runtime].files.map((file) => file.replace('{module}', module));
  return wanted.some((file) => files.includes(file))
    ? undefined
    : `expected ${wanted.join(' or ')} in the code (${source})`;
}

/** Of code in a zip: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const lambdaCodeLimits = { zippedBytes: 50 * 1024 ** 2, unzippedBytes: 250 * 1024 ** 2 } as const;

export const lambdaFacts: ServiceFacts = {
  name: 'AWS Lambda',
  principals: ['lambda.amazonaws.com'],
  passedTo: [
    {
      principal: 'lambda.amazonaws.com',
      why: 'whoever makes a function passes its role',
      source: `${guide}/lambda-intro-execution-role.html`,
    },
  ],
  quotas: [
    {
      what: 'concurrent executions',
      most: 1000,
      adjustable: true,
      why: 'shared by all functions of an account and region; a new account may have fewer',
      source: `${guide}/gettingstarted-limits.html`,
    },
  ],
};

/** Asked for on everything: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
export const lambdaNetworkActions: readonly string[] = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];
/** Traces have no resource level: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html */
export const tracingActions: readonly string[] = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

/** What a function does besides its work. */
export interface FunctionUse {
  readonly functionArn: string;
  readonly logGroupName: string;
  readonly keyArn: string;
  readonly traced: boolean;
  readonly vpc: boolean;
  /** A queue or topic, and the key of its encryption. */
  readonly onFailure?: { readonly arn: string; readonly keyArn?: string };
}

/** A function's own role, before anything is granted to it. */
export function functionStatements(naming: Naming, use: FunctionUse): readonly Statement[] {
  return [
    {
      sid: 'WriteLogs',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [arn(naming, 'logs', `log-group:${use.logGroupName}:*`)],
    },
    {
      // Lambda decrypts the environment in the role's name:
      // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
      sid: 'EnvironmentKey',
      actions: ['kms:Decrypt'],
      resources: [use.keyArn],
      conditions: { StringEquals: { 'kms:EncryptionContext:aws:lambda:FunctionArn': use.functionArn } },
    },
    ...(use.traced ? [{ sid: 'Trace', actions: tracingActions, resources: ['*'] }] : []),
    ...(use.vpc ? networkStatements(use.functionArn) : []),
    ...(use.onFailure === undefined ? [] : failureStatements(naming, use.onFailure)),
  ];
}

/** The service may, the code may not: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice */
const networkStatements = (functionArn: string): readonly Statement[] => [
  { sid: 'NetworkInterfaces', actions: lambdaNetworkActions, resources: ['*'] },
  {
    sid: 'NotTheCode',
    effect: 'Deny',
    actions: lambdaNetworkActions,
    resources: ['*'],
    conditions: { ArnLike: { 'lambda:SourceFunctionArn': functionArn } },
  },
];

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function failureStatements(naming: Naming, target: NonNullable<FunctionUse['onFailure']>): readonly Statement[] {
  const queue = target.arn.includes(':sqs:');
  return [
    { sid: 'TellFailures', actions: [queue ? 'sqs:SendMessage' : 'sns:Publish'], resources: [target.arn] },
    ...(target.keyArn === undefined
      ? []
      : [
          {
            sid: 'TellFailuresKey',
            ...keyThrough(queue ? 'sqs' : 'sns', ['kms:Decrypt', 'kms:GenerateDataKey'], target.keyArn, naming.region),
          },
        ]),
  ];
}
