/** Tasks on Fargate: their sizes, and what starts them may do. */
import { arn, type Naming, partitionOf } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import { runtimeEndpoints } from './endpoints';
import { readSecretByArn } from './secrets_manager';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';

/** MiB by CPU units: a vCPU is 1024. */
export const fargateSizes: Readonly<
  Record<number, { readonly min: number; readonly max: number; readonly step: number }>
> = {
  256: { min: 512, max: 2048, step: 512 },
  512: { min: 1024, max: 4096, step: 1024 },
  1024: { min: 2048, max: 8192, step: 1024 },
  2048: { min: 4096, max: 16_384, step: 1024 },
  4096: { min: 8192, max: 30_720, step: 1024 },
  8192: { min: 16_384, max: 61_440, step: 4096 },
  16384: { min: 32_768, max: 122_880, step: 8192 },
};

/** What is wrong with a task's size: `cpu: found 300; expected ...`. */
export function fargateProblem(cpu: number, memory: number): string | undefined {
  const source = `${guide}/fargate-tasks-services.html#fargate-tasks-size`;
  const range = fargateSizes[cpu];
  if (range === undefined) {
    return `cpu: found ${cpu}; expected one of ${Object.keys(fargateSizes).join(', ')} (${source})`;
  }
  const { min, max, step } = range;
  // The smallest size alone has 512 and 1024, but no 1536.
  const odd = cpu === 256 && memory === 1536;
  if (odd || memory < min || memory > max || (memory - min) % step !== 0) {
    return `memory: found ${memory} with ${cpu} CPU units; expected ${min} to ${max} MiB in steps of ${step} (${source})`;
  }
  return undefined;
}

export interface ImageRepository {
  readonly account: string;
  readonly region: string;
  readonly repository: string;
}

/** Where an image with a digest is, in ECR; undefined for any other text. */
export function imageRepository(uri: string): ImageRepository | undefined {
  const registry = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([a-z0-9._/-]+)@sha256:[0-9a-f]{64}$/;
  const [, account, region, repository] = registry.exec(uri) ?? [];
  return account === undefined || region === undefined || repository === undefined
    ? undefined
    : { account, region, repository };
}

/** A registry's token is for all of its repositories: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html */
export const registryActions: readonly string[] = ['ecr:GetAuthorizationToken'];

/** A secret that a container is started with. */
export interface SecretUse {
  readonly secretArn: string;
  /** The key of its encryption. */
  readonly keyArn: string;
}

/**
 * What the service does to start a task, in the name of its execution role:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function executionStatements(
  naming: Naming,
  image: ImageRepository,
  logGroupName: string,
  secrets: readonly SecretUse[],
): readonly Statement[] {
  const { account, region, repository } = image;
  return [
    { sid: 'FindRegistry', actions: registryActions, resources: ['*'] },
    {
      sid: 'PullImage',
      actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      resources: [`arn:${partitionOf(region)}:ecr:${region}:${account}:repository/${repository}`],
    },
    {
      sid: 'WriteLogs',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [arn(naming, 'logs', `log-group:${logGroupName}:*`)],
    },
    ...[...new Map(secrets.map((secret) => [secret.secretArn, secret])).values()].flatMap(({ secretArn, keyArn }) =>
      readSecretByArn(naming, secretArn, keyArn),
    ),
  ];
}

/** Starting the tasks of a service anew, with what the service has: nothing of it is changed. */
export const restartStatements = (serviceArn: string): readonly Statement[] => [
  { sid: 'Restart', actions: ['ecs:DescribeServices', 'ecs:UpdateService'], resources: [serviceArn] },
];

export const ecsFacts: ServiceFacts = {
  name: 'Amazon ECS on AWS Fargate',
  principals: ['ecs-tasks.amazonaws.com'],
  endpoints: [
    ...runtimeEndpoints['ecs-fargate'],
    {
      service: 'secretsmanager',
      type: 'Interface',
      why: 'secrets are put into a container from within the VPC',
      source: `${guide}/vpc-endpoints.html`,
    },
  ],
  passedTo: [
    {
      principal: 'ecs-tasks.amazonaws.com',
      why: 'who registers a task definition passes the roles of the task and of its start',
      source: `${guide}/task_execution_IAM_role.html`,
    },
  ],
  quotas: [
    {
      what: 'vCPUs of all Fargate tasks in a region',
      most: 6,
      adjustable: true,
      why: 'a new account begins with few, which the service raises with use',
      source: `${guide}/service-quotas.html`,
    },
    {
      what: 'tasks of a service',
      most: 5000,
      adjustable: true,
      why: 'desiredCount is below it',
      source: `${guide}/service-quotas.html`,
    },
    {
      what: 'clusters of an account in a region',
      most: 10_000,
      adjustable: true,
      why: 'each service has one of its own',
      source: `${guide}/service-quotas.html`,
    },
  ],
};
