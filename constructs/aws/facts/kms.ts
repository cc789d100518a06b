/** Who may use a key of each class besides the account itself. */
import { arn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';

export type KeyClass = 'data' | 'logs' | 'notifications';

/**
 * The account keeps control, and identity policies grant use:
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const accountStatement = (account: string, partition: string): Statement => ({
  sid: 'Account',
  principals: { AWS: `arn:${partition}:iam::${account}:root` },
  actions: ['kms:*'],
  resources: ['*'],
});

/** Statements for the services that use a key in their own name, by class. */
export function serviceStatements(keyClass: KeyClass, naming: Naming): readonly Statement[] {
  const account = { 'aws:SourceAccount': naming.account };
  switch (keyClass) {
    case 'data':
      return [];
    case 'logs':
      return [
        {
          // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
          sid: 'CloudWatchLogs',
          principals: { Service: `logs.${naming.region}.amazonaws.com` },
          actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
          resources: ['*'],
          conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': arn(naming, 'logs', '*') } },
        },
      ];
    case 'notifications':
      return [
        {
          // A topic on the service's default key drops alarms:
          // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
          sid: 'CloudWatchAlarms',
          principals: { Service: 'cloudwatch.amazonaws.com' },
          actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          resources: ['*'],
          conditions: { StringEquals: account },
        },
      ];
  }
}
