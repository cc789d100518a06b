/** Units as jobs of EMR Serverless: https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr-serverless.html */
import type { PlanUnit } from '../../plan';
import { endedJob, keepBill } from './bill';
import { jobMinutes, type JobService, retriesOf, runtimeArguments } from './job_service';
import { type Limit, sizeAt } from './limits';

export interface EmrServerlessFacts {
  /** Of the application that runs the profile; may be a token. */
  readonly applicationId: string;
  readonly sparkSubmitParameters: (unit: PlanUnit) => string;
  /** Where the service puts what a job prints. */
  readonly logs: { readonly group: string; readonly keyArn?: string };
  /** Where it is kept what each job is billed for; nowhere unless given. */
  readonly ledger?: { readonly table: string; readonly domain: string };
}

const startJobRun = 'https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_StartJobRun.html';
/** Shortest that EMR Serverless takes. */
const shortestMinutes = 5;
/** The job ends itself first; the state's own limit is for a job that the service lost. */
const trySeconds = (unit: PlanUnit): number => jobMinutes(unit, shortestMinutes) * 60 + 300;
const sparkSubmit = ['Parameters', 'JobDriver', 'SparkSubmit'];

export const emrServerlessLimits: readonly Limit[] = [
  {
    what: "characters of a job's entry point",
    most: 256,
    source: startJobRun,
    measure: sizeAt([...sparkSubmit, 'EntryPoint']),
  },
  {
    what: "characters of a job's spark-submit parameters",
    most: 102_400,
    source: startJobRun,
    measure: sizeAt([...sparkSubmit, 'SparkSubmitParameters']),
  },
];

export function emrServerless({ applicationId, sparkSubmitParameters, logs, ledger }: EmrServerlessFacts): JobService {
  return {
    trySeconds,
    limits: emrServerlessLimits,
    ...(ledger === undefined
      ? {}
      : { after: (unit, facts, goOn) => keepBill(unit, facts, { ...ledger, applicationId }, goOn) }),
    run: (unit, facts) => ({
      Type: 'Task',
      Resource: `arn:${facts.partition}:states:::emr-serverless:startJobRun.sync`,
      Parameters: {
        Name: unit.id,
        ApplicationId: applicationId,
        ExecutionRoleArn: facts.jobRoleArn(unit),
        ExecutionTimeoutMinutes: jobMinutes(unit, shortestMinutes),
        JobDriver: {
          SparkSubmit: {
            EntryPoint: `${facts.bundleUri}/main.py`,
            'EntryPointArguments.$': runtimeArguments(unit, facts),
            SparkSubmitParameters: sparkSubmitParameters(unit),
          },
        },
        ConfigurationOverrides: {
          MonitoringConfiguration: {
            CloudWatchLoggingConfiguration: {
              Enabled: true,
              LogGroupName: logs.group,
              LogStreamNamePrefix: unit.id,
              ...(logs.keyArn === undefined ? {} : { EncryptionKeyArn: logs.keyArn }),
            },
          },
        },
        Tags: { ...facts.tags, pipeline: unit.pipeline, unit: unit.id },
      },
      ResultPath: ledger === undefined ? null : endedJob,
      TimeoutSeconds: trySeconds(unit),
      Retry: retriesOf(unit, ['EMRServerless.ThrottlingException', 'EMRServerless.InternalServerException']),
    }),
  };
}
