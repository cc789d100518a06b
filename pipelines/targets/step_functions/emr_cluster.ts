/** Units as steps of a cluster that lives as long as the execution: https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html */
import type { PlanUnit } from '../../plan';
import { jobMinutes, type JobService, retriesOf, runtimeArguments, tryAgain } from './job_service';
import { type Limit, sizeAt } from './limits';

export interface TransientClusterFacts {
  /** The compute profile's name. */
  readonly profile: string;
  /** RunJobFlow's request, without steps: what the compute stack made, and what is made of it. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Of spark-submit, before the entry point. */
  readonly sparkSubmitArguments: (unit: PlanUnit) => readonly string[];
}

const stepConfig = 'https://docs.aws.amazon.com/emr/latest/APIReference/API_HadoopJarStepConfig.html';
/**
 * Every refusal of EMR's has this name (https://github.com/aws/aws-cdk/issues/13735), also one of too many requests, so
 * it is worth another try: the request was not taken.
 */
const refused = ['EMR.AmazonElasticMapReduceException'];
/** Until a cluster is there: a fleet looks for spot capacity for a quarter of an hour first. */
const startSeconds = 45 * 60;
const endSeconds = 30 * 60;
/** A step is not ended by EMR, but by its state; the first one waits for the cluster too. */
const trySeconds = (unit: PlanUnit): number => jobMinutes(unit) * 60 + startSeconds;

export const emrClusterLimits: readonly Limit[] = [
  {
    what: "characters of a step's arguments",
    most: 10_280,
    source: stepConfig,
    measure: sizeAt(['Parameters', 'Step', 'HadoopJarStep', 'Args.$']),
  },
];

/**
 * The cluster is made without waiting for it: its id is known from then on, so whatever fails while it starts, it is
 * ended. Steps wait for it: https://docs.aws.amazon.com/emr/latest/APIReference/API_AddJobFlowSteps.html
 */
export function transientCluster({ profile, request, sparkSubmitArguments }: TransientClusterFacts): JobService {
  const place = `$.clusters.${profile}`;
  const id = `${place}.ClusterId`;
  return {
    trySeconds,
    limits: emrClusterLimits,
    run: (unit, facts) => ({
      Type: 'Task',
      Resource: `arn:${facts.partition}:states:::elasticmapreduce:addStep.sync`,
      Parameters: {
        'ClusterId.$': id,
        // https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-steps-runtime-roles.html
        ExecutionRoleArn: facts.jobRoleArn(unit),
        Step: {
          Name: unit.id,
          // What follows a failure is the state machine's to say, and steps side by side take nothing else:
          // https://docs.aws.amazon.com/emr/latest/APIReference/API_Step.html
          ActionOnFailure: 'CONTINUE',
          HadoopJarStep: {
            Jar: 'command-runner.jar',
            'Args.$': runtimeArguments(unit, facts, [
              'spark-submit',
              ...sparkSubmitArguments(unit),
              `${facts.bundleUri}/main.py`,
            ]),
          },
        },
      },
      ResultPath: null,
      TimeoutSeconds: trySeconds(unit),
      Retry: retriesOf(unit, refused),
    }),
    lifetime: {
      what: `cluster ${profile}`,
      id,
      seconds: endSeconds * 2,
      make: (facts, together) => ({
        Type: 'Task',
        Resource: `arn:${facts.partition}:states:::elasticmapreduce:createCluster`,
        Parameters: {
          ...request,
          StepConcurrencyLevel: together,
          Tags: tagList({ ...tagsOf(request), ...facts.tags }),
        },
        ResultSelector: { 'ClusterId.$': '$.ClusterId' },
        ResultPath: place,
        TimeoutSeconds: 300,
        Retry: [tryAgain(refused, 3, 5, 60)],
      }),
      end: (facts) => ({
        Type: 'Task',
        Resource: `arn:${facts.partition}:states:::elasticmapreduce:terminateCluster.sync`,
        Parameters: { 'ClusterId.$': id },
        // From here on it is no longer there to be ended.
        ResultSelector: { Ended: true },
        ResultPath: place,
        TimeoutSeconds: endSeconds,
        Retry: [tryAgain(['States.TaskFailed', 'States.Timeout'], 3, 5, 60)],
      }),
    },
  };
}

const tagList = (tags: Readonly<Record<string, string>>): readonly unknown[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** The request's own tags: EMR's service role demands one. */
function tagsOf(request: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const tags: unknown = request['Tags'];
  if (!Array.isArray(tags)) return {};
  return Object.fromEntries(
    tags.flatMap((tag: unknown) =>
      tag !== null && typeof tag === 'object' && 'Key' in tag && 'Value' in tag
        ? [[String(tag.Key), String(tag.Value)]]
        : [],
    ),
  );
}
