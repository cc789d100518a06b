import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import * as z from 'zod';
import { policyDocument, type Statement } from '../../../pipelines/targets';
import {
  type AlarmRule,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  Lazy,
  mayDestroy,
  type Monitored,
  type RemovalProps,
  suppress,
} from '../../core';
import { BucketAccess } from './bucket_access';
import { bucketMonitoring } from './bucket_monitoring';
import { s3AccessLogsStatement, secureTransportStatement } from '../facts';
import { type LifecycleRule, ruleProblems, tableRuleProblems, tableRules, terraformRule } from './lifecycle';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { bucketShape, flagShape, keyArnShape } from '../environment/shapes';

export interface LakeBucketProps extends NamingProps, RemovalProps {
  /** The whole name; unique in the world. */
  readonly bucketName: string;
  /** Tables get no rule that acts by age. */
  readonly holds: 'tables' | 'files';
  /** The key's ARN; without it S3's own encryption, which the target of access logs needs. */
  readonly keyArn?: string;
  /** The bucket that takes the access logs, ours or an existing one's name; absent for that bucket itself. */
  readonly accessLogs?: LakeBucket | string;
  /** True for the bucket that other buckets' access logs go to. */
  readonly takesAccessLogs?: boolean;
  /** Rules on objects; for tables non-current versions and unfinished uploads only, which is also the default. */
  readonly lifecycle?: readonly LifecycleRule[];
  /** True where `ArchiveBucket` locks objects; only a bucket of files can be locked, and only when it is made. */
  readonly objectLock?: boolean;
  /** Measures requests, and how many of them fail: up to 13 metrics that are paid as custom ones; not unless given. */
  readonly requestMetrics?: boolean;
}

export interface ExistingBucketProps extends NamingProps {
  readonly bucketName: string;
  /** The key of its encryption, unless that is S3's own. */
  readonly keyArn?: string;
}

const existing = z.object({
  ...namingShape,
  keyArn: keyArnShape.exactOptional(),
});

const lifecycle = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html';
const days = z
  .int(`expected whole days (${lifecycle})`)
  .min(1, `expected at least one day (${lifecycle})`)
  .exactOptional();
const schema = z.object({
  ...namingShape,
  accessLogs: bucketShape.exactOptional(),
  objectLock: flagShape,
  requestMetrics: flagShape,
  takesAccessLogs: flagShape,
  holds: z.enum(['tables', 'files'], 'expected tables or files (docs/aws.md#constructs)'),
  keyArn: keyArnShape.exactOptional(),
  lifecycle: z.array(z.object({ expireDays: days, nonCurrentDays: days, abortUploadDays: days })).exactOptional(),
});

/** A private, encrypted, versioned bucket that is reached over TLS only. */
export class LakeBucket extends Construct implements Monitored {
  readonly bucketName: string;
  readonly arn: string;
  readonly holds: 'tables' | 'files';
  readonly keyArn: string | undefined;
  /** Whether objects can be locked: their copies have to be lockable too. */
  readonly objectLock: boolean;
  /** For `dependsOn`: names are computed, so nothing else says that the bucket comes first. */
  readonly resource: S3Bucket;
  /** For `dependsOn` of what S3 takes for a versioned bucket only. */
  readonly versioning: S3BucketVersioningA;
  /** With `requestMetrics`; none without. */
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly policy: S3BucketPolicy;
  private readonly statements: Statement[];
  private readonly access: BucketAccess;

