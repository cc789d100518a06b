/** Serverless Kafka for orders: a service makes the topic and writes it, and a job reads it. */
import { EncryptionKey, MskServerlessCluster, Network, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function mskServerlessCluster(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'example-events-logs', keyClass: 'logs' });
  const network = new Network(scope, 'network', {
    ...naming,
    name: 'example-events',
    cidr: '10.61.0.0/20',
    logKeyArn: logKey.arn,
  });
  const events = new MskServerlessCluster(scope, 'events', {
    ...naming,
    name: 'example-events',
    vpcId: network.vpcId,
    subnetIds: network.subnetIds,
    consumerLag: [{ consumerGroup: 'shop-orders', topic: 'orders' }],
  });
  events.allowClient('jobs', network.securityGroupId);
  const writer = new ServiceRole(scope, 'writer', {
    ...naming,
    roleName: 'acme-dev-orders-in',
    service: 'ecs-tasks.amazonaws.com',
    description: 'Writes orders',
  });
  events.grantManage(writer, { topics: ['orders'] });
  events.grantWrite(writer, { topics: ['orders'], transactionalIds: ['orders-*'] });
  const reader = new ServiceRole(scope, 'reader', {
    ...naming,
    roleName: 'acme-dev-orders-out',
    service: 'emr-serverless.amazonaws.com',
    description: 'Reads orders',
  });
  events.grantRead(reader, { topics: ['orders'], consumerGroups: ['shop-orders'] });
}
