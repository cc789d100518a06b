/** What runs of pipelines cost: their states, and the workers of their jobs. */
import * as z from 'zod';
import type { Platform, SynthesizedResource } from '../../core/policy';
import type { PriceName } from '../facts/prices';
import type { CostAssumption } from '../../../environments/cost';
import type { Pricer, Surroundings, Usage } from './line';
import { blocksIn, leading, numberIn } from './properties';
import { callsAMonth } from './runs';

const application = 'aws_emrserverless_application';
/** Of each worker, without a charge: https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/considerations.html */
const freeDiskGb = 20;

interface State {
  readonly Type: string;
  readonly Resource?: string | undefined;
  readonly Parameters?: unknown;
  readonly Branches?: readonly { readonly States: Readonly<Record<string, State>> }[] | undefined;
}
const state: z.ZodType<State> = z.lazy(() =>
  z.looseObject({
    Type: z.string(),
    Resource: z.string().optional(),
    Branches: z.array(z.looseObject({ States: z.record(z.string(), state) })).optional(),
  }),
);
const machine = z.looseObject({ States: z.record(z.string(), state) });

export const jobPricers: Readonly<Record<string, Pricer>> = {
  aws_scheduler_schedule: ({ properties }) => {
    const expression = String(properties['schedule_expression']);
    const calls = callsAMonth(expression);
    if (calls === undefined) return `its expression '${expression}' cannot be read`;
    return [{ item: 'calls', price: 'scheduled calls', quantity: calls, used: true }];
  },
  aws_sfn_state_machine: (resource, around) => {
    const parsed = machine.safeParse(jsonOf(resource.properties['definition']));
    if (!parsed.success) return 'its definition cannot be read';
    const states = statesIn(parsed.data.States);
    const { runs, assumed } = runsOf(resource, around);
    // A state that fails is not on the way of a run that goes well.
    const passed = states.filter(({ Type }) => Type !== 'Fail').length;
    const transitions: Usage = {
      item: 'states',
      price: 'state transitions',
      quantity: runs * passed,
      assumed: [...assumed],
      used: true,
    };
    const jobs = states.filter(({ Resource = '' }) => Resource.includes(':emr-serverless:startJobRun'));
    return [transitions, ...jobUsage(jobs, runs, assumed, around)];
  },
  [application]: ({ properties }, { assumptions: { warmHours } }) => {
    const arm = properties['architecture'] === 'ARM64';
    const workers = blocksIn(properties['initial_capacity']).flatMap((each) =>
      blocksIn(each['initial_capacity_config']),
    );
    return workers.flatMap((config): readonly Usage[] => {
      const size = blocksIn(config['worker_configuration'])[0] ?? {};
      const hours = (numberIn(config['worker_count']) ?? 0) * warmHours;
      return usageOf({ vcpu: leading(size['cpu']), gb: leading(size['memory']), disk: leading(size['disk']) }, arm).map(
        ([item, price, each]) => ({
          item: `${item} started beforehand`,
          price,
          quantity: each * hours,
          assumed: ['warmHours'],
        }),
      );
    });
  },
};

interface Worker {
  readonly vcpu: number;
  readonly gb: number;
  readonly disk: number;
}

/** What a worker uses in an hour. */
function usageOf({ vcpu, gb, disk }: Worker, arm: boolean): readonly (readonly [string, PriceName, number])[] {
  const billedDisk = Math.max(disk - freeDiskGb, 0);
  return [
    ['vCPU', arm ? 'emr serverless vcpu, ARM64' : 'emr serverless vcpu', vcpu],
    ['memory', arm ? 'emr serverless memory, ARM64' : 'emr serverless memory', gb],
    ...(billedDisk === 0 ? [] : [['disk', 'emr serverless disk', billedDisk] as const]),
  ];
}

function jobUsage(
  jobs: readonly State[],
  runs: number,
  assumed: readonly CostAssumption[],
  { platform, assumptions: { jobMinutes, jobExecutors } }: Surroundings,
): readonly Usage[] {
  const total = new Map<string, readonly [price: PriceName, quantity: number]>();
  const add = (worker: Worker, count: number, arm: boolean): void => {
    for (const [item, price, each] of usageOf(worker, arm)) {
      const before = total.get(item)?.[1] ?? 0;
      total.set(item, [price, before + (each * count * runs * jobMinutes) / 60]);
    }
  };
  for (const job of jobs) {
    const text = JSON.stringify(job.Parameters);
    const arm = isArm(platform, text);
    add(workerIn(text, 'driver'), 1, arm);
    add(workerIn(text, 'executor'), jobExecutors, arm);
  }
  return [...total].map(([item, [price, quantity]]) => ({
    item: `${item} of jobs`,
    price,
    quantity,
    type: application,
    assumed: ['jobMinutes', 'jobExecutors', ...assumed],
  }));
}

/** From the parameters of spark-submit: the service adds a tenth to the heap, 384 MB at least, and rounds up. */
function workerIn(parameters: string, part: 'driver' | 'executor'): Worker {
  const setting = (key: string): number => Number(new RegExp(`${key}=(\\d+)`).exec(parameters)?.[1] ?? 0);
  const heap = setting(`spark\\.${part}\\.memory`);
  return {
    vcpu: setting(`spark\\.${part}\\.cores`),
    gb: Math.ceil(Math.max(heap * 1.1, heap + 0.384)),
    disk: setting(`spark\\.emr-serverless\\.${part}\\.disk`),
  };
}

/** Whether the application that a job names, by the parameter that holds its id, runs on ARM. */
function isArm(platform: Platform, job: string): boolean {
  const profile = /parameter-compute-([\w-]+)-application-id/.exec(job)?.[1];
  return platform
    .of(application)
    .some(({ properties, path }) => path.includes(`/${profile ?? ''}/`) && properties['architecture'] === 'ARM64');
}

function runsOf(
  resource: SynthesizedResource,
  { platform, assumptions }: Surroundings,
): { readonly runs: number; readonly assumed: readonly CostAssumption[] } {
  const name = String(resource.properties['name']);
  const calls = platform
    .of('aws_scheduler_schedule')
    .filter(({ properties }) => blocksIn(properties['target']).some(({ arn }) => String(arn).endsWith(`:${name}`)))
    .map(({ properties }) => callsAMonth(String(properties['schedule_expression'])) ?? 0);
  if (calls.length === 0) return { runs: assumptions.unscheduledRuns, assumed: ['unscheduledRuns'] };
  return { runs: calls.reduce((a, b) => a + b, 0), assumed: [] };
}

const statesIn = (states: Readonly<Record<string, State>>): readonly State[] =>
  Object.values(states).flatMap((each) => [each, ...(each.Branches ?? []).flatMap(({ States }) => statesIn(States))]);

function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
