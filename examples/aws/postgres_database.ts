/** A database for reports in a network of its own, and a function's role that connects without a password. */
import { EncryptionKey, Network, PostgresDatabase, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function postgresDatabase(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'reports-data', keyClass: 'data' });
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'reports-logs', keyClass: 'logs' });
  const reports = new Network(scope, 'network', {
    ...naming,
    name: 'reports-network',
    cidr: '10.70.0.0/16',
    logKeyArn: logKey.arn,
  });
  const database = new PostgresDatabase(scope, 'database', {
    ...naming,
    name: 'reports',
    keyArn: key.arn,
    logKeyArn: logKey.arn,
    vpcId: reports.vpcId,
    subnetIds: reports.subnetIds,
    allocatedStorage: 50,
  });
  database.allowFrom('loader', reports.securityGroupId);
  const role = new ServiceRole(scope, 'role', {
    ...naming,
    roleName: 'acme-dev-load-reports',
    service: 'lambda.amazonaws.com',
    description: 'Loads the reports',
  });
  database.grantConnect(role, 'loader');
}
