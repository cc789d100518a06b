/** From a recorded request to what IAM judges: actions, resources, condition keys. An unknown request is an error. */
import * as z from 'zod';
import { arn, bucketArn, type Naming } from '../../../environments';
import type { RecordedRequest } from '../emulator';
import type { AwsRequest } from './evaluate';

export function awsRequests(recorded: RecordedRequest, naming: Naming): readonly AwsRequest[] {
  switch (recorded.service) {
    case 's3':
      return s3Requests(recorded, naming);
    case 'dynamodb':
      return dynamoRequests(recorded, naming);
    case 'glue':
      return glueRequests(recorded, naming);
    case 'monitoring':
      return [metricsRequest(recorded)];
    default:
      throw new Error(`nothing is known of requests to '${String(recorded.service)}': ${describe(recorded)}`);
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
function s3Requests(recorded: RecordedRequest, naming: Naming): readonly AwsRequest[] {
  const [, bucket = '', key = ''] = /^\/([^/]+)\/?(.*)$/s.exec(recorded.path) ?? [];
  const { method, query } = recorded;
  const objectArn = (name: string): string => `${bucketArn(naming, bucket)}/${name}`;
  const onObject = (action: string): AwsRequest => ({ action, resource: objectArn(key), context: {} });
  if (key === '') {
    if (method === 'GET' && ('prefix' in query || 'list-type' in query || Object.keys(query).length === 0)) {
      const context = { ...one('s3:prefix', query['prefix']), ...one('s3:delimiter', query['delimiter']) };
      return [{ action: 's3:ListBucket', resource: bucketArn(naming, bucket), context }];
    }
    if (method === 'POST' && 'delete' in query) {
      const keys = [...(recorded.body ?? '').matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, found = '']) => found);
      return keys.map((found) => ({ action: 's3:DeleteObject', resource: objectArn(found), context: {} }));
    }
    throw new Error(`unknown request on a bucket: ${describe(recorded)}`);
  }
  switch (method) {
    case 'GET':
    case 'HEAD':
      return [onObject('s3:GetObject'), ...(recorded.status === 404 ? [mayList(bucket, naming)] : [])];
    case 'PUT':
    case 'POST':
      return [onObject('s3:PutObject'), ...copied(recorded, naming)];
    case 'DELETE':
      return [onObject('uploadId' in query ? 's3:AbortMultipartUpload' : 's3:DeleteObject')];
    default:
      throw new Error(`unknown request on an object: ${describe(recorded)}`);
  }
}

/** S3 answers 404 to who may list, else 403: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
const mayList = (bucket: string, naming: Naming): AwsRequest => ({
  action: 's3:ListBucket',
  resource: bucketArn(naming, bucket),
  context: {},
});

/** A copy reads its source. */
function copied(recorded: RecordedRequest, naming: Naming): readonly AwsRequest[] {
  if (recorded.copy_source === undefined) return [];
  const [, bucket = '', key = ''] = /^\/?([^/]+)\/(.*)$/s.exec(decodeURIComponent(recorded.copy_source)) ?? [];
  return [{ action: 's3:GetObject', resource: `${bucketArn(naming, bucket)}/${key}`, context: {} }];
}

const item = z.record(z.string(), z.record(z.string(), z.unknown()));
const dynamoBody = z.object({
  TableName: z.string(),
  Key: item.optional(),
  Item: item.optional(),
  ExpressionAttributeValues: item.optional(),
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html: the partition key is `dynamodb:LeadingKeys`. */
function dynamoRequests(recorded: RecordedRequest, naming: Naming): readonly AwsRequest[] {
  const body = dynamoBody.parse(JSON.parse(recorded.body ?? '{}'));
  const operation = operationOf(recorded);
  const leading = (body.Key ?? body.Item)?.['pk']?.['S'] ?? body.ExpressionAttributeValues?.[':pk']?.['S'];
  if (typeof leading !== 'string') throw new Error(`no partition key in ${describe(recorded)}`);
  return [
    {
      action: `dynamodb:${operation}`,
      resource: arn(naming, 'dynamodb', `table/${body.TableName}`),
      context: { 'dynamodb:LeadingKeys': [leading] },
    },
  ];
}

const glueBody = z.object({
  DatabaseName: z.string(),
  Name: z.string().optional(),
  TableInput: z.object({ Name: z.string() }).optional(),
});

/** A request about a table is judged on the catalogue, the database and the table: each must be allowed. */
function glueRequests(recorded: RecordedRequest, naming: Naming): readonly AwsRequest[] {
  const body = glueBody.parse(JSON.parse(recorded.body ?? '{}'));
  const table = body.Name ?? body.TableInput?.Name;
  if (table === undefined) throw new Error(`no table in ${describe(recorded)}`);
  const action = `glue:${operationOf(recorded)}`;
  return ['catalog', `database/${body.DatabaseName}`, `table/${body.DatabaseName}/${table}`].map((resource) => ({
    action,
    resource: arn(naming, 'glue', resource),
    context: {},
  }));
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html: the action has no resources. */
function metricsRequest(recorded: RecordedRequest): AwsRequest {
  const form = new URLSearchParams(recorded.body ?? '');
  const [action, namespace] = [form.get('Action'), form.get('Namespace')];
  if (action === null || namespace === null) throw new Error(`no action or namespace in ${describe(recorded)}`);
  return { action: `cloudwatch:${action}`, resource: '*', context: { 'cloudwatch:namespace': [namespace] } };
}

function operationOf(recorded: RecordedRequest): string {
  const operation = recorded.target?.split('.')[1];
  if (operation === undefined) throw new Error(`no operation in ${describe(recorded)}`);
  return operation;
}

const one = (key: string, value: string | undefined): Readonly<Record<string, readonly string[]>> =>
  value === undefined ? {} : { [key]: [value] };

const describe = (recorded: RecordedRequest): string =>
  `${recorded.method} ${recorded.path} ${JSON.stringify(recorded.query)} ${recorded.target ?? ''}`;
