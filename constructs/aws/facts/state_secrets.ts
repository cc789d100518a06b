/**
 * Attributes that Terraform would keep in clear in its state and that are, or may be, secrets; and why none of them
 * comes there: all of what our constructs make, and of what is often made beside them what has another way. Data: the policy
 * rule LW_STATE_SECRET reads it, and a test holds it against the provider's schema.
 */

/** What makes a service or the provider leave a secret out. */
export interface StateSafeguard {
  /** With dots through blocks: `authentication_mode.type`. */
  readonly property: string;
  /** Any unless given. */
  readonly values?: readonly (boolean | string)[];
}

export interface StateSecret {
  /** Of Terraform; `data.aws_ssm_parameter` is a data source. */
  readonly type: string;
  /** With dots through blocks; `*` is the whole of it. */
  readonly attribute: string;
  /**
   * What may be in the state of it: `nothing`, the attribute is not set; `text`, in which no secret is written;
   * `nonsecret`, a value that opens nothing; `secret`, whatever one does, so that nothing of this type may be made.
   */
  readonly keeps: 'nonsecret' | 'nothing' | 'secret' | 'text';
  /** One of them has to be there. */
  readonly safeguards?: readonly StateSafeguard[];
  /** Why no usable secret comes into the state; of a `secret`, what to take in its place. */
  readonly because: string;
  readonly source: string;
}

const docs = 'https://docs.aws.amazon.com';
const provider = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs';
const resource = (type: string): string => `${provider}/resources/${type.replace('aws_', '')}`;
const ephemeral = 'https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only';

const unset = (
  type: string,
  attribute: string,
  because: string,
  source = resource(type),
  ...safeguards: readonly StateSafeguard[]
): StateSecret => ({
  ...{ type, attribute, keeps: 'nothing', because, source },
  ...(safeguards.length === 0 ? {} : { safeguards }),
});

const text = (type: string, attribute: string, because: string, source = resource(type)): StateSecret => ({
  ...{ type, attribute, keeps: 'text', because, source },
});

const never = (type: string, because: string, source = resource(type)): StateSecret => ({
  ...{ type, attribute: '*', keeps: 'secret', because, source },
});

const iamLogin = { property: 'authentication_mode.type', values: ['iam', 'no-password-required'] };
const databasePassword = (type: string, page: string): StateSecret =>
  unset(
    type,
    'master_password',
    'let the service make it (manage_master_user_password), or set it as master_password_wo',
    `${docs}/${page}`,
  );
const openSearchPassword = (type: string): StateSecret =>
  unset(
    type,
    'advanced_security_options.master_user_options.master_user_password',
    'let a role be the master user: master_user_arn',
    `${docs}/opensearch-service/latest/developerguide/fgac.html`,
  );
const streamSecret = (attribute: string): StateSecret =>
  unset(
    'aws_kinesis_firehose_delivery_stream',
    attribute,
    'name a secret, which the stream reads with its role: secrets_manager_configuration',
    `${docs}/firehose/latest/dev/using-secrets-manager.html`,
  );
const glueSecret = 'name a secret, which the job reads with its role: connection_properties.SECRET_ID';
const glueSecrets = `${docs}/glue/latest/dg/connection-properties-secrets-manager.html`;
const noKerberos = 'clusters have no Kerberos: whoever starts jobs proves it by IAM';
const noOidc = 'listeners forward or redirect; who may come in is said by security groups';
const asked = 'it is asked of AWS Support for buckets of before 2023, and ours have the feature from the start';

