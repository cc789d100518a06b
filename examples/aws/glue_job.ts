/** A Glue job over a table of orders, and a state machine's role that runs it. */
import { EncryptionKey, GlueJob, LakeBucket, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function glueJob(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'glue-job', keyClass: 'data' });
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'glue-job-logs', keyClass: 'logs' });
  const bucket = (name: string, holds: 'files' | 'tables') =>
    new LakeBucket(scope, name, { ...naming, bucketName: `acme-dev-glue-job-${name}`, holds, keyArn: key.arn });
  const artifacts = bucket('artifacts', 'files');
  const silver = bucket('silver', 'tables');
  const job = new GlueJob(scope, 'job', {
    ...naming,
    name: 'example-orders',
    artifactBucketName: artifacts.bucketName,
    artifactKeyArn: key.arn,
    scriptKey: 'scripts/orders.py',
    keyArn: key.arn,
    logKeyArn: logKey.arn,
    numberOfWorkers: 5,
    timeout: 60,
  });
  silver.grantWrite(job.role, 'orders/');
  const states = new ServiceRole(scope, 'states', {
    ...naming,
    roleName: 'acme-dev-glue-job-states',
    service: 'states.amazonaws.com',
    description: 'Runs the job',
  });
  job.grantRun(states);
}
