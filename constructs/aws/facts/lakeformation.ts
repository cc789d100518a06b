/** Lake Formation: who reads data in whose name. */
import type { Statement } from '../../../pipelines/targets';
import { keyUseStatement } from './s3';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/lake-formation/latest/dg';

/** Lake Formation gives out credentials for data to who may call this; it has no resource level. */
export const dataAccess: Statement = {
  sid: 'DataAccess',
  actions: ['lakeformation:GetDataAccess'],
  resources: ['*'],
};

export const lakeFormation = {
  registrationRole: `${guide}/registration-role.html`,
  /** Both take the role with which a location is registered. */
  registrationServices: ['glue.amazonaws.com', 'lakeformation.amazonaws.com'],
  permissions: `${guide}/lf-permissions-reference.html`,
  defaults: `${guide}/change-settings.html`,
  lfTags: `${guide}/tag-based-access-control.html`,
  /** What is granted on a database, on all its tables, and on its location. */
  read: { database: ['DESCRIBE'], tables: ['DESCRIBE', 'SELECT'], location: [] },
  write: {
    database: ['CREATE_TABLE', 'DESCRIBE'],
    tables: ['ALTER', 'DELETE', 'DESCRIBE', 'INSERT', 'SELECT'],
    location: ['DATA_LOCATION_ACCESS'],
  },
} as const;

/**
 * The role that Lake Formation reads and writes a location with:
 * https://docs.aws.amazon.com/lake-formation/latest/dg/registration-role.html
 * https://docs.aws.amazon.com/lake-formation/latest/dg/register-encrypted.html
 */
export const registrationStatements = (
  bucketArn: string,
  prefix: string,
  keyArn: string,
  region: string,
): readonly Statement[] => [
  {
    sid: 'Data',
    actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
    resources: [`${bucketArn}/${prefix}*`],
  },
  {
    sid: 'List',
    actions: ['s3:ListBucket'],
    resources: [bucketArn],
    ...(prefix === '' ? {} : { conditions: { StringLike: { 's3:prefix': [`${prefix}*`] } } }),
  },
  { sid: 'Key', ...keyUseStatement(['kms:Decrypt', 'kms:GenerateDataKey'], keyArn, [bucketArn], region) },
];

export const lakeFormationFacts: ServiceFacts = {
  name: 'AWS Lake Formation',
  principals: ['lakeformation.amazonaws.com'],
  endpoints: [
    {
      service: 'lakeformation',
      type: 'Interface',
      why: 'what reads governed tables asks for credentials',
      source: `${guide}/privatelink.html`,
    },
  ],
  passedTo: [
    {
      principal: 'lakeformation.amazonaws.com',
      why: 'who registers a location hands its role over',
      source: lakeFormation.registrationRole,
    },
  ],
};
