/** What a `GlueJob` is given. */
import * as z from 'zod';
import { glueVersionProblem } from '../../../pipelines/engines/releases';
import { type RemovalProps, Token } from '../../core';
import {
  glueArgumentProblem,
  glueWorkers,
  glueWorkersProblem,
  type GlueWorkerType,
  secretNameProblem,
  type TableFormat,
} from '../facts';
import { type NamedProps, type NamingProps, namingShape } from '../environment/naming_props';
import { keyArnShape, logRetentionShape, wholeNumber } from '../environment/shapes';
import type { ServiceRole } from '../identity/service_role';

const guide = 'https://docs.aws.amazon.com/glue/latest/dg';
const jobs = `${guide}/aws-glue-api-jobs-job.html`;
const args = `${guide}/aws-glue-programming-etl-glue-arguments.html`;

/** Removal is of its log groups. */
export interface GlueJobProps extends Required<NamedProps>, RemovalProps {
  readonly artifactBucketName: string;
  /** Of the artefacts bucket's encryption, unless that is S3's own. */
  readonly artifactKeyArn?: string;
  /** The script's key in it. */
  readonly scriptKey: string;
  /** Keys of further Python files and wheels in it. */
  readonly pyFiles?: readonly string[];
  /** Of what the job writes, and of its bookmarks. */
  readonly keyArn: string;
  /** A key of class logs. */
  readonly logKeyArn: string;
  /** 90 unless given. */
  readonly logRetentionDays?: number;
  /** `delta` unless given. */
  readonly format?: TableFormat;
  /** Further settings of Spark. */
  readonly conf?: Readonly<Record<string, string>>;
  /** Arguments of your script; names begin with two hyphens. */
  readonly arguments?: Readonly<Record<string, string>>;
  /** `G.1X` unless given. */
  readonly workerType?: GlueWorkerType;
  /** The most that auto scaling takes; 10 unless given. */
  readonly numberOfWorkers?: number;
  /** `5.0` unless given. */
  readonly glueVersion?: string;
  /** The role that it takes, with all that it needs; one of its own unless given. */
  readonly role?: ServiceRole;
  /** `FLEX` is cheaper, starts when there is capacity and may lose workers; `STANDARD` unless given. */
  readonly executionClass?: 'STANDARD' | 'FLEX';
  /** Minutes after which a run is ended; 120 unless given. */
  readonly timeout?: number;
  /** 0 unless given: the state machine tries again. */
  readonly maxRetries?: number;
  /** Runs at once; 1 unless given. */
  readonly maxConcurrentRuns?: number;
}

export interface ExistingGlueJobProps extends NamingProps {
  readonly jobName: string;
}

const text = z.string();
const key = text.min(1, `expected the key of a file (${jobs})`);
const types = Object.keys(glueWorkers) as [GlueWorkerType, ...GlueWorkerType[]];

export const glueJobShape = z.object({
  ...namingShape,
  name: text.regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'expected lower-case letters, digits and single hyphens, beginning with a letter (docs/aws.md#names)',
  ),
  artifactBucketName: text,
  artifactKeyArn: keyArnShape.exactOptional(),
  scriptKey: key,
  pyFiles: z.array(key).exactOptional(),
  keyArn: keyArnShape,
  logKeyArn: keyArnShape,
  format: z.enum(['delta', 'iceberg'], `expected delta or iceberg (${args})`).exactOptional(),
  conf: z.record(text, text).exactOptional(),
  arguments: z.record(text, text).exactOptional(),
  workerType: z.enum(types, `expected one of ${types.join(', ')} (${guide}/worker-types.html)`).exactOptional(),
  numberOfWorkers: z.int(`expected whole workers (${jobs})`).exactOptional(),
  executionClass: z.enum(['STANDARD', 'FLEX'], `expected STANDARD or FLEX (${jobs})`).exactOptional(),
  timeout: wholeNumber(1, 10_080, 'minutes', jobs).exactOptional(),
  maxRetries: wholeNumber(0, 10, 'retries', jobs).exactOptional(),
  maxConcurrentRuns: wholeNumber(1, 1000, 'runs', jobs).exactOptional(),
  logRetentionDays: logRetentionShape,
});

/** What is wrong with properties together: `numberOfWorkers: found 1; expected ... (source)`. */
export function glueJobProblems(props: GlueJobProps): readonly string[] {
  const version = Token.isUnresolved(props.glueVersion) ? undefined : glueVersionProblem(props.glueVersion ?? '5.0');
  const count = props.numberOfWorkers ?? 10;
  const workers = Token.isUnresolved(count) ? undefined : glueWorkersProblem(props.workerType ?? 'G.1X', count);
  return [
    ...(version === undefined ? [] : [`glueVersion: ${version}`]),
    ...(workers === undefined ? [] : [`numberOfWorkers: found ${count}; ${workers}`]),
    ...Object.keys(props.arguments ?? {}).flatMap((name) => {
      const problem = glueArgumentProblem(name) ?? secretNameProblem(name);
      return problem === undefined ? [] : [`arguments.${name}: ${problem}`];
    }),
  ];
}
