/** A pipeline of the Plan as a state machine: Amazon States Language with JSONPath. Pure: equal input, equal bytes. */
import type { Plan, PlanUnit } from '../../plan';
import { type Following, type JobFacts, type JobService, literal, type State } from './job_service';
import { lifetimesOf } from './lifetimes';
import { checkLimits } from './limits';
import { layersOf } from './order';
import { stateName } from './state_name';

/** What is known of the units outside the Plan; opaque ids may be tokens. */
export interface StateMachineFacts extends JobFacts {
  /** How the units of a compute profile run. */
  readonly compute: (profile: string) => JobService;
  readonly alertTopicArn: string;
}

/**
 * The execution's input is `{"scheduled_time": T}` (what a schedule sends: the interval that ends at T) or
 * `{"interval_start": A, "interval_end": B}` (a person's: that interval, again if it has succeeded).
 *
 * @returns the definition as a value; units run in their order, side by side where neither waits for the other; what is
 *   made for the execution alone is ended whatever becomes of it
 * @throws when a limit of a service is exceeded
 */
export function stateMachine(plan: Plan, pipeline: string, facts: StateMachineFacts): State {
  const units = Object.values(plan.units).filter((unit) => unit.pipeline === pipeline);
  if (units.length === 0) throw new Error(`pipeline '${pipeline}' has no units; the Plan's are of ${pipelines(plan)}`);
  const services = new Map(units.map((unit) => [unit.compute, facts.compute(unit.compute)]));
  const serviceOf = (unit: PlanUnit): JobService => services.get(unit.compute) ?? facts.compute(unit.compute);
  const stages = layersOf(units);
  const lifetimes = lifetimesOf(stages, services, facts, 'Alert', (what) => leftOver(pipeline, what, facts));
  const main = stages.flatMap((stage, i) => [
    ...lifetimes.before(i),
    [stageName(stage, i), stageState(stage, serviceOf, facts), stage] as const,
    ...lifetimes.after(i),
  ]);
  const states: Record<string, State> = { ...intervalStates(main[0]?.[0] ?? '') };
  main.forEach(([name, state, stage = []], i) => {
    const next = main[i + 1]?.[0] ?? 'Succeeded';
    const following = followingOf(stage, serviceOf, facts, next);
    states[name] = {
      ...state,
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: lifetimes.onFailure }],
      Next: following?.first ?? next,
    };
    Object.assign(states, following?.states);
  });
  Object.assign(states, lifetimes.failureStates, endStates(plan, pipeline, facts));
  const longest = (unit: PlanUnit): number => longestSeconds(unit, serviceOf(unit));
  const definition = {
    Comment: `Runs the units of pipeline ${pipeline}`,
    QueryLanguage: 'JSONPath',
    StartAt: 'Is an interval given',
    TimeoutSeconds: stages.reduce((sum, stage) => sum + Math.max(...stage.map(longest)), 600 + lifetimes.seconds),
    States: states,
  };
  const limits = new Set([...services.values()].flatMap((service) => service.limits));
  checkLimits(pipeline, definition, [...limits]);
  return definition;
}

/** The unit's id, or the ids of units side by side as far as a state's name goes. */
function stageName(stage: readonly PlanUnit[], index: number): string {
  const name = stage.map((unit) => unit.id).join(' and ');
  return name.length <= 80 ? name : `Stage ${index + 1}`;
}

function stageState(
  stage: readonly PlanUnit[],
  serviceOf: (unit: PlanUnit) => JobService,
  facts: StateMachineFacts,
): State {
  const job = (unit: PlanUnit): State => serviceOf(unit).run(unit, facts);
  const [only] = stage;
  if (stage.length === 1 && only !== undefined) return job(only);
  const branches = stage.map((unit) => {
    const end = stateName(`End of ${unit.id}`);
    const following = serviceOf(unit).after?.(unit, facts, end);
    return {
      StartAt: unit.id,
      States:
        following === undefined
          ? { [unit.id]: { ...job(unit), End: true } }
          : {
              [unit.id]: { ...job(unit), Next: following.first },
              ...following.states,
              [end]: { Type: 'Succeed', OutputPath: null },
            },
    };
  });
  return { Type: 'Parallel', Branches: branches, ResultPath: null };
}

/** What comes after a stage of one unit; units side by side have it in their branches. */
function followingOf(
  [only, ...more]: readonly PlanUnit[],
  serviceOf: (unit: PlanUnit) => JobService,
  facts: StateMachineFacts,
  next: string,
): Following | undefined {
  return only === undefined || more.length > 0 ? undefined : serviceOf(only).after?.(only, facts, next);
}

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

/** All tries of a unit with the waits between them, at most. */
function longestSeconds(unit: PlanUnit, service: JobService): number {
  return service.trySeconds(unit) * (unit.retries + 1) + 900 * unit.retries + 720;
}

/** Somebody has to look: what ends itself when it is idle costs until then. */
const leftOver = (pipeline: string, what: string, facts: StateMachineFacts): State =>
  publish(
    facts,
    `Pipeline ${pipeline} left something`,
    `States.Format('Pipeline ${literal(pipeline)} could not end its ${literal(what)}: {}. {} Execution {}. It ends itself when it is idle.', $.not_ended.Error, States.JsonToString($.not_ended), $$.Execution.Id)`,
  );

/**
 * What is caught has an Error, which is told first, and mostly a Cause, so the whole of it follows: to ask for what is
 * not there would fail the alert. https://states-language.net/spec.html#errors
 *
 * @param message an intrinsic function
 */
const publish = (facts: StateMachineFacts, subject: string, message: string): State => ({
  Type: 'Task',
  Resource: `arn:${facts.partition}:states:::sns:publish`,
  Parameters: { TopicArn: facts.alertTopicArn, Subject: subject.slice(0, 100), 'Message.$': message },
  ResultPath: null,
  Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2, JitterStrategy: 'FULL' }],
});

function endStates(plan: Plan, pipeline: string, facts: StateMachineFacts): Readonly<Record<string, State>> {
  const recipients = (plan.pipelines[pipeline]?.alerts ?? []).map(({ kind, to }) => `${kind} ${to}`);
  const told = recipients.length === 0 ? '' : ` Also to be told: ${recipients.join(', ')}.`;
  return {
    Alert: {
      ...publish(
        facts,
        `Pipeline ${pipeline} failed`,
        `States.Format('Pipeline ${literal(pipeline)} failed: {}. {} Execution {}.${literal(told)}', $.error.Error, States.JsonToString($.error), $$.Execution.Id)`,
      ),
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.alert', Next: 'Failed' }],
      Next: 'Failed',
    },
    // A name of its own: those that begin with `States.` are the service's.
    Failed: { Type: 'Fail', Error: 'PipelineFailed', CausePath: 'States.JsonToString($.error)' },
    Succeeded: { Type: 'Succeed' },
  };
}

const pipelines = (plan: Plan): string => Object.keys(plan.pipelines).sort().join(', ');
