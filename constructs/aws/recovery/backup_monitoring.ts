/** What is watched of a vault. */
import { type AlarmRule, type Metric, metricsOf, type Monitored } from '../../core';
import { backup } from '../facts';

export function backupMonitoring(vaultName: string): Monitored {
  const metric = metricsOf('AWS/Backup', { BackupVaultName: vaultName });
  const failed = metric('NumberOfBackupJobsFailed', 'failed');
  const expired = metric('NumberOfBackupJobsExpired', 'never started');
  const copies = metric('NumberOfCopyJobsFailed', 'copies failed');
  const alarm = (of: Metric, name: string, description: string): AlarmRule => ({
    metric: of,
    name,
    description,
    severity: 'error',
    comparison: '>',
    threshold: 0,
    periodSeconds: 3600,
    source: backup.metrics,
    runbook: 'backup-failed',
  });
  return {
    charts: [
      {
        title: `Backups in ${vaultName}`,
        metrics: [metric('NumberOfBackupJobsCompleted', 'completed'), failed, expired, copies],
      },
    ],
    alarms: [
      alarm(
        failed,
        'backup-failed',
        `A backup into ${vaultName} failed: look at the message of its job, then at the role and at the key of the resource`,
      ),
      alarm(
        expired,
        'backup-expired',
        `A backup into ${vaultName} did not start in its window: look for another one of the same resource`,
      ),
      alarm(
        copies,
        'backup-copy-failed',
        `A copy out of ${vaultName} failed: look at the policy and at the key of the vault that it goes to`,
      ),
    ],
  };
}
