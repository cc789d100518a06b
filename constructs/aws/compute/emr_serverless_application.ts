import { EmrserverlessApplication } from '@cdktf/provider-aws/lib/emrserverless-application';
import * as z from 'zod';
import type { ComputeProfile } from '../../../environments';
import { releaseProblem } from '../../../pipelines/engines/releases';
import { checkName, checkProps, Construct, type Grant, type Grantee, resourceName, Token } from '../../core';
import { ApplicationAccess } from './application_access';
import { capacityProblems, workerProblem } from '../facts';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { securityGroupIdShape, subnetIdShape } from '../environment/shapes';

export interface EmrServerlessApplicationProps extends NamingProps {
  /** The compute profile's name: `small`. */
  readonly profileName: string;
  readonly profile: ComputeProfile;
  /** `emr-7.10.0` or later. */
  readonly releaseLabel: string;
  /** Existing subnets; without them jobs run in the service's own network and reach AWS only. */
  readonly subnets?: readonly string[];
  readonly securityGroups?: readonly string[];
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
  profileName: z.string().min(1, 'expected the name of a compute profile'),
  releaseLabel: z.string(),
  subnets: z.array(subnetIdShape).exactOptional(),
  securityGroups: z.array(securityGroupIdShape).exactOptional(),
});

/** Spark without servers: starts with the first job, stops when idle, never grows beyond its profile's maximum. */
export class EmrServerlessApplication extends Construct {
  readonly applicationName: string;
  readonly applicationId: string;
  readonly arn: string;

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
    const refused = Token.isUnresolved(props.releaseLabel) ? undefined : releaseProblem(props.releaseLabel);
    if (refused !== undefined) throw new Error(`${this.node.path}: releaseLabel: ${refused}`);
    for (const [what, worker] of [
      ['driver', profile.driver],
      ['executor', profile.executor],
    ] as const) {
      const problem = workerProblem(worker);
      if (problem !== undefined)
        throw new Error(`${this.node.path}: compute profile '${props.profileName}', ${what}: ${problem}`);
    }
    const [short] = capacityProblems(profile);
    if (short !== undefined)
      throw new Error(`${this.node.path}: compute profile '${props.profileName}', ${short.join(': ')}`);
    this.applicationName = checkName(
      'emr serverless application',
      resourceName(naming, props.profileName),
      this.node.path,
    );
    const disk = profile.driver.diskGb + profile.executors * profile.executor.diskGb;
    const workers = Math.ceil(profile.maximum.vcpu / profile.executor.vcpu) + 1;
    const application = new EmrserverlessApplication(this, 'application', {
      name: this.applicationName,
      type: 'SPARK',
      releaseLabel: props.releaseLabel,
      autoStartConfiguration: { enabled: true },
      autoStopConfiguration: { enabled: true, idleTimeoutMinutes: profile.idleMinutes },
      maximumCapacity: {
        cpu: `${profile.maximum.vcpu} vCPU`,
        memory: `${profile.maximum.memoryGb} GB`,
        disk: `${Math.max(disk, workers * profile.executor.diskGb)} GB`,
      },
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
  }

  /** Lets `grantee`, a state machine's role, run jobs that take the roles `jobRoleArns`, and wait for them. */
  grantRunJobs(grantee: Grantee, jobRoleArns: readonly string[]): Grant {
    return this.access.grantRunJobs(grantee, jobRoleArns);
  }
}
