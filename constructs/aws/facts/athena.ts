/** Athena: what a query costs, and who may run it. */
import type { Statement } from '../../../pipelines/targets';
import type { ServiceFacts } from './service_facts';
import { keyUseStatement } from './s3';

const guide = 'https://docs.aws.amazon.com/athena/latest/ug';
export const scanLimitSource = `${guide}/workgroups-setting-control-limits-cloudwatch.html`;

/** The least and the most bytes that a query can be limited to. */
export const scanLimits = { least: 10_000_000, most: 7 * 10 ** 18, source: scanLimitSource };

export const athenaFacts: ServiceFacts = {
  name: 'Amazon Athena',
  principals: ['athena.amazonaws.com'],
  endpoints: [
    {
      service: 'athena',
      type: 'Interface',
      why: 'queries are started and looked at through it',
      source: `${guide}/interface-vpc-endpoint.html`,
    },
    { service: 's3', type: 'Gateway', why: 'results are read from a bucket', source: `${guide}/querying.html` },
    {
      service: 'glue',
      type: 'Interface',
      why: 'who looks for tables asks the catalogue',
      source: `${guide}/interface-vpc-endpoint.html`,
    },
  ],
};

export interface AthenaUse {
  readonly workgroupArn: string;
  readonly resultsBucketArn: string;
  /** Ends with a slash. */
  readonly resultsPrefix: string;
  readonly keyArn: string;
  readonly region: string;
}

/**
 * Running queries in one workgroup, results included; the tables are granted apart.
 * https://docs.aws.amazon.com/athena/latest/ug/example-policies-workgroup.html,
 * https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html
 */
export const athenaQueries = (use: AthenaUse): readonly Statement[] => [
  {
    sid: 'Queries',
    actions: [
      'athena:BatchGetQueryExecution',
      'athena:GetQueryExecution',
      'athena:GetQueryResults',
      'athena:GetQueryResultsStream',
      'athena:GetWorkGroup',
      'athena:ListQueryExecutions',
      'athena:StartQueryExecution',
      'athena:StopQueryExecution',
    ],
    resources: [use.workgroupArn],
  },
  {
    sid: 'Results',
    actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
    resources: [`${use.resultsBucketArn}/${use.resultsPrefix}*`],
  },
  {
    sid: 'ResultsBucket',
    actions: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
    resources: [use.resultsBucketArn],
  },
  {
    sid: 'FindResults',
    actions: ['s3:ListBucket'],
    resources: [use.resultsBucketArn],
    conditions: { StringLike: { 's3:prefix': [`${use.resultsPrefix}*`] } },
  },
  keyUseStatement(['kms:Decrypt', 'kms:GenerateDataKey'], use.keyArn, [use.resultsBucketArn], use.region),
];
