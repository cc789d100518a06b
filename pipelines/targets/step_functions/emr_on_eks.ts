/** Units as jobs of EMR on EKS: https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr-eks.html */
import type { PlanUnit } from '../../plan';
import { jobMinutes, type JobService, retriesOf, runtimeArguments } from './job_service';
import { type Limit, sizeAt } from './limits';

export interface EmrOnEksFacts {
  readonly virtualClusterId: string;
  /** `emr-7.10.0-latest` */
  readonly releaseLabel: string;
  readonly sparkSubmitParameters: (unit: PlanUnit) => string;
  /** Where the service puts what a job prints. */
  readonly logs: { readonly group: string };
}

const startJobRun = 'https://docs.aws.amazon.com/emr-on-eks/latest/APIReference/API_StartJobRun.html';
const sparkSubmit = 'https://docs.aws.amazon.com/emr-on-eks/latest/APIReference/API_SparkSubmitJobDriver.html';
/** The service has no limit of time, so the state's is the one; pods and images take their time first. */
const trySeconds = (unit: PlanUnit): number => jobMinutes(unit) * 60 + 900;
const driver = ['Parameters', 'JobDriver', 'SparkSubmitJobDriver'];

export const emrOnEksLimits: readonly Limit[] = [
  { what: "characters of a job's name", most: 64, source: startJobRun, measure: sizeAt(['Parameters', 'Name']) },
  {
    what: "characters of a job's entry point",
    most: 256,
    source: sparkSubmit,
    measure: sizeAt([...driver, 'EntryPoint']),
  },
  {
    what: "characters of a job's spark-submit parameters",
    most: 102_400,
    source: sparkSubmit,
    measure: sizeAt([...driver, 'SparkSubmitParameters']),
  },
];

export function emrOnEks({ virtualClusterId, releaseLabel, sparkSubmitParameters, logs }: EmrOnEksFacts): JobService {
  return {
    trySeconds,
    limits: emrOnEksLimits,
    run: (unit, facts) => ({
      Type: 'Task',
      Resource: `arn:${facts.partition}:states:::emr-containers:startJobRun.sync`,
      Parameters: {
        Name: unit.id,
        VirtualClusterId: virtualClusterId,
        ExecutionRoleArn: facts.jobRoleArn(unit),
        ReleaseLabel: releaseLabel,
        JobDriver: {
          SparkSubmitJobDriver: {
            EntryPoint: `${facts.bundleUri}/main.py`,
            'EntryPointArguments.$': runtimeArguments(unit, facts),
            SparkSubmitParameters: sparkSubmitParameters(unit),
          },
        },
        ConfigurationOverrides: {
          MonitoringConfiguration: {
            PersistentAppUI: 'ENABLED',
            CloudWatchMonitoringConfiguration: { LogGroupName: logs.group, LogStreamNamePrefix: unit.id },
          },
        },
        Tags: { ...facts.tags, pipeline: unit.pipeline, unit: unit.id },
      },
      ResultPath: null,
      TimeoutSeconds: trySeconds(unit),
      Retry: retriesOf(unit, []),
    }),
  };
}
