/** A ledger, backed up every day, with a copy of each recovery point in another region. */
import { BackupPlan, EncryptionKey, RunLedger } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function backupPlan(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'backups', keyClass: 'data' });
  const ledger = new RunLedger(scope, 'ledger', { ...naming, name: 'backed-up-ledger', keyArn: key.arn });
  new BackupPlan(scope, 'backup', {
    ...naming,
    name: 'ledger-backup',
    keyArn: key.arn,
    resourceArns: [ledger.arn],
    deleteAfterDays: 90,
    copyToVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:acme-copies',
    lockMode: 'GOVERNANCE',
  });
}
