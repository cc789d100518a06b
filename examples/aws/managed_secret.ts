/** The credentials of a warehouse, and a job that reads them. */
import { EncryptionKey, ManagedSecret, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function managedSecret(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'secret-example', keyClass: 'data' });
  const warehouse = new ManagedSecret(scope, 'warehouse', {
    ...naming,
    name: 'warehouse-credentials',
    keyArn: key.arn,
    description: 'User and password of the warehouse; its owner sets them',
  });
  const job = new ServiceRole(scope, 'job', {
    ...naming,
    roleName: 'acme-dev-warehouse-reader',
    service: 'emr-serverless.amazonaws.com',
    description: 'Reads the warehouse',
  });
  warehouse.grantRead(job);
}
