/** An endpoint for churn whose requests are kept, with a challenger in the shadow, and a function's role that asks it. */
import { AlertTopic, EncryptionKey, LakeBucket, SagemakerEndpoint, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function sagemakerEndpoint(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'churn-data', keyClass: 'data' });
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'churn-logs', keyClass: 'logs' });
  const newsKey = new EncryptionKey(scope, 'news-key', { ...naming, name: 'churn-news', keyClass: 'notifications' });
  const topic = new AlertTopic(scope, 'topic', { ...naming, name: 'churn-alerts', keyArn: newsKey.arn });
  const models = new LakeBucket(scope, 'models', {
    ...naming,
    bucketName: 'acme-dev-churn-models-4f1a',
    holds: 'files',
    keyArn: key.arn,
  });
  const image = `111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn@sha256:${'0'.repeat(64)}`;
  const endpoint = new SagemakerEndpoint(scope, 'churn', {
    ...naming,
    name: 'example-churn',
    keyArn: key.arn,
    logKeyArn: logKey.arn,
    topicArn: topic.arn,
    productionVariants: [
      {
        variantName: 'champion',
        model: { imageUri: image, modelDataUrl: `s3://${models.bucketName}/churn/7/model.tar.gz` },
        instanceType: 'ml.m5.large',
        scaling: { maxCapacity: 6, invocationsPerInstance: 600 },
      },
    ],
    shadowVariant: {
      variantName: 'challenger',
      model: { imageUri: image, modelDataUrl: `s3://${models.bucketName}/churn/8/model.tar.gz` },
      instanceType: 'ml.m5.large',
      initialInstanceCount: 1,
    },
    modelKeyArn: key.arn,
    captureBucketName: models.bucketName,
    captureKeyArn: key.arn,
    capturePercentage: 20,
  });
  const role = new ServiceRole(scope, 'role', {
    ...naming,
    roleName: 'acme-dev-offer',
    service: 'lambda.amazonaws.com',
    description: 'Makes offers to customers who may leave',
  });
  endpoint.grantInvoke(role);
}
