/** A log group for a job, and who may write to it. */
import { EncryptionKey, LogGroup, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function logGroup(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'job-logs', keyClass: 'logs' });
  const log = new LogGroup(scope, 'log', {
    ...naming,
    logGroupName: '/acme/dev/exports',
    retentionDays: 30,
    keyArn: key.arn,
  });
  const job = new ServiceRole(scope, 'job', {
    ...naming,
    roleName: 'acme-dev-export-job',
    service: 'lambda.amazonaws.com',
    description: 'Writes its log',
  });
  log.grantWrite(job);
}
