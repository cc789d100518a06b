/** A pipeline of the Plan as a state machine: Amazon States Language with JSONPath. Pure: equal input, equal bytes. */
import type { Plan, PlanUnit } from '../../plan';
import { checkLimits } from './limits';
import { layersOf } from './order';

/** What is known of the units outside the Plan; opaque ids may be tokens. */
export interface StateMachineFacts {
  readonly partition: string;
  /** The id of the application that runs a compute profile. */
  readonly applicationId: (profile: string) => string;
  /** The role that a layer's jobs take. */
  readonly jobRoleArn: (layer: string) => string;
  readonly sparkSubmitParameters: (unit: PlanUnit) => string;
  /** `s3://bucket/bundles/sales` */
  readonly bundleUri: string;
  readonly bindingsUri: string;
  readonly alertTopicArn: string;
  readonly logs: { readonly group: string; readonly keyArn?: string };
  /** Tags of each job run: spend is counted by them. */
  readonly tags: Readonly<Record<string, string>>;
}

type State = Readonly<Record<string, unknown>>;

/** Shortest that EMR Serverless takes: https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_StartJobRun.html */
const shortestJobMinutes = 5;

/**
 * The execution's input is `{"scheduled_time": T}` (what a schedule sends: the interval that ends at T) or
 * `{"interval_start": A, "interval_end": B}` (a person's: that interval, again if it has succeeded).
 *
 * @returns the definition as a value; units run in their order, side by side where neither waits for the other
 * @throws when a limit of the service is exceeded
 */
export function stateMachine(plan: Plan, pipeline: string, facts: StateMachineFacts): State {
  const units = Object.values(plan.units).filter((unit) => unit.pipeline === pipeline);
  if (units.length === 0) throw new Error(`pipeline '${pipeline}' has no units; the Plan's are of ${pipelines(plan)}`);
  const stages = layersOf(units);
  const names = stages.map(stageName);
  const states: Record<string, State> = { ...intervalStates(names[0] ?? '') };
  stages.forEach((stage, i) => {
    states[names[i] ?? ''] = {
      ...stageState(stage, facts),
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Alert' }],
      Next: names[i + 1] ?? 'Succeeded',
    };
  });
  Object.assign(states, endStates(plan, pipeline, facts));
  const definition = {
    Comment: `Runs the units of pipeline ${pipeline}`,
    QueryLanguage: 'JSONPath',
    StartAt: 'Is an interval given',
    TimeoutSeconds: stages.reduce((sum, stage) => sum + Math.max(...stage.map(longestSeconds)), 600),
    States: states,
  };
  checkLimits(pipeline, definition);
  return definition;
}

/** The unit's id, or the ids of units side by side as far as a state's name goes. */
function stageName(stage: readonly PlanUnit[], index: number): string {
  const name = stage.map((unit) => unit.id).join(' and ');
  return name.length <= 80 ? name : `Stage ${index + 1}`;
}

function stageState(stage: readonly PlanUnit[], facts: StateMachineFacts): State {
  const [only] = stage;
  if (stage.length === 1 && only !== undefined) return job(only, facts);
  const branches = stage.map((unit) => ({
    StartAt: unit.id,
    States: { [unit.id]: { ...job(unit, facts), End: true } },
  }));
  return { Type: 'Parallel', Branches: branches, ResultPath: null };
}

