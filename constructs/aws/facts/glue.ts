/** The Glue catalogue and its crawlers: what a call needs, and what a crawler does with its role. */
import { arn, bucketArn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import { keyThrough } from './key_use';
import { catalogueArns } from './permissions';
import { keyUseStatement } from './s3';
import type { ServiceFacts } from './service_facts';

export const glueReads: readonly string[] = [
  'glue:BatchGetPartition',
  'glue:GetDatabase',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:GetTable',
  'glue:GetTables',
];

/** Without deletion of tables: that is destructive, and a grant of its own. */
export const glueWrites: readonly string[] = [
  ...glueReads,
  'glue:BatchCreatePartition',
  'glue:BatchDeletePartition',
  'glue:BatchUpdatePartition',
  'glue:CreatePartition',
  'glue:CreateTable',
  'glue:DeletePartition',
  'glue:UpdatePartition',
  'glue:UpdateTable',
];

export interface GrantedTable {
  readonly database: string;
  /** `*` for all of the database. */
  readonly name: string;
}

/** https://docs.aws.amazon.com/glue/latest/dg/set-up-encryption.html */
const catalogueKey = (actions: readonly string[], keyArn: string, region: string): Statement => ({
  sid: 'CatalogueKey',
  ...keyThrough('glue', actions, keyArn, region),
});

export const catalogueRead = (
  naming: Naming,
  tables: readonly GrantedTable[],
  keyArn?: string,
): readonly Statement[] => [
  { actions: glueReads, resources: catalogueArns(naming, tables) },
  ...(keyArn === undefined ? [] : [catalogueKey(['kms:Decrypt'], keyArn, naming.region)]),
];

export const catalogueWrite = (
  naming: Naming,
  tables: readonly GrantedTable[],
  keyArn?: string,
): readonly Statement[] => [
  { actions: glueWrites, resources: catalogueArns(naming, tables) },
  ...(keyArn === undefined
    ? []
    : [catalogueKey(['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], keyArn, naming.region)]),
];

export interface CrawlerNeeds {
  readonly bucketName: string;
  readonly prefixes: readonly string[];
  readonly databaseName: string;
  readonly dataKeyArn?: string;
  readonly catalogueKeyArn?: string;
}

/**
 * What of AWSGlueServiceRole a crawler of files needs, on its own things alone:
 * https://docs.aws.amazon.com/glue/latest/dg/crawler-prereqs.html
 */
export function crawlerStatements(naming: Naming, needs: CrawlerNeeds): readonly Statement[] {
  const bucket = bucketArn(naming, needs.bucketName);
  return [
    { sid: 'ReadFiles', actions: ['s3:GetObject'], resources: needs.prefixes.map((prefix) => `${bucket}/${prefix}*`) },
    {
      sid: 'ListFiles',
      actions: ['s3:ListBucket'],
      resources: [bucket],
      conditions: { StringLike: { 's3:prefix': needs.prefixes.map((prefix) => `${prefix}*`) } },
    },
    { sid: 'FindBucket', actions: ['s3:GetBucketLocation'], resources: [bucket] },
    ...(needs.dataKeyArn === undefined
      ? []
      : [{ sid: 'DataKey', ...keyUseStatement(['kms:Decrypt'], needs.dataKeyArn, [bucket], naming.region) }]),
    ...catalogueWrite(naming, [{ database: needs.databaseName, name: '*' }], needs.catalogueKeyArn).map(
      (statement) => ({ sid: 'Catalogue', ...statement }),
    ),
    {
      // The role ties the key of the security configuration to the log group:
      // https://docs.aws.amazon.com/glue/latest/dg/configure-iam-for-glue.html
      sid: 'WriteLogs',
      actions: ['logs:AssociateKmsKey', 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [arn(naming, 'logs', 'log-group:/aws-glue/crawlers*')],
    },
  ];
}

export const glueFacts: ServiceFacts = {
  name: 'AWS Glue',
  principals: ['glue.amazonaws.com'],
  endpoints: [
    {
      service: 'glue',
      type: 'Interface',
      why: 'jobs register their tables in the catalogue',
      source: 'https://docs.aws.amazon.com/glue/latest/dg/vpc-interface-endpoints.html',
    },
  ],
  passedTo: [
    {
      principal: 'glue.amazonaws.com',
      why: 'a crawler and a job run with a role that they are given',
      source: 'https://docs.aws.amazon.com/glue/latest/dg/configure-iam-for-glue.html',
    },
  ],
};
