/** Invoices that are kept for ten years, and a role that can add to them. */
import { ArchiveBucket, EncryptionKey, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function archiveBucket(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'invoices', keyClass: 'data' });
  const invoices = new ArchiveBucket(scope, 'invoices', {
    ...naming,
    bucketName: 'acme-dev-invoices-4f1a',
    keyArn: key.arn,
    retentionDays: 3653,
    legalHoldDays: 3653,
    storageClass: 'DEEP_ARCHIVE',
  });
  const writer = new ServiceRole(scope, 'writer', {
    ...naming,
    roleName: 'acme-dev-invoice-archiver',
    service: 'lambda.amazonaws.com',
    description: 'Archives the invoices of the day',
  });
  invoices.grantWrite(writer);
}
