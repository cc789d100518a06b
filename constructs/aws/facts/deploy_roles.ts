/** What those may do who plan and apply the stacks, and what no role that they make may ever do. */
import { arn, bucketArn, type Naming, resourceName } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import { managedPolicies } from './managed_policies';
import { keyUseStatement } from './s3';
import { statefulDeletes } from './stateful';

export interface DeployScope {
  readonly naming: Naming;
  /** Of the roles that are made: `/data-platform/`. */
  readonly rolePath: string;
  readonly boundaryArn: string;
  readonly deployRoleArns: readonly string[];
  readonly stateBucket: string;
  readonly statePrefixes: readonly string[];
  /** The key of the state bucket, unless that is S3's own. */
  readonly stateKeyArn: string | undefined;
  /** Objects that Terraform manages: `acme-*-artefacts-*`. */
  readonly managedObjects: readonly string[];
}

/** Apart from the roles that the apply role makes. */
export const deployPath = '/deploy/';

export const deployBoundaryArn = (naming: Naming): string =>
  arn(naming, 'iam', `policy${deployPath}${resourceName(naming, 'boundary')}`, false);

/** Whom Terraform passes a role to when it makes the resources of this repository. Each takes a role of its own kind only. */
const deployPassedTo: readonly string[] = [
  'application-autoscaling.amazonaws.com',
  'backup.amazonaws.com',
  'chatbot.amazonaws.com',
  'cloudtrail.amazonaws.com',
  'ec2.amazonaws.com',
  'ecs-tasks.amazonaws.com',
  'eks.amazonaws.com',
  'elasticmapreduce.amazonaws.com',
  'glue.amazonaws.com',
  'grafana.amazonaws.com',
  'lakeformation.amazonaws.com',
  'lambda.amazonaws.com',
  'monitoring.rds.amazonaws.com',
  's3.amazonaws.com',
  'sagemaker.amazonaws.com',
  'scheduler.amazonaws.com',
  'states.amazonaws.com',
  'vpc-flow-logs.amazonaws.com',
];

/** Whom a running part of the platform passes a role to: a state machine starts jobs. */
const runtimePassedTo = [
  'ec2.amazonaws.com',
  'ecs-tasks.amazonaws.com',
  'elasticmapreduce.amazonaws.com',
  'emr-serverless.amazonaws.com',
  'glue.amazonaws.com',
  'lambda.amazonaws.com',
  'sagemaker.amazonaws.com',
];

/** What our own statements are about; policies of AWS are about more. */
const statedServices = [
  'aps',
  'athena',
  'backup',
  'cloudwatch',
  'dynamodb',
  'ec2',
  'ecr',
  'ecs',
  'eks',
  'elasticache',
  'elasticmapreduce',
  'emr-containers',
  'emr-serverless',
  'events',
  'glue',
  'grafana',
  'kafka',
  'kafka-cluster',
  'kms',
  'lakeformation',
  'lambda',
  'logs',
  'rds-db',
  's3',
  'sagemaker',
  'sagemaker-mlflow',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'states',
  'tag',
  'xray',
];

/** The most that a role of the platform can be allowed; nobody is allowed anything by it. */
const runtimeServices = [
  ...new Set([...statedServices, ...managedPolicies.flatMap(({ services }) => services)]),
].sort();

/** Terraform compares settings; it never reads rows, values of secrets or messages. */
const dataReads = [
  'athena:GetQueryResults',
  'dynamodb:BatchGetItem',
  'dynamodb:GetItem',
  'dynamodb:PartiQLSelect',
  'dynamodb:Query',
  'dynamodb:Scan',
  'kinesis:GetRecords',
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  'logs:GetQueryResults',
  'secretsmanager:BatchGetSecretValue',
  'secretsmanager:GetSecretValue',
  'sqs:ReceiveMessage',
];

/**
 * The state, and its lock: an object beside it (https://developer.hashicorp.com/terraform/language/backend/s3#state-locking).
 * @param access `read` still locks, because a plan does
 */
