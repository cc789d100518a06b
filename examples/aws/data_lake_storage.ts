/** A lake, and a Glue job's role that reads the orders of its silver layer and nothing else. */
import { DataLakeStorage, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function dataLakeStorage(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const lake = new DataLakeStorage(scope, 'lake', { ...naming, landingDays: 365 });
  const reader = new ServiceRole(scope, 'reader', {
    ...naming,
    roleName: 'acme-dev-orders-reader',
    service: 'glue.amazonaws.com',
    description: 'Reads the orders of the silver layer',
  });
  lake.grantRead(reader, 'silver', 'shop/orders/');
}
