import { GlueJob as Job } from '@cdktf/provider-aws/lib/glue-job';
import { GlueSecurityConfiguration } from '@cdktf/provider-aws/lib/glue-security-configuration';
import * as z from 'zod';
import {
  type AlarmRule,
  bucketArn,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  type Monitored,
  removalOf,
  resourceName,
} from '../../core';
import { namingOf, namingShape } from '../environment/naming_props';
import { glueFormats, glueJobStatements, glueLogPrefix } from '../facts';
import { type GlueLogGroups, glueLogGroups } from '../facts/glue_jobs';
import { ServiceRole } from '../identity/service_role';
import { LogGroup } from '../monitoring/log_group';
import { GlueJobAccess } from './glue_job_access';
import { glueJobMonitoring } from './glue_job_monitoring';
import { type ExistingGlueJobProps, glueJobProblems, type GlueJobProps, glueJobShape } from './glue_job_props';

/** A Spark job of Glue 5 with a role of its own, whose logs, bookmarks and results are encrypted. */
export class GlueJob extends Construct implements Monitored {
  readonly jobName: string;
  readonly arn: string;
  /** What the job may do: grant to it. */
  readonly role: ServiceRole;
  /** Where Glue writes what the job logs and prints. */
  readonly logGroupNames: GlueLogGroups;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: GlueJobAccess;

  /** A job that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingGlueJobProps): GlueJobAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(z.object(namingShape), props, path);
    return new GlueJobAccess(namingOf(props), checkName('glue job', props.jobName, path));
  }

  constructor(scope: Construct, id: string, props: GlueJobProps) {
    super(scope, id);
    checkProps(glueJobShape, props, this.node.path);
    const problems = glueJobProblems(props);
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);
    const naming = namingOf(props);
    this.jobName = checkName('glue job', resourceName(naming, props.name), this.node.path);
    this.access = new GlueJobAccess(naming, this.jobName);
    this.arn = this.access.arn;
    const bucket = checkName('s3 bucket', props.artifactBucketName, this.node.path);
    const logPrefix = glueLogPrefix(this.jobName);
    this.role = props.role ?? this.ownRole(props, bucket, logPrefix);
    this.logGroupNames = glueLogGroups(logPrefix, this.jobName, this.role.arn);
    const logs = Object.entries(this.logGroupNames).map(
      ([what, logGroupName]) =>
        new LogGroup(this, what, {
          ...naming,
          ...removalOf(props),
          logGroupName,
          keyArn: props.logKeyArn,
          retentionDays: props.logRetentionDays ?? 90,
        }),
    );
    const security = new GlueSecurityConfiguration(this, 'security', {
      name: this.jobName,
      encryptionConfiguration: {
        cloudwatchEncryption: { cloudwatchEncryptionMode: 'SSE-KMS', kmsKeyArn: props.logKeyArn },
        jobBookmarksEncryption: { jobBookmarksEncryptionMode: 'CSE-KMS', kmsKeyArn: props.keyArn },
        s3Encryption: { s3EncryptionMode: 'SSE-KMS', kmsKeyArn: props.keyArn },
      },
    });
    new Job(this, 'job', {
      name: this.jobName,
      description: `Spark on Glue: ${props.scriptKey}`,
      roleArn: this.role.resource.arn,
      // https://docs.aws.amazon.com/glue/latest/dg/release-notes.html: Spark 3.5, Python 3.11
      glueVersion: props.glueVersion ?? '5.0',
      command: { name: 'glueetl', pythonVersion: '3', scriptLocation: `s3://${bucket}/${props.scriptKey}` },
      securityConfiguration: security.name,
      workerType: props.workerType ?? 'G.1X',
      numberOfWorkers: props.numberOfWorkers ?? 10,
      executionClass: props.executionClass ?? 'STANDARD',
      timeout: props.timeout ?? 120,
      maxRetries: props.maxRetries ?? 0,
      executionProperty: { maxConcurrentRuns: props.maxConcurrentRuns ?? 1 },
      defaultArguments: defaultArguments(props, bucket, logPrefix),
      dependsOn: logs.map((log) => log.resource),
    });
    ({ charts: this.charts, alarms: this.alarms } = glueJobMonitoring(this.jobName));
  }

  private ownRole(props: GlueJobProps, bucket: string, logPrefix: string): ServiceRole {
    const naming = namingOf(props);
    return new ServiceRole(this, 'role', {
      ...naming,
      roleName: `${this.jobName}-job`,
      service: 'glue.amazonaws.com',
      description: `What the job ${this.jobName} may do`,
      statements: glueJobStatements(naming, {
        logPrefix,
        files: [props.scriptKey, ...(props.pyFiles ?? [])].map((key) => ({
          bucketArn: bucketArn(naming, bucket),
          key,
        })),
        ...(props.artifactKeyArn === undefined ? {} : { fileKeyArn: props.artifactKeyArn }),
      }),
    });
  }

  /** Lets `grantee`, a state machine's role, run it, wait for it and stop it. */
  grantRun(grantee: Grantee): Grant {
    return this.access.grantRun(grantee);
  }
}

/** https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html */
function defaultArguments(props: GlueJobProps, bucket: string, logPrefix: string): Record<string, string> {
  const conf = { ...glueFormats[props.format ?? 'delta'], ...props.conf };
  return {
    ...props.arguments,
    ...(props.pyFiles === undefined
      ? {}
      : { '--extra-py-files': props.pyFiles.map((key) => `s3://${bucket}/${key}`).join(',') }),
    // One argument holds all settings; each but the first repeats the option within it.
    '--conf': Object.entries(conf)
      .map(([name, value]) => `${name}=${value}`)
      .join(' --conf '),
    '--custom-logGroup-prefix': logPrefix,
    '--datalake-formats': props.format ?? 'delta',
    '--enable-auto-scaling': 'true',
    '--enable-job-insights': 'true',
    '--enable-metrics': 'true',
    '--enable-observability-metrics': 'true',
    // The ledger says which interval is done; a bookmark would be a second opinion, and skip what is run again.
    '--job-bookmark-option': 'job-bookmark-disable',
  };
}
