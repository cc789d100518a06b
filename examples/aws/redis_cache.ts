/** A cache of features: one job writes them, one function reads those of customers, nobody has a password. */
import { EncryptionKey, Network, RedisCache, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function redisCache(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'example-cache', keyClass: 'data' });
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'example-cache-logs', keyClass: 'logs' });
  const network = new Network(scope, 'network', {
    ...naming,
    name: 'example-cache',
    cidr: '10.62.0.0/20',
    logKeyArn: logKey.arn,
  });
  const features = new RedisCache(scope, 'features', {
    ...naming,
    name: 'example-features',
    vpcId: network.vpcId,
    subnetIds: network.subnetIds,
    keyArn: key.arn,
    logKeyArn: logKey.arn,
    nodeType: 'cache.t4g.small',
    users: {
      sync: { access: 'write', keys: ['features:*'] },
      scoring: { access: 'read', keys: ['features:customer:*'] },
    },
    clientSecurityGroupIds: [network.securityGroupId],
  });
  const role = (roleName: string, service: string, description: string): ServiceRole =>
    new ServiceRole(scope, roleName, { ...naming, roleName, service, description });
  features.grantConnect(role('acme-dev-cache-sync', 'emr-serverless.amazonaws.com', 'Writes features'), 'sync');
  features.grantConnect(role('acme-dev-cache-scoring', 'lambda.amazonaws.com', 'Scores customers'), 'scoring');
}