/** Text within quotes of an intrinsic function: https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html */
const literal = (text: string): string => text.replace(/[\\'{}]/g, (character) => `\\${character}`);

/** Both kinds of input become three arguments of the runtime. */
function intervalStates(first: string): Readonly<Record<string, State>> {
  const arguments_ = (expression: string): State => ({
    Type: 'Pass',
    Parameters: { 'arguments.$': expression },
    Next: first,
  });
  return {
    'Is an interval given': {
      Type: 'Choice',
      Choices: [
        {
          And: [
            { Variable: '$.interval_start', IsPresent: true },
            { Variable: '$.interval_end', IsPresent: true },
          ],
          Next: 'Given interval',
        },
        { Variable: '$.scheduled_time', IsPresent: true, Next: 'Scheduled interval' },
      ],
      Default: 'No interval',
    },
    'Given interval': arguments_(
      "States.Array(States.Format('--interval-start={}', $.interval_start), States.Format('--interval-end={}', $.interval_end), '--restate')",
    ),
    'Scheduled interval': arguments_(
      "States.Array('--scheduled-time', $.scheduled_time, States.Format('--run-id={}', $$.Execution.Name))",
    ),
    'No interval': {
      Type: 'Fail',
      Error: 'NoInterval',
      Cause: 'The input has neither scheduled_time nor interval_start and interval_end.',
    },
  };
}

function job(unit: PlanUnit, facts: StateMachineFacts): State {
  const minutes = Math.max(shortestJobMinutes, Math.ceil(unit.timeout_seconds / 60));
  return {
    Type: 'Task',
    Resource: `arn:${facts.partition}:states:::emr-serverless:startJobRun.sync`,
    Parameters: {
      Name: unit.id,
      ApplicationId: facts.applicationId(unit.compute),
      ExecutionRoleArn: facts.jobRoleArn(unit.layer),
      ExecutionTimeoutMinutes: minutes,
      JobDriver: {
        SparkSubmit: {
          EntryPoint: `${facts.bundleUri}/main.py`,
          'EntryPointArguments.$':
            `States.Array('--bundle', '${facts.bundleUri}', '--bindings', '${facts.bindingsUri}', ` +
            `'--unit', '${unit.id}', $.arguments[0], $.arguments[1], $.arguments[2])`,
          SparkSubmitParameters: facts.sparkSubmitParameters(unit),
        },
      },
      ConfigurationOverrides: {
        MonitoringConfiguration: {
          CloudWatchLoggingConfiguration: {
            Enabled: true,
            LogGroupName: facts.logs.group,
            LogStreamNamePrefix: unit.id,
            ...(facts.logs.keyArn === undefined ? {} : { EncryptionKeyArn: facts.logs.keyArn }),
          },
        },
      },
      Tags: { ...facts.tags, pipeline: unit.pipeline, unit: unit.id },
    },
    ResultPath: null,
    // The job ends itself first; the state's own limit is for a job that the service lost.
    TimeoutSeconds: minutes * 60 + 300,
    Retry: [
      {
        // The request was not taken, so trying again cannot run anything twice.
        ErrorEquals: ['EMRServerless.ThrottlingException', 'EMRServerless.InternalServerException'],
        IntervalSeconds: 5,
        MaxAttempts: 6,
        BackoffRate: 2,
        MaxDelaySeconds: 120,
        JitterStrategy: 'FULL',
      },
      ...(unit.retries === 0
        ? []
        : [
            {
              ErrorEquals: ['States.TaskFailed', 'States.Timeout'],
              IntervalSeconds: 60,
              MaxAttempts: unit.retries,
              BackoffRate: 2,
              MaxDelaySeconds: 900,
              JitterStrategy: 'FULL',
            },
          ]),
    ],
  };
}

/** All tries of a unit with the waits between them, at most. */
function longestSeconds(unit: PlanUnit): number {
  const minutes = Math.max(shortestJobMinutes, Math.ceil(unit.timeout_seconds / 60));
  return (minutes * 60 + 300) * (unit.retries + 1) + 900 * unit.retries + 720;
}

function endStates(plan: Plan, pipeline: string, facts: StateMachineFacts): Readonly<Record<string, State>> {
  const recipients = (plan.pipelines[pipeline]?.alerts ?? []).map(({ kind, to }) => `${kind} ${to}`);
  const told = recipients.length === 0 ? '' : ` Also to be told: ${recipients.join(', ')}.`;
  return {
    Alert: {
      Type: 'Task',
      Resource: `arn:${facts.partition}:states:::sns:publish`,
      Parameters: {
        TopicArn: facts.alertTopicArn,
        Subject: `Pipeline ${pipeline} failed`.slice(0, 100),
        'Message.$': `States.Format('Pipeline ${literal(pipeline)} failed: {}. {} Execution {}.${literal(told)}', $.error.Error, $.error.Cause, $$.Execution.Id)`,
      },
      ResultPath: null,
      Retry: [
        { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2, JitterStrategy: 'FULL' },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.alert', Next: 'Failed' }],
      Next: 'Failed',
    },
    // A name of its own: those that begin with `States.` are the service's.
    Failed: { Type: 'Fail', Error: 'PipelineFailed', CausePath: '$.error.Cause' },
    Succeeded: { Type: 'Succeed' },
  };
}

const pipelines = (plan: Plan): string => Object.keys(plan.pipelines).sort().join(', ');
