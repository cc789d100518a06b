import { Cloudtrail } from '@cdktf/provider-aws/lib/cloudtrail';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { S3BucketObjectLockConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration';
import * as z from 'zod';
import {
  type AlarmRule,
  type Chart,
  checkName,
  checkProps,
  Construct,
  globalName,
  type Grant,
  type Grantee,
  mayDestroy,
  type Monitored,
  type RemovalProps,
  resourceName,
  removalOf,
  suppress,
} from '../../core';
import { type NamedProps, namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { flagShape, keyArnShape, nameShape, wholeNumber } from '../environment/shapes';
import { eventSelectors, selectorProblem, trailArn, trailBucketStatements, trailLogStatements } from '../facts';
import { ServiceRole } from '../identity/service_role';
import { LogGroup } from '../monitoring/log_group';
import { LakeBucket } from '../storage/lake_bucket';
import { AuditTrailAccess } from './audit_trail_access';
import { trailMonitoring } from './trail_monitoring';

export interface AuditTrailProps extends NamedProps, RemovalProps {
  /** A key of class audit. */
  readonly keyArn: string;
  /** Names of the buckets whose objects' reads and writes are recorded. */
  readonly dataBuckets?: readonly string[];
  /** `writes` leaves reads of objects out, which are most of the cost; `all` unless given. */
  readonly dataEvents?: 'all' | 'writes';
  /** Where its own access logs go: a bucket, or the name of one. */
  readonly accessLogs?: LakeBucket | string;
  /** Days in which no record can be deleted; a year unless given. */
  readonly lockDays?: number;
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
const schema = z.object({
  ...namingShape,
  thisRegionOnly: flagShape,
  insights: flagShape,
  name: nameShape,
  keyArn: keyArnShape,
  dataBuckets: z
    .array(z.string().regex(/^[a-z0-9.-]+$/, `expected the names of buckets, not ARNs (${trails})`))
    .exactOptional(),
  dataEvents: z.enum(['all', 'writes'], `expected all or writes (${trails})`).exactOptional(),
  lockDays: days,
  retentionDays: days,
  logs: z.object({ keyArn: keyArnShape }).exactOptional(),
});

/** A year at hand is what PCI DSS 10.5.1 asks for: https://docs.aws.amazon.com/securityhub/latest/userguide/pci-standard.html */
const defaults = { lockDays: 365, retentionDays: 2555, archiveAfterDays: 90 } as const;

/** Who did what in the account, and who read and wrote the lake: signed, encrypted, and locked in a bucket of its own. */
export class AuditTrail extends Construct implements Monitored {
  readonly trailName: string;
  readonly arn: string;
  readonly bucketName: string;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: AuditTrailAccess;

  /** A trail that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingTrailProps): AuditTrailAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(z.object({ ...namingShape, keyArn: keyArnShape }), props, path);
    const bucket = checkName('s3 bucket', props.bucketName, path);
    return new AuditTrailAccess(namingOf(props), checkName('trail', props.trailName, path), bucket, props.keyArn);
  }

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const name = props.name ?? 'audit';
    this.trailName = checkName('trail', resourceName(naming, name), this.node.path);
    this.arn = trailArn(naming, this.trailName);
    const selectors = eventSelectors(naming, props.dataBuckets ?? [], props.dataEvents ?? 'all');
    const problem = selectorProblem(selectors);
    if (problem !== undefined) throw new Error(`${this.node.path}: dataBuckets: found ${problem}`);
    const bucket = this.bucket(props, globalName(naming, name));
    this.bucketName = bucket.bucketName;
    this.access = new AuditTrailAccess(naming, this.trailName, this.bucketName, props.keyArn);
    const policies = trailBucketStatements(naming, this.trailName, this.bucketName).map((statement) =>
      bucket.allowService(statement),
    );
    const logs = props.logs === undefined ? undefined : this.logs(props, props.logs);
    const trail = new Cloudtrail(this, 'trail', {
      name: this.trailName,
      s3BucketName: this.bucketName,
      kmsKeyId: props.keyArn,
      // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
      enableLogFileValidation: true,
      isMultiRegionTrail: props.thisRegionOnly !== true,
      includeGlobalServiceEvents: true,
      advancedEventSelector: selectors.map((selector) => ({ ...selector })),
      ...(props.insights === true
        ? { insightSelector: [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }] }
        : {}),
      ...(logs === undefined
        ? {}
        : { cloudWatchLogsGroupArn: `${logs.group.resource.arn}:*`, cloudWatchLogsRoleArn: logs.role.arn }),
      // CloudTrail tries the bucket and the role when the trail is made.
      dependsOn: [...new Set(policies), ...(logs?.policies ?? [])],
      lifecycle: { preventDestroy: !mayDestroy(props, this.node.path) },
    });
    this.excuse(props, bucket, trail);
    ({ charts: this.charts, alarms: this.alarms } = trailMonitoring(this, {
      naming,
      trailName: this.trailName,
      bucketName: this.bucketName,
      ...(logs === undefined ? {} : { logGroupName: logs.group.logGroupName }),
    }));
  }

  /** What general rules ask of trails and their buckets, and this one does otherwise. */
  private excuse({ logs, thisRegionOnly }: AuditTrailProps, bucket: LakeBucket, trail: Cloudtrail): void {
    suppress(bucket.resource, {
      rules: ['CKV_AWS_145'],
      reason:
        'CloudTrail encrypts each record with the key of the trail; a key of the bucket would be one more to read it.',
    });
    suppress(bucket.resource, {
      rules: ['CKV_AWS_144'],
      reason:
        'Records are locked against everybody and signed; who has to keep them elsewhere copies them with their locks.',
    });
    suppress(trail, {
      rules: ['CKV_AWS_252'],
      reason: 'Nobody waits for a file of records: who looks for something asks the bucket, by day.',
    });
    if (logs === undefined) {
      suppress(trail, {
        rules: ['CKV2_AWS_10'],
        reason:
          'No log group was asked for: records are searched in their bucket, and a second copy is paid by the GB.',
      });
    }
    if (thisRegionOnly !== true) return;
    suppress(trail, {
      rules: ['CKV_AWS_67'],
      reason: 'It was asked to record one region: that of the buckets whose objects it watches.',
    });
  }

  /**
   * Records are encrypted by CloudTrail, under the trail's key with the trail as its context. The bucket has no key of its own:
   * with a bucket key the context would be the bucket's, and the key's policy would not know who writes.
   */
  private bucket(props: AuditTrailProps, bucketName: string): LakeBucket {
    const lockDays = props.lockDays ?? defaults.lockDays;
    const retentionDays = props.retentionDays ?? Math.max(defaults.retentionDays, lockDays);
    if (retentionDays < lockDays) {
      throw new Error(
        `${this.node.path}: retentionDays: found ${retentionDays}; expected at least ${lockDays}, the days of the lock: ` +
          `a record that is locked only gets a delete marker (${lock})`,
      );
    }
    const bucket = new LakeBucket(this, 'bucket', {
      ...namingOf(props),
      bucketName,
      holds: 'files',
      objectLock: true,
      lifecycle: [
        {
          id: 'records',
          ...(retentionDays > defaults.archiveAfterDays * 2
            ? { transitions: [{ days: defaults.archiveAfterDays, storageClass: 'GLACIER' as const }] }
            : {}),
          expireDays: retentionDays,
          nonCurrentDays: 1,
          abortUploadDays: 7,
        },
      ],
      ...(props.accessLogs === undefined ? {} : { accessLogs: props.accessLogs }),
      ...removalOf(props),
    });
    new S3BucketObjectLockConfigurationA(this, 'lock', {
      bucket: bucket.bucketName,
      rule: { defaultRetention: { mode: 'GOVERNANCE', days: lockDays } },
      dependsOn: [bucket.versioning],
    });
    return bucket;
  }

  private logs(props: AuditTrailProps, { keyArn, retentionDays }: NonNullable<AuditTrailProps['logs']>) {
    const naming = namingOf(props);
    const group = new LogGroup(this, 'logs', {
      ...naming,
      ...removalOf(props),
      logGroupName: `/aws/cloudtrail/${this.trailName}`,
      keyArn,
      retentionDays,
    });
    const role = new ServiceRole(this, 'logs-role', {
      ...naming,
      roleName: resourceName(naming, `${props.name ?? 'audit'}-logs`),
      service: 'cloudtrail.amazonaws.com',
      description: 'Writes what the trail records to its log group',
      statements: trailLogStatements(naming, group.arn),
    });
    return { group, role, policies: role.node.findAll().filter((each) => each instanceof IamRolePolicy) };
  }

  /** Lets `grantee`, an auditor's role, read what was recorded, the key included. */
  grantRead(grantee: Grantee): Grant {
    return this.access.grantRead(grantee);
  }
}
