/** Services that have VPC endpoints, and what needs which where there is no way to the internet. */
import { partitionOf } from '../../../environments';
import type { EndpointFact, ServiceBucket, ServiceFacts, Sourced } from './service_facts';

const privateLink = 'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html';
const ecr = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html';

/** https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html: free, and these two only. */
export const gatewayServices = ['dynamodb', 's3'] as const;

/** Of https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html what a data platform uses. */
export const interfaceServices = [
  'airflow.api',
  'airflow.env',
  'airflow.ops',
  'application-autoscaling',
  'aps',
  'aps-workspaces',
  'athena',
  'autoscaling',
  'backup',
  'cloudformation',
  'ec2',
  'ec2messages',
  'ecr.api',
  'ecr.dkr',
  'ecs',
  'ecs-agent',
  'ecs-telemetry',
  'eks',
  'eks-auth',
  'elasticache',
  'elasticfilesystem',
  'elasticloadbalancing',
  'elasticmapreduce',
  'emr-containers',
  'emr-serverless',
  'emr-serverless-services.livy',
  'events',
  'execute-api',
  'glue',
  'grafana',
  'grafana-workspace',
  'kafka',
  'kinesis-firehose',
  'kinesis-streams',
  'kms',
  'lakeformation',
  'lambda',
  'logs',
  'monitoring',
  'rds',
  'rds-data',
  'redshift',
  'redshift-data',
  'sagemaker.api',
  'sagemaker.featurestore-runtime',
  'sagemaker.runtime',
  'secretsmanager',
  'servicediscovery',
  'sns',
  'sqs',
  'ssm',
  'ssmmessages',
  'states',
  'sts',
  'sync-states',
  'xray',
] as const;

export type GatewayService = (typeof gatewayServices)[number];

const isGateway = (service: string): service is GatewayService => gatewayServices.some((known) => known === service);

/** https://docs.amazonaws.cn/en_us/vpc/latest/privatelink/aws-services-privatelink-support.html: `cn.com.amazonaws` there. */
const prefixedInChina: ReadonlySet<string> = new Set([
  'application-autoscaling',
  'athena',
  'autoscaling',
  'backup',
  'cloudformation',
  'ec2',
  'ecr.api',
  'ecr.dkr',
  'eks',
  'elasticache',
  'elasticfilesystem',
  'emr-containers',
  'execute-api',
  'kinesis-firehose',
  'kinesis-streams',
  'lambda',
  'monitoring',
  'rds',
  'redshift',
  'redshift-data',
  'sagemaker.api',
  'sagemaker.featurestore-runtime',
  'sagemaker.runtime',
  'sqs',
  'states',
  'sts',
  'sync-states',
  'xray',
]);

/** `com.amazonaws.eu-central-1.glue` */
export function endpointServiceName(service: string, region: string): string {
  const prefix = partitionOf(region) === 'aws-cn' && prefixedInChina.has(service) ? 'cn.com' : 'com';
  return `${prefix}.amazonaws.${region}.${service}`;
}

const gateway = (service: GatewayService, why: string, source: string): EndpointFact => ({
  service,
  type: 'Gateway',
  why,
  source,
});
const reached = (service: (typeof interfaceServices)[number], why: string, source: string): EndpointFact => ({
  service,
  type: 'Interface',
  why,
  source,
});

const serverless = 'https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/vpc-access.html';
const serverlessLogs = 'https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/logging.html';
const clusters = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-clusters-in-a-vpc.html';
const glueInVpc = 'https://docs.aws.amazon.com/glue/latest/dg/connection-JDBC-VPC.html';
const lambdaInVpc = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html';
const fargate = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html';
const privateEks = 'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html';
const ledgerInVpc = 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-ddb.html';
const catalogueInVpc = 'https://docs.aws.amazon.com/glue/latest/dg/vpc-interface-endpoints.html';
const metricsInVpc = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-interface-VPC.html';

const images: readonly EndpointFact[] = [
  reached('ecr.api', 'asks where an image is, and for the right to pull it', ecr),
  reached('ecr.dkr', 'pulls images', ecr),
  gateway('s3', "the layers of an image are in Amazon ECR's own bucket", ecr),
];

