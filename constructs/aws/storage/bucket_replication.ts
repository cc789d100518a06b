import { S3BucketReplicationConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-replication-configuration';
import * as z from 'zod';
import {
  type AlarmRule,
  bucketArn,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Monitored,
  resourceName,
  Token,
} from '../../core';
import { replicationFacts, replicationStatements, type StorageClass, storageClasses } from '../facts';
import { ServiceRole } from '../identity/service_role';
import { type NamedProps, namingOf, namingShape } from '../environment/naming_props';
import { arnShape, flagShape, keyArnShape, nameShape } from '../environment/shapes';
import { LakeBucket } from './lake_bucket';
import { replicationMonitoring } from './replication_monitoring';

/** A bucket of another stack, and what replication has to know of it. */
export interface ReplicatedBucket {
  readonly bucketName: string;
  readonly holds: 'tables' | 'files';
  readonly versioned: boolean;
  readonly keyArn?: string;
  /** True where its objects can be locked; the destination then has to be an archive too. */
  readonly objectLock?: boolean;
}

export interface BucketReplicationProps extends NamedProps {
  /** A bucket of this stack, or one that is there. */
  readonly bucket: LakeBucket | ReplicatedBucket;
  /** A versioned bucket of the same account in another region. */
  readonly destinationBucketArn: string;
  readonly destinationRegion: string;
  /** A key in the region of the destination: replicas are encrypted with it. */
  readonly destinationKeyArn: string;
  /** What is below it alone is replicated; the whole bucket unless given. */
  readonly prefix?: string;
  /** The class of the replicas; the objects' own unless given. */
  readonly storageClass?: StorageClass;
  /** True replicates deletions too: what is deleted here is then hidden there. */
  readonly deleteMarkers?: boolean;
  /** True buys the promise of 15 minutes, with its service level agreement. */
  readonly timeControl?: boolean;
  /** A copy in the same region survives no loss of the region; true says that this is not what it is for. */
  readonly allowSameRegion?: boolean;
  /** Of its role; `/` unless given. */
  readonly rolePath?: string;
}

const { requirements, unordered } = replicationFacts;
const schema = z.object({
  ...namingShape,
  deleteMarkers: flagShape,
  timeControl: flagShape,
  allowSameRegion: flagShape,
  objectLock: flagShape,
  name: nameShape,
  destinationBucketArn: arnShape('a bucket'),
  destinationRegion: namingShape.region,
  destinationKeyArn: keyArnShape,
  storageClass: z
    .enum(Object.keys(storageClasses) as [StorageClass], `expected a storage class (${storageClasses.GLACIER.source})`)
    .exactOptional(),
  bucket: z
    .object({
      holds: z.literal(
        'files',
        `expected a bucket of files: replicas arrive in no order, and the metadata of a table names files by their whole ` +
          `path, so replication is no recovery of tables (${unordered}); copy pinned versions of the table instead`,
      ),
      versioned: z.literal(true, `expected a versioned bucket (${requirements})`).exactOptional(),
    })
    .loose(),
});

/** Copies what is written to a bucket of files into another region, with a role that can do that alone. */
export class BucketReplication extends Construct implements Monitored {
  readonly roleName: string;
  readonly roleArn: string;
  /** Where the replicas are. */
  readonly destinationRegion: string;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];

  constructor(scope: Construct, id: string, props: BucketReplicationProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    checkRegions(props, this.node.path);
    const { bucket, prefix = '', timeControl = false } = props;
    const bucketName = checkName('s3 bucket', bucket.bucketName, this.node.path);
    const rule = props.name ?? 'replication';
    const role = new ServiceRole(this, 'role', {
      ...naming,
      roleName: `${resourceName(naming, rule)}-s3`,
      ...(props.rolePath === undefined ? {} : { path: props.rolePath }),
      service: 's3.amazonaws.com',
      description: `Replicates ${bucketName}`,
      statements: replicationStatements({
        sourceArn: bucketArn(naming, bucketName),
        sourceRegion: naming.region,
        ...(bucket.keyArn === undefined ? {} : { sourceKeyArn: bucket.keyArn }),
        locked: bucket.objectLock === true,
        prefix,
        destinationArn: props.destinationBucketArn,
        destinationRegion: props.destinationRegion,
        destinationKeyArn: props.destinationKeyArn,
      }),
    });
    this.roleName = role.roleName;
    this.roleArn = role.arn;
    this.destinationRegion = props.destinationRegion;
    const minutes = { minutes: replicationFacts.timeControlMinutes };
    new S3BucketReplicationConfigurationA(this, 'replication', {
      // By reference where it can be: so rules see which bucket is replicated.
      bucket: bucket instanceof LakeBucket ? bucket.resource.bucket : bucketName,
      role: role.arn,
      rule: [
        {
          id: rule,
          priority: 0,
          status: 'Enabled',
          filter: { prefix },
          deleteMarkerReplication: { status: props.deleteMarkers === true ? 'Enabled' : 'Disabled' },
          // Objects under KMS are left out unless they are named.
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
          destination: {
            bucket: props.destinationBucketArn,
            encryptionConfiguration: { replicaKmsKeyId: props.destinationKeyArn },
            ...(props.storageClass === undefined ? {} : { storageClass: props.storageClass }),
            metrics: { status: 'Enabled', ...(timeControl ? { eventThreshold: minutes } : {}) },
            ...(timeControl ? { replicationTime: { status: 'Enabled', time: minutes } } : {}),
          },
        },
      ],
      dependsOn: [role.resource, ...(bucket instanceof LakeBucket ? [bucket.versioning] : [])],
    });
    const watched = replicationMonitoring({
      sourceBucket: bucketName,
      destinationBucket: props.destinationBucketArn.split(':').at(-1) ?? '',
      rule,
    });
    this.charts = watched.charts;
    this.alarms = watched.alarms;
  }
}

/** @throws when the copy would be in the region of the source, or the key in another one than the copy */
function checkRegions(props: BucketReplicationProps, path: string): void {
  const { destinationRegion, destinationKeyArn } = props;
  if (destinationRegion === props.region && props.allowSameRegion !== true) {
    throw new Error(
      `${path}: destinationRegion: found '${destinationRegion}', the region of the source; expected another one, ` +
        `or allowSameRegion: true (${unordered})`,
    );
  }
  const keyRegion = Token.isUnresolved(destinationKeyArn) ? destinationRegion : destinationKeyArn.split(':')[3];
  if (keyRegion !== destinationRegion) {
    throw new Error(
      `${path}: destinationKeyArn: found a key in '${String(keyRegion)}'; expected one in '${destinationRegion}', ` +
        `where the destination is (https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html)`,
    );
  }
}
