/** A namespace of an existing cluster that jobs run in, their role that reads a bucket, and a state machine's role that runs them. */
import { EksCluster, EmrOnEks, EncryptionKey, LakeBucket, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function emrOnEks(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'pod-jobs', keyClass: 'data' });
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'pod-jobs-logs', keyClass: 'logs' });
  const files = new LakeBucket(scope, 'files', {
    ...naming,
    bucketName: 'acme-dev-pod-jobs',
    holds: 'files',
    keyArn: key.arn,
  });
  const cluster = EksCluster.fromExisting(scope, 'cluster', {
    ...naming,
    clusterName: 'acme-shared',
    issuer: 'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
  });
  const jobs = new EmrOnEks(scope, 'jobs', {
    ...naming,
    name: 'example-jobs',
    cluster,
    namespace: 'example-jobs',
    releaseLabel: 'emr-7.12.0',
    logKeyArn: logKey.arn,
  });
  files.grantRead(jobs.jobRole);
  const states = new ServiceRole(scope, 'states', {
    ...naming,
    roleName: 'acme-dev-runs-pod-jobs',
    service: 'states.amazonaws.com',
    description: 'Runs jobs as pods',
  });
  jobs.grantRun(states);
}
