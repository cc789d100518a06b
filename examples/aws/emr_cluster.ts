/** A cluster that grows on spot capacity and ends itself, and a state machine's role that runs steps on it. */
import { EmrCluster, EncryptionKey, LakeBucket, Network, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function emrCluster(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'spark-cluster', keyClass: 'data' });
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'spark-cluster-logs', keyClass: 'logs' });
  const network = new Network(scope, 'network', {
    ...naming,
    name: 'spark-cluster',
    cidr: '10.60.0.0/16',
    logKeyArn: logKey.arn,
    services: ['elasticmapreduce', 'kms'],
  });
  const logs = new LakeBucket(scope, 'logs', {
    ...naming,
    bucketName: 'acme-dev-spark-cluster-logs',
    holds: 'files',
    keyArn: logKey.arn,
  });
  const cluster = new EmrCluster(scope, 'cluster', {
    ...naming,
    name: 'example-spark',
    releaseLabel: 'emr-7.12.0',
    vpcId: network.vpcId,
    subnetIds: network.subnetIds,
    keyArn: key.arn,
    logBucketName: logs.bucketName,
    logKeyArn: logKey.arn,
    capacity: {
      kind: 'fleets',
      primary: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 1 },
      core: { instanceTypes: ['m7g.xlarge', 'm6g.xlarge'], targetOnDemandCapacity: 2 },
      task: { instanceTypes: ['m7g.2xlarge', 'm6g.2xlarge', 'r7g.xlarge'], targetSpotCapacity: 2 },
    },
    scaling: { minimumCapacityUnits: 2, maximumCapacityUnits: 20, maximumCoreCapacityUnits: 2 },
    configurations: { 'spark-defaults': { 'spark.sql.shuffle.partitions': '64' } },
  });
  const states = new ServiceRole(scope, 'states', {
    ...naming,
    roleName: 'acme-dev-spark-cluster-states',
    service: 'states.amazonaws.com',
    description: 'Runs steps on the cluster',
  });
  cluster.grantRun(states);
}
