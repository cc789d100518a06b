import { arn, give, type Grant, type Grantee, type Naming } from '../../core';

/** What can be granted on a log group, ours or an existing one. */
export class LogGroupAccess {
  readonly arn: string;

  constructor(
    naming: Naming,
    readonly logGroupName: string,
  ) {
    this.arn = arn(naming, 'logs', `log-group:${logGroupName}`);
  }

  /**
   * Lets `grantee` write to it. CloudWatch Logs uses the key in its own name, so nothing is asked of the grantee for it:
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  grantWrite(grantee: Grantee): Grant {
    return give(grantee, [
      {
        actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        resources: [`${this.arn}:*`],
      },
    ]);
  }
}
