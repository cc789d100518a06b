/** Glue's Spark jobs: workers, arguments that the service understands, and what a job's role does for it. */
import { arn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import { keyUseStatement } from './s3';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/glue/latest/dg';

export interface GlueWorker {
  readonly vcpu: number;
  readonly memoryGb: number;
  /** Data processing units: what is paid for. */
  readonly dpu: number;
  /** Where the service states one. */
  readonly most?: number;
}

export const glueWorkers = {
  'G.1X': { vcpu: 4, memoryGb: 16, dpu: 1, most: 299 },
  'G.2X': { vcpu: 8, memoryGb: 32, dpu: 2, most: 149 },
  'G.4X': { vcpu: 16, memoryGb: 64, dpu: 4 },
  'G.8X': { vcpu: 32, memoryGb: 128, dpu: 8 },
} as const satisfies Readonly<Record<string, GlueWorker>>;

export type GlueWorkerType = keyof typeof glueWorkers;

export const glueJobFacts: ServiceFacts = {
  name: 'AWS Glue jobs',
  principals: ['glue.amazonaws.com'],
  endpoints: [
    { service: 's3', type: 'Gateway', why: 'scripts and tables are on S3', source: `${guide}/vpc-endpoints-s3.html` },
    {
      service: 'glue',
      type: 'Interface',
      why: 'a job calls the API of Glue',
      source: `${guide}/vpc-interface-endpoints.html`,
    },
  ],
  passedTo: [
    {
      principal: 'glue.amazonaws.com',
      why: 'whoever makes a job passes its role',
      source: `${guide}/create-service-policy.html`,
    },
  ],
};

const workerSource =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-job.html';

/** What is wrong with workers, in one sentence. */
export function glueWorkersProblem(type: GlueWorkerType, count: number): string | undefined {
  const { most }: GlueWorker = glueWorkers[type];
  if (count >= 2 && count <= (most ?? count)) return undefined;
  const range = most === undefined ? 'or more' : `to ${most}`;
  return `expected 2 (a driver and an executor) ${range} workers of ${type} (${workerSource})`;
}

/** Arguments that the construct gives; another value would undo what it promises. */
export const ownGlueArguments: readonly string[] = [
  '--conf',
  '--custom-logGroup-prefix',
  '--datalake-formats',
  '--enable-auto-scaling',
  '--enable-job-insights',
  '--enable-metrics',
  '--enable-observability-metrics',
  '--job-bookmark-option',
];

/** What is wrong with an argument's name, in one sentence. */
export function glueArgumentProblem(name: string): string | undefined {
  const source = `${guide}/aws-glue-programming-etl-glue-arguments.html`;
  if (!name.startsWith('--')) return `expected a name such as '--run-date' (${source})`;
  return ownGlueArguments.includes(name)
    ? `'${name}' is given by the construct; use its own property (${source})`
    : undefined;
}

export type TableFormat = 'delta' | 'iceberg';

/** Spark's settings for a table format: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-datalake-native-frameworks.html */
export const glueFormats: Readonly<Record<TableFormat, Readonly<Record<string, string>>>> = {
  delta: {
    'spark.sql.extensions': 'io.delta.sql.DeltaSparkSessionExtension',
    'spark.sql.catalog.spark_catalog': 'org.apache.spark.sql.delta.catalog.DeltaCatalog',
  },
  iceberg: {
    'spark.sql.extensions': 'org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions',
    'spark.sql.catalog.glue_catalog': 'org.apache.iceberg.spark.SparkCatalog',
    'spark.sql.catalog.glue_catalog.catalog-impl': 'org.apache.iceberg.aws.glue.GlueCatalog',
    'spark.sql.catalog.glue_catalog.io-impl': 'org.apache.iceberg.aws.s3.S3FileIO',
  },
};

/** What a job starts with and writes of itself. */
export interface GlueJobFiles {
  /** `/aws-glue/jobs/{name}`: Glue's log groups are below it. */
  readonly logPrefix: string;
  readonly files: readonly { readonly bucketArn: string; readonly key: string }[];
  /** Of the bucket of the files. */
  readonly fileKeyArn?: string;
}

/** A job's own role, before anything is granted to it. */
export function glueJobStatements(
  naming: Naming,
  { logPrefix, files, fileKeyArn }: GlueJobFiles,
): readonly Statement[] {
  const buckets = [...new Set(files.map(({ bucketArn }) => bucketArn))];
  return [
    {
      sid: 'ReadScript',
      actions: ['s3:GetObject'],
      resources: files.map(({ bucketArn, key }) => `${bucketArn}/${key}`),
    },
    ...(fileKeyArn === undefined ? [] : [keyUseStatement(['kms:Decrypt'], fileKeyArn, buckets, naming.region)]),
    ...glueOwnStatements(naming, [logPrefix]),
  ];
}

/** `/aws-glue/jobs/{name}`: where a job's logs are. */
export const glueLogPrefix = (jobName: string): string => `/aws-glue/jobs/${jobName}`;

/**
 * Names of groups, by what they hold: system and Spark logs, and what the script prints; twice, because a job with a
 * security configuration was seen to write elsewhere.
 */
export type GlueLogGroups = Readonly<Record<'error' | 'output' | 'encryptedError' | 'encryptedOutput', string>>;

/**
 * The log groups of a job that has a security configuration. Its page names those below the prefix; with a configuration
 * Glue was seen to put the name of that between, and what the role's ARN ends with, which no page says. Whichever is not
 * there Glue makes at the first run, without retention, so both are.
 * https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html
 */
export function glueLogGroups(logPrefix: string, securityConfiguration: string, roleArn: string): GlueLogGroups {
  const encrypted = `${logPrefix}/${securityConfiguration}-${roleArn.slice(roleArn.indexOf(':role/') + 1)}`;
  return {
    error: `${logPrefix}/error`,
    output: `${logPrefix}/output`,
    encryptedError: `${encrypted}/error`,
    encryptedOutput: `${encrypted}/output`,
  };
}

/** What Glue does with a job's role, whatever the job is. */
export function glueOwnStatements(naming: Naming, logPrefixes: readonly string[]): readonly Statement[] {
  return [
    {
      // With a security configuration Glue encrypts the groups in the role's name:
      // https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html
      sid: 'WriteGlueLogs',
      actions: ['logs:AssociateKmsKey', 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: logPrefixes.map((prefix) => arn(naming, 'logs', `log-group:${prefix}/*`)),
    },
    {
      // Metrics have no resource level, but a namespace:
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
      sid: 'WriteMetrics',
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      conditions: { StringEquals: { 'cloudwatch:namespace': 'Glue' } },
    },
  ];
}
