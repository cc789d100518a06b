/** A page for analysts in a network of its own: two tasks behind a load balancer that only the network reaches. */
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { EncryptionKey, FargateService, LakeBucket, Network } from '../../constructs/aws';
import { ecsFacts } from '../../constructs/aws/facts';
import type { Construct } from '../../constructs/core';

export function fargateService(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'portal-logs', keyClass: 'logs' });
  const portal = new Network(scope, 'network', {
    ...naming,
    name: 'portal-network',
    cidr: '10.71.0.0/16',
    logKeyArn: logKey.arn,
    services: [ecsFacts],
  });
  const accessLogs = new LakeBucket(scope, 'access-logs', {
    ...naming,
    bucketName: 'acme-dev-portal-access-logs-4f1a',
    holds: 'files',
    takesAccessLogs: true,
    lifecycle: [{ id: 'gone', expireDays: 90 }],
  });
  const certificate = new AcmCertificate(scope, 'certificate', {
    domainName: 'portal.acme.example',
    validationMethod: 'DNS',
  });
  new FargateService(scope, 'portal', {
    ...naming,
    name: 'portal',
    vpcId: portal.vpcId,
    subnetIds: portal.subnetIds,
    securityGroupIds: [portal.securityGroupId],
    certificateArn: certificate.arn,
    clientCidrs: ['10.0.0.0/8'],
    accessLogs,
    logKeyArn: logKey.arn,
    imageUri: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/portal@sha256:${'0'.repeat(64)}`,
    containerPort: 8080,
    healthCheckPath: '/health',
  });
}
