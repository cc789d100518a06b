/** What a job of a shared application is billed for, kept in the ledger; whatever goes wrong with it, the run goes on. */
import type { PlanUnit } from '../../plan';
import { type Following, type JobFacts, type State, tryAgain } from './job_service';
import { stateName } from './state_name';

export interface BillFacts {
  /** The ledger's name. */
  readonly table: string;
  readonly domain: string;
  /** Of the application that the unit runs on; may be a token. */
  readonly applicationId: string;
}

/** Where the execution's data has the job run once it has ended. */
export const endedJob = '$.job';

/** Below it are the items of a domain: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
export const billKey = (domain: string, unit: string): string => `bill#${domain}/${unit}`;

const quiet = { ErrorEquals: ['States.ALL'], ResultPath: '$.not_kept' };
const present = (path: string): State => ({ Variable: path, IsPresent: true });
/** Whether a job run has been billed: until then there are no figures, or zeros. */
const isBilled = (run: string, next: string): State => {
  const cores = `${run}.BilledResourceUtilization.VCPUHour`;
  return { And: [present(`${run}.JobRunId`), present(cores), { Variable: cores, NumericGreaterThan: 0 }], Next: next };
};
/** A job's end is told before its bill, which comes seconds later or never: the service says that it is not required. */
const waitSeconds = 20;

/**
 * The bill is as the service gives it, as text: `{"VCPUHour": 0.106, "MemoryGBHour": 0.531, "StorageGBHour": 0}`
 * https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_JobRun.html
 *
 * A path that is not there ends an execution, whoever catches, so each is asked for first:
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 *
 * @param goOn the state after all of it
 */
export function keepBill(unit: PlanUnit, jobs: JobFacts, bill: BillFacts, goOn: string): Following {
  const name = (what: string): string => stateName(`${what} ${unit.id}`);
  const [first, wait, ask, again, take, keep] = [
    name('Has a bill:'),
    name('Wait for the bill of'),
    name('Ask for the bill of'),
    name('Has a bill by now:'),
    name('Take the bill of'),
    name('Keep the bill of'),
  ];
  const states: Readonly<Record<string, State>> = {
    [first]: {
      Type: 'Choice',
      Choices: [isBilled(endedJob, keep), { ...present(`${endedJob}.JobRunId`), Next: wait }],
      Default: goOn,
    },
    [wait]: { Type: 'Wait', Seconds: waitSeconds, Next: ask },
    [ask]: {
      Type: 'Task',
      Resource: `arn:${jobs.partition}:states:::aws-sdk:emrserverless:getJobRun`,
      Parameters: { ApplicationId: bill.applicationId, 'JobRunId.$': `${endedJob}.JobRunId` },
      ResultPath: '$.asked',
      TimeoutSeconds: 60,
      Catch: [{ ...quiet, Next: goOn }],
      Next: again,
    },
    [again]: {
      Type: 'Choice',
      Choices: [isBilled('$.asked.JobRun', take)],
      Default: goOn,
    },
    [take]: { Type: 'Pass', InputPath: '$.asked.JobRun', ResultPath: endedJob, Next: keep },
    [keep]: {
      Type: 'Task',
      Resource: `arn:${jobs.partition}:states:::dynamodb:updateItem`,
      Parameters: item(unit, bill),
      ResultPath: null,
      TimeoutSeconds: 60,
      Retry: [tryAgain(['States.ALL'], 3, 2, 10)],
      Catch: [{ ...quiet, Next: goOn }],
      Next: goOn,
    },
  };
  return { first, states };
}

/** One for each job run; what is written twice is the same. */
function item(unit: PlanUnit, { table, domain }: BillFacts): State {
  const known = { domain, pipeline: unit.pipeline, unit: unit.id, compute: unit.compute };
  const values: Readonly<Record<string, State>> = {
    ...Object.fromEntries(Object.entries(known).map(([key, value]) => [key, { S: value }])),
    execution: { 'S.$': '$$.Execution.Name' },
    arguments: { 'S.$': 'States.JsonToString($.arguments)' },
    job_run: { 'S.$': `${endedJob}.JobRunId` },
    billed: { 'S.$': `States.JsonToString(${endedJob}.BilledResourceUtilization)` },
  };
  const names = Object.keys(values);
  return {
    TableName: table,
    Key: {
      pk: { S: billKey(domain, unit.id) },
      sk: { 'S.$': `States.Format('{}#{}', $$.Execution.StartTime, ${endedJob}.JobRunId)` },
    },
    UpdateExpression: `SET ${names.map((each) => `#${each} = :${each}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((each) => [`#${each}`, each])),
    ExpressionAttributeValues: Object.fromEntries(Object.entries(values).map(([each, value]) => [`:${each}`, value])),
  };
}
