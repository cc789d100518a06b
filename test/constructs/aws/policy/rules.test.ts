/** Each rule on what it is for: a good one, a bad one, and one that it is not about. */
import { policyRules } from '../../../../constructs/aws/policy';
import { Platform, type PolicyContext, type StackDocument } from '../../../../constructs/core/policy';

type Resources = Record<string, Record<string, Record<string, unknown>>>;

const backend = { s3: { bucket: 'state', encrypt: true, use_lockfile: true } };
const provider = { aws: [{ region: 'eu-central-1', allowed_account_ids: ['111122223333'] }] };
const document = (resource: Resources, rest: Partial<StackDocument> = {}): StackDocument => ({
  resource,
  data: {},
  provider,
  terraform: { backend },
  ...rest,
});
const context: PolicyContext = { allowDestroy: false };

/** The verdicts of one rule, and what it says of what is not compliant. */
function verdicts(id: string, stack: StackDocument, given: PolicyContext = context) {
  const rule = policyRules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  const judgements = rule.judge(new Platform(new Map([['acme-dev-x', stack]])), given);
  return judgements.map(({ verdict, message }) => (message === undefined ? verdict : `${verdict}: ${message}`));
}
const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allow = (action: string, resource: string): string =>
  policy({ Effect: 'Allow', Action: [action], Resource: [resource] });
const trust = (service: string, condition?: object): string =>
  policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service }, Condition: condition ?? {} });

