import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import * as z from 'zod';
import { arn, checkName, checkProps, Construct } from '../core';
import { namingOf, type NamingProps, namingShape } from './naming_props';

/** The service takes these numbers of days only: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const retentionDays: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

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
    .refine((n) => retentionDays.includes(n), `expected one of ${retentionDays.join(', ')} days`),
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