function stateStatements(scope: DeployScope, access: 'read' | 'write'): readonly Statement[] {
  const bucket = bucketArn(scope.naming, scope.stateBucket);
  const below = (what: string): readonly string[] => scope.statePrefixes.map((prefix) => `${bucket}/${prefix}/${what}`);
  return [
    {
      sid: 'FindState',
      actions: ['s3:ListBucket'],
      resources: [bucket],
      conditions: { StringLike: { 's3:prefix': scope.statePrefixes.map((prefix) => `${prefix}/*`) } },
    },
    {
      sid: 'State',
      actions: access === 'read' ? ['s3:GetObject'] : ['s3:GetObject', 's3:PutObject'],
      resources: below('*.tfstate'),
    },
    {
      sid: 'Lock',
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: below('*.tfstate.tflock'),
    },
    ...(scope.stateKeyArn === undefined
      ? []
      : [
          {
            sid: 'StateKey',
            ...keyUseStatement(
              ['kms:Decrypt', 'kms:GenerateDataKey'],
              scope.stateKeyArn,
              [bucket],
              scope.naming.region,
            ),
          },
        ]),
  ];
}

/**
 * A policy of AWS that lets read everything, or change it, is about data and other states as well: this takes them back. What is
 * left are the objects that Terraform keeps.
 */
function noData(scope: DeployScope): readonly Statement[] {
  const states = scope.statePrefixes.map((prefix) => `${bucketArn(scope.naming, scope.stateBucket)}/${prefix}/*`);
  const managed = scope.managedObjects.map((bucket) => `${bucketArn(scope.naming, bucket)}/*`);
  return [
    { sid: 'NoData', effect: 'Deny', actions: dataReads, resources: ['*'] },
    {
      sid: 'NoObjects',
      effect: 'Deny',
      actions: ['s3:DeleteObject*', 's3:GetObject*', 's3:PutObject*'],
      resources: [],
      notResources: [...states, ...managed],
    },
  ];
}

/** Beside ReadOnlyAccess. */
export const planStatements = (scope: DeployScope): readonly Statement[] => [
  ...stateStatements(scope, 'read'),
  // What topics are like, for drift; reading all of AWS has no part in what is within a cluster:
  // https://docs.aws.amazon.com/msk/latest/developerguide/msk-topic-operations-information.html
  {
    sid: 'DescribeTopics',
    actions: [
      'kafka-cluster:Connect',
      'kafka-cluster:DescribeTopic',
      'kafka-cluster:DescribeTopicDynamicConfiguration',
    ],
    resources: ['cluster', 'topic'].map((kind) => arn(scope.naming, 'kafka', `${kind}/${scope.naming.project}-*`)),
  },
  ...noData(scope),
];

