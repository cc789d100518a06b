/** The catalogue: who may look up and change what, what a crawler may, and what Lake Formation is told. */
import { DatabaseAccess, GlueDatabases, LandingCrawler, ServiceRole } from '../../../constructs/aws';
import {
  catalogueRead,
  catalogueWrite,
  crawlerStatements,
  registrationStatements,
} from '../../../constructs/aws/facts';
import type { Construct } from '../../../constructs/core';
import type { Statement } from '../../../pipelines/targets';
import { evaluate } from '../../emulator/iam/evaluate';
import { keyArn, naming, resourcesOf } from '../app';

const glue = (what: string): string => `arn:aws:glue:eu-central-1:111122223333:${what}`;
const via = (service: string) => ({ 'kms:ViaService': [`${service}.eu-central-1.amazonaws.com`] });
const may = (
  statements: readonly Statement[],
  action: string,
  resource: string,
  context: Readonly<Record<string, readonly string[]>> = {},
): boolean => evaluate(statements, { action, resource, context: { ...context } }) === 'allowed';

const orders = [{ database: 'acme_gold', name: 'orders' }];

test.each([
  ['reads a table', catalogueRead(naming, orders), 'glue:GetTable', glue('table/acme_gold/orders'), true],
  ['reads no neighbour', catalogueRead(naming, orders), 'glue:GetTable', glue('table/acme_gold/customers'), false],
  ['reads its database', catalogueRead(naming, orders), 'glue:GetDatabase', glue('database/acme_gold'), true],
  ['changes nothing', catalogueRead(naming, orders), 'glue:UpdateTable', glue('table/acme_gold/orders'), false],
  ['changes a table', catalogueWrite(naming, orders), 'glue:UpdateTable', glue('table/acme_gold/orders'), true],
  ['deletes none', catalogueWrite(naming, orders), 'glue:DeleteTable', glue('table/acme_gold/orders'), false],
])('a grant on the catalogue %s', (_, statements, action, resource, allowed) => {
  expect(may(statements, action, resource)).toBe(allowed);
});

test('a grant covers the key of the catalogue, through Glue alone', () => {
  const read = catalogueRead(naming, orders, keyArn);
  expect(may(read, 'kms:Decrypt', keyArn, via('glue'))).toBe(true);
  expect(may(read, 'kms:Decrypt', keyArn, via('s3'))).toBe(false);
  expect(may(read, 'kms:GenerateDataKey', keyArn, via('glue'))).toBe(false);
  expect(may(catalogueWrite(naming, orders, keyArn), 'kms:GenerateDataKey', keyArn, via('glue'))).toBe(true);
});

describe('a crawler', () => {
  const statements = crawlerStatements(naming, {
    bucketName: 'acme-landing',
    prefixes: ['shop/'],
    databaseName: 'acme_landing',
    dataKeyArn: keyArn,
  });
  const inBucket = { ...via('s3'), 'kms:EncryptionContext:aws:s3:arn': ['arn:aws:s3:::acme-landing'] };
  const group = (name: string): string => `arn:aws:logs:eu-central-1:111122223333:log-group:${name}`;
  test.each([
    ['reads its prefix', 's3:GetObject', 'arn:aws:s3:::acme-landing/shop/a', {}, true],
    ['reads no other', 's3:GetObject', 'arn:aws:s3:::acme-landing/ads/a', {}, false],
    ['writes no file', 's3:PutObject', 'arn:aws:s3:::acme-landing/shop/a', {}, false],
    ['lists its prefix', 's3:ListBucket', 'arn:aws:s3:::acme-landing', { 's3:prefix': ['shop/'] }, true],
    ['lists no other', 's3:ListBucket', 'arn:aws:s3:::acme-landing', { 's3:prefix': ['ads/'] }, false],
    ['decrypts it', 'kms:Decrypt', keyArn, inBucket, true],
    ['describes tables', 'glue:CreateTable', glue('table/acme_landing/shop'), {}, true],
    ['describes none elsewhere', 'glue:CreateTable', glue('table/acme_gold/shop'), {}, false],
    ['deletes none', 'glue:DeleteTable', glue('table/acme_landing/shop'), {}, false],
    ['logs', 'logs:PutLogEvents', group('/aws-glue/crawlers-role/x:log-stream:y'), {}, true],
    ['logs nowhere else', 'logs:PutLogEvents', group('/aws/lambda/x:log-stream:y'), {}, false],
  ])('%s', (_, action, resource, context, allowed) => {
    expect(may(statements, action, resource, context)).toBe(allowed);
  });

  test('changes and deletes no table, and its logs are encrypted', () => {
    const resources = resourcesOf((stack) => {
      new LandingCrawler(stack, 'it', {
        ...naming,
        bucket: { bucketName: 'acme-landing', holds: 'files' },
        prefixes: ['shop/'],
        databaseName: 'acme_landing',
        logKeyArn: keyArn,
        cron: '30 5 * * *',
      });
    });
    expect(resources['aws_glue_crawler']?.[0]).toMatchObject({
      schema_change_policy: { delete_behavior: 'LOG', update_behavior: 'LOG' },
      recrawl_policy: { recrawl_behavior: 'CRAWL_NEW_FOLDERS_ONLY' },
      schedule: 'cron(30 5 * * ? *)',
      s3_target: [{ path: 's3://acme-landing/shop/' }],
    });
    expect(JSON.stringify(resources['aws_glue_security_configuration'])).toContain('"SSE-KMS"');
  });
});

