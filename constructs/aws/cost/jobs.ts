/** What runs of pipelines cost: their states, and the workers of their jobs. */
import * as z from 'zod';
import type { SynthesizedResource } from '../../core/policy';
import { type Runs, type State, usageOfJobs, workerUsage } from './job_workers';
import type { Pricer, Surroundings, Usage } from './line';
import { blocksIn, leading, numberIn } from './properties';
import { callsAMonth } from './runs';

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
    return [transitions, ...usageOfJobs(states, { runs, assumed }, around)];
  },
  aws_emrserverless_application: ({ properties }, { assumptions: { warmHours } }) => {
    const arm = properties['architecture'] === 'ARM64';
    const workers = blocksIn(properties['initial_capacity']).flatMap((each) =>
      blocksIn(each['initial_capacity_config']),
    );
    return workers.flatMap((config): readonly Usage[] => {
      const size = blocksIn(config['worker_configuration'])[0] ?? {};
      const hours = (numberIn(config['worker_count']) ?? 0) * warmHours;
      const worker = { vcpu: leading(size['cpu']), gb: leading(size['memory']), disk: leading(size['disk']) };
      return workerUsage(worker, arm).map(({ item, price, count }) => ({
        item: `${item} started beforehand`,
        price,
        quantity: count * hours,
        assumed: ['warmHours'],
      }));
    });
  },
};

function runsOf(resource: SynthesizedResource, { platform, assumptions }: Surroundings): Runs {
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
