import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import * as z from 'zod';
import { arn, checkName, checkProps, Construct } from '../../core';
import { logRetentionDays } from '../facts';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';

export interface LogGroupProps extends NamingProps {
  readonly logGroupName: string;
  readonly retentionDays: number;
  /** A key of class logs. */
  readonly keyArn: string;
}

const schema = z.object({
  ...namingShape,
  retentionDays: z
    .number()
    .refine((n) => logRetentionDays.includes(n), `expected one of ${logRetentionDays.join(', ')} days`),
  keyArn: z.string().startsWith('arn:', "expected a key's ARN"),
});

/** An encrypted log group that forgets. */
export class LogGroup extends Construct {
  readonly logGroupName: string;
  readonly arn: string;
  /** For `dependsOn`. */
  readonly resource: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: LogGroupProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    this.logGroupName = checkName('log group', props.logGroupName, this.node.path);
    this.arn = arn(namingOf(props), 'logs', `log-group:${this.logGroupName}`);
    this.resource = new CloudwatchLogGroup(this, 'group', {
      name: this.logGroupName,
      retentionInDays: props.retentionDays,
      kmsKeyId: props.keyArn,
    });
  }
}