/** What runs in a VPC, and the endpoints without which it does not; for `ServiceFacts.endpoints`. */
export const runtimeEndpoints = {
  /** Keys and secrets are not here: S3 and DynamoDB ask KMS themselves, and no job of ours reads a secret yet. */
  'emr-serverless': [
    gateway('s3', 'jobs read and write the lake, and their code', serverless),
    gateway('dynamodb', 'jobs keep the ledger of runs', serverless),
    reached('glue', 'jobs register their tables in the catalogue', serverless),
    reached('logs', 'what a job prints goes to CloudWatch Logs', serverlessLogs),
  ],
  emr: [
    gateway('s3', 'nodes read packages, scripts and the lake', clusters),
    gateway('dynamodb', 'steps keep the ledger of runs', clusters),
    reached('elasticmapreduce', 'steps ask for the state of their cluster', clusters),
    reached('glue', 'steps register their tables in the catalogue', clusters),
    reached('logs', 'the agent on the nodes sends their logs', clusters),
    reached('monitoring', 'the agent on the nodes sends their metrics', clusters),
  ],
  'emr-on-eks': [
    gateway('s3', 'jobs read and write the lake', privateEks),
    gateway('dynamodb', 'jobs keep the ledger of runs', ledgerInVpc),
    ...images.slice(0, 2),
    reached('sts', 'a pod takes the role of its job', privateEks),
    reached('glue', 'jobs register their tables in the catalogue', catalogueInVpc),
    reached('logs', 'what a job prints goes to CloudWatch Logs', privateEks),
    reached('monitoring', 'jobs send metrics when they end', metricsInVpc),
  ],
  glue: [
    gateway('s3', 'jobs read their script and the lake', glueInVpc),
    reached('glue', 'jobs read their connection and the catalogue', glueInVpc),
    reached('kms', 'jobs decrypt the encrypted catalogue and the passwords of connections', glueInVpc),
    reached('logs', 'jobs log continuously', glueInVpc),
  ],
  /** A function's log is sent by the service, outside of the VPC. */
  lambda: [
    gateway('s3', 'functions read and write buckets', lambdaInVpc),
    gateway('dynamodb', 'functions read and write tables', lambdaInVpc),
  ],
  'ecs-fargate': [...images, reached('logs', 'the awslogs driver writes from within the VPC', fargate)],
  eks: [
    ...images,
    reached('ec2', 'nodes describe themselves, and the network plugin adds addresses', privateEks),
    reached('sts', 'pods take roles', privateEks),
    reached('eks-auth', 'pods with an identity of EKS take their roles', privateEks),
    reached('elasticloadbalancing', 'the controller makes load balancers', privateEks),
    reached('autoscaling', 'the autoscaler changes groups of nodes', privateEks),
    reached('logs', 'nodes and pods log', privateEks),
  ],
} as const satisfies Readonly<Record<string, readonly EndpointFact[]>>;

/** Services as facts, or by the last part of their endpoint's name: `secretsmanager`. */
export type UsedService = ServiceFacts | string;

export interface NeededEndpoint {
  readonly service: string;
  readonly type: EndpointFact['type'];
  /** Who needs it and why. */
  readonly reasons: readonly string[];
}

/** One per service, sorted; S3 and DynamoDB always, since they cost nothing. */
export function neededEndpoints(services: readonly UsedService[]): readonly NeededEndpoint[] {
  const reasons = new Map<string, string[]>(gatewayServices.map((service) => [service, []]));
  const needs = (service: string, reason: string): void => {
    reasons.set(service, [...(reasons.get(service) ?? []), reason]);
  };
  for (const used of services) {
    if (typeof used === 'string') needs(used, 'asked for by name');
    else for (const { service, why } of used.endpoints ?? []) needs(service, `${used.name}: ${why}`);
  }
  return [...reasons]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, why]) => ({ service, type: isGateway(service) ? 'Gateway' : 'Interface', reasons: why }));
}

/** What is wrong with a name among the services; undefined when an endpoint has it. */
export function endpointProblem(service: string): string | undefined {
  const known: readonly string[] = [...gatewayServices, ...interfaceServices];
  return known.includes(service)
    ? undefined
    : `expected the name of an endpoint's service, such as ${interfaceServices.slice(0, 3).join(', ')} (${privateLink})`;
}

/** Buckets of AWS that a policy of the S3 endpoint has to let through, each use of one once. */
export function serviceBuckets(services: readonly UsedService[]): readonly ServiceBucket[] {
  const layers: readonly ServiceBucket[] = neededEndpoints(services).some(({ service }) => service === 'ecr.dkr')
    ? [
        {
          pattern: 'prod-{region}-starport-layer-bucket',
          why: 'Amazon ECR keeps the layers of images there',
          source: `${ecr}#ecr-minimum-s3-perms`,
        },
      ]
    : [];
  const ofServices = services.flatMap((used) => (typeof used === 'string' ? [] : (used.serviceBuckets ?? [])));
  const use = ({ pattern, actions, conditions }: ServiceBucket): string =>
    JSON.stringify([pattern, actions, conditions]);
  return [...new Map([...ofServices, ...layers].map((bucket) => [use(bucket), bucket])).values()];
}

/** The zones that all services together ask for, at least. */
export function leastZones(services: readonly UsedService[]): (Sourced & { readonly least: number }) | undefined {
  const zones = services.flatMap((used) => (typeof used === 'string' || used.zones === undefined ? [] : [used.zones]));
  return zones.sort((a, b) => b.least - a.least)[0];
}
