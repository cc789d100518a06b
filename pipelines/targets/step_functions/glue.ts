/** Units as runs of Glue jobs: https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html */
import type { PlanUnit } from '../../plan';
import { jobMinutes, type JobService, retriesOf, runtimeArguments } from './job_service';

export interface GlueFacts {
  /** The job of a unit: Glue has the role, the script and the workers in the job, not in its run. */
  readonly jobName: (unit: PlanUnit) => string;
}

/** The run ends itself first; the state's own limit is for a run that waits for workers. */
const trySeconds = (unit: PlanUnit): number => jobMinutes(unit) * 60 + 900;

export function glue({ jobName }: GlueFacts): JobService {
  return {
    trySeconds,
    limits: [],
    run: (unit, facts) => ({
      Type: 'Task',
      Resource: `arn:${facts.partition}:states:::glue:startJobRun.sync`,
      Parameters: {
        JobName: jobName(unit),
        // Glue adds arguments of its own, and takes pairs only: ours are one of them.
        Arguments: { '--lakewright-arguments.$': `States.JsonToString(${runtimeArguments(unit, facts)})` },
        Timeout: jobMinutes(unit),
      },
      ResultPath: null,
      TimeoutSeconds: trySeconds(unit),
      // https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-runs.html#aws-glue-api-jobs-runs-StartJobRun
      Retry: retriesOf(unit, [
        'Glue.ConcurrentRunsExceededException',
        'Glue.ResourceNumberLimitExceededException',
        'Glue.ThrottlingException',
      ]),
    }),
  };
}
