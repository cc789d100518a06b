/** A role that pods of one service account of an existing cluster take, to read a bucket. */
import { EksCluster, EksServiceAccountRole, EncryptionKey, LakeBucket } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function eksServiceAccountRole(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'pod-files', keyClass: 'data' });
  const files = new LakeBucket(scope, 'files', {
    ...naming,
    bucketName: 'acme-dev-pod-files',
    holds: 'files',
    keyArn: key.arn,
  });
  const cluster = EksCluster.fromExisting(scope, 'cluster', {
    ...naming,
    clusterName: 'acme-shared',
    issuer: 'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
  });
  const role = new EksServiceAccountRole(scope, 'role', {
    ...naming,
    cluster,
    namespace: 'reports',
    serviceAccount: 'printer',
  });
  files.grantRead(role);
}
