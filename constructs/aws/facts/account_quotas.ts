/** What a new account may have of the things that a platform has many of. An environment says which ones AWS has raised. */
import { accountVcpus } from './emr_serverless';

interface AccountQuota {
  readonly what: string;
  /** Of a new account, in one region. */
  readonly most: number;
  /** Of Terraform, each of which is one. */
  readonly types: readonly string[];
  readonly source: string;
}

const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';

export const accountQuotas = {
  alarms: {
    what: 'CloudWatch alarms',
    most: 5000,
    types: ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'],
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html',
  },
  buckets: {
    what: 'S3 buckets',
    most: 10_000,
    types: ['aws_s3_bucket'],
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html',
  },
  databases: {
    what: 'Glue databases',
    most: 10_000,
    types: ['aws_glue_catalog_database'],
    source: 'https://docs.aws.amazon.com/general/latest/gr/glue.html',
  },
  dynamodbTables: {
    what: 'DynamoDB tables',
    most: 2500,
    types: ['aws_dynamodb_table'],
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html',
  },
  emrServerlessVcpus: {
    what: 'vCPUs of EMR Serverless at once',
    most: accountVcpus,
    types: [],
    source: 'https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/endpoints-quotas.html',
  },
  glueJobs: {
    what: 'Glue jobs',
    most: 1000,
    types: ['aws_glue_job'],
    source: 'https://docs.aws.amazon.com/general/latest/gr/glue.html',
  },
  instanceProfiles: { what: 'instance profiles', most: 1000, types: ['aws_iam_instance_profile'], source: iam },
  policies: { what: 'managed policies of the account', most: 1500, types: ['aws_iam_policy'], source: iam },
  roles: { what: 'IAM roles', most: 1000, types: ['aws_iam_role'], source: iam },
  scheduleGroups: {
    what: 'groups of schedules',
    most: 500,
    types: ['aws_scheduler_schedule_group'],
    source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html',
  },
  stateMachines: {
    what: 'state machines',
    most: 100_000,
    types: ['aws_sfn_state_machine'],
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
  },
  parameters: {
    what: 'parameters of Systems Manager',
    most: 10_000,
    types: ['aws_ssm_parameter'],
    source: 'https://docs.aws.amazon.com/general/latest/gr/ssm.html',
  },
} as const satisfies Readonly<Record<string, AccountQuota>>;

export type AccountQuotaName = keyof typeof accountQuotas;
export const isAccountQuota = (name: string): name is AccountQuotaName => Object.hasOwn(accountQuotas, name);

/** The quota's name and what is wrong with so many; `raised` are those that AWS has raised for the account. */
export interface QuotaProblem {
  readonly name: AccountQuotaName;
  readonly message: string;
}

/** @param found how many resources there are, by their type of Terraform */
export function accountQuotaProblems(
  found: ReadonlyMap<string, number>,
  raised: Readonly<Record<string, number>>,
): readonly QuotaProblem[] {
  return Object.keys(accountQuotas)
    .filter(isAccountQuota)
    .flatMap((name) => {
      const types: readonly string[] = accountQuotas[name].types;
      return aboveQuota(
        name,
        types.reduce((sum, type) => sum + (found.get(type) ?? 0), 0),
        raised,
      );
    });
}

export function aboveQuota(
  name: AccountQuotaName,
  count: number,
  raised: Readonly<Record<string, number>>,
): readonly QuotaProblem[] {
  const { what, most: normal, source } = accountQuotas[name];
  const allowed = raised[name] ?? normal;
  if (count <= allowed) return [];
  const advice =
    raised[name] === undefined
      ? `ask AWS to raise it and say so: quotas: { ${name}: ${count} }`
      : 'ask AWS to raise it further';
  return [{ name, message: `found ${count} ${what}; expected at most ${allowed} (${source}); ${advice}` }];
}