test('ids are unique, and each rule has a source', () => {
  expect(new Set(policyRules.map(({ id }) => id)).size).toBe(policyRules.length);
  for (const { id, source, why } of policyRules) {
    expect(id).toMatch(/^LW_[A-Z_]+$/);
    expect(source).toMatch(/^https:\/\//);
    expect(why.length).toBeGreaterThan(20);
  }
});

const alone: readonly (readonly [rule: string, what: string, resource: Resources, verdict: string, PolicyContext?])[] =
  [
    [
      'LW_WILDCARD_RESOURCE',
      'one bucket',
      { aws_iam_role_policy: { x: { policy: allow('s3:GetObject', 'arn:aws:s3:::a/*') } } },
      'compliant',
    ],
    [
      'LW_WILDCARD_RESOURCE',
      'every bucket',
      { aws_iam_role_policy: { x: { policy: allow('s3:GetObject', '*') } } },
      "non-compliant: allows s3:GetObject on '*'; expected the ARNs that it is for",
    ],
    [
      'LW_WILDCARD_RESOURCE',
      'an action that knows no resource',
      { aws_iam_policy: { x: { policy: allow('logs:DescribeLogGroups', '*') } } },
      'compliant',
    ],
    [
      'LW_WILDCARD_RESOURCE',
      'a policy that is made elsewhere',
      { aws_iam_policy: { x: { policy: '${data.x.y.json}' } } },
      'not applicable',
    ],
    [
      'LW_SERVICE_TRUST',
      'for one account',
      {
        aws_iam_role: {
          x: { assume_role_policy: trust('states.amazonaws.com', { StringEquals: { 'aws:SourceAccount': '1' } }) },
        },
      },
      'compliant',
    ],
    [
      'LW_SERVICE_TRUST',
      'for anybody',
      { aws_iam_role: { x: { assume_role_policy: trust('states.amazonaws.com') } } },
      'non-compliant: is taken by states.amazonaws.com for anybody; expected a condition on one of aws:SourceAccount, aws:SourceArn, aws:SourceOrgID',
    ],
    [
      'LW_SERVICE_TRUST',
      'a machine',
      { aws_iam_role: { x: { assume_role_policy: trust('ec2.amazonaws.com') } } },
      'not applicable',
    ],
    [
      'LW_SERVICE_TRUST',
      'a service that does not say for which account',
      { aws_iam_role: { x: { assume_role_policy: trust('glue.amazonaws.com') } } },
      'not applicable',
    ],
    ['LW_ROLE_BOUNDARY', 'no boundary asked for', { aws_iam_role: { x: {} } }, 'not applicable'],
    [
      'LW_ROLE_BOUNDARY',
      'with it',
      { aws_iam_role: { x: { permissions_boundary: 'arn:b' } } },
      'compliant',
      { ...context, permissionsBoundary: 'arn:b' },
    ],
    [
      'LW_ROLE_BOUNDARY',
      'without it',
      { aws_iam_role: { x: {} } },
      'non-compliant: has no permissions boundary; expected arn:b (roles.permissionsBoundary of the environment)',
      { ...context, permissionsBoundary: 'arn:b' },
    ],
    [
      'LW_DELETION_PROTECTION',
      'protected',
      { aws_dynamodb_table: { x: { deletion_protection_enabled: true } } },
      'compliant',
    ],
    [
      'LW_DELETION_PROTECTION',
      'not protected',
      { aws_dynamodb_table: { x: {} } },
      "non-compliant: deletion_protection_enabled is not set; expected true, since the environment's allowDestroy is false",
    ],
    ['LW_DELETION_PROTECTION', 'a bucket that says nothing', { aws_s3_bucket: { x: {} } }, 'compliant'],
    [
      'LW_DELETION_PROTECTION',
      'a bucket that is emptied',
      { aws_s3_bucket: { x: { force_destroy: true } } },
      "non-compliant: force_destroy is true; expected false, since the environment's allowDestroy is false",
    ],
    [
      'LW_DELETION_PROTECTION',
      'where destroying is allowed',
      { aws_dynamodb_table: { x: {} } },
      'not applicable',
      { ...context, allowDestroy: true },
    ],
    [
      'LW_LOG_RETENTION',
      'days and a key',
      { aws_cloudwatch_log_group: { x: { retention_in_days: 30, kms_key_id: 'k' } } },
      'compliant',
    ],
    [
      'LW_LOG_RETENTION',
      'neither',
      { aws_cloudwatch_log_group: { x: { retention_in_days: 0 } } },
      'non-compliant: has no retention_in_days and no kms_key_id',
    ],
    [
      'LW_OPEN_INGRESS',
      'from a network',
      {
        aws_security_group: {
          x: { ingress: [{ cidr_blocks: ['10.0.0.0/8'] }], egress: [{ cidr_blocks: ['0.0.0.0/0'] }] },
        },
      },
      'compliant',
    ],
    [
      'LW_OPEN_INGRESS',
      'from everywhere',
      { aws_vpc_security_group_ingress_rule: { x: { cidr_ipv6: '::/0' } } },
      'non-compliant: lets in ::/0; expected known networks or a security group',
    ],
    [
      'LW_OPEN_INGRESS',
      'out to everywhere',
      { aws_security_group_rule: { x: { type: 'egress', cidr_blocks: ['0.0.0.0/0'] } } },
      'compliant',
    ],
    [
      'LW_LITERAL_SECRET',
      'a reference',
      { aws_db_instance: { x: { password: '${data.aws_secret.x.value}' } } },
      'compliant',
    ],
    [
      'LW_LITERAL_SECRET',
      'a password',
      { aws_mq_broker: { x: { user: [{ password: 'hunter2' }] } } },
      'non-compliant: user[0].password is written out; name a secret of Secrets Manager instead',
    ],
    ['LW_STATE_SECRET', 'a thing without secrets', { aws_vpc: { x: { cidr_block: '10.0.0.0/16' } } }, 'not applicable'],
    [
      'LW_STATE_SECRET',
      'a password that RDS makes',
      { aws_db_instance: { x: { manage_master_user_password: true } } },
      'compliant',
    ],
    [
      'LW_STATE_SECRET',
      'a password by reference, which the state has twice',
      {
        aws_db_instance: {
          x: {
            manage_master_user_password: true,
            password: '${data.aws_secretsmanager_secret_version.x.secret_string}',
          },
        },
      },
      'non-compliant: password is set, and the state would keep it in clear; expected it unset: RDS makes the password of ' +
        'the master user and keeps it in Secrets Manager (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html)',
    ],
    [
      'LW_STATE_SECRET',
      'an access key',
      { aws_iam_access_key: { x: { user: 'robot' } } },
      'non-compliant: the state would keep a secret in clear; take a role: an access key is valid until somebody deletes it ' +
        '(https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/iam_access_key)',
    ],
    ...(
      [
        ['aws_docdb_cluster', 'master_password', 'manage_master_user_password'],
        ['aws_rds_cluster', 'master_password', 'manage_master_user_password'],
        ['aws_redshift_cluster', 'master_password', 'manage_master_password'],
        ['aws_redshiftserverless_namespace', 'admin_user_password', 'manage_admin_password'],
      ] as const
    ).flatMap(([type, password, managed]) => [
      [
        'LW_STATE_SECRET',
        `${type} with its own password`,
        { [type]: { x: { [managed]: true } } },
        'compliant',
      ] as const,
      [
        'LW_STATE_SECRET',
        `${type} with a password of the user's`,
        { [type]: { x: { [password]: '${var.password}' } } },
        expect.stringMatching(
          `^non-compliant: ${password} is set, and the state would keep it in clear; expected it unset: let the service make it \\(${managed}\\)`,
        ) as string,
      ] as const,
    ]),
    [
      'LW_STATE_SECRET',
      'a search domain whose master user has a password',
      {
        aws_opensearch_domain: {
          x: { advanced_security_options: [{ master_user_options: [{ master_user_password: '${var.password}' }] }] },
        },
      },
      expect.stringContaining('let a role be the master user: master_user_arn') as string,
    ],
    [
      'LW_STATE_SECRET',
      'a connection of Glue with a password by reference',
      { aws_glue_connection: { x: { connection_properties: { PASSWORD: '${var.password}' } } } },
      expect.stringContaining('connection_properties.PASSWORD is set') as string,
    ],
    [
      'LW_STATE_SECRET',
      'a connection of Glue that names a secret',
      { aws_glue_connection: { x: { connection_properties: { SECRET_ID: 'acme/warehouse', USERNAME: 'etl' } } } },
      'compliant',
    ],
    [
      'LW_STATE_SECRET',
      'a broker, which is not made without a password',
      { aws_mq_broker: { x: { user: [{ username: 'app', password: '${var.password}' }] } } },
      expect.stringContaining('the state would keep a secret in clear; take MSK') as string,
    ],
    [
      'LW_STATE_SECRET',
      'a user of a cache with a password, in a block',
      { aws_elasticache_user: { x: { authentication_mode: [{ type: 'password', passwords: ['hunter2hunter2ab'] }] } } },
      'non-compliant: authentication_mode.passwords is set, and the state would keep it in clear; expected it unset: users ' +
        'log in with IAM; the default user, which needs no password, is off (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html); ' +
        'authentication_mode.passwords: expected authentication_mode.type iam or no-password-required; users log in with IAM; ' +
        'the default user, which needs no password, is off (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html); ' +
        'passwords: expected authentication_mode.type iam or no-password-required or no_password_required true; users log in with IAM; ' +
        'the default user, which needs no password, is off (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html)',
    ],
  ];

test.each(alone.map((row) => [`${row[0]}: ${row[1]}`, row] as const))('%s', (_, [rule, , resource, verdict, given]) => {
  expect(verdicts(rule, document(resource), given)).toEqual([verdict]);
});

test('a parameter that is read is not decrypted into the state', () => {
  const read = (more: object): StackDocument =>
    document({}, { data: { aws_ssm_parameter: { x: { name: '/a', ...more } } } });
  expect(verdicts('LW_STATE_SECRET', read({ with_decryption: false }))).toEqual(['compliant']);
  expect(verdicts('LW_STATE_SECRET', read({}))).toEqual([
    'non-compliant: value: expected with_decryption false; a SecureString is read as it is encrypted; ours are plain, and no secrets ' +
      '(https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/data-sources/ssm_parameter)',
  ]);
});

test('a stack that reads the state of another', () => {
  const data = { terraform_remote_state: { storage: { backend: 's3' } } };
  expect(verdicts('LW_REMOTE_STATE', document({}, { data }))).toEqual([
    'non-compliant: reads the state of storage; pass names that can be computed, or ids through an SSM parameter',
  ]);
  expect(verdicts('LW_REMOTE_STATE', document({}))).toEqual(['compliant']);
});

test('a state that is not locked', () => {
  const open = { terraform: { backend: { s3: { encrypt: true } } } };
  expect(verdicts('LW_STATE_BACKEND', document({}, open))).toEqual([
    'non-compliant: its backend has no use_lockfile; expected S3 with both',
  ]);
  expect(verdicts('LW_STATE_BACKEND', document({}))).toEqual(['compliant']);
});

test('a provider for any account', () => {
  expect(verdicts('LW_ACCOUNT_PINNED', document({}, { provider: { aws: [{ region: 'eu-central-1' }] } }))).toEqual([
    'non-compliant: a provider has no allowed_account_ids; expected the account',
  ]);
  expect(verdicts('LW_ACCOUNT_PINNED', document({}))).toEqual(['compliant']);
});

describe('LW_TABLE_BUCKETS', () => {
  const lake = (type: string, properties: Record<string, unknown>): Resources => ({
    aws_glue_catalog_database: { gold: { location_uri: 's3://acme-gold/shop/' } },
    aws_s3_bucket: { gold: { bucket: 'acme-gold' }, landing: { bucket: 'acme-landing' } },
    [type]: { x: properties },
  });
  const rules = (bucket: string, rule: object) =>
    verdicts('LW_TABLE_BUCKETS', document(lake('aws_s3_bucket_lifecycle_configuration', { bucket, rule: [rule] })));

  test('replaced versions go', () => {
    const rule = { id: 'old', noncurrent_version_expiration: [{ noncurrent_days: 7 }] };
    expect(rules('${aws_s3_bucket.gold.bucket}', rule)).toEqual(['compliant']);
  });
  test('live files must not', () => {
    const rule = { id: 'old', expiration: [{ days: 90 }] };
    expect(rules('${aws_s3_bucket.gold.bucket}', rule)).toEqual([
      "non-compliant: rule 'old' acts by age on a bucket of tables; expected rules on replaced versions and unfinished uploads only",
    ]);
    expect(rules('acme-gold', rule)[0]).toMatch(/^non-compliant/);
    expect(rules('acme-landing', rule)).toEqual(['not applicable']);
  });
  test.each(['aws_s3_bucket_object_lock_configuration', 'aws_s3_bucket_replication_configuration'])('%s', (type) => {
    expect(verdicts('LW_TABLE_BUCKETS', document(lake(type, { bucket: 'acme-gold' })))[0]).toMatch(
      /^non-compliant: (locks|replicates) a bucket of tables/,
    );
  });
});

/** A statement that lets a service in, for one account. */
const told = (service: string, Action: readonly string[]) => ({
  ...{ Effect: 'Allow', Action, Resource: '*', Principal: { Service: service } },
  Condition: { StringEquals: { 'aws:SourceAccount': '1' } },
});

describe('LW_ALARM_HEARD', () => {
  const cloudWatch = (...Action: readonly string[]) => policy(told('cloudwatch.amazonaws.com', Action));
  const heard: Resources = {
    aws_cloudwatch_metric_alarm: { failed: { alarm_actions: ['arn:aws:sns:eu-central-1:111122223333:alerts'] } },
    aws_sns_topic: { alerts: { name: 'alerts', kms_master_key_id: '${aws_kms_key.k.arn}' } },
    aws_sns_topic_policy: { p: { arn: '${aws_sns_topic.alerts.arn}', policy: cloudWatch('sns:Publish') } },
    aws_sns_topic_subscription: { s: { topic_arn: '${aws_sns_topic.alerts.arn}' } },
    aws_kms_key: { k: { policy: cloudWatch('kms:Decrypt', 'kms:GenerateDataKey*') } },
  };
  const without = (change: Resources) => verdicts('LW_ALARM_HEARD', document({ ...heard, ...change }));

  test('all the way to a subscription', () => expect(without({})).toEqual(['compliant']));
  test('the topic refuses', () => {
    expect(without({ aws_sns_topic_policy: {} })).toEqual([
      "non-compliant: topic 'alerts' does not let cloudwatch.amazonaws.com publish",
    ]);
  });
  test('the key refuses', () => {
    expect(without({ aws_kms_key: { k: { policy: policy() } } })).toEqual([
      "non-compliant: the key of topic 'alerts' does not let cloudwatch.amazonaws.com use it: kms:GenerateDataKey, kms:Decrypt",
    ]);
  });
  test('the key lets it encrypt and not decrypt', () => {
    expect(without({ aws_kms_key: { k: { policy: cloudWatch('kms:GenerateDataKey*') } } })).toEqual([
      "non-compliant: the key of topic 'alerts' does not let cloudwatch.amazonaws.com use it: kms:Decrypt",
    ]);
  });
  test('the topic lets in the alarms of any account', () => {
    const { Condition: _, ...anybody } = told('cloudwatch.amazonaws.com', ['sns:Publish']);
    const change = { p: { arn: '${aws_sns_topic.alerts.arn}', policy: policy(anybody) } };
    expect(without({ aws_sns_topic_policy: change })).toEqual([
      "non-compliant: topic 'alerts' lets cloudwatch.amazonaws.com publish for anybody; expected a condition on aws:SourceAccount or aws:SourceArn",
    ]);
  });
  test('a channel hears it', () => {
    const channel = { c: { sns_topic_arns: ['${aws_sns_topic.alerts.arn}'] } };
    expect(without({ aws_sns_topic_subscription: {}, aws_chatbot_slack_channel_configuration: channel })).toEqual([
      'compliant',
    ]);
  });
  test('the key is the default one of SNS', () => {
    const topic = { alerts: { name: 'alerts', kms_master_key_id: 'alias/aws/sns' } };
    expect(without({ aws_sns_topic: topic })[0]).toMatch(/which cloudwatch\.amazonaws\.com may not use$/);
  });
  test('nobody has subscribed', () => {
    expect(without({ aws_sns_topic_subscription: {} })).toEqual([
      "non-compliant: topic 'alerts' has no subscription; expected recipients, slack or https below alerts in the environment",
    ]);
  });
  test('it tells nobody', () => {
    expect(without({ aws_cloudwatch_metric_alarm: { failed: {} } })).toEqual([
      'non-compliant: tells nobody; expected a topic',
    ]);
  });
  const telling = (...alarm_actions: readonly string[]) =>
    without({ aws_cloudwatch_metric_alarm: { failed: { alarm_actions } } });
  test('there is no topic of that name', () => {
    expect(telling('arn:aws:sns:eu-central-1:111122223333:alert')).toEqual([
      "non-compliant: tells 'arn:aws:sns:eu-central-1:111122223333:alert', which no stack makes; did you mean 'alerts'?",
    ]);
    expect(telling('arn:aws:sns:eu-central-1:111122223333:pager')[0]).toMatch(
      /^non-compliant: tells '.*:pager', which no stack makes; expected one of: alerts$/,
    );
    expect(without({ aws_sns_topic: {} })[0]).toMatch(/^non-compliant: tells .* which no stack makes/);
  });
  test('one of two topics is not there', () => {
    expect(telling('${aws_sns_topic.alerts.arn}', 'arn:aws:sns:eu-central-1:111122223333:alert')[0]).toMatch(
      /^non-compliant: tells .*:alert'/,
    );
  });
  test('a topic of this name in another region or account is another one', () => {
    expect(telling('arn:aws:sns:us-east-1:111122223333:alerts')[0]).toMatch(/^non-compliant: tells/);
  });
  test('the topic is another account’s', () => {
    expect(telling('arn:aws:sns:eu-central-1:444455556666:pager')).toEqual(['not applicable']);
  });
  test('what it tells is known only when it is deployed', () => {
    expect(telling('${data.aws_ssm_parameter.topic.value}')).toEqual(['not applicable']);
    expect(telling('${aws_sns_topic.missing.arn}')).toEqual(['not applicable']);
  });
  test('one that is known and deaf counts though another is not known', () => {
    const change = {
      aws_cloudwatch_metric_alarm: {
        failed: { alarm_actions: ['${data.aws_ssm_parameter.topic.value}', '${aws_sns_topic.alerts.arn}'] },
      },
    };
    expect(without({ ...change, aws_sns_topic_subscription: {} })[0]).toMatch(/^non-compliant: .* has no subscription/);
    expect(without(change)).toEqual(['not applicable']);
  });
});

describe('LW_SPENDING_HEARD', () => {
  const topic = '${aws_sns_topic.alerts.arn}';
  const publishing = (...services: readonly string[]) => policy(...services.map((each) => told(each, ['sns:Publish'])));
  const using = (...services: readonly string[]) =>
    policy(...services.map((each) => told(each, ['kms:Decrypt', 'kms:GenerateDataKey*'])));
  const both = ['budgets.amazonaws.com', 'costalerts.amazonaws.com'] as const;
  const heard: Resources = {
    aws_budgets_budget: { b: { notification: [{ subscriber_sns_topic_arns: [topic] }] } },
    aws_ce_anomaly_subscription: { a: { subscriber: [{ type: 'SNS', address: topic }] } },
    aws_sns_topic: { alerts: { name: 'alerts', kms_master_key_id: '${aws_kms_key.k.arn}' } },
    aws_sns_topic_policy: { p: { arn: topic, policy: publishing(...both) } },
    aws_sns_topic_subscription: { s: { topic_arn: topic } },
    aws_kms_key: { k: { policy: using(...both) } },
  };
  const without = (change: Resources) => verdicts('LW_SPENDING_HEARD', document({ ...heard, ...change }));

  test('all the way to a subscription', () => expect(without({})).toEqual(['compliant', 'compliant']));
  test('a topic for alarms refuses spending', () => {
    const alarms = { p: { arn: topic, policy: publishing('cloudwatch.amazonaws.com') } };
    expect(without({ aws_sns_topic_policy: alarms })).toEqual([
      "non-compliant: topic 'alerts' does not let budgets.amazonaws.com publish",
      "non-compliant: topic 'alerts' does not let costalerts.amazonaws.com publish",
    ]);
  });
  test('its key knows one of both', () => {
    expect(without({ aws_kms_key: { k: { policy: using('budgets.amazonaws.com') } } })).toEqual([
      'compliant',
      "non-compliant: the key of topic 'alerts' does not let costalerts.amazonaws.com use it: kms:GenerateDataKey, kms:Decrypt",
    ]);
  });
  test('people are mailed without a topic', () => {
    const mailed = { b: { notification: [{ subscriber_email_addresses: ['a@example.com'] }] } };
    const { aws_ce_anomaly_subscription: _, ...rest } = heard;
    expect(verdicts('LW_SPENDING_HEARD', document({ ...rest, aws_budgets_budget: mailed }))).toEqual([
      'not applicable',
    ]);
  });
});
