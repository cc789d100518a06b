/** Who may use a key of each class besides the account itself. */
import { arn, type Naming, resourceName } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';

/**
 * `spending` is notifications, told of budgets and cost anomalies too; `alerting` is notifications, told by Prometheus too;
 * `audit` is for trails.
 */
export type KeyClass = 'data' | 'logs' | 'notifications' | 'spending' | 'alerting' | 'audit';

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

/**
 * Statements for the services that use a key in their own name, by class.
 * @param trailAccount whose trails a key of class audit is for
 */
export function serviceStatements(
  keyClass: KeyClass,
  naming: Naming,
  trailAccount = naming.account,
): readonly Statement[] {
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
      return [alarms(naming)];
    case 'spending':
      return [alarms(naming), ...spending(naming)];
    case 'alerting':
      return [alarms(naming), prometheus(naming)];
    case 'audit':
      return trails({ ...naming, account: trailAccount });
  }
}

/**
 * A topic on the service's default key drops alarms:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
const alarms = (naming: Naming): Statement => ({
  sid: 'CloudWatchAlarms',
  principals: { Service: 'cloudwatch.amazonaws.com' },
  actions: publishing,
  resources: ['*'],
  conditions: { StringEquals: { 'aws:SourceAccount': naming.account } },
});

const publishing = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/** https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-receiver-AMPpermission.html */
const prometheus = (naming: Naming): Statement => ({
  sid: 'PrometheusAlerts',
  principals: { Service: 'aps.amazonaws.com' },
  actions: publishing,
  resources: ['*'],
  conditions: { StringEquals: { 'aws:SourceAccount': naming.account } },
});

function spending(naming: Naming): readonly Statement[] {
  return [
    {
      // https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
      sid: 'Budgets',
      principals: { Service: 'budgets.amazonaws.com' },
      actions: publishing,
      resources: ['*'],
      conditions: {
        StringEquals: { 'aws:SourceAccount': naming.account },
        ArnLike: { 'aws:SourceArn': arn(naming, 'budgets', '*', false) },
      },
    },
    {
      // https://docs.aws.amazon.com/cost-management/latest/userguide/ad-SNS.html
      sid: 'CostAnomalies',
      principals: { Service: 'costalerts.amazonaws.com' },
      actions: publishing,
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': naming.account } },
    },
  ];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html */
function trails(naming: Naming): readonly Statement[] {
  const principals = { Service: 'cloudtrail.amazonaws.com' };
  const ours = { 'aws:SourceArn': arn(naming, 'cloudtrail', `trail/${resourceName(naming, '*')}`) };
  return [
    {
      sid: 'CloudTrailEncrypts',
      principals,
      actions: ['kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: {
        ArnLike: ours,
        StringLike: {
          'kms:EncryptionContext:aws:cloudtrail:arn': arn(naming, 'cloudtrail', `trail/${resourceName(naming, '*')}`),
        },
      },
    },
    // Asked without an encryption context; decryption is for a bucket that has a bucket key.
    {
      sid: 'CloudTrailLooks',
      principals,
      actions: ['kms:Decrypt', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: { ArnLike: ours },
    },
  ];
}
