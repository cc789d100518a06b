/** A private cluster with steady and spot nodes, a role that installs charts, and one that the pods of an exporter take. */
import { AlertTopic, EksCluster, EncryptionKey, Network, ServiceRole } from '../../constructs/aws';
import { eksFacts } from '../../constructs/aws/facts';
import type { Construct } from '../../constructs/core';

export function eksCluster(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'eks-example', keyClass: 'data' });
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'eks-example-logs', keyClass: 'logs' });
  const newsKey = new EncryptionKey(scope, 'news-key', { ...naming, name: 'eks-news', keyClass: 'notifications' });
  const news = new AlertTopic(scope, 'news', { ...naming, name: 'eks-news', keyArn: newsKey.arn });
  const network = new Network(scope, 'network', {
    ...naming,
    name: 'eks-example',
    cidr: '10.61.0.0/16',
    logKeyArn: logKey.arn,
    services: [eksFacts],
  });
  const cluster = new EksCluster(scope, 'cluster', {
    ...naming,
    name: 'example-apps',
    version: '1.35',
    subnetIds: network.subnetIds,
    keyArn: key.arn,
    logKeyArn: logKey.arn,
    nodeGroups: {
      steady: { instanceTypes: ['m7g.large'], minSize: 2, maxSize: 4 },
      spot: {
        capacityType: 'SPOT',
        instanceTypes: ['m7g.xlarge', 'm6g.xlarge', 'c7g.2xlarge'],
        minSize: 0,
        maxSize: 20,
        taints: [{ key: 'spot', value: 'true', effect: 'NO_SCHEDULE' }],
      },
    },
    clientSecurityGroupIds: [network.securityGroupId],
  });
  const installer = new ServiceRole(scope, 'installer', {
    ...naming,
    roleName: 'acme-dev-installs-charts',
    service: 'codebuild.amazonaws.com',
    description: 'Installs charts from within the network',
  });
  cluster.grantAdmin(installer);
  const exporter = cluster.serviceAccountRole('exporter', { namespace: 'monitoring', serviceAccount: 'exporter' });
  news.grantPublish(exporter);
}
