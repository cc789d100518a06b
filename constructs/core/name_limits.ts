/** What each service accepts as a name. A table of facts: the code that checks is in naming.ts. */

export interface NameLimit {
  readonly min: number;
  readonly max: number;
  readonly pattern: RegExp;
  /** The pattern in words. */
  readonly characters: string;
  /** Where the service says so. */
  readonly source: string;
}

export const nameLimits = {
  's3 bucket': {
    min: 3,
    max: 63,
    pattern: /^[a-z0-9][a-z0-9-]*[a-z0-9]$/,
    characters: 'lower-case letters, digits and hyphens, no hyphen at either end',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
  },
  'iam role': {
    min: 1,
    max: 64,
    pattern: /^[\w+=,.@-]+$/,
    characters: 'letters, digits and _+=,.@-',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  },
  'iam policy': {
    min: 1,
    max: 128,
    pattern: /^[\w+=,.@-]+$/,
    characters: 'letters, digits and _+=,.@-',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  },
  'kms alias': {
    min: 7,
    max: 256,
    pattern: /^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/,
    characters: "'alias/' and letters, digits, /, _ and -, not beginning with 'aws/'",
    source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html',
  },
  'sns topic': {
    min: 1,
    max: 256,
    pattern: /^[A-Za-z0-9_-]+$/,
    characters: 'letters, digits, _ and -',
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html',
  },
  'dynamodb table': {
    min: 3,
    max: 255,
    pattern: /^[a-zA-Z0-9_.-]+$/,
    characters: 'letters, digits, _, . and -',
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html',
  },
  'state machine': {
    min: 1,
    max: 80,
    pattern: /^[A-Za-z0-9_-]+$/,
    characters: 'letters, digits, _ and -',
    source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html',
  },
  'emr cluster': {
    min: 1,
    max: 256,
    pattern: /^[^<>$|`\p{Cc}]+$/u,
    characters: 'no control characters and none of <>$|`',
    source: 'https://docs.aws.amazon.com/emr/latest/APIReference/API_RunJobFlow.html',
  },
  'instance profile': {
    min: 1,
    max: 128,
    pattern: /^[\w+=,.@-]+$/,
    characters: 'letters, digits and _+=,.@-',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html',
  },
  'emr serverless application': {
    min: 1,
    max: 64,
    pattern: /^[A-Za-z0-9._/#-]+$/,
    characters: 'letters, digits and ._/#-',
    source: 'https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_CreateApplication.html',
  },
  'glue database': {
    min: 1,
    max: 255,
    pattern: /^[a-z0-9_]+$/,
    characters: 'lower-case letters, digits and _',
    source: 'https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html',
  },
  'glue crawler': {
    min: 1,
    max: 255,
    pattern: /^[\x20-\x7e]+$/,
    characters: 'printable ASCII',
    source: 'https://docs.aws.amazon.com/glue/latest/webapi/API_CreateCrawler.html',
  },
  'backup vault': {
    min: 2,
    max: 50,
    pattern: /^[A-Za-z0-9_-]+$/,
    characters: 'letters, digits, - and _',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html',
  },
  'backup plan': {
    min: 1,
    max: 50,
    pattern: /^[A-Za-z0-9._-]+$/,
    characters: 'letters, digits and ._-',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupPlanInput.html',
  },
  'glue job': {
    min: 1,
    max: 255,
    pattern: /^[A-Za-z0-9_. -]+$/,
    characters: 'letters, digits, spaces, _, . and -',
    source: 'https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-job.html',
  },
  'lambda function': {
    min: 1,
    max: 64,
    pattern: /^[A-Za-z0-9_-]+$/,
    characters: 'letters, digits, _ and -',
    source: 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
  },
  'log group': {
    min: 1,
    max: 512,
    pattern: /^[A-Za-z0-9._/#-]+$/,
    characters: 'letters, digits and ._/#-',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
  },
  schedule: {
    min: 1,
    max: 64,
    pattern: /^[0-9a-zA-Z_.-]+$/,
    characters: 'letters, digits, _, . and -',
    source: 'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html',
  },
  'security group': {
    min: 1,
    max: 255,
    pattern: /^(?!sg-)[A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]+$/,
    characters: "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not beginning with 'sg-'",
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html',
  },
  alarm: {
    min: 1,
    max: 255,
    pattern: /^[\x20-\x7e]+$/,
    characters: 'printable ASCII',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
  },
  dashboard: {
    min: 1,
    max: 255,
    pattern: /^[A-Za-z0-9_-]+$/,
    characters: 'letters, digits, _ and -',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html',
  },
  'ssm parameter': {
    min: 1,
    max: 1011,
    pattern: /^\/(?!aws\/|ssm\/)[a-zA-Z0-9_./-]+$/,
    characters: "'/' and letters, digits, _, ., / and -, not beginning with 'aws' or 'ssm'",
    source: 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html',
  },
  'athena workgroup': {
    min: 1,
    max: 128,
    pattern: /^[a-zA-Z0-9._-]+$/,
    characters: 'letters, digits and ._-',
    source: 'https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html',
  },
  'msk cluster': {
    min: 1,
    max: 64,
    pattern: /^[A-Za-z0-9_-]+$/,
    characters: 'letters, digits, _ and -',
    source: 'https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html',
  },
  // Its length is not limited by itself: ours is called like its cluster.
  'msk configuration': {
    min: 1,
    max: 64,
    pattern: /^[0-9A-Za-z][0-9A-Za-z-]*$/,
    characters: 'letters, digits and hyphens, no hyphen at the beginning',
    source: 'https://docs.aws.amazon.com/msk/1.0/apireference/configurations.html',
  },
  's3 key': {
    min: 1,
    max: 1024,
    pattern: /^[A-Za-z0-9!_.*'()/=-]+$/,
    characters: "the safe characters: letters, digits and !_.*'()/=-",
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html',
  },
  'anomaly monitor': {
    min: 1,
    max: 1024,
    pattern: /^[\x20-\x7e]+$/,
    characters: 'printable ASCII',
    source: 'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_AnomalyMonitor.html',
  },
  budget: {
    min: 1,
    max: 100,
    pattern: /^[^:\\]+$/,
    characters: 'no colon and no backslash',
    source: 'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html',
  },
  secret: {
    min: 1,
    max: 512,
    pattern: /^(?!.*-(?=[a-z0-9]*[A-Z])[A-Za-z0-9]{6}$)[A-Za-z0-9/_+=.@-]+$/,
    characters: 'letters, digits and /_+=.@-, without the hyphen and the six characters that end its ARN',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html',
  },
  trail: {
    min: 3,
    max: 128,
    pattern: /^(?!.*[._-]{2})[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]$/,
    characters: 'letters, digits and single ._-, none of them at either end',
    source: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html',
  },
} as const satisfies Readonly<Record<string, NameLimit>>;

export type NamedThing = keyof typeof nameLimits;
