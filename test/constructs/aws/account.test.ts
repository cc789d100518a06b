/** The settings of an account, and the watch over its costs. */
import { AccountSettings, AlertTopic, CostAnomalyMonitor, EncryptionKey, MonthlyBudget } from '../../../constructs/aws';
import { keyArn, naming, resourcesOf } from '../app';

const topicArn = 'arn:aws:sns:eu-central-1:111122223333:acme-dev-alerts';

test('nothing of the account is public, and volumes are encrypted, without a word', () => {
  const made = resourcesOf((stack) => new AccountSettings(stack, 'x', naming));
  expect(made['aws_s3_account_public_access_block']).toEqual([
    expect.objectContaining({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    }),
  ]);
  expect(made['aws_ebs_encryption_by_default']).toEqual([expect.objectContaining({ enabled: true })]);
  expect(Object.keys(made).sort()).toEqual([
    'aws_backup_region_settings',
    'aws_ebs_encryption_by_default',
    'aws_s3_account_public_access_block',
  ]);
});

test('in a second region only what a region has', () => {
  const made = resourcesOf((stack) => new AccountSettings(stack, 'x', { ...naming, accountWide: false }));
  expect(Object.keys(made).sort()).toEqual(['aws_backup_region_settings', 'aws_ebs_encryption_by_default']);
});

test('what AWS Backup takes is left to others where they say it', () => {
  const made = resourcesOf((stack) => new AccountSettings(stack, 'x', { ...naming, backups: false }));
  expect(Object.keys(made).sort()).toEqual(['aws_ebs_encryption_by_default', 'aws_s3_account_public_access_block']);
});

test('Lake Formation gets administrators and no default permissions', () => {
  const admin = 'arn:aws:iam::111122223333:role/lake-admin';
  const made = resourcesOf((stack) => new AccountSettings(stack, 'x', { ...naming, lakeFormationAdmins: [admin] }));
  const [settings] = made['aws_lakeformation_data_lake_settings'] ?? [];
  expect(settings).toMatchObject({ admins: [admin] });
  expect(settings).not.toHaveProperty('create_database_default_permissions');
  expect(settings).not.toHaveProperty('create_table_default_permissions');
});

test('Glue encrypts the catalogue and its passwords with a role that uses this key alone', () => {
  const made = resourcesOf((stack) => new AccountSettings(stack, 'x', { ...naming, catalogueKeyArn: keyArn }));
  expect(made['aws_glue_data_catalog_encryption_settings']).toEqual([
    expect.objectContaining({
      data_catalog_encryption_settings: {
        connection_password_encryption: { aws_kms_key_id: keyArn, return_connection_password_encrypted: true },
        encryption_at_rest: {
          catalog_encryption_mode: 'SSE-KMS-WITH-SERVICE-ROLE',
          catalog_encryption_service_role: 'arn:aws:iam::111122223333:role/acme-dev-catalogue-eu-central-1',
          sse_aws_kms_key_id: keyArn,
        },
      },
    }),
  ]);
  expect(JSON.parse(String(made['aws_iam_role_policy']?.[0]?.['policy']))).toMatchObject({
    Statement: [{ Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], Resource: keyArn }],
  });
});

test('the role of a service is that of its principal', () => {
  const made = resourcesOf(
    (stack) => new AccountSettings(stack, 'x', { ...naming, serviceLinkedRoles: ['emr-serverless'] }),
  );
  expect(made['aws_iam_service_linked_role']).toEqual([
    expect.objectContaining({ aws_service_name: 'ops.emr-serverless.amazonaws.com' }),
  ]);
});

test('a topic is told of anomalies at once, from a hundred dollars', () => {
  const made = resourcesOf((stack) => new CostAnomalyMonitor(stack, 'x', { ...naming, topicArn }));
  expect(made['aws_ce_anomaly_monitor']).toEqual([
    expect.objectContaining({ monitor_type: 'DIMENSIONAL', monitor_dimension: 'SERVICE' }),
  ]);
  expect(made['aws_ce_anomaly_subscription']).toEqual([
    expect.objectContaining({
      frequency: 'IMMEDIATE',
      subscriber: [{ type: 'SNS', address: topicArn }],
      threshold_expression: {
        dimension: {
          key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          match_options: ['GREATER_THAN_OR_EQUAL'],
          values: ['100'],
        },
      },
    }),
  ]);
});

test('a budget counts the costs of the project and is told of before and when they are spent', () => {
  const made = resourcesOf((stack) => new MonthlyBudget(stack, 'x', { ...naming, amount: 500, topicArn }));
  const [budget] = made['aws_budgets_budget'] ?? [];
  expect(budget).toMatchObject({
    limit_amount: '500',
    limit_unit: 'USD',
    time_unit: 'MONTHLY',
    cost_filter: [{ name: 'TagKeyValue', values: ['user:project$acme'] }],
    notification: [
      { notification_type: 'ACTUAL', threshold: 80, subscriber_sns_topic_arns: [topicArn] },
      { notification_type: 'ACTUAL', threshold: 100 },
      { notification_type: 'FORECASTED', threshold: 100 },
    ],
  });
  const whole = resourcesOf((stack) => new MonthlyBudget(stack, 'x', { ...naming, amount: 5, topicArn, tag: 'all' }));
  expect(whole['aws_budgets_budget']?.[0]).not.toHaveProperty('cost_filter');
});

test('budgets and anomalies reach a topic that takes spending: through its policy, and through its key', () => {
  const made = resourcesOf((stack) => {
    new EncryptionKey(stack, 'key', { ...naming, keyClass: 'spending' });
    new AlertTopic(stack, 'topic', { ...naming, keyArn, takesSpending: true });
  });
  const policies = [made['aws_sns_topic_policy']?.[0]?.['policy'], made['aws_kms_key']?.[0]?.['policy']];
  for (const policy of policies) {
    for (const service of ['cloudwatch', 'budgets', 'costalerts']) {
      expect(String(policy)).toContain(`"Service":"${service}.amazonaws.com"`);
    }
    expect(String(policy)).toContain('"aws:SourceArn":"arn:aws:budgets::111122223333:*"');
  }
});

test('backups take what is tagged, and those of tables can be copied to another region', () => {
  const [settings] =
    resourcesOf((stack) => new AccountSettings(stack, 'x', naming))['aws_backup_region_settings'] ?? [];
  expect(settings).toMatchObject({
    resource_type_opt_in_preference: { DynamoDB: true, RDS: true },
    resource_type_management_preference: { DynamoDB: true },
    lifecycle: { ignore_changes: ['resource_type_management_preference', 'resource_type_opt_in_preference'] },
  });
});
