/** A network for jobs of EMR Serverless in three zones, and a security group for a database client. */
import { EmrServerlessApplication, EncryptionKey, Network } from '../../constructs/aws';
import { emrServerlessFacts } from '../../constructs/aws/facts';
import type { Construct } from '../../constructs/core';

export function network(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'network-logs', keyClass: 'logs' });
  const lakeNetwork = new Network(scope, 'network', {
    ...naming,
    name: 'lake-network',
    cidr: '10.60.0.0/16',
    zones: 3,
    logKeyArn: key.arn,
    services: [emrServerlessFacts, 'secretsmanager'],
    buckets: ['partner-orders'],
  });
  new EmrServerlessApplication(scope, 'jobs', {
    ...naming,
    profileName: 'private',
    profile: {
      driver: { vcpu: 2, memoryGb: 8, diskGb: 20 },
      executor: { vcpu: 4, memoryGb: 16, diskGb: 50 },
      executors: 8,
      maximum: { vcpu: 64, memoryGb: 256 },
      idleMinutes: 10,
    },
    releaseLabel: 'emr-7.10.0',
    subnets: lakeNetwork.subnetIds,
    securityGroups: [lakeNetwork.securityGroupId],
  });
  lakeNetwork.workloadSecurityGroup(scope, 'client', { name: 'warehouse-client', description: 'Loads the warehouse' });
}
