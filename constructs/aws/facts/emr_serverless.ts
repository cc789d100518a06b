/** Worker sizes of EMR Serverless, and what else is known of it. */
import { type JobQueue, jobQueueLimits } from '../../../environments';
import { runtimeEndpoints } from './endpoints';
import type { ServiceFacts } from './service_facts';

const source = 'https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/app-behavior.html#worker-configs';

export interface WorkerSize {
  readonly vcpu: number;
  readonly memoryGb: number;
  readonly diskGb: number;
}

const memory: Readonly<Record<number, { readonly min: number; readonly max: number; readonly step: number }>> = {
  1: { min: 2, max: 8, step: 1 },
  2: { min: 4, max: 16, step: 1 },
  4: { min: 8, max: 30, step: 1 },
  8: { min: 16, max: 60, step: 4 },
  16: { min: 32, max: 120, step: 8 },
};
const disk = { min: 20, max: 200 };

/** What is wrong with a worker, in one sentence; undefined when the service takes it. */
export function workerProblem(worker: WorkerSize): string | undefined {
  const range = memory[worker.vcpu];
  if (range === undefined) return `${worker.vcpu} vCPU; expected ${Object.keys(memory).join(', ')} (${source})`;
  const { min, max, step } = range;
  if (worker.memoryGb < min || worker.memoryGb > max || (worker.memoryGb - min) % step !== 0) {
    return `${worker.memoryGb} GB with ${worker.vcpu} vCPU; expected ${min} to ${max} GB in steps of ${step} (${source})`;
  }
  if (worker.diskGb < disk.min || worker.diskGb > disk.max) {
    return `a disk of ${worker.diskGb} GB; expected ${disk.min} to ${disk.max} (${source})`;
  }
  return undefined;
}

/** What all jobs may use together, and one job's least: a driver and an executor. */
export interface Capacity {
  readonly driver: WorkerSize;
  readonly executor: WorkerSize;
  readonly maximum: { readonly vcpu: number; readonly memoryGb: number };
}

/** What is wrong with a maximum, by its key: with less than one job needs none starts. */
export function capacityProblems({ driver, executor, maximum }: Capacity): readonly (readonly [string, string])[] {
  return (['vcpu', 'memoryGb'] as const).flatMap((key) => {
    const least = driver[key] + executor[key];
    if (maximum[key] >= least) return [];
    const why =
      'a driver and one executor: with less no job starts (https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/application-capacity.html)';
    return [[`maximum.${key}`, `found ${maximum[key]}; expected at least ${least}, ${why}`] as const];
  });
}

/** Limits of an application's queue, and since when there is one. */
export const jobQueue = {
  ...jobQueueLimits,
  release: 'emr-7.0.0',
  limits: jobQueueLimits.source,
  source: 'https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/applications-concurrency-queuing.html',
} as const;

/** What is wrong with a queue, by the profile's key. */
export function queueProblems(queue: JobQueue, releaseLabel: string): readonly (readonly [string, string])[] {
  const [, major] = /^emr-(\d+)\./.exec(releaseLabel) ?? [];
  return [
    ...(major === undefined || Number(major) >= 7
      ? []
      : [
          [
            'queue',
            `found with release '${releaseLabel}'; expected ${jobQueue.release} or later, where jobs can wait (${jobQueue.source})`,
          ] as const,
        ]),
    ...(['maxConcurrentRuns', 'timeoutMinutes'] as const).flatMap((key) => {
      const { min, max } = jobQueue[key];
      return queue[key] >= min && queue[key] <= max
        ? []
        : [[`queue.${key}`, `found ${queue[key]}; expected ${min} to ${max} (${jobQueue.limits})`] as const];
    }),
  ];
}

const networkConfiguration =
  'https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_NetworkConfiguration.html';
const stepFunctions = 'https://docs.aws.amazon.com/step-functions/latest/dg/emr-serverless-iam.html';

/** vCPUs that all applications of a new account may use at once: the quota below has its source. */
export const accountVcpus = 16;

export const emrServerlessFacts: ServiceFacts = {
  name: 'Amazon EMR Serverless',
  principals: ['emr-serverless.amazonaws.com'],
  endpoints: runtimeEndpoints['emr-serverless'],
  serviceBuckets: [
    {
      pattern: 'prod.{region}.appinfo.src',
      actions: ['s3:PutObject', 's3:PutObjectAcl'],
      conditions: { StringEquals: { 'aws:PrincipalServiceName': 'emr-serverless.amazonaws.com' } },
      why: 'the service keeps the logs of jobs for 30 days, and shows their Spark UI from there',
      source:
        'https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/logging.html#jobs-log-storage-managed-storage',
    },
  ],
  managedRules: [
    {
      name: 'StepFunctionsGetEventsForEMRServerlessJobRule',
      why: 'Step Functions hears of the end of a job through a rule that it manages',
      source: stepFunctions,
    },
  ],
  passedTo: [{ principal: 'emr-serverless.amazonaws.com', why: 'a job runs with its role', source: stepFunctions }],
  quotas: [
    {
      what: 'vCPUs of all applications together',
      most: accountVcpus,
      adjustable: true,
      why: 'the maximum of a profile is reached only below it',
      source: 'https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/endpoints-quotas.html',
    },
    {
      what: 'subnets of an application',
      most: 16,
      adjustable: false,
      why: 'the zones that its jobs may run in',
      source: networkConfiguration,
    },
    {
      what: 'security groups of an application',
      most: 5,
      adjustable: false,
      why: "all are on each worker's interface",
      source: networkConfiguration,
    },
  ],
};
