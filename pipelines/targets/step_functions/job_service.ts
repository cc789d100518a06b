/** What a compute service does in a state machine: it runs units, and has what is made for one execution alone. */
import type { PlanUnit } from '../../plan';
import type { Limit } from './limits';

/** States that come after a job, and the first of them. */
export interface Following {
  readonly first: string;
  readonly states: Readonly<Record<string, State>>;
}

export type State = Readonly<Record<string, unknown>>;

/** What every service's jobs are told. */
export interface JobFacts {
  readonly partition: string;
  /** The role that a unit's jobs take. */
  readonly jobRoleArn: (unit: PlanUnit) => string;
  /** `s3://bucket/bundles/sales` */
  readonly bundleUri: string;
  readonly bindingsUri: string;
  /** Tags of each job run: spend is counted by them. */
  readonly tags: Readonly<Record<string, string>>;
}

/** How the units of one compute profile run. */
export interface JobService {
  /** The state that runs a unit and waits for its end; where it goes from there is the state machine's to say. */
  readonly run: (unit: PlanUnit, facts: JobFacts) => State;
  /** What comes after a unit that succeeded, before it goes on. */
  readonly after?: (unit: PlanUnit, facts: JobFacts, goOn: string) => Following;
  /** Seconds that one try may take, at most. */
  readonly trySeconds: (unit: PlanUnit) => number;
  /** What is made before the first unit of the profile and ended after the last one, on failure too. */
  readonly lifetime?: Lifetime;
  /** What the service takes of a job. */
  readonly limits: readonly Limit[];
}

export interface Lifetime {
  /** In the names of its states: `cluster nightly`. */
  readonly what: string;
  /** Where the execution's data tells its id, once it is there: `$.clusters.nightly.ClusterId`. */
  readonly id: string;
  readonly make: (facts: JobFacts, together: number) => State;
  readonly end: (facts: JobFacts) => State;
  /** Seconds that making and ending take, at most. */
  readonly seconds: number;
}

/** The limit of a unit in whole minutes; a service may have a shortest one. */
export const jobMinutes = (unit: PlanUnit, shortest = 1): number =>
  Math.max(shortest, Math.ceil(unit.timeout_seconds / 60));

/** Text within quotes of an intrinsic function: https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html */
export const literal = (text: string): string => text.replace(/[\\'{}]/g, (character) => `\\${character}`);

/** The command line of the runtime as an array: what is known now, then the interval, which the execution knows. */
export function runtimeArguments(unit: PlanUnit, facts: JobFacts, before: readonly string[] = []): string {
  const known = [...before, '--bundle', facts.bundleUri, '--bindings', facts.bindingsUri, '--unit', unit.id];
  const quoted = known.map((each) => `'${literal(each)}'`).join(', ');
  return `States.Array(${quoted}, $.arguments[0], $.arguments[1], $.arguments[2])`;
}

/** @param notTaken errors of requests that were not taken: trying again cannot run anything twice */
export function retriesOf(unit: PlanUnit, notTaken: readonly string[]): readonly State[] {
  return [
    ...(notTaken.length === 0 ? [] : [tryAgain(notTaken, 6, 5, 120)]),
    ...(unit.retries === 0 ? [] : [tryAgain(['States.TaskFailed', 'States.Timeout'], unit.retries, 60, 900)]),
  ];
}

/** @param errors that are worth another try */
export function tryAgain(errors: readonly string[], attempts: number, seconds: number, longest: number): State {
  return {
    ErrorEquals: errors,
    IntervalSeconds: seconds,
    MaxAttempts: attempts,
    BackoffRate: 2,
    MaxDelaySeconds: longest,
    JitterStrategy: 'FULL',
  };
}
