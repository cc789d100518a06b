/** SageMaker's tracking server for a team, and a training job's role that tracks its runs there. */
import { EncryptionKey, LakeBucket, ManagedMlflowServer, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function managedMlflowServer(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'experiments', keyClass: 'data' });
  const artifacts = new LakeBucket(scope, 'artifacts', {
    ...naming,
    bucketName: 'acme-dev-experiments-4f1a',
    holds: 'files',
    keyArn: key.arn,
  });
  const server = new ManagedMlflowServer(scope, 'experiments', {
    ...naming,
    name: 'example-experiments',
    artifactBucketName: artifacts.bucketName,
    artifactKeyArn: key.arn,
    automaticModelRegistration: true,
  });
  const training = new ServiceRole(scope, 'training', {
    ...naming,
    roleName: 'acme-dev-train-churn',
    service: 'sagemaker.amazonaws.com',
    description: 'Trains the churn model',
  });
  server.grantUse(training);
}
