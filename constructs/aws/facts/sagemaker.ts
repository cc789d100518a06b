/** SageMaker: what tracking servers and endpoints may do, and what they can be. */
import { arn, bucketArn, type Naming, partitionOf } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import { imageRepository, registryActions } from './ecs';
import { keyUseStatement } from './s3';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/sagemaker/latest/dg';
const reference = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference';

/** Opening the page has no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemakerwithmlflow.html */
export const mlflowPageActions: readonly string[] = ['sagemaker-mlflow:AccessUI'];

/** What each access may do; none may make, change or delete the server. */
const mlflowActions = {
  read: ['sagemaker-mlflow:Get*', 'sagemaker-mlflow:List*', 'sagemaker-mlflow:Search*'],
  use: [
    'sagemaker-mlflow:Create*',
    'sagemaker-mlflow:Delete*',
    'sagemaker-mlflow:EndTrace',
    'sagemaker-mlflow:Get*',
    'sagemaker-mlflow:List*',
    'sagemaker-mlflow:Log*',
    'sagemaker-mlflow:RenameRegisteredModel',
    'sagemaker-mlflow:Restore*',
    'sagemaker-mlflow:Search*',
    'sagemaker-mlflow:Set*',
    'sagemaker-mlflow:StartTrace',
    'sagemaker-mlflow:TransitionModelVersionStage',
    'sagemaker-mlflow:Update*',
  ],
} as const;

/**
 * The calls of MLflow, and the page:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/mlflow-create-tracking-server-iam.html
 */
export const mlflowStatements = (access: keyof typeof mlflowActions, serverArn: string): readonly Statement[] => [
  {
    actions: [...mlflowActions[access], 'sagemaker:DescribeMlflowTrackingServer'],
    resources: [serverArn],
  },
];

export const mlflowPageStatements = (serverArn: string): readonly Statement[] => [
  { actions: ['sagemaker:CreatePresignedMlflowTrackingServerUrl'], resources: [serverArn] },
  { actions: mlflowPageActions, resources: ['*'] },
];

/** Registering models in the registry of SageMaker too: https://docs.aws.amazon.com/sagemaker/latest/dg/mlflow-create-tracking-server-iam.html */
export const modelRegistration = (naming: Naming): readonly Statement[] => [
  {
    sid: 'RegisterModels',
    actions: [
      'sagemaker:AddTags',
      'sagemaker:CreateModelPackage',
      'sagemaker:CreateModelPackageGroup',
      'sagemaker:DescribeModelPackageGroup',
      'sagemaker:UpdateModelPackage',
    ],
    resources: ['model-package-group/*', 'model-package/*'].map((resource) => arn(naming, 'sagemaker', resource)),
  },
];

/** Traffic that an endpoint in a VPC has: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createmodel-perms */
export const endpointNetworkActions: readonly string[] = [
  'ec2:CreateNetworkInterface',
  'ec2:CreateNetworkInterfacePermission',
  'ec2:DeleteNetworkInterface',
  'ec2:DeleteNetworkInterfacePermission',
  'ec2:DescribeDhcpOptions',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
];

export interface ModelFiles {
  readonly bucketName: string;
  readonly key: string;
}

/** Of `s3://bucket/models/churn.tar.gz`; undefined for any other text. */
export function modelFiles(url: string): ModelFiles | undefined {
  const [, bucketName, key] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(\S+\.tar\.gz)$/.exec(url) ?? [];
  return bucketName === undefined || key === undefined ? undefined : { bucketName, key };
}

export interface EndpointUse {
  readonly images: readonly string[];
  readonly files: readonly ModelFiles[];
  /** Of the buckets of the models. */
  readonly modelKeyArn?: string;
  readonly logGroupName: string;
  readonly vpc: boolean;
  readonly capture?: { readonly bucketName: string; readonly prefix: string; readonly keyArn?: string };
}

