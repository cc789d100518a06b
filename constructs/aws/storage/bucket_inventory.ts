import { S3BucketInventory } from '@cdktf/provider-aws/lib/s3-bucket-inventory';
import * as z from 'zod';
import type { Statement } from '../../../pipelines/targets';
import { bucketArn, checkName, checkProps, Construct } from '../../core';
import { inventoryStatement } from '../facts';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { bucketShape, flagShape, keyArnShape } from '../environment/shapes';
import { LakeBucket } from './lake_bucket';

export interface BucketInventoryProps extends NamingProps {
  /** What is listed: a bucket of this stack, or the name of one that is there. */
  readonly bucket: LakeBucket | string;
  /** Where the lists go; of an existing bucket the policy has to have `destinationStatement`. */
  readonly destination: LakeBucket | string;
  /** Of an existing destination that is encrypted with KMS; the key's policy has to let S3 use it. */
  readonly destinationKeyArn?: string;
  /** Weekly unless given; a list is charged by the million objects. */
  readonly frequency?: 'daily' | 'weekly';
  /** Lists are below `{destinationPrefix}/{bucket}/`; `inventory` unless given. */
  readonly destinationPrefix?: string;
  /** Current versions alone unless true. */
  readonly allVersions?: boolean;
}

const guide = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';
const schema = z.object({
  ...namingShape,
  bucket: bucketShape,
  destination: bucketShape,
  allVersions: flagShape,
  frequency: z
    .enum(['daily', 'weekly'], `expected daily or weekly (${guide}/configure-inventory.html)`)
    .exactOptional(),
  destinationPrefix: z
    .string()
    .regex(
      /^[\w!.*'()=-]+(\/[\w!.*'()=-]+)*$/,
      `expected a prefix without a slash at either end (${guide}/object-keys.html)`,
    )
    .exactOptional(),
  destinationKeyArn: keyArnShape.exactOptional(),
});

const fields = ['Size', 'LastModifiedDate', 'StorageClass', 'ETag', 'EncryptionStatus', 'ReplicationStatus'];

/** Lists the objects of a bucket as Parquet, daily or weekly: for audits, costs, and to find what was not replicated. */
export class BucketInventory extends Construct {
  /** `s3://bucket/prefix/` of the lists. */
  readonly location: string;
  /** What the destination's policy has to allow; our own buckets get it by themselves. */
  readonly destinationStatement: Statement;

  constructor(scope: Construct, id: string, props: BucketInventoryProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const { bucket, destination, destinationPrefix = 'inventory', frequency = 'weekly' } = props;
    const source = checkName('s3 bucket', nameOf(bucket), this.node.path);
    const target = checkName('s3 bucket', nameOf(destination), this.node.path);
    if (source === target) {
      throw new Error(
        `${this.node.path}: destination: found '${target}', the bucket that is listed; expected another one, ` +
          `or each list is in the next (${guide}/storage-inventory.html)`,
      );
    }
    const targetArn = bucketArn(naming, target);
    this.location = `s3://${target}/${destinationPrefix}/${source}/`;
    this.destinationStatement = inventoryStatement(naming, source, targetArn, destinationPrefix);
    const keyArn = destination instanceof LakeBucket ? destination.keyArn : props.destinationKeyArn;
    if (destination instanceof LakeBucket && keyArn !== undefined) {
      throw new Error(
        `${this.node.path}: destination: found '${target}', which is encrypted with KMS; expected a bucket with S3's own ` +
          `encryption, such as that of the logs: a key of class data lets no service use it ` +
          `(${guide}/configure-inventory.html#configure-inventory-kms-key-policy)`,
      );
    }
    new S3BucketInventory(this, 'inventory', {
      bucket: source,
      name: 'objects',
      includedObjectVersions: props.allVersions === true ? 'All' : 'Current',
      schedule: { frequency: frequency === 'daily' ? 'Daily' : 'Weekly' },
      optionalFields: fields,
      destination: {
        bucket: {
          bucketArn: targetArn,
          accountId: naming.account,
          format: 'Parquet',
          prefix: destinationPrefix,
          encryption: keyArn === undefined ? { sseS3: {} } : { sseKms: { keyId: keyArn } },
        },
      },
      dependsOn: [
        ...(bucket instanceof LakeBucket ? [bucket.resource] : []),
        ...(destination instanceof LakeBucket ? [destination.allowService(this.destinationStatement)] : []),
      ],
    });
  }
}

const nameOf = (bucket: LakeBucket | string): string => (typeof bucket === 'string' ? bucket : bucket.bucketName);
