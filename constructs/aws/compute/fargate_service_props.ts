/** What a `FargateService` is given. */
import * as z from 'zod';
import { type Naming, type RemovalProps, Token } from '../../core';
import type { LakeBucket } from '../storage/lake_bucket';
import { type NamedProps, type NamingProps, namingShape } from '../environment/naming_props';
import {
  arnShape,
  bucketShape,
  eachOnce,
  keyArnShape,
  logRetentionShape,
  securityGroupIdShape,
  subnetIdShape,
  textsShape,
  vpcIdShape,
  wholeNumber,
} from '../environment/shapes';
import { fargateProblem, imageRepository, rotationProblem, type SecretUse, secretNameProblem } from '../facts';

export interface InjectedSecret extends SecretUse {
  /** The key of a value that is JSON; the whole value unless given. */
  readonly jsonKey?: string;
}

/** How a service is reached: the same for everything that is made of one. */
export interface ServedProps {
  readonly vpcId: string;
  /** Private, in at least two zones. */
  readonly subnetIds: readonly string[];
  /** Of the tasks: the way to AWS and to what they use. `NetworkAccess.workloadSecurityGroup` gives one. */
  readonly securityGroupIds: readonly string[];
  /** Of ACM, for the host name that clients use. */
  readonly certificateArn: string;
  /** `redirected` answers plain HTTP with a way to HTTPS; unless given nothing listens to it. */
  readonly plainHttp?: 'redirected';
  /** Who may connect: security groups, or ranges of a connected network. At least one of both kinds. */
  readonly clientSecurityGroupIds?: readonly string[];
  readonly clientCidrs?: readonly string[];
  /** The bucket for the access logs, encrypted by S3's own key; of an existing one, by name, the policy is yours. */
  readonly accessLogs: LakeBucket | string;
  /** A key of class logs. */
  readonly logKeyArn: string;
  /** 90 unless given. */
  readonly logRetentionDays?: number;
  /** By its digest, in ECR. */
  readonly imageUri: string;
  /** Other accounts whose images are trusted. */
  readonly imageAccounts?: readonly string[];
  /** `X86_64` unless given: what images are built for most. */
  readonly architecture?: 'ARM64' | 'X86_64';
  /** CPU units: a vCPU is 1024, which it is unless given. */
  readonly cpu?: number;
  /** MiB; 2048 unless given. */
  readonly memory?: number;
  /** Tasks; two unless given, in different zones. */
  readonly desiredCount?: number;
}

export interface FargateServiceProps extends ServedProps, Required<NamedProps>, RemovalProps {
  readonly containerPort: number;
  /** In place of the image's own. */
  readonly command?: readonly string[];
  /** Seen by everybody who may look at the task definition; secrets by `secrets`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** By the name of the variable. */
  readonly secrets?: Readonly<Record<string, InjectedSecret>>;
  /** When tasks are started anew, for secrets that change: `cron(0 4 ? * SUN *)`, in UTC. */
  readonly restartSchedule?: string;
  /** Answers with 200 to 399 when it is well; `/` unless given. */
  readonly healthCheckPath?: string;
  /** Seconds after a start in which its health does not count; 60 unless given. */
  readonly healthCheckGracePeriodSeconds?: number;
  /** Seconds that a request may be silent; 60 unless given. */
  readonly idleTimeout?: number;
  /** Folders that the container may write to; `/tmp` unless given. All others are read only. */
  readonly writablePaths?: readonly string[];
}

export interface ExistingServiceProps extends NamingProps {
  readonly clusterName: string;
  readonly serviceName: string;
}

const guide = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';
const balancer = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application';
const text = z.string();

