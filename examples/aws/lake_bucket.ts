/** A bucket for exports that are gone after 30 days, and who may write them. */
import { EncryptionKey, fileRules, LakeBucket, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function lakeBucket(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'exports', keyClass: 'data' });
  const exports = new LakeBucket(scope, 'exports', {
    ...naming,
    bucketName: 'acme-dev-exports-4f1a',
    holds: 'files',
    keyArn: key.arn,
    lifecycle: [{ id: 'gone', expireDays: 30 }, ...fileRules().slice(1)],
  });
  const writer = new ServiceRole(scope, 'writer', {
    ...naming,
    roleName: 'acme-dev-exporter',
    service: 'lambda.amazonaws.com',
    description: 'Writes the exports of the day',
  });
  exports.grantWrite(writer, 'daily/');
}
