/** Replication and inventories of S3: what the service does in a role's name, and in its own. */
import { bucketArn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import { keyUseStatement } from './s3';

const guide = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';

export const replicationFacts = {
  /** Asynchronous, and without an order between objects: no snapshot of a table ever arrives as one. */
  unordered: `${guide}/replication.html`,
  requirements: `${guide}/replication-requirements.html`,
  metrics: `${guide}/repl-metrics.html`,
  /** What replication time control promises for 99.99 percent of the objects. */
  timeControlMinutes: 15,
  timeControl: `${guide}/replication-time-control.html`,
} as const;

export interface ReplicationEnds {
  readonly sourceArn: string;
  readonly sourceRegion: string;
  /** Absent for a bucket with S3's own encryption. */
  readonly sourceKeyArn?: string;
  /** Whether its objects can be locked; a copy is locked as long. */
  readonly locked: boolean;
  readonly prefix: string;
  readonly destinationArn: string;
  readonly destinationRegion: string;
  readonly destinationKeyArn: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-replication */
const lockReads = ['s3:GetObjectLegalHold', 's3:GetObjectRetention'] as const;

/**
 * The role of a replication. With a bucket key the encryption context is the bucket, and KMS is also asked to decrypt
 * the bucket key at the destination:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
export function replicationStatements(ends: ReplicationEnds): readonly Statement[] {
  return [
    {
      sid: 'ReadConfiguration',
      actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
      resources: [ends.sourceArn],
    },
    {
      sid: 'ReadVersions',
      actions: [
        ...(ends.locked ? lockReads : []),
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionForReplication',
        's3:GetObjectVersionTagging',
      ],
      resources: [`${ends.sourceArn}/${ends.prefix}*`],
    },
    {
      sid: 'WriteReplicas',
      actions: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'],
      resources: [`${ends.destinationArn}/${ends.prefix}*`],
    },
    ...(ends.sourceKeyArn === undefined
      ? []
      : [keyStatement('DecryptSource', ['kms:Decrypt'], ends.sourceKeyArn, ends.sourceArn, ends.sourceRegion)]),
    keyStatement(
      'EncryptReplicas',
      ['kms:Decrypt', 'kms:Encrypt'],
      ends.destinationKeyArn,
      ends.destinationArn,
      ends.destinationRegion,
    ),
  ];
}

const keyStatement = (
  sid: string,
  actions: readonly string[],
  keyArn: string,
  bucket: string,
  region: string,
): Statement => ({ sid, ...keyUseStatement(actions, keyArn, [bucket], region) });

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html#configure-inventory-destination-bucket-policy */
export const inventoryStatement = (
  naming: Naming,
  sourceBucket: string,
  destinationArn: string,
  prefix: string,
): Statement => ({
  sid: `Inventory${sourceBucket.replaceAll(/[^a-zA-Z0-9]/g, '')}`,
  principals: { Service: 's3.amazonaws.com' },
  actions: ['s3:PutObject'],
  resources: [`${destinationArn}/${prefix}/*`],
  conditions: {
    ArnLike: { 'aws:SourceArn': bucketArn(naming, sourceBucket) },
    StringEquals: { 'aws:SourceAccount': naming.account, 's3:x-amz-acl': 'bucket-owner-full-control' },
  },
});
