/** What clusters are made with that live as long as one execution of a state machine; each step has its own role. */
import { ClusterTemplate, EncryptionKey, Network, ServiceRole } from '../../constructs/aws';
import { arn, type Construct } from '../../constructs/core';

export function clusterTemplate(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'nightly-cluster', keyClass: 'data' });
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'nightly-cluster-logs', keyClass: 'logs' });
  const network = new Network(scope, 'network', {
    ...naming,
    name: 'nightly-cluster',
    cidr: '10.61.0.0/16',
    logKeyArn: logKey.arn,
    services: ['elasticmapreduce', 'kms', 'sts'],
  });
  const stepRole = 'acme-dev-nightly-orders-step';
  const template = new ClusterTemplate(scope, 'template', {
    ...naming,
    clusterName: 'acme-dev-nightly',
    releaseLabel: 'emr-7.12.0',
    capacity: {
      kind: 'fleets',
      primary: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 1 },
      core: { instanceTypes: ['m7g.xlarge', 'm6g.xlarge'], targetOnDemandCapacity: 2 },
      task: { instanceTypes: ['m7g.2xlarge', 'm6g.2xlarge', 'r7g.xlarge'], targetSpotCapacity: 4 },
    },
    vpcId: network.vpcId,
    subnetIds: network.subnetIds,
    keyArn: key.arn,
    logBucketName: 'acme-dev-logs',
    logKeyArn: logKey.arn,
    runtimeRoleArns: [arn(naming, 'iam', `role/${stepRole}`, false)],
  });
  const role = new ServiceRole(scope, 'step', {
    ...naming,
    roleName: stepRole,
    service: [],
    // EMR tags the session of a step.
    trust: [
      {
        principals: { AWS: template.nodeRole.resource.arn },
        actions: ['sts:AssumeRole', 'sts:TagSession'],
        resources: [],
      },
    ],
    description: 'What the step may do that loads the orders',
    statements: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme-dev-landing/orders/*'] }],
  });
  role.node.addDependency(template);
}