describe('a database', () => {
  const granted = (access: 'iam' | 'lakeformation', grant: 'grantRead' | 'grantWrite') =>
    resourcesOf((stack: Construct) => {
      const role = new ServiceRole(stack, 'reader', {
        ...naming,
        roleName: 'acme-dev-reader',
        service: 'glue.amazonaws.com',
        description: 'Reads',
      });
      const location = 's3://acme-gold/shop/';
      const databases = new GlueDatabases(stack, 'databases', {
        ...naming,
        databases: [{ name: 'acme_gold', description: 'Gold', location }],
      });
      new DatabaseAccess(stack, 'it', { ...naming, databaseName: 'acme_gold', access, location, keyArn, databases })[
        grant
      ](role);
    });

  test('of IAM is a matter of policies alone', () => {
    const resources = granted('iam', 'grantWrite');
    expect(Object.keys(resources).filter((type) => type.includes('lakeformation'))).toEqual([]);
    expect(JSON.stringify(resources['aws_iam_role_policy'])).not.toContain('lakeformation:GetDataAccess');
  });

  test.each([
    ['grantRead', [['DESCRIBE'], ['DESCRIBE', 'SELECT']]],
    [
      'grantWrite',
      [['CREATE_TABLE', 'DESCRIBE'], ['DATA_LOCATION_ACCESS'], ['ALTER', 'DELETE', 'DESCRIBE', 'INSERT', 'SELECT']],
    ],
  ] as const)('of Lake Formation: %s gives %j, and lets ask for credentials', (grant, permissions) => {
    const resources = granted('lakeformation', grant);
    const made = resources['aws_lakeformation_permissions'] ?? [];
    expect(made.map((each) => each['permissions'])).toEqual(permissions);
    for (const each of made) {
      expect(each['principal']).toBe('arn:aws:iam::111122223333:role/acme-dev-reader');
      expect(JSON.stringify(each['depends_on'])).toContain('aws_glue_catalog_database');
    }
    expect(made.at(-1)?.['table']).toEqual({ database_name: 'acme_gold', wildcard: true });
    expect(resources['aws_lakeformation_resource']).toEqual([
      expect.objectContaining({
        arn: 'arn:aws:s3:::acme-gold/shop',
        role_arn: 'arn:aws:iam::111122223333:role/acme-dev-lake-acme-gold',
      }),
    ]);
    expect(JSON.stringify(resources['aws_iam_role_policy'])).toContain('lakeformation:GetDataAccess');
    const [trusted] = (resources['aws_iam_role'] ?? []).filter(({ name }) => name === 'acme-dev-lake-acme-gold');
    expect(String(trusted?.['assume_role_policy'])).toContain('"lakeformation.amazonaws.com"');
  });

  test('is read by Lake Formation below its location alone', () => {
    const statements = registrationStatements('arn:aws:s3:::acme-gold', 'shop/', keyArn, 'eu-central-1');
    expect(may(statements, 's3:GetObject', 'arn:aws:s3:::acme-gold/shop/a')).toBe(true);
    expect(may(statements, 's3:GetObject', 'arn:aws:s3:::acme-gold/ads/a')).toBe(false);
  });
});
