/** A database that Lake Formation governs: one role reads it, another one writes it. */
import { DatabaseAccess, EncryptionKey, GlueDatabases, LakeBucket, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function databaseAccess(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'payroll', keyClass: 'data' });
  const bucket = new LakeBucket(scope, 'bucket', {
    ...naming,
    bucketName: 'acme-dev-payroll-4f1a',
    holds: 'tables',
    keyArn: key.arn,
  });
  const databaseName = 'acme_dev_payroll';
  const location = `s3://${bucket.bucketName}/salaries/`;
  const databases = new GlueDatabases(scope, 'databases', {
    ...naming,
    databases: [{ name: databaseName, description: 'Salaries', location }],
  });
  const payroll = new DatabaseAccess(scope, 'access', {
    ...naming,
    databaseName,
    access: 'lakeformation',
    location,
    keyArn: key.arn,
    databases,
  });
  const role = (roleName: string): ServiceRole =>
    new ServiceRole(scope, roleName, {
      ...naming,
      roleName,
      service: 'glue.amazonaws.com',
      description: 'Works on the salaries',
    });
  payroll.grantRead(role('acme-dev-payroll-reader'));
  payroll.grantWrite(role('acme-dev-payroll-loader'));
}
