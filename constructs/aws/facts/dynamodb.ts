/** DynamoDB as an online store: who may look up and write items, and what a table can be. */
import type { Statement } from '../../../pipelines/targets';
import { keyThrough } from './key_use';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';

export const dynamodbFacts: ServiceFacts = {
  name: 'Amazon DynamoDB',
  principals: ['dynamodb.amazonaws.com'],
  endpoints: [
    {
      service: 'dynamodb',
      type: 'Gateway',
      why: 'tables are reached without the internet, at no cost',
      source: `${guide}/vpc-endpoints-dynamodb.html`,
    },
  ],
  quotas: [
    {
      what: 'tables of an account in a region',
      most: 2500,
      adjustable: true,
      why: 'a store per feature view, in one account',
      source: `${guide}/ServiceQuotas.html`,
    },
  ],
};

/** Names of attributes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
export const attributeName = {
  pattern: /^.{1,255}$/,
  characters: '1 to 255 characters',
  source: `${guide}/HowItWorks.NamingRulesDataTypes.html`,
};

/** What each access may do; none may make, change or delete the table. */
const itemActions = {
  read: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
  write: [
    'dynamodb:BatchGetItem',
    'dynamodb:BatchWriteItem',
    'dynamodb:DeleteItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
  ],
} as const;

/** @param leadingKeys partition keys that the access is limited to; all items unless given */
export function itemStatements(
  access: keyof typeof itemActions,
  tableArn: string,
  keyArn: string,
  region: string,
  leadingKeys: readonly string[] | undefined,
): readonly Statement[] {
  return [
    {
      actions: [...itemActions[access]],
      resources: [tableArn],
      ...(leadingKeys === undefined
        ? {}
        : { conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...leadingKeys] } } }),
    },
    { actions: ['dynamodb:DescribeTable'], resources: [tableArn] },
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
    keyThrough('dynamodb', ['kms:Decrypt'], keyArn, region),
  ];
}
