/** Kafka in three zones, a job that writes clicks, and one that reads them and has to keep up. */
import { EncryptionKey, MskCluster, Network, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function mskCluster(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'example-kafka', keyClass: 'data' });
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'example-kafka-logs', keyClass: 'logs' });
  const network = new Network(scope, 'network', {
    ...naming,
    name: 'example-kafka',
    cidr: '10.60.0.0/20',
    zones: 3,
    logKeyArn: logKey.arn,
  });
  const clicks = new MskCluster(scope, 'clicks', {
    ...naming,
    name: 'example-clicks',
    vpcId: network.vpcId,
    subnetIds: network.subnetIds,
    keyArn: key.arn,
    logKeyArn: logKey.arn,
    clientSecurityGroupIds: [network.securityGroupId],
    topics: { clicks: { partitions: 12, retentionHours: 72 } },
    consumerLag: [{ consumerGroup: 'shop-clicks', topic: 'clicks', seconds: 600 }],
  });
  const role = (roleName: string, description: string): ServiceRole =>
    new ServiceRole(scope, roleName, { ...naming, roleName, service: 'emr-serverless.amazonaws.com', description });
  clicks.grantWrite(role('acme-dev-clicks-in', 'Writes clicks'), { topics: ['clicks'] });
  clicks.grantRead(role('acme-dev-clicks-out', 'Reads clicks'), {
    topics: ['clicks'],
    consumerGroups: ['shop-clicks'],
  });
}