  /** A bucket that is there already: nothing of it is changed, and it can be granted on. */
  static fromExisting(scope: Construct, id: string, props: ExistingBucketProps): BucketAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(existing, props, path);
    return new BucketAccess(namingOf(props), checkName('s3 bucket', props.bucketName, path), props.keyArn);
  }

  constructor(scope: Construct, id: string, props: LakeBucketProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const destroyable = mayDestroy(props, this.node.path);
    this.bucketName = checkName('s3 bucket', props.bucketName, this.node.path);
    this.access = new BucketAccess(naming, this.bucketName, props.keyArn);
    this.arn = this.access.arn;
    this.holds = props.holds;
    this.keyArn = props.keyArn;
    this.objectLock = props.objectLock === true;
    const rules = props.lifecycle ?? tableRules();
    const problems = [
      ...(props.holds === 'tables' ? tableRuleProblems(this.bucketName, rules) : []),
      ...(props.holds === 'tables' && props.objectLock === true ? [tableLockProblem(this.bucketName)] : []),
      ...ruleProblems(this.bucketName, rules),
    ];
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);

    this.resource = new S3Bucket(this, 'bucket', {
      bucket: this.bucketName,
      forceDestroy: destroyable,
      ...(props.objectLock === true ? { objectLockEnabled: true } : {}),
      lifecycle: { preventDestroy: !destroyable },
    });
    this.excuse(props);
    const bucket = this.resource.bucket;
    const access = new S3BucketPublicAccessBlock(this, 'public-access', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, 'ownership', { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } });
    this.versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket,
      rule: [
        props.keyArn === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
          : {
              applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: props.keyArn },
              bucketKeyEnabled: true,
            },
      ],
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket,
      rule: rules.map(terraformRule),
      dependsOn: [this.versioning],
    });
    this.statements = [
      secureTransportStatement(this.arn),
      ...(props.takesAccessLogs === true ? [s3AccessLogsStatement(this.arn, naming.account)] : []),
    ];
    this.policy = new S3BucketPolicy(this, 'policy', {
      bucket,
      policy: Lazy.stringValue({ produce: () => policyDocument(this.statements) }),
      dependsOn: [access],
    });
    if (props.accessLogs !== undefined) {
      const target = props.accessLogs;
      new S3BucketLoggingA(this, 'access-logs', {
        bucket,
        targetBucket: typeof target === 'string' ? target : target.bucketName,
        targetPrefix: `s3/${this.bucketName}/`,
        // S3 refuses a target whose policy does not let it write yet.
        ...(typeof target === 'string' ? {} : { dependsOn: [target.policy] }),
      });
    }
    ({ charts: this.charts, alarms: this.alarms } = bucketMonitoring(
      this,
      this.resource,
      this.bucketName,
      props.requestMetrics === true,
    ));
  }

  /**
   * Lets a service write to it in its own name. Roles are granted by `grantX` instead.
   * @returns the policy, for `dependsOn`
   */
  allowService(statement: Statement): S3BucketPolicy {
    this.statements.push(statement);
    return this.policy;
  }

  /** What general rules ask of buckets, and this one is not for. */
  private excuse({ holds, takesAccessLogs }: LakeBucketProps): void {
    suppress(this.resource, {
      rules: ['CKV2_AWS_62'],
      reason: 'Nobody listens: a run looks for new files itself, and the ledger knows which ones it has read.',
    });
    if (holds === 'tables') {
      suppress(this.resource, {
        rules: ['CKV_AWS_144'],
        reason:
          'Replication copies files out of order, so a replica is no table: tables are recovered from pinned versions.',
      });
    }
    if (takesAccessLogs !== true) return;
    suppress(this.resource, {
      rules: ['CKV_AWS_18'],
      reason: 'The logs of the bucket that takes the logs would log themselves.',
    });
    suppress(this.resource, {
      rules: ['CKV_AWS_145'],
      reason: 'S3 delivers access logs only to a bucket that is encrypted with its own key.',
    });
    suppress(this.resource, {
      rules: ['CKV_AWS_144'],
      reason: 'Access logs of a region are read there, and forgotten after their days.',
    });
  }

  /** Lets `grantee` read below `prefix` (the whole bucket unless given), the key included. */
  grantRead(grantee: Grantee, prefix?: string): Grant {
    return this.access.grantRead(grantee, prefix);
  }

  /** The same for reading, writing and deleting. */
  grantWrite(grantee: Grantee, prefix?: string): Grant {
    return this.access.grantWrite(grantee, prefix);
  }
}

/** A table format deletes and rewrites files all the time; a lock would keep each of them, and make vacuum fail. */
const tableLockProblem = (bucket: string): string =>
  `bucket '${bucket}', objectLock: found true, but the bucket holds tables; expected a bucket of files: a table replaces ` +
  `and removes files with every write (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html)`;
