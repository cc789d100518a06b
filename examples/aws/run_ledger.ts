/** A ledger of runs, and a job that keeps the runs of one task. */
import { EncryptionKey, RunLedger, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function runLedger(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'ledger', keyClass: 'data' });
  const ledger = new RunLedger(scope, 'ledger', { ...naming, name: 'example-ledger', keyArn: key.arn });
  const job = new ServiceRole(scope, 'job', {
    ...naming,
    roleName: 'acme-dev-orders-job',
    service: 'emr-serverless.amazonaws.com',
    description: 'Loads the orders',
  });
  ledger.grantRuns(job, ['silver.orders'], ['silver.orders']);
}
