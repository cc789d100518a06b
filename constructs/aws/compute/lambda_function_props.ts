/** What a `LambdaFunction` is given. */
import { existsSync } from 'node:fs';
import * as z from 'zod';
import { type RemovalProps, Token } from '../../core';
import { type LambdaRuntimeName, runtimeProblem, secretNameProblem } from '../facts';
import { type NamedProps, type NamingProps, namingShape } from '../environment/naming_props';
import {
  arnShape,
  keyArnShape,
  logRetentionShape,
  securityGroupIdShape,
  subnetIdShape,
  wholeNumber,
} from '../environment/shapes';

const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';
const limits = `${guide}/gettingstarted-limits.html`;
const asynchronous = `${guide}/invocation-async-configuring.html`;

/** Removal is of its log group. */
export interface LambdaFunctionProps extends Required<NamedProps>, RemovalProps {
  /** The folder of the code, from the working directory. */
  readonly folder: string;
  readonly runtime: LambdaRuntimeName;
  /** `main.handler`: the function `handler` of `main.py`. */
  readonly handler: string;
  /** Of the environment's variables. */
  readonly keyArn: string;
  /** A key of class logs. */
  readonly logKeyArn: string;
  /** 90 unless given. */
  readonly logRetentionDays?: number;
  /** `arm64` unless given: compiled libraries have to fit. */
  readonly architecture?: 'arm64' | 'x86_64';
  /** MiB; 512 unless given. The processor grows with it. */
  readonly memorySize?: number;
  /** Seconds; 60 unless given. */
  readonly timeout?: number;
  /** Of the environment: seen by everybody who may look at the function; secrets by their ARN. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The most calls at once, which no other function can take; 0 stops it. */
  readonly reservedConcurrentExecutions?: number;
  /** A queue or topic that gets the calls that failed for good. */
  readonly onFailureArn?: string;
  /** Of its encryption. */
  readonly onFailureKeyArn?: string;
  /** How often the service calls again after a failure of an asynchronous call; 2 unless given. */
  readonly maximumRetryAttempts?: number;
  /** `Active` unless given. */
  readonly tracingMode?: 'Active' | 'PassThrough';
  /** Without them it reaches AWS and the internet from the service's own network. */
  readonly subnetIds?: readonly string[];
  readonly securityGroupIds?: readonly string[];
}

export interface ExistingFunctionProps extends NamingProps {
  readonly functionName: string;
}

const text = z.string();

export const functionShape = z.object({
  ...namingShape,
  name: text.regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'expected lower-case letters, digits and single hyphens, beginning with a letter (docs/aws.md#names)',
  ),
  folder: text.refine(
    (folder) => existsSync(folder),
    `expected a folder that is there, from the working directory (${guide}/configuration-function-zip.html)`,
  ),
  runtime: text,
  handler: text,
  keyArn: keyArnShape,
  logKeyArn: keyArnShape,
  logRetentionDays: logRetentionShape,
  architecture: z.enum(['arm64', 'x86_64'], `expected arm64 or x86_64 (${guide}/foundation-arch.html)`).exactOptional(),
  memorySize: wholeNumber(128, 10_240, 'MiB', limits).exactOptional(),
  timeout: wholeNumber(1, 900, 'seconds', limits).exactOptional(),
  variables: z.record(text, text).exactOptional(),
  reservedConcurrentExecutions: wholeNumber(
    0,
    100_000,
    'calls',
    `${guide}/configuration-concurrency.html`,
  ).exactOptional(),
  onFailureArn: arnShape('a queue or topic').exactOptional(),
  onFailureKeyArn: keyArnShape.exactOptional(),
  maximumRetryAttempts: wholeNumber(0, 2, 'attempts', asynchronous).exactOptional(),
  tracingMode: z
    .enum(['Active', 'PassThrough'], `expected Active or PassThrough (${guide}/services-xray.html)`)
    .exactOptional(),
  subnetIds: z.array(subnetIdShape).min(1).exactOptional(),
  securityGroupIds: z.array(securityGroupIdShape).min(1).exactOptional(),
});

/** What is wrong with properties on their own or together: `runtime: found "x"; expected ... (source)`. */
export function functionProblems(props: LambdaFunctionProps): readonly string[] {
  const runtime = Token.isUnresolved(props.runtime) ? undefined : runtimeProblem(props.runtime);
  const half = (props.subnetIds === undefined) !== (props.securityGroupIds === undefined);
  return [
    ...(runtime === undefined ? [] : [`runtime: found "${props.runtime}"; ${runtime}`]),
    ...(half
      ? [
          `${props.subnetIds === undefined ? 'subnetIds' : 'securityGroupIds'}: found nothing; expected both subnetIds and securityGroupIds, or neither (${guide}/configuration-vpc.html)`,
        ]
      : []),
    ...Object.keys(props.variables ?? {}).flatMap((name) => {
      const problem = secretNameProblem(name);
      return problem === undefined ? [] : [`variables.${name}: ${problem}`];
    }),
  ];
}
