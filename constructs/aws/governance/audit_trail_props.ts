/** What an `AuditTrail` is given. */
import * as z from 'zod';
import type { RemovalProps } from '../../core';
import { type NamedProps, type NamingProps, namingShape } from '../environment/naming_props';
import { flagShape, keyArnShape, nameShape, wholeNumber } from '../environment/shapes';
import type { LakeBucket } from '../storage/lake_bucket';

export interface AuditTrailProps extends NamedProps, RemovalProps {
  /** A key of class audit. */
  readonly keyArn: string;
  /** Names of the buckets whose objects' reads and writes are recorded. */
  readonly dataBuckets?: readonly string[];
  /** `writes` leaves reads of objects out, which are most of the cost; `all` unless given. */
  readonly dataEvents?: 'all' | 'writes';
  /**
   * A bucket that is there, of this account or another, whose policy lets this trail write; made with the trail unless given.
   * How long records are locked and kept, and its access logs, are then the bucket's.
   */
  readonly bucketName?: string;
  /** Where its own access logs go: a bucket, or the name of one. */
  readonly accessLogs?: LakeBucket | string;
  /** Days for which a record is locked; a year unless given. */
  readonly lockDays?: number;
  /** GOVERNANCE, unless given, can be bypassed by who may; COMPLIANCE by nobody, the root user included. */
  readonly lockMode?: 'GOVERNANCE' | 'COMPLIANCE';
  /** Days until records are deleted; seven years unless given. */
  readonly retentionDays?: number;
  /** Records of this region alone; all regions unless given. */
  readonly thisRegionOnly?: boolean;
  /** Also to a log group, to be searched and to ring alarms: its key is of class logs. */
  readonly logs?: { readonly keyArn: string; readonly retentionDays: number };
  /** Also tells of unusual numbers of calls and errors. */
  readonly insights?: boolean;
}

export interface ExistingTrailProps extends NamingProps {
  readonly trailName: string;
  readonly bucketName: string;
  /** The key of its encryption. */
  readonly keyArn: string;
}

const lock = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html';
const trails = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html';
const days = wholeNumber(1, 36_500, 'days', lock).exactOptional();
const shape = z.object({
  ...namingShape,
  bucketName: z.string().exactOptional(),
  thisRegionOnly: flagShape,
  insights: flagShape,
  name: nameShape,
  keyArn: keyArnShape,
  dataBuckets: z
    .array(z.string().regex(/^[a-z0-9.-]+$/, `expected the names of buckets, not ARNs (${trails})`))
    .exactOptional(),
  dataEvents: z.enum(['all', 'writes'], `expected all or writes (${trails})`).exactOptional(),
  lockDays: days,
  lockMode: z.enum(['GOVERNANCE', 'COMPLIANCE'], `expected GOVERNANCE or COMPLIANCE (${lock})`).exactOptional(),
  retentionDays: days,
  logs: z.object({ keyArn: keyArnShape }).exactOptional(),
});

const ofBucket = ['lockDays', 'lockMode', 'retentionDays', 'accessLogs'] as const;
export const auditTrailShape = shape.loose().superRefine((given, context) => {
  if (given.bucketName === undefined) return;
  for (const key of ofBucket) {
    if (given[key] === undefined) continue;
    const message = `expected none beside bucketName: it is said where the bucket is made (${lock})`;
    context.addIssue({ code: 'custom', path: [key], message, input: given[key] });
  }
});

export const existingTrailShape = z.object({ ...namingShape, keyArn: keyArnShape });
