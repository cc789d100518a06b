/** Features of customers for look-up by a service, written by one job and read by one service. */
import { EncryptionKey, OnlineStore, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function onlineStore(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'features', keyClass: 'data' });
  const features = new OnlineStore(scope, 'features', {
    ...naming,
    name: 'example-features',
    keyArn: key.arn,
    sortKey: 'feature_view',
    expiryAttribute: 'expires_at',
    maxWriteUnits: 2000,
  });
  const role = (roleName: string, service: string, description: string): ServiceRole =>
    new ServiceRole(scope, roleName, { ...naming, roleName, service, description });
  features.grantWrite(role('acme-dev-feature-sync', 'emr-serverless.amazonaws.com', 'Writes features'));
  features.grantRead(role('acme-dev-scoring', 'lambda.amazonaws.com', 'Scores customers'), ['customer#*']);
}
