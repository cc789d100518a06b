import { Cloudtrail } from '@cdktf/provider-aws/lib/cloudtrail';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
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
  resourceName,
  removalOf,
  suppress,
} from '../../core';
import { namingOf } from '../environment/naming_props';
import { eventSelectors, selectorProblem, trailArn, trailLogStatements } from '../facts';
import { ServiceRole } from '../identity/service_role';
import { LogGroup } from '../monitoring/log_group';
import { AuditTrailAccess } from './audit_trail_access';
import {
  type AuditTrailProps,
  auditTrailShape,
  type ExistingTrailProps,
  existingTrailShape,
} from './audit_trail_props';
import { trailBucket } from './trail_bucket';
import { trailMonitoring } from './trail_monitoring';

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
    checkProps(existingTrailShape, props, path);
    const bucket = checkName('s3 bucket', props.bucketName, path);
    return new AuditTrailAccess(namingOf(props), checkName('trail', props.trailName, path), bucket, props.keyArn);
  }

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    checkProps(auditTrailShape, props, this.node.path);
    const naming = namingOf(props);
    const name = props.name ?? 'audit';
    this.trailName = checkName('trail', resourceName(naming, name), this.node.path);
    this.arn = trailArn(naming, this.trailName);
    const selectors = eventSelectors(naming, props.dataBuckets ?? [], props.dataEvents ?? 'all');
    const problem = selectorProblem(selectors);
    if (problem !== undefined) throw new Error(`${this.node.path}: dataBuckets: found ${problem}`);
    const made =
      props.bucketName === undefined
        ? trailBucket(this, {
            ...props,
            naming,
            bucketName: globalName(naming, name),
            trails: naming,
            trailName: this.trailName,
          })
        : undefined;
    this.bucketName = made?.bucket.bucketName ?? checkName('s3 bucket', props.bucketName ?? '', this.node.path);
    this.access = new AuditTrailAccess(naming, this.trailName, this.bucketName, props.keyArn);
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
      dependsOn: [...(made?.policies ?? []), ...(logs?.policies ?? [])],
      lifecycle: { preventDestroy: !mayDestroy(props, this.node.path) },
    });
    this.excuse(props, trail);
    ({ charts: this.charts, alarms: this.alarms } = trailMonitoring(this, {
      naming,
      trailName: this.trailName,
      bucketName: this.bucketName,
      keyArn: props.keyArn,
      givenBucket: made === undefined,
      ...(logs === undefined ? {} : { logGroupName: logs.group.logGroupName }),
    }));
  }

  /** What general rules ask of trails, and this one does otherwise. */
  private excuse({ logs, thisRegionOnly }: AuditTrailProps, trail: Cloudtrail): void {
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

  /**
   * Lets `grantee`, an auditor's role, read what was recorded, the key included. Of a bucket of another account it is half of
   * the permission: that account has to let the role read, too.
   */
  grantRead(grantee: Grantee): Grant {
    return this.access.grantRead(grantee);
  }
}