/** Without what `checkProps` checks together. */
export const servedShape = {
  ...namingShape,
  accessLogs: bucketShape,
  imageAccounts: textsShape,
  vpcId: vpcIdShape,
  subnetIds: z
    .array(subnetIdShape)
    .min(2, `expected subnets in at least two zones (${balancer}/application-load-balancers.html#availability-zones)`),
  securityGroupIds: z
    .array(securityGroupIdShape)
    .min(1, `expected the security group of a way to AWS (${guide}/fargate-task-networking.html)`),
  certificateArn: arnShape('a certificate'),
  plainHttp: z
    .literal('redirected', `expected 'redirected' or nothing (${balancer}/create-https-listener.html)`)
    .exactOptional(),
  clientSecurityGroupIds: eachOnce(securityGroupIdShape).exactOptional(),
  clientCidrs: z
    .array(
      text
        .regex(
          /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/,
          `expected a range such as '10.0.0.0/8' (${balancer}/load-balancer-update-security-groups.html)`,
        )
        .refine(
          (cidr) => !cidr.endsWith('/0'),
          `expected known networks, not all (${balancer}/load-balancer-update-security-groups.html)`,
        ),
    )
    .exactOptional(),
  logKeyArn: keyArnShape,
  logRetentionDays: logRetentionShape,
  imageUri: text,
  architecture: z.enum(['ARM64', 'X86_64'], `expected ARM64 or X86_64 (${guide}/ecs-arm64.html)`).exactOptional(),
  desiredCount: wholeNumber(1, 5000, 'tasks', `${guide}/service-quotas.html`).exactOptional(),
};

export const fargateServiceShape = z.object({
  ...servedShape,
  name: text.regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'expected lower-case letters, digits and single hyphens, beginning with a letter (docs/aws.md#names)',
  ),
  containerPort: wholeNumber(1, 65_535, 'as a port', `${guide}/task_definition_parameters.html`),
  command: z.array(text).exactOptional(),
  variables: z.record(text, text).exactOptional(),
  secrets: z
    .record(text, z.object({ secretArn: arnShape('a secret'), keyArn: keyArnShape, jsonKey: text.exactOptional() }))
    .exactOptional(),
  restartSchedule: text
    .superRefine((schedule, context) => {
      const problem = rotationProblem(schedule);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    })
    .exactOptional(),
  healthCheckPath: text
    .regex(/^\/[^\s]{0,1023}$/, `expected a path such as '/health' (${balancer}/target-group-health-checks.html)`)
    .exactOptional(),
  healthCheckGracePeriodSeconds: wholeNumber(
    0,
    2_147_483_647,
    'seconds',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
  ).exactOptional(),
  idleTimeout: wholeNumber(1, 4000, 'seconds', `${balancer}/edit-load-balancer-attributes.html`).exactOptional(),
  writablePaths: z
    .array(text.regex(/^\/[^\s:]+$/, `expected an absolute path (${guide}/bind-mounts.html)`))
    .exactOptional(),
});

/** What is wrong with how a service is served, properties taken together: `imageUri: found "x"; expected ... (source)`. */
export function servedProblems(props: ServedProps, naming: Naming): readonly string[] {
  const { cpu = 1024, memory = 2048, clientSecurityGroupIds = [], clientCidrs = [], accessLogs } = props;
  const size = fargateProblem(cpu, memory);
  const image = imageWrong(props, naming);
  return [
    ...(size === undefined ? [] : [size]),
    ...(image === undefined ? [] : [`imageUri: found "${props.imageUri}"; ${image}`]),
    ...(clientSecurityGroupIds.length + clientCidrs.length > 0
      ? []
      : [
          `clientSecurityGroupIds: found nothing; expected who may connect, there or in clientCidrs (${balancer}/load-balancer-update-security-groups.html)`,
        ]),
    ...(typeof accessLogs === 'string' || accessLogs.keyArn === undefined
      ? []
      : [
          `accessLogs: found bucket '${accessLogs.bucketName}', which has a key; expected one that S3 encrypts with its own (${balancer}/enable-access-logging.html)`,
        ]),
  ];
}

/** Of variables that look like secrets. */
export const variableProblems = (variables: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(variables).flatMap((name) => {
    const problem = secretNameProblem(name);
    return problem === undefined ? [] : [`variables.${name}: ${problem}`];
  });

function imageWrong({ imageUri, imageAccounts = [] }: ServedProps, naming: Naming): string | undefined {
  if (Token.isUnresolved(imageUri)) return undefined;
  const source = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html';
  const image = imageRepository(imageUri);
  if (image === undefined) {
    return `expected an image of ECR with its digest, '{account}.dkr.ecr.{region}.amazonaws.com/{repository}@sha256:...', because a tag can be moved (${source})`;
  }
  return image.account === naming.account || imageAccounts.includes(image.account)
    ? undefined
    : `expected an image of account ${naming.account}, or ${image.account} among imageAccounts (${source})`;
}
