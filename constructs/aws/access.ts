/** What can be granted on a bucket, a topic, a ledger, an application: the same for ours and for existing ones. */
import type { Statement } from '../../pipelines/targets';
import { arn, bucketArn, Grant, type Grantee, type Naming } from '../core';
import { awsFacts, keyUseStatement } from './facts';

function given(grantee: Grantee, statements: readonly Statement[]): Grant {
  const grant = new Grant(statements);
  grantee.addGrant(grant);
  return grant;
}

export class BucketAccess {
  readonly arn: string;

  /** @param keyArn of the bucket's encryption; absent for S3's own, which needs no permission */
  constructor(
    private readonly naming: Naming,
    readonly bucketName: string,
    private readonly keyArn?: string,
  ) {
    this.arn = bucketArn(naming, bucketName);
  }

  /** Lets `grantee` read below `prefix` (the whole bucket unless given), the key included. */
  grantRead(grantee: Grantee, prefix = ''): Grant {
    return given(grantee, this.statements(awsFacts.readObjects, awsFacts.decrypt, prefix));
  }

  /** The same for reading, writing and deleting. */
  grantWrite(grantee: Grantee, prefix = ''): Grant {
    return given(grantee, this.statements(awsFacts.writeObjects, awsFacts.encrypt, prefix));
  }

  private statements(actions: readonly string[], keyActions: readonly string[], prefix: string): readonly Statement[] {
    return [
      { actions, resources: [`${this.arn}/${prefix}*`] },
      {
        actions: ['s3:ListBucket'],
        resources: [this.arn],
        ...(prefix === '' ? {} : { conditions: { StringLike: { 's3:prefix': [`${prefix}*`] } } }),
      },
      ...(this.keyArn === undefined ? [] : [keyUseStatement(keyActions, this.keyArn, [this.arn], this.naming.region)]),
    ];
  }
}

export class TopicAccess {
  readonly arn: string;

  constructor(
    private readonly naming: Naming,
    readonly topicName: string,
    private readonly keyArn: string,
  ) {
    this.arn = arn(naming, 'sns', topicName);
  }

  /** Lets `grantee` publish, the key included. */
  grantPublish(grantee: Grantee): Grant {
    return given(grantee, awsFacts.publish(this.arn, this.keyArn, this.naming.region));
  }
}

export class LedgerAccess {
  readonly arn: string;

  constructor(
    private readonly naming: Naming,
    readonly tableName: string,
    private readonly keyArn: string,
  ) {
    this.arn = arn(naming, 'dynamodb', `table/${tableName}`);
  }

  /** Lets `grantee` keep the runs of `tasks`, which write `tables`; the key included. */
  grantRuns(grantee: Grantee, tasks: readonly string[], tables: readonly string[]): Grant {
    return given(grantee, [
      ...awsFacts.ledger(this.arn, tasks, tables),
      ...awsFacts.ledgerKeyUse(this.keyArn, this.naming.region),
    ]);
  }
}

export class ApplicationAccess {
  readonly arn: string;

  constructor(
    private readonly naming: Naming,
    readonly applicationId: string,
  ) {
    this.arn = arn(naming, 'emr-serverless', `/applications/${applicationId}`);
  }

  /** Lets `grantee`, a state machine's role, run jobs that take the roles `jobRoleArns`, and wait for them. */
  grantRunJobs(grantee: Grantee, jobRoleArns: readonly string[]): Grant {
    return given(grantee, awsFacts.startJobs(this.naming, [this.arn], jobRoleArns));
  }
}
