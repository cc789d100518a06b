import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { policyDocument, type Statement } from '../../pipelines/targets';
import { bucketArn, checkName, Construct, mayDestroy, type RemovalProps } from '../core';
import { keyUseStatement, s3AccessLogsStatement, secureTransportStatement } from './facts';
import { type LifecycleRule, tableRuleProblems, tableRules, terraformRule } from './lifecycle';
import { namingOf, type NamingProps } from './naming_props';

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
}

/** A private, encrypted, versioned bucket that is reached over TLS only. */
export class LakeBucket extends Construct {
  readonly bucketName: string;
  readonly arn: string;
  private readonly policy: S3BucketPolicy;
  private readonly keyArn: string | undefined;
  private readonly region: string;

  constructor(scope: Construct, id: string, props: LakeBucketProps) {
    super(scope, id);
    const naming = namingOf(props);
    const destroyable = mayDestroy(props, this.node.path);
    this.bucketName = checkName('s3 bucket', props.bucketName);
    this.arn = bucketArn(naming, this.bucketName);
    this.keyArn = props.keyArn;
    this.region = props.region;
    const rules = props.lifecycle ?? tableRules();
    const problems = props.holds === 'tables' ? tableRuleProblems(this.bucketName, rules) : [];
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);

    const resource = new S3Bucket(this, 'bucket', {
      bucket: this.bucketName,
      forceDestroy: destroyable,
      lifecycle: { preventDestroy: !destroyable },
    });
    const bucket = resource.bucket;
    const access = new S3BucketPublicAccessBlock(this, 'public-access', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, 'ownership', { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } });
    const versioning = new S3BucketVersioningA(this, 'versioning', {
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
      dependsOn: [versioning],
    });
    this.policy = new S3BucketPolicy(this, 'policy', {
      bucket,
      policy: policyDocument([
        secureTransportStatement(this.arn),
        ...(props.takesAccessLogs === true ? [s3AccessLogsStatement(this.arn, naming.account)] : []),
      ]),
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
  }

  /** Statements that let someone read below `prefix` (the whole bucket unless given), the key included. */
  readStatements(prefix = ''): readonly Statement[] {
    return this.statements(['s3:GetObject'], ['kms:Decrypt'], prefix);
  }

  /** The same for reading, writing and deleting. */
  writeStatements(prefix = ''): readonly Statement[] {
    return this.statements(
      ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      prefix,
    );
  }

  private statements(actions: readonly string[], keyActions: readonly string[], prefix: string): readonly Statement[] {
    return [
      { actions, resources: [`${this.arn}/${prefix}*`] },
      {
        actions: ['s3:ListBucket'],
        resources: [this.arn],
        ...(prefix === '' ? {} : { conditions: { StringLike: { 's3:prefix': [`${prefix}*`] } } }),
      },
      ...(this.keyArn === undefined ? [] : [keyUseStatement(keyActions, this.keyArn, [this.arn], this.region)]),
    ];
  }
}