/** Beside PowerUserAccess, which leaves IAM out. */
export function applyStatements(scope: DeployScope, deletes: 'denied' | 'allowed'): readonly Statement[] {
  const { naming, rolePath } = scope;
  const named = (what: string): string => arn(naming, 'iam', `${what}${rolePath}${naming.project}-*`, false);
  const roles = named('role');
  return [
    ...stateStatements(scope, 'write'),
    {
      // Without the boundary a role could be made that may do more than this one:
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
      sid: 'MakeRolesWithinBoundary',
      actions: [
        'iam:AttachRolePolicy',
        'iam:CreateRole',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PutRolePermissionsBoundary',
        'iam:PutRolePolicy',
      ],
      resources: [roles],
      conditions: { StringEquals: { 'iam:PermissionsBoundary': scope.boundaryArn } },
    },
    {
      sid: 'KeepRoles',
      actions: [
        'iam:DeleteRole',
        'iam:GetRole',
        'iam:GetRolePolicy',
        'iam:ListAttachedRolePolicies',
        'iam:ListInstanceProfilesForRole',
        'iam:ListRolePolicies',
        'iam:ListRoleTags',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
      resources: [roles],
    },
    {
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
      sid: 'PassRoles',
      actions: ['iam:PassRole'],
      resources: [roles],
      conditions: { StringEquals: { 'iam:PassedToService': deployPassedTo } },
    },
    {
      sid: 'KeepPolicies',
      actions: [
        'iam:CreatePolicy',
        'iam:CreatePolicyVersion',
        'iam:DeletePolicy',
        'iam:DeletePolicyVersion',
        'iam:GetPolicy',
        'iam:GetPolicyVersion',
        'iam:ListPolicyTags',
        'iam:ListPolicyVersions',
        'iam:TagPolicy',
        'iam:UntagPolicy',
      ],
      resources: [arn(naming, 'iam', `policy/${naming.project}-*`, false)],
    },
    {
      sid: 'KeepInstanceProfiles',
      actions: [
        'iam:AddRoleToInstanceProfile',
        'iam:CreateInstanceProfile',
        'iam:DeleteInstanceProfile',
        'iam:GetInstanceProfile',
        'iam:RemoveRoleFromInstanceProfile',
        'iam:TagInstanceProfile',
        'iam:UntagInstanceProfile',
      ],
      resources: [named('instance-profile'), arn(naming, 'iam', `instance-profile/${naming.project}-*`, false)],
    },
    {
      // Of clusters of Kubernetes, so that their pods can take roles; no other tokens become trusted by it:
      // https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html
      sid: 'KeepClusterTokens',
      actions: [
        'iam:AddClientIDToOpenIDConnectProvider',
        'iam:CreateOpenIDConnectProvider',
        'iam:DeleteOpenIDConnectProvider',
        'iam:GetOpenIDConnectProvider',
        'iam:ListOpenIDConnectProviderTags',
        'iam:RemoveClientIDFromOpenIDConnectProvider',
        'iam:TagOpenIDConnectProvider',
        'iam:UntagOpenIDConnectProvider',
        'iam:UpdateOpenIDConnectProviderThumbprint',
      ],
      resources: [arn(naming, 'iam', `oidc-provider/oidc.eks.${naming.region}.*`, false)],
    },
    ...noData(scope),
    ...selfProtection(scope),
    ...(deletes === 'denied' ? [noDeletes] : []),
  ];
}

const noDeletes: Statement = { sid: 'NoStatefulDeletes', effect: 'Deny', actions: statefulDeletes, resources: ['*'] };

/** What this role could use to become another one. */
function selfProtection(scope: DeployScope): readonly Statement[] {
  return [
    {
      sid: 'NoOtherRoles',
      effect: 'Deny',
      actions: ['iam:DeleteRolePermissionsBoundary', 'sts:AssumeRole'],
      resources: ['*'],
    },
    {
      sid: 'NoChangeOfBoundary',
      effect: 'Deny',
      actions: [
        'iam:CreatePolicyVersion',
        'iam:DeletePolicy',
        'iam:DeletePolicyVersion',
        'iam:SetDefaultPolicyVersion',
      ],
      resources: [scope.boundaryArn],
    },
    {
      sid: 'NoChangeOfDeployRoles',
      effect: 'Deny',
      actions: [
        'iam:AttachRolePolicy',
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PassRole',
        'iam:PutRolePermissionsBoundary',
        'iam:PutRolePolicy',
        'iam:UpdateAssumeRolePolicy',
      ],
      resources: scope.deployRoleArns,
    },
  ];
}

/**
 * The permissions boundary of every role that the apply role makes. A boundary allows nothing by itself, so it names services:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export const boundaryStatements = ({
  naming,
  rolePath,
}: Pick<DeployScope, 'naming' | 'rolePath'>): readonly Statement[] => [
  { sid: 'Services', actions: runtimeServices.map((service) => `${service}:*`), resources: ['*'] },
  {
    sid: 'PassRoles',
    actions: ['iam:PassRole'],
    resources: [arn(naming, 'iam', `role${rolePath}${naming.project}-*`, false)],
    conditions: { StringEquals: { 'iam:PassedToService': runtimePassedTo } },
  },
  {
    // The nodes of a cluster take the roles of its jobs:
    // https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-steps-runtime-roles.html
    sid: 'TakeRoles',
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    resources: [arn(naming, 'iam', `role${rolePath}${naming.project}-*`, false)],
  },
  noDeletes,
];
