/** What a task's `compute: small` means in an environment: which service runs it, and how big it is there. */
import * as z from 'zod';
import { flag, positive, whole, wholeBetween } from './values';

/** Where units can run. */
export const computeServices = ['emr-serverless', 'emr-cluster', 'glue', 'emr-on-eks'] as const;
export type ComputeService = (typeof computeServices)[number];

/** One worker of an EMR Serverless application; the sizes that the service accepts are in constructs/aws/facts. */
const worker = z.strictObject({ vcpu: positive, memoryGb: positive, diskGb: positive.default(20) });

/** Of an application's queue: runs at once, and minutes that a job may wait. */
export const jobQueueLimits = {
  maxConcurrentRuns: { min: 1, max: 1000 },
  timeoutMinutes: { min: 15, max: 720 },
  source: 'https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_SchedulerConfiguration.html',
} as const;

const inQueue = (key: 'maxConcurrentRuns' | 'timeoutMinutes') =>
  wholeBetween(jobQueueLimits[key].min, jobQueueLimits[key].max, jobQueueLimits.source);

const serverless = z.strictObject({
  service: z.literal('emr-serverless'),
  driver: worker,
  executor: worker,
  /** Most executors of one job. */
  executors: positive,
  /** What all jobs of the profile may use together. */
  maximum: z.strictObject({ vcpu: positive, memoryGb: positive }),
  /** Minutes without work after which the application stops. */
  idleMinutes: positive.default(10),
  /** Jobs beyond `maxConcurrentRuns` wait, and fail when they have waited for so long. Without it none waits. */
  queue: z
    .strictObject({
      maxConcurrentRuns: inQueue('maxConcurrentRuns'),
      timeoutMinutes: inQueue('timeoutMinutes').default(360),
    })
    .exactOptional(),
});

/** Nodes of one kind, in the words of EMR's instance fleets. */
const fleet = z.strictObject({
  instanceTypes: z.array(z.string()).min(1, 'expected at least one instance type').max(30, 'expected at most 30'),
  targetOnDemandCapacity: whole.exactOptional(),
  targetSpotCapacity: whole.exactOptional(),
  timeoutAction: z.enum(['SWITCH_TO_ON_DEMAND', 'TERMINATE_CLUSTER']).exactOptional(),
});

/** A cluster of EMR on EC2 for each execution that needs one. */
const cluster = z.strictObject({
  service: z.literal('emr-cluster'),
  primary: fleet,
  core: fleet,
  task: fleet.exactOptional(),
  /** Most executors of one unit; as many as there is room for unless given. */
  executors: positive.exactOptional(),
  /** The cluster ends itself after so many minutes without work, should nobody have ended it. */
  idleMinutes: positive.default(15),
  /** Lets primary and core nodes be spot. */
  spotForPrimaryAndCore: flag.exactOptional(),
  /** Lets spot capacity go without a fallback to on-demand capacity. */
  spotWithoutFallback: flag.exactOptional(),
});

const glueVersionText = "expected a version in quotes such as '5.0'";
const glueJobs = z.strictObject({
  service: z.literal('glue'),
  /** What versions of Spark, Delta and Python it has is in pipelines/engines/releases.ts. */
  glueVersion: z.string(glueVersionText).regex(/^\d+\.\d+$/, glueVersionText),
  workerType: z.string(),
  /** The most that auto scaling takes, the driver among them. */
  workers: positive,
  executionClass: z.enum(['STANDARD', 'FLEX']).default('STANDARD'),
});

/** A driver or an executor: a pod. */
const pod = z.strictObject({ vcpu: positive, memoryGb: positive });

/** A virtual cluster that is there already. */
const eks = z.strictObject({
  service: z.literal('emr-on-eks'),
  virtualClusterId: z
    .string()
    .regex(
      /^[0-9a-z]{1,64}$/,
      "expected an id of 1 to 64 lower-case letters and digits, such as 'kt2v8ex4mpl3yd7hbu0cn5qsw'",
    ),
  /** The virtual cluster's: service accounts there take the roles of the jobs. */
  namespace: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'expected the name of a Kubernetes namespace'),
  /** The EKS cluster's issuer of tokens. */
  oidcProvider: z
    .string()
    .regex(
      /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/id\/[0-9A-F]{32}$/,
      "expected the cluster's issuer without https://, such as 'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE'",
    ),
  driver: pod,
  executor: pod,
  /** Most executors of one job. */
  executors: positive,
});

const options = [serverless, cluster, glueJobs, eks] as const;
const profile = z.discriminatedUnion('service', options);

/** Without `service` a profile is of EMR Serverless. */
export const computeProfile = z.preprocess((given: unknown, context) => {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return given;
  const service: unknown = Reflect.get(given, 'service') ?? 'emr-serverless';
  if (computeServices.some((known) => known === service)) return { ...given, service };
  context.addIssue({ code: 'invalid_value', values: [...computeServices], path: ['service'], input: service });
  return z.NEVER;
}, profile);

export type ComputeProfile = z.output<typeof profile>;
export type ProfileOf<S extends ComputeService> = Extract<ComputeProfile, { readonly service: S }>;
export type ServerlessProfile = Omit<ProfileOf<'emr-serverless'>, 'service'>;
export type JobQueue = NonNullable<ServerlessProfile['queue']>;

/** What is done for each service, with the profile as the service has it. */
export type ByService<Result> = { readonly [S in ComputeService]: (profile: ProfileOf<S>) => Result };

/** The one place that looks which service a profile is of. */
export function byService<Result>(profile: ComputeProfile, handlers: ByService<Result>): Result {
  switch (profile.service) {
    case 'emr-serverless':
      return handlers['emr-serverless'](profile);
    case 'emr-cluster':
      return handlers['emr-cluster'](profile);
    case 'glue':
      return handlers.glue(profile);
    case 'emr-on-eks':
      return handlers['emr-on-eks'](profile);
  }
}

/** The keys that a profile of `service` may have; undefined where it is no service. */
export function profileKeys(service: unknown): readonly string[] | undefined {
  const index = computeServices.findIndex((known) => known === (service ?? 'emr-serverless'));
  const option = options[index];
  return option === undefined ? undefined : Object.keys(option.shape);
}

/** Other services whose profiles have the key. */
export const servicesWith = (key: string): readonly ComputeService[] =>
  computeServices.filter((service) => profileKeys(service)?.includes(key) === true);
