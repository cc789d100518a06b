import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import * as z from 'zod';
import {
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  mayDestroy,
  type RemovalProps,
  suppress,
} from '../../core';
import { logRetentionDays } from '../facts';
import { LogGroupAccess } from './log_group_access';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { keyArnShape } from '../environment/shapes';

export interface LogGroupProps extends NamingProps, RemovalProps {
  readonly logGroupName: string;
  readonly retentionDays: number;
  /** A key of class logs. */
  readonly keyArn: string;
}

export interface ExistingLogGroupProps extends NamingProps {
  readonly logGroupName: string;
}

const schema = z.object({
  ...namingShape,
  retentionDays: z
    .number()
    .refine(
      (n) => logRetentionDays.includes(n),
      `expected one of ${logRetentionDays.join(', ')} days (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html)`,
    ),
  keyArn: keyArnShape,
});

/** Days that general rules ask for. */
const year = 365;

/** An encrypted log group that forgets. */
export class LogGroup extends Construct {
  readonly logGroupName: string;
  readonly arn: string;
  /** For `dependsOn`. */
  readonly resource: CloudwatchLogGroup;
  private readonly access: LogGroupAccess;

  /** A log group that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingLogGroupProps): LogGroupAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(z.object(namingShape), props, path);
    return new LogGroupAccess(namingOf(props), checkName('log group', props.logGroupName, path));
  }

  constructor(scope: Construct, id: string, props: LogGroupProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    this.logGroupName = checkName('log group', props.logGroupName, this.node.path);
    this.access = new LogGroupAccess(namingOf(props), this.logGroupName);
    this.arn = this.access.arn;
    this.resource = new CloudwatchLogGroup(this, 'group', {
      name: this.logGroupName,
      retentionInDays: props.retentionDays,
      kmsKeyId: props.keyArn,
      skipDestroy: !mayDestroy(props, this.node.path),
    });
    if (props.retentionDays < year) {
      suppress(this.resource, {
        rules: ['CKV_AWS_338'],
        reason: `Logs are kept for ${props.retentionDays} days, as was asked: they tell of failures, and the audit trail of who did what.`,
      });
    }
  }

  /** Lets `grantee` write to it. */
  grantWrite(grantee: Grantee): Grant {
    return this.access.grantWrite(grantee);
  }
}
