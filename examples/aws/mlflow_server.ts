/** A tracking server for a team, in a network of its own, and a scoring job's role that reads models in the bucket. */
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { EncryptionKey, LakeBucket, MlflowServer, Network, ServiceRole } from '../../constructs/aws';
import { ecsFacts } from '../../constructs/aws/facts';
import type { Construct } from '../../constructs/core';

export function mlflowServer(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'mlflow-data', keyClass: 'data' });
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'mlflow-logs', keyClass: 'logs' });
  const learning = new Network(scope, 'network', {
    ...naming,
    name: 'mlflow-network',
    cidr: '10.72.0.0/16',
    logKeyArn: logKey.arn,
    services: [ecsFacts],
  });
  const accessLogs = new LakeBucket(scope, 'access-logs', {
    ...naming,
    bucketName: 'acme-dev-mlflow-access-logs-4f1a',
    holds: 'files',
    takesAccessLogs: true,
    lifecycle: [{ id: 'gone', expireDays: 90 }],
  });
  const models = new LakeBucket(scope, 'models', {
    ...naming,
    bucketName: 'acme-dev-mlflow-models-4f1a',
    holds: 'files',
    keyArn: key.arn,
    accessLogs,
  });
  const certificate = new AcmCertificate(scope, 'certificate', {
    domainName: 'mlflow.acme.example',
    validationMethod: 'DNS',
  });
  const server = new MlflowServer(scope, 'mlflow', {
    ...naming,
    name: 'team-mlflow',
    domainName: 'mlflow.acme.example',
    certificateArn: certificate.arn,
    vpcId: learning.vpcId,
    subnetIds: learning.subnetIds,
    securityGroupIds: [learning.securityGroupId],
    clientSecurityGroupIds: [learning.securityGroupId],
    accessLogs,
    keyArn: key.arn,
    logKeyArn: logKey.arn,
    imageUri: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/mlflow@sha256:${'0'.repeat(64)}`,
    artifactBucketName: models.bucketName,
    artifactKeyArn: key.arn,
  });
  const scoring = new ServiceRole(scope, 'scoring', {
    ...naming,
    roleName: 'acme-dev-score-churn',
    service: 'emr-serverless.amazonaws.com',
    description: 'Scores churn',
  });
  server.grantReadArtifacts(scoring);
}