/** What an endpoint does in the name of its role: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createmodel-perms */
export function endpointStatements(naming: Naming, use: EndpointUse): readonly Statement[] {
  const repositories = [
    ...new Set(
      use.images.flatMap((uri) => {
        const image = imageRepository(uri);
        if (image === undefined) return [];
        const { account, region, repository } = image;
        return [`arn:${partitionOf(region)}:ecr:${region}:${account}:repository/${repository}`];
      }),
    ),
  ].sort();
  const buckets = [...new Set(use.files.map(({ bucketName }) => bucketArn(naming, bucketName)))].sort();
  const { capture, modelKeyArn } = use;
  return [
    { sid: 'FindRegistry', actions: registryActions, resources: ['*'] },
    ...(repositories.length === 0
      ? []
      : [
          {
            sid: 'PullImages',
            actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
            resources: repositories,
          },
        ]),
    ...(buckets.length === 0
      ? []
      : [
          {
            sid: 'ReadModels',
            actions: ['s3:GetObject'],
            resources: use.files.map(({ bucketName, key }) => `${bucketArn(naming, bucketName)}/${key}`).sort(),
          },
          { sid: 'FindModels', actions: ['s3:ListBucket'], resources: buckets },
        ]),
    ...(modelKeyArn === undefined || buckets.length === 0
      ? []
      : [keyUseStatement(['kms:Decrypt'], modelKeyArn, buckets, naming.region)]),
    {
      sid: 'WriteLogs',
      actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      resources: [arn(naming, 'logs', `log-group:${use.logGroupName}:*`)],
    },
    {
      sid: 'WriteMetrics',
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      conditions: { StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', 'AWS/SageMaker'] } },
    },
    ...(use.vpc ? [{ sid: 'NetworkInterfaces', actions: endpointNetworkActions, resources: ['*'] }] : []),
    ...(capture === undefined ? [] : captureStatements(naming, capture)),
  ];
}

/** https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html */
function captureStatements(naming: Naming, capture: NonNullable<EndpointUse['capture']>): readonly Statement[] {
  const bucket = bucketArn(naming, capture.bucketName);
  return [
    { sid: 'Capture', actions: ['s3:PutObject'], resources: [`${bucket}/${capture.prefix}*`] },
    ...(capture.keyArn === undefined
      ? []
      : [keyUseStatement(['kms:Decrypt', 'kms:GenerateDataKey'], capture.keyArn, [bucket], naming.region)]),
  ];
}

/** Of a variant without instances: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantServerlessConfig.html */
export const serverlessLimits = {
  memories: [1024, 2048, 3072, 4096, 5120, 6144],
  concurrency: { min: 1, max: 200 },
  source: `${reference}/API_ProductionVariantServerlessConfig.html`,
} as const;

/** How much an endpoint takes: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html */
export const endpointLimits = { variants: 10, source: `${reference}/API_CreateEndpointConfig.html` } as const;

export const sagemakerFacts: ServiceFacts = {
  name: 'Amazon SageMaker AI',
  principals: ['sagemaker.amazonaws.com'],
  endpoints: [
    {
      service: 'sagemaker.api',
      type: 'Interface',
      why: 'endpoints and tracking servers are looked at through it',
      source: `${guide}/interface-vpc-endpoint.html`,
    },
    {
      service: 'sagemaker.runtime',
      type: 'Interface',
      why: 'endpoints are asked through it',
      source: `${guide}/interface-vpc-endpoint.html`,
    },
    {
      service: 's3',
      type: 'Gateway',
      why: 'models are read from the network of the endpoint',
      source: `${guide}/host-vpc.html`,
    },
  ],
  passedTo: [
    {
      principal: 'sagemaker.amazonaws.com',
      why: 'who makes a model or a tracking server passes its role',
      source: `${guide}/sagemaker-roles.html#sagemaker-roles-pass-role`,
    },
  ],
  zones: {
    least: 2,
    most: 6,
    why: 'an endpoint in a VPC spreads its instances over the zones of its subnets',
    source: `${guide}/host-vpc.html`,
  },
};

/**
 * Whether instances have disks of their own, which are encrypted by the hardware and take no key:
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html
 */
export const hasLocalStorage = (instanceType: string): boolean =>
  /^ml\.([a-z]+\d+[a-z]*d[a-z]*|g[456]e?|p[45][a-z]*|trn\d[a-z]*)\./.test(instanceType);
