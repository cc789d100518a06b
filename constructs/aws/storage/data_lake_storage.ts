import * as z from 'zod';
import {
  type AlarmRule,
  type Chart,
  checkProps,
  Construct,
  globalName,
  type Grant,
  type Grantee,
  type Monitored,
  type RemovalProps,
  removalOf,
  suppress,
} from '../../core';
import { EncryptionKey } from '../identity/encryption_key';
import { archivedAfterDays } from '../facts';
import type { BucketAccess } from './bucket_access';
import { LakeBucket } from './lake_bucket';
import { type LakeReplication, listLake, replicateLake, replicationShape } from './lake_copies';
import { fileRules } from './lifecycle';
import { type NamedProps, namingOf, namingShape } from '../environment/naming_props';
import { flagShape, keyArnShape, nameShape } from '../environment/shapes';

/** The layers that hold tables, in the order in which data passes them. */
export const tableLayers = ['bronze', 'silver', 'gold'] as const;
export type TableLayer = (typeof tableLayers)[number];
export type LakeBucketName = TableLayer | 'landing' | 'artefacts' | 'logs';

export interface ExistingLakeProps extends NamedProps {
  /** The key of all its buckets but the logs'. */
  readonly dataKeyArn: string;
}

export interface DataLakeStorageProps extends NamedProps, RemovalProps {
  /** A KMS key for the data; a rotating one is made unless given. */
  readonly dataKeyArn?: string;
  /** Days until what landed is deleted; seven years unless given. Objects cool after 30 days and are archived after 90. */
  readonly landingDays?: number;
  /** Days that replaced or deleted versions of an object are kept. */
  readonly nonCurrentDays?: number;
  /** How often the objects of each bucket are listed, into the bucket of the logs; never unless given. */
  readonly inventory?: 'daily' | 'weekly';
  /** Measures the requests to each bucket but that of the logs: paid by the metric; not unless given. */
  readonly requestMetrics?: boolean;
  /** Where landing and artefacts are copied to, in another region; nowhere unless given. */
  readonly replication?: LakeReplication;
}

const existing = z.object({ ...namingShape, name: nameShape, dataKeyArn: keyArnShape });
const schema = z.object({
  ...namingShape,
  name: nameShape,
  dataKeyArn: keyArnShape.exactOptional(),
  landingDays: z
    .int()
    .min(
      archivedAfterDays + 1,
      `expected more than ${archivedAfterDays} days, after which objects are archived (docs/aws.md#constructs)`,
    )
    .exactOptional(),
  nonCurrentDays: z
    .int()
    .min(
      1,
      'expected at least one day (https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html)',
    )
    .exactOptional(),
  inventory: z
    .enum(
      ['daily', 'weekly'],
      'expected daily or weekly (https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html)',
    )
    .exactOptional(),
  requestMetrics: flagShape,
  replication: replicationShape.exactOptional(),
});

const called = (name: string | undefined, what: string): string => (name === undefined ? what : `${name}-${what}`);
const lakeBucketName = (props: NamedProps, what: LakeBucketName): string =>
  globalName(namingOf(props), called(props.name, what));

/**
 * The buckets of a lake: landing, bronze, silver, gold, artefacts, logs. Private, encrypted with one rotating key,
 * versioned, reached over TLS only, their access logged; retained when the stack goes, unless both keys are turned.
 */
export class DataLakeStorage extends Construct implements Monitored {
  readonly dataKeyArn: string;
  readonly buckets: Readonly<Record<LakeBucketName, LakeBucket>>;
  /** Of the replication, and of requests where they are measured. */
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];

  /** The buckets of a lake that another stack or app made with this construct. */
  static fromExisting(
    scope: Construct,
    id: string,
    props: ExistingLakeProps,
  ): Readonly<Record<LakeBucketName, BucketAccess>> {
    checkProps(existing, props, `${scope.node.path}/${id}`);
    const bucket = (what: LakeBucketName): BucketAccess =>
      LakeBucket.fromExisting(scope, `${id}-${what}`, {
        ...namingOf(props),
        bucketName: lakeBucketName(props, what),
        ...(what === 'logs' ? {} : { keyArn: props.dataKeyArn }),
      });
    return {
      landing: bucket('landing'),
      bronze: bucket('bronze'),
      silver: bucket('silver'),
      gold: bucket('gold'),
      artefacts: bucket('artefacts'),
      logs: bucket('logs'),
    };
  }

  constructor(scope: Construct, id: string, props: DataLakeStorageProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const removal = removalOf(props);
    this.dataKeyArn =
      props.dataKeyArn ??
      new EncryptionKey(this, 'data-key', { ...naming, ...removal, name: called(props.name, 'data'), keyClass: 'data' })
        .arn;
    // S3 delivers access logs to a bucket with its own encryption only:
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshooting-server-access-logging.html
    const logs = new LakeBucket(this, 'logs', {
      ...naming,
      ...removal,
      bucketName: lakeBucketName(props, 'logs'),
      holds: 'files',
      takesAccessLogs: true,
      lifecycle: fileRules(props.landingDays, props.nonCurrentDays),
    });
    const bucket = (name: Exclude<LakeBucketName, 'logs'>, holds: 'tables' | 'files'): LakeBucket =>
      new LakeBucket(this, name, {
        ...naming,
        ...removal,
        bucketName: lakeBucketName(props, name),
        holds,
        keyArn: this.dataKeyArn,
        accessLogs: logs,
        ...(props.requestMetrics === undefined ? {} : { requestMetrics: props.requestMetrics }),
        ...(name === 'landing' ? { lifecycle: fileRules(props.landingDays, props.nonCurrentDays) } : {}),
      });
    this.buckets = {
      landing: bucket('landing', 'files'),
      bronze: bucket('bronze', 'tables'),
      silver: bucket('silver', 'tables'),
      gold: bucket('gold', 'tables'),
      artefacts: bucket('artefacts', 'files'),
      logs,
    };
    if (props.replication === undefined) {
      for (const each of [this.buckets.landing, this.buckets.artefacts]) {
        suppress(each.resource, {
          rules: ['CKV_AWS_144'],
          reason:
            'No replication was asked for: sources can send again what has landed, and artefacts are built again.',
        });
      }
    }
    const replications =
      props.replication === undefined
        ? []
        : replicateLake(this, naming, (what) => called(props.name, what), this.buckets, props.replication);
    const buckets = Object.entries(this.buckets);
    this.charts = [...replications, ...Object.values(this.buckets)].flatMap(({ charts }) => charts);
    this.alarms = [
      ...replications.flatMap(({ alarms }) => alarms),
      // Each bucket recommends the same: here there are several.
      ...buckets.flatMap(([name, { alarms }]) =>
        alarms.map((rule) => ({ ...rule, name: `${name}-${rule.name}`, runbook: rule.runbook ?? rule.name })),
      ),
    ];
    if (props.inventory !== undefined) listLake(this, naming, this.buckets, logs, props.inventory);
  }

  /** Lets `grantee` read below `prefix` of a bucket, the key included. */
  grantRead(grantee: Grantee, bucket: LakeBucketName, prefix = ''): Grant {
    return this.buckets[bucket].grantRead(grantee, prefix);
  }

  /** Lets `grantee` read, write and delete below `prefix` of a bucket, the key included. */
  grantWrite(grantee: Grantee, bucket: LakeBucketName, prefix = ''): Grant {
    return this.buckets[bucket].grantWrite(grantee, prefix);
  }
}
