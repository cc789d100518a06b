/** Who did what in the account, who read and wrote the gold layer, and an auditor's role that reads the records. */
import { AuditTrail, EncryptionKey, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function auditTrail(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'audit-example', keyClass: 'audit' });
  const trail = new AuditTrail(scope, 'trail', {
    ...naming,
    name: 'audit-example',
    keyArn: key.arn,
    dataBuckets: ['acme-dev-gold-4f1a'],
  });
  const auditor = new ServiceRole(scope, 'auditor', {
    ...naming,
    roleName: 'acme-dev-auditor',
    service: 'lambda.amazonaws.com',
    description: 'Reads what the trail recorded',
  });
  trail.grantRead(auditor);
}
