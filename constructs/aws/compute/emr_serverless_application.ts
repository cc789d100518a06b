import { EmrserverlessApplication } from '@cdktf/provider-aws/lib/emrserverless-application';
import * as z from 'zod';
import type { ServerlessProfile } from '../../../environments';
import { releaseProblem } from '../../../pipelines/engines/releases';
import {
  type AlarmRule,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  type Monitored,
  resourceName,
  Token,
} from '../../core';
import { ApplicationAccess } from './application_access';
import { emrServerlessMonitoring } from './emr_serverless_monitoring';
import {
  capacityProblems,
  imageProblem,
  type InitialCapacity,
  initialCapacityProblems,
  queueProblems,
  type WorkerSize,
  workerProblem,
} from '../facts';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { givenShape, securityGroupIdShape, subnetIdShape, textsShape } from '../environment/shapes';

export interface EmrServerlessApplicationProps extends NamingProps {
  /** The compute profile's name: `small`. */
  readonly profileName: string;
  readonly profile: ServerlessProfile;
  /** `emr-7.10.0` or later. */
  readonly releaseLabel: string;
  /** Existing subnets; without them jobs run in the service's own network and reach AWS only. */
  readonly subnets?: readonly string[];
  readonly securityGroups?: readonly string[];
  /** Workers that wait for jobs: these start in seconds. They cost for as long as the application is started. */
  readonly initialCapacity?: InitialCapacity;
  /** What instructions the workers have; `X86_64` unless given. Images and compiled libraries have to fit. */
  readonly architecture?: 'ARM64' | 'X86_64';
  /** An image of ECR with its digest, in place of the release's own. */
  readonly imageUri?: string;
  /** Other accounts whose images are taken. */
  readonly imageAccounts?: readonly string[];
}

export interface ExistingApplicationProps extends NamingProps {
  readonly applicationId: string;
}

const existing = z.object({
  ...namingShape,
  applicationId: z
    .string()
    .regex(
      /^[0-9a-z]{1,64}$/,
      'expected an id of lower-case letters and digits (https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_GetApplication.html)',
    ),
});

const schema = z.object({
  ...namingShape,
  profile: givenShape('a compute profile'),
  initialCapacity: givenShape('drivers and executors').exactOptional(),
  imageAccounts: textsShape,
  profileName: z.string().min(1, 'expected the name of a compute profile'),
  releaseLabel: z.string(),
  subnets: z.array(subnetIdShape).exactOptional(),
  securityGroups: z.array(securityGroupIdShape).exactOptional(),
  architecture: z
    .enum(
      ['ARM64', 'X86_64'],
      'expected ARM64 or X86_64 (https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/architecture.html)',
    )
    .exactOptional(),
});

/** Spark without servers: starts with the first job, stops when idle, never grows beyond its profile's maximum. */
export class EmrServerlessApplication extends Construct implements Monitored {
  readonly applicationName: string;
  readonly applicationId: string;
  readonly arn: string;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: ApplicationAccess;

  /** An application that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingApplicationProps): ApplicationAccess {
    checkProps(existing, props, `${scope.node.path}/${id}`);
    return new ApplicationAccess(namingOf(props), props.applicationId);
  }

  constructor(scope: Construct, id: string, props: EmrServerlessApplicationProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const { profile } = props;
    const [problem] = applicationProblems(props);
    if (problem !== undefined) throw new Error(`${this.node.path}: ${problem}`);
    this.applicationName = checkName(
      'emr serverless application',
      resourceName(naming, props.profileName),
      this.node.path,
    );
    const disk = profile.driver.diskGb + profile.executors * profile.executor.diskGb;
    const most = Math.ceil(profile.maximum.vcpu / profile.executor.vcpu) + 1;
    const application = new EmrserverlessApplication(this, 'application', {
      name: this.applicationName,
      type: 'SPARK',
      releaseLabel: props.releaseLabel,
      autoStartConfiguration: { enabled: true },
      autoStopConfiguration: { enabled: true, idleTimeoutMinutes: profile.idleMinutes },
      maximumCapacity: {
        cpu: `${profile.maximum.vcpu} vCPU`,
        memory: `${profile.maximum.memoryGb} GB`,
        disk: `${Math.max(disk, most * profile.executor.diskGb)} GB`,
      },
      ...(props.architecture === undefined ? {} : { architecture: props.architecture }),
      ...(props.imageUri === undefined ? {} : { imageConfiguration: { imageUri: props.imageUri } }),
      ...(props.initialCapacity === undefined
        ? {}
        : {
            initialCapacity: [
              workers('Driver', props.initialCapacity.drivers, profile.driver),
              workers('Executor', props.initialCapacity.executors, profile.executor),
            ],
          }),
      ...(props.subnets === undefined
        ? {}
        : {
            networkConfiguration: {
              subnetIds: [...props.subnets],
              securityGroupIds: [...(props.securityGroups ?? [])],
            },
          }),
    });
    this.applicationId = application.id;
    this.access = new ApplicationAccess(naming, this.applicationId);
    this.arn = this.access.arn;
    ({ charts: this.charts, alarms: this.alarms } = emrServerlessMonitoring(
      this.applicationId,
      this.applicationName,
      profile.maximum.vcpu,
    ));
  }

  /** Lets `grantee`, a state machine's role, run jobs that take the roles `jobRoleArns`, and wait for them. */
  grantRunJobs(grantee: Grantee, jobRoleArns: readonly string[]): Grant {
    return this.access.grantRunJobs(grantee, jobRoleArns);
  }
}

/** What the service would refuse, or cannot run a job with. */
function applicationProblems(props: EmrServerlessApplicationProps): readonly string[] {
  const { profile, profileName, releaseLabel, imageUri } = props;
  const release = Token.isUnresolved(releaseLabel) ? undefined : releaseProblem(releaseLabel);
  const image =
    imageUri === undefined || Token.isUnresolved(imageUri)
      ? undefined
      : imageProblem(imageUri, namingOf(props), props.imageAccounts ?? []);
  const ofProfile = `compute profile '${profileName}'`;
  return [
    ...(release === undefined ? [] : [`releaseLabel: ${release}`]),
    ...(['driver', 'executor'] as const).flatMap((part) => {
      const problem = workerProblem(profile[part]);
      return problem === undefined ? [] : [`${ofProfile}, ${part}: ${problem}`];
    }),
    ...capacityProblems(profile).map((problem) => `${ofProfile}, ${problem.join(': ')}`),
    ...(profile.queue === undefined || Token.isUnresolved(releaseLabel)
      ? []
      : queueProblems(profile.queue, releaseLabel).map((problem) => `${ofProfile}, ${problem.join(': ')}`)),
    ...(props.initialCapacity === undefined ? [] : initialCapacityProblems(props.initialCapacity, profile)),
    ...(image === undefined ? [] : [`imageUri: found "${imageUri ?? ''}"; ${image}`]),
  ];
}

const workers = (initialCapacityType: string, workerCount: number, size: WorkerSize) => ({
  initialCapacityType,
  initialCapacityConfig: {
    workerCount,
    workerConfiguration: { cpu: `${size.vcpu} vCPU`, memory: `${size.memoryGb} GB`, disk: `${size.diskGb} GB` },
  },
});
