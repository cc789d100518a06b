/** What jobs, state machines and the services behind them need: the facts that derivation takes. */
import { type AwsFacts, billKey, type DerivedStatement } from '../../../pipelines/targets';
import { arn, type Naming } from '../../../environments';
import { sendMetrics } from './cloudwatch';
import { keyThrough } from './key_use';
import { registryActions } from './ecs';
import { eksDescribes } from './eks_roles';
import { emrDescribes } from './emr_roles';
import { grafanaDescribes } from './grafana';
import { lambdaNetworkActions, tracingActions } from './lambda';
import { jobServices } from './job_services';
import { keyUseStatement } from './s3';
import { endpointNetworkActions, mlflowPageActions } from './sagemaker';

/** A table's part as the Glue catalogue names it. */
interface CatalogueTable {
  readonly database: string;
  readonly name: string;
}

export const awsFacts: AwsFacts = {
  jobServices,
  readObjects: ['s3:GetObject'],
  // Delta on S3A writes, reads and removes single objects; a large one is uploaded in parts that a failure aborts:
  // https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/index.html#Authorization
  writeObjects: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
  decrypt: ['kms:Decrypt'],
  // A multipart upload also decrypts: https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
  encrypt: ['kms:Decrypt', 'kms:GenerateDataKey'],
  keyUse: keyUseStatement,
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
  ledgerKeyUse: (keyArn, region) => [
    {
      sid: 'LedgerKey',
      ...keyThrough('dynamodb', ['kms:Decrypt'], keyArn, region),
    },
  ],
  // Items are keyed by what they are about, so a role reaches the items of its own tasks and tables only:
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
  ledger: (tableArn, tasks, tables) => [
    {
      sid: 'Ledger',
      actions: ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
      resources: [tableArn],
      conditions: {
        'ForAllValues:StringEquals': {
          'dynamodb:LeadingKeys': [
            ...tasks.flatMap((task) => [`attempt#${task}`, `files#${task}`]),
            ...tables.map((table) => `lease#${table}`),
          ].sort(),
        },
      },
    },
  ],
  // A request about a table is also judged on its database and the catalogue:
  // https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html#data-catalog-resource-arns
  // An Iceberg commit is an update on condition of the version that was read, which asks for nothing more:
  // https://iceberg.apache.org/docs/1.8.1/aws/#optimistic-locking
  catalogue: (naming, tables) => ({
    actions: ['glue:CreateTable', 'glue:GetTable', 'glue:UpdateTable'],
    resources: catalogueArns(naming, tables),
  }),
  findTables: (naming, tables) => ({ actions: ['glue:GetTable'], resources: catalogueArns(naming, tables) }),
  sendMetrics,
  publish,
  keepBills,
  // The log's delivery is set up through these, which have no resource level:
  // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy
  deliverLogs: [
    {
      sid: 'DeliverLogs',
      actions: [
        'logs:CreateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:DescribeLogGroups',
        'logs:DescribeResourcePolicies',
        'logs:GetLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:UpdateLogDelivery',
      ],
      resources: ['*'],
      by: 'service',
      reasons: ['Step Functions sets up the delivery of the log in the name of the state machine'],
    },
  ],
};

/** Actions that have no resource-level permissions; a `*` resource is allowed for these alone. */
export const actionsWithoutResources: ReadonlySet<string> = new Set([
  ...awsFacts.deliverLogs.flatMap((statement) => statement.actions),
  'logs:DescribeLogGroups',
  'lakeformation:GetDataAccess',
  'cloudwatch:PutMetricData',
  ...eksDescribes,
  ...emrDescribes,
  ...grafanaDescribes,
  // Conditions on tags hold it: facts/job_services/emr_cluster.ts.
  'elasticmapreduce:RunJobFlow',
  ...registryActions,
  ...mlflowPageActions,
  ...endpointNetworkActions,
  ...tracingActions,
  // Lambda checks before it makes a function that its role may do these on everything:
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
  ...lambdaNetworkActions,
]);

/** Of tables, with what a request about them is judged on too. */
export function catalogueArns(naming: Naming, tables: readonly CatalogueTable[]): readonly string[] {
  const databases = [...new Set(tables.map((table) => table.database))].sort();
  return [
    arn(naming, 'glue', 'catalog'),
    ...databases.map((database) => arn(naming, 'glue', `database/${database}`)),
    ...tables.map(({ database, name }) => arn(naming, 'glue', `table/${database}/${name}`)).sort(),
  ];
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html */
function keepBills(tableArn: string, domain: string, keyArn: string, region: string): readonly DerivedStatement[] {
  const by = 'service' as const;
  return [
    {
      sid: 'KeepBills',
      actions: ['dynamodb:UpdateItem'],
      resources: [tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [billKey(domain, '*')] } },
      by,
      reasons: ['a state keeps in the ledger what its job is billed for'],
    },
    {
      sid: 'LedgerKey',
      ...keyThrough('dynamodb', ['kms:Decrypt'], keyArn, region),
      by,
      reasons: ['DynamoDB asks KMS for the key of the ledger'],
    },
  ];
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#sns-what-permissions-for-sse */
function publish(topicArn: string, keyArn: string, region: string): readonly DerivedStatement[] {
  return [
    {
      sid: 'Alert',
      actions: ['sns:Publish'],
      resources: [topicArn],
      by: 'service',
      reasons: ['a failed run is told'],
    },
    {
      sid: 'AlertKey',
      ...keyThrough('sns', ['kms:Decrypt', 'kms:GenerateDataKey'], keyArn, region),
      by: 'service',
      reasons: ['SNS encrypts the alert in the name of the publisher'],
    },
  ];
}