/** In the order of their types and attributes, what may never be made last. */
export const stateSecrets: readonly StateSecret[] = [
  unset(
    'aws_acm_certificate',
    'private_key',
    'certificates are issued by ACM, which keeps their keys; none is imported',
    `${docs}/acm/latest/userguide/data-protection.html`,
  ),
  unset(
    'aws_db_instance',
    'password',
    'RDS makes the password of the master user and keeps it in Secrets Manager',
    `${docs}/AmazonRDS/latest/UserGuide/rds-secrets-manager.html`,
    { property: 'manage_master_user_password', values: [true] },
    { property: 'password_wo' },
    { property: 'replicate_source_db' },
  ),
  unset(
    'aws_dms_endpoint',
    'password',
    'name a secret, which DMS reads with its role: secrets_manager_arn',
    `${docs}/dms/latest/userguide/security_iam_secretsmanager.html`,
  ),
  databasePassword('aws_docdb_cluster', 'documentdb/latest/developerguide/docdb-secrets-manager.html'),
  text('aws_ecs_task_definition', 'container_definitions', 'secrets are named by ARN, under `secrets`'),
  text('aws_eks_addon', 'configuration_values', 'add-ons prove who they are by the role of a service account'),
  unset(
    'aws_elasticache_replication_group',
    'auth_token',
    'users log in, each with IAM, so that there is no password of the whole',
    `${docs}/AmazonElastiCache/latest/dg/auth-iam.html`,
    { property: 'user_group_ids' },
    { property: 'global_replication_group_id' },
  ),
  unset(
    'aws_elasticache_user',
    'authentication_mode.passwords',
    'users log in with IAM; the default user, which needs no password, is off',
    `${docs}/AmazonElastiCache/latest/dg/auth-iam.html`,
    iamLogin,
  ),
  unset(
    'aws_elasticache_user',
    'passwords',
    'users log in with IAM; the default user, which needs no password, is off',
    `${docs}/AmazonElastiCache/latest/dg/auth-iam.html`,
    iamLogin,
    { property: 'no_password_required', values: [true] },
  ),
  openSearchPassword('aws_elasticsearch_domain'),
  text('aws_emr_cluster', 'bootstrap_action.args', 'scripts read secrets by ARN, with the role of the nodes'),
  text('aws_emr_cluster', 'configurations_json', 'what Spark connects to it opens with roles'),
  unset('aws_emr_cluster', 'kerberos_attributes.ad_domain_join_password', noKerberos),
  unset('aws_emr_cluster', 'kerberos_attributes.cross_realm_trust_principal_password', noKerberos),
  unset('aws_emr_cluster', 'kerberos_attributes.kdc_admin_password', noKerberos),
  text('aws_emr_cluster', 'step.hadoop_jar_step.args', 'steps read secrets by ARN, with the role of the nodes'),
  text('aws_emr_security_configuration', 'configuration', 'it names keys and certificates, by ARN and address'),
  text('aws_glue_connection', 'connection_properties', glueSecret, glueSecrets),
  unset('aws_glue_connection', 'connection_properties.ENCRYPTED_PASSWORD', glueSecret, glueSecrets),
  unset('aws_glue_connection', 'connection_properties.PASSWORD', glueSecret, glueSecrets),
  text('aws_glue_job', 'default_arguments', 'jobs read secrets by ARN, with their role'),
  text('aws_glue_job', 'non_overridable_arguments', 'jobs read secrets by ARN, with their role'),
  unset('aws_glue_job', 'source_control_details.auth_token', 'scripts come from the bundle, not from a repository'),
  text('aws_grafana_workspace', 'configuration', 'it says of plug-ins and alerts whether they are on'),
  streamSecret('http_endpoint_configuration.access_key'),
  streamSecret('redshift_configuration.password'),
  streamSecret('snowflake_configuration.key_passphrase'),
  streamSecret('snowflake_configuration.private_key'),
  {
    ...{ type: 'aws_kms_grant', attribute: 'grant_token', keeps: 'nonsecret' },
    safeguards: [{ property: 'grantee_principal' }],
    because: 'a grant token is no secret: it bridges minutes, and only the grantee can use it',
    source: `${docs}/kms/latest/developerguide/grants.html#grant_token`,
  },
  text('aws_lambda_function', 'environment.variables', 'a function reads secrets by ARN, with its role'),
  text('aws_launch_template', 'user_data', 'nodes prove who they are by their role'),
  unset('aws_lb_listener', 'default_action.authenticate_oidc.client_secret', noOidc),
  unset(
    'aws_memorydb_user',
    'authentication_mode.passwords',
    'let users log in with IAM: authentication_mode.type iam',
    `${docs}/memorydb/latest/devguide/auth-iam.html`,
  ),
  text('aws_msk_configuration', 'server_properties', 'brokers get their keys from the service'),
  openSearchPassword('aws_opensearch_domain'),
  text('aws_prometheus_alert_manager_definition', 'definition', 'alerts go to a topic, which roles open'),
  unset(
    'aws_quicksight_data_source',
    'credentials.credential_pair.password',
    'name a secret: credentials.secret_arn',
    `${docs}/quicksight/latest/user/secrets-manager-integration.html`,
  ),
  databasePassword('aws_rds_cluster', 'AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html'),
  unset(
    'aws_redshift_cluster',
    'master_password',
    'let the service make it (manage_master_password), or set it as master_password_wo',
    `${docs}/redshift/latest/mgmt/redshift-secrets-manager-integration.html`,
  ),
  unset(
    'aws_redshiftserverless_namespace',
    'admin_user_password',
    'let the service make it (manage_admin_password), or set it as admin_user_password_wo',
    `${docs}/redshift/latest/mgmt/redshift-secrets-manager-integration.html`,
  ),
  unset('aws_s3_bucket_object_lock_configuration', 'token', asked),
  unset('aws_s3_bucket_replication_configuration', 'token', asked),
  text('aws_s3_object', 'content', 'a bundle names secrets and holds none'),
  text('aws_s3_object', 'content_base64', 'a bundle names secrets and holds none'),
  text('aws_sagemaker_model', 'container.environment', 'a model reads secrets by ARN, with its role'),
  text('aws_sagemaker_model', 'primary_container.environment', 'a model reads secrets by ARN, with its role'),
  text('aws_scheduler_schedule', 'target.input', 'what is started reads secrets by ARN, with its role'),
  unset(
    'aws_secretsmanager_secret_version',
    'secret_binary',
    'values are set out of band, or as secret_string_wo',
    ephemeral,
  ),
  unset(
    'aws_secretsmanager_secret_version',
    'secret_string',
    'values are set out of band, or as secret_string_wo',
    ephemeral,
  ),
  text('aws_sfn_state_machine', 'definition', 'tasks prove who they are by roles'),
  text('aws_sns_topic_subscription', 'endpoint', 'who is told proves itself by confirming, not by its address'),
  {
    ...{ type: 'aws_ssm_parameter', attribute: 'value', keeps: 'text' },
    safeguards: [{ property: 'type', values: ['String', 'StringList'] }, { property: 'value_wo' }],
    because: 'parameters hold ids and ARNs that other stacks read, and never a SecureString',
    source: `${docs}/systems-manager/latest/userguide/sysman-paramstore-securestring.html`,
  },
  {
    ...{ type: 'data.aws_ssm_parameter', attribute: 'value', keeps: 'nonsecret' },
    safeguards: [{ property: 'with_decryption', values: [false] }],
    because: 'a SecureString is read as it is encrypted; ours are plain, and no secrets',
    source: `${provider}/data-sources/ssm_parameter`,
  },
  never('aws_iam_access_key', 'take a role: an access key is valid until somebody deletes it'),
  never('aws_iam_service_specific_credential', 'take a role'),
  never('aws_iam_user_login_profile', 'let people sign in through IAM Identity Center'),
  never('aws_grafana_workspace_api_key', 'take the short-lived token of a service account, outside of Terraform'),
  never('aws_grafana_workspace_service_account_token', 'make a short-lived one outside of Terraform'),
  never(
    'aws_mq_broker',
    'take MSK, whose clients log in with IAM: a broker is not made without the password of a user',
  ),
  never('aws_kms_ciphertext', 'set the value of a secret out of band', `${provider}/resources/kms_ciphertext`),
  never('random_password', 'let the service make it, or take an ephemeral one', ephemeral),
  never('tls_private_key', 'let ACM issue the certificate, or take an ephemeral key', ephemeral),
  ...[
    ['aws_ecr_authorization_token', 'let whoever pulls images log in with its role'],
    ['aws_eks_cluster_auth', 'let whoever asks the cluster log in with its role'],
    ['aws_kms_secrets', 'name the secret by ARN, and let whoever uses it read it with its role'],
    ['aws_redshift_cluster_credentials', 'let whoever connects ask for them with its role'],
    ['aws_redshiftserverless_credentials', 'let whoever connects ask for them with its role'],
    ['aws_secretsmanager_random_password', 'let the service make it'],
    ['aws_secretsmanager_secret_version', 'name the secret by ARN, and let whoever uses it read it with its role'],
  ].map(([type = '', because = '']) =>
    never(`data.${type}`, because, `${provider}/data-sources/${type.replace('aws_', '')}`),
  ),
];
