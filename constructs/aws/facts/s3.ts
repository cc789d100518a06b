/** What S3 needs and does, as statements. */
import type { Statement } from '../../../pipelines/targets';
import { keyThrough } from './key_use';
import type { ServiceFacts } from './service_facts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-HTTP-HTTPS */
export const secureTransportStatement = (bucketArn: string): Statement => ({
  sid: 'TlsOnly',
  effect: 'Deny',
  principals: '*',
  actions: ['s3:*'],
  resources: [bucketArn, `${bucketArn}/*`],
  conditions: { Bool: { 'aws:SecureTransport': 'false' } },
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general */
export const s3AccessLogsStatement = (bucketArn: string, account: string): Statement => ({
  sid: 'AccessLogs',
  principals: { Service: 'logging.s3.amazonaws.com' },
  actions: ['s3:PutObject'],
  resources: [`${bucketArn}/s3/*`],
  conditions: { StringEquals: { 'aws:SourceAccount': account } },
});

/**
 * S3 asks KMS in the caller's name. With a bucket key the encryption context is the bucket's ARN; an object that was
 * written without one has its own ARN there, whether the bucket never had a key or got it later:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
export const keyUseStatement = (
  actions: readonly string[],
  keyArn: string,
  bucketArns: readonly string[],
  region: string,
): Statement =>
  keyThrough('s3', actions, keyArn, region, {
    StringLike: { 'kms:EncryptionContext:aws:s3:arn': bucketArns.flatMap((bucket) => [bucket, `${bucket}/*`]) },
  });

export const s3Facts: ServiceFacts = {
  name: 'Amazon S3',
  principals: ['s3.amazonaws.com', 'logging.s3.amazonaws.com'],
  endpoints: [
    {
      service: 's3',
      type: 'Gateway',
      why: 'reads and writes of the lake stay in the network, and cost nothing by the gigabyte',
      source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html',
    },
  ],
  passedTo: [
    {
      principal: 's3.amazonaws.com',
      why: 'who sets up a replication hands its role to S3',
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html',
    },
  ],
  quotas: [
    {
      what: 'inventory configurations of a bucket',
      most: 1000,
      adjustable: false,
      why: 'one is made per bucket',
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketInventoryConfiguration.html',
    },
    {
      what: 'lifecycle rules of a bucket',
      most: 1000,
      adjustable: false,
      why: 'rules may be given by prefix',
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html',
    },
  ],
};
