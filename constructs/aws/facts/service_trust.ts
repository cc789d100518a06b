/** Which services say whose resource it is that they take a role for. Data: roles are made by it, and the policy rule reads it. */
import type { Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';

export interface TrustedService {
  readonly service: string;
  /** Whether its documentation says that it sends `aws:SourceAccount`. A condition on what is not sent lets nobody in. */
  readonly saysAccount: boolean;
  /** Where that is written, or how the role is trusted where nothing is written about it. */
  readonly source: string;
}

const docs = 'https://docs.aws.amazon.com';
const says = (service: string, page: string): TrustedService => ({
  service: `${service}.amazonaws.com`,
  saysAccount: true,
  source: `${docs}/${page}`,
});
const silent = (service: string, page: string): TrustedService => ({ ...says(service, page), saysAccount: false });

/** One that is not here is taken for one that says nothing. A role is passed within one account in any case. */
export const trustedServices: readonly TrustedService[] = [
  silent('backup', 'aws-backup/latest/devguide/iam-service-roles.html'),
  silent('chatbot', 'chatbot/latest/adminguide/security-iam.html'),
  silent('cloudtrail', 'awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html'),
  // It takes the role of an instance profile.
  silent('ec2', 'IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html'),
  says('ecs-tasks', 'AmazonECS/latest/developerguide/task-iam-roles.html'),
  says('eks', 'eks/latest/userguide/cross-service-confused-deputy-prevention.html'),
  says('elasticmapreduce', 'emr/latest/ManagementGuide/emr-iam-role.html'),
  silent('emr-serverless', 'emr/latest/EMR-Serverless-UserGuide/security-iam-runtime-role.html'),
  silent('glue', 'glue/latest/dg/create-an-iam-role.html'),
  says('grafana', 'grafana/latest/userguide/cross-service-confused-deputy-prevention.html'),
  silent('lakeformation', 'lake-formation/latest/dg/registration-role.html'),
  silent('lambda', 'lambda/latest/dg/lambda-intro-execution-role.html'),
  says(
    'monitoring.rds',
    'AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html#USER_Monitoring.OS.confused-deputy',
  ),
  // Replication: the trust that is documented has no condition.
  silent('s3', 'AmazonS3/latest/userguide/setting-repl-config-perm-overview.html'),
  says('sagemaker', 'sagemaker/latest/dg/security-confused-deputy-prevention.html'),
  says('scheduler', 'scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html'),
  says('states', 'step-functions/latest/dg/procedure-create-iam-role.html#prevent-cross-service-confused-deputy'),
  says('vpc-flow-logs', 'vpc/latest/userguide/flow-logs-iam-role.html'),
];

export const saysAccount = (service: string): boolean =>
  trustedServices.some((each) => each.service === service && each.saysAccount);

/** Who takes a role: services that say for which account, for this one alone; and those that do not say. */
export function serviceTrust(naming: Naming, services: readonly string[]): readonly Statement[] {
  const saying = services.filter((service) => saysAccount(service));
  const others = services.filter((service) => !saysAccount(service));
  const taken = { actions: ['sts:AssumeRole'], resources: [] };
  return [
    ...(saying.length === 0
      ? []
      : [
          {
            principals: { Service: oneOrMany(saying) },
            ...taken,
            conditions: { StringEquals: { 'aws:SourceAccount': naming.account } },
          },
        ]),
    ...(others.length === 0 ? [] : [{ principals: { Service: oneOrMany(others) }, ...taken }]),
  ];
}

const oneOrMany = (items: readonly string[]): string | readonly string[] =>
  items.length === 1 ? (items[0] ?? '') : items;
