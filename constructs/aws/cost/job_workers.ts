/** What the jobs of a run use: the workers of whichever service a state starts them on. */
import type { CostAssumption } from '../../../environments/cost';
import { clusterNodes } from './cluster_nodes';
import { glueWorkers } from '../facts/glue_jobs';
import type { PriceName } from '../facts/prices';
import type { Surroundings, Usage } from './line';
import { numberIn } from './properties';

export interface State {
  readonly Type: string;
  readonly Resource?: string | undefined;
  readonly Parameters?: unknown;
  readonly ResultPath?: unknown;
  readonly Branches?: readonly { readonly States: Readonly<Record<string, State>> }[] | undefined;
}

export interface Runs {
  /** In a month. */
  readonly runs: number;
  readonly assumed: readonly CostAssumption[];
}

export interface Worker {
  readonly vcpu: number;
  readonly gb: number;
  readonly disk: number;
}

/** What is paid by the hour: how much of it one worker, or all workers of a job, have. */
interface Hourly {
  readonly item: string;
  readonly price: PriceName;
  readonly count: number;
  /** Whether the definition says how many they are, so that `jobExecutors` is not asked. */
  readonly counted?: boolean;
}

/** Of each worker, without a charge: https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/considerations.html */
const freeDiskGb = 20;

/** What a worker of EMR Serverless is paid for. */
export function workerUsage({ vcpu, gb, disk }: Worker, arm: boolean): readonly Hourly[] {
  const billedDisk = Math.max(disk - freeDiskGb, 0);
  return [
    { item: 'vCPU', price: arm ? 'emr serverless vcpu, ARM64' : 'emr serverless vcpu', count: vcpu },
    { item: 'memory', price: arm ? 'emr serverless memory, ARM64' : 'emr serverless memory', count: gb },
    ...(billedDisk === 0 ? [] : [{ item: 'disk', price: 'emr serverless disk', count: billedDisk } as const]),
  ];
}

interface JobService {
  /** The type of resource that the cost belongs to; that of the state machine unless given. */
  readonly type?: string;
  /**
   * @param job the parameters of the state, as text
   * @param states of its machine
   */
  readonly hourly: (job: string, around: Surroundings, states: readonly State[]) => readonly Hourly[];
}

/** By what the state calls. */
const services: Readonly<Record<string, JobService>> = {
  ':emr-serverless:startJobRun': {
    type: 'aws_emrserverless_application',
    hourly: (job, { platform, assumptions }) => {
      const arm = isArm(platform, job);
      // The service adds a tenth to the heap, 384 MB at least, and rounds up.
      const worker = (part: Part): Worker => {
        const heap = setting(job, part, 'memory');
        return {
          vcpu: setting(job, part, 'cores'),
          gb: Math.ceil(Math.max(heap * 1.1, heap + 0.384)),
          disk: Number(new RegExp(`spark\\.emr-serverless\\.${part}\\.disk=(\\d+)`).exec(job)?.[1] ?? 0),
        };
      };
      return [
        ...workerUsage(worker('driver'), arm),
        ...times(workerUsage(worker('executor'), arm), assumptions.jobExecutors),
      ];
    },
  },
  // The nodes that pods are on are paid with the cluster, which is somebody else's: https://aws.amazon.com/emr/pricing/
  ':emr-containers:startJobRun': {
    hourly: (job, { assumptions }) => {
      // Spark asks for two fifths more than the heap.
      const pod = (part: Part): readonly Hourly[] => [
        { item: 'pod vCPU', price: 'emr on eks vcpu', count: setting(job, part, 'cores') },
        { item: 'pod memory', price: 'emr on eks memory', count: setting(job, part, 'memory') * 1.4 },
      ];
      return [...pod('driver'), ...times(pod('executor'), assumptions.jobExecutors)];
    },
  },
  // The driver is one of the workers.
  ':glue:startJobRun': {
    type: 'aws_glue_job',
    hourly: (job, { platform, assumptions }) => {
      const name = /"JobName":"([^"]+)"/.exec(job)?.[1];
      const { properties } = platform.of('aws_glue_job').find((each) => each.properties['name'] === name) ?? {};
      const type = String(properties?.['worker_type']);
      const { dpu } = Object.entries(glueWorkers).find(([known]) => known === type)?.[1] ?? glueWorkers['G.1X'];
      const flexible = properties?.['execution_class'] === 'FLEX';
      const most = numberIn(properties?.['number_of_workers']) ?? Infinity;
      const count = dpu * Math.min(1 + assumptions.jobExecutors, most);
      return [{ item: 'DPU', price: flexible ? 'glue dpu, FLEX' : 'glue dpu', count }];
    },
  },
  // A step is a job of a cluster that lives for the run; the nodes are there while it runs.
  ':elasticmapreduce:addStep': {
    hourly: (job, { assumptions }, states) => {
      const nodes = clusterNodes(job, states);
      const count = nodes ?? 1 + assumptions.jobExecutors;
      return [{ item: 'nodes', price: 'node of a cluster', count, counted: nodes !== undefined }];
    },
  },
};

/** In a month, of all states that start a job. */
export function usageOfJobs(states: readonly State[], { runs, assumed }: Runs, around: Surroundings): readonly Usage[] {
  const hours = (runs * around.assumptions.jobMinutes) / 60;
  const total = new Map<string, Usage>();
  for (const { Resource = '', Parameters } of states) {
    const service = Object.entries(services).find(([call]) => Resource.includes(call))?.[1];
    if (service === undefined) continue;
    for (const { item, price, count, counted } of service.hourly(JSON.stringify(Parameters), around, states)) {
      const { quantity: before = 0, assumed: earlier = [] } = total.get(price) ?? {};
      const asked = counted === true && !earlier.includes('jobExecutors') ? [] : (['jobExecutors'] as const);
      total.set(price, {
        item: `${item} of jobs`,
        price,
        quantity: before + count * hours,
        ...(service.type === undefined ? {} : { type: service.type }),
        assumed: ['jobMinutes', ...asked, ...assumed],
      });
    }
  }
  return [...total.values()];
}

const times = (hourly: readonly Hourly[], factor: number): readonly Hourly[] =>
  hourly.map((each) => ({ ...each, count: each.count * factor }));

type Part = 'driver' | 'executor';

/** From the parameters of spark-submit. */
const setting = (job: string, part: Part, name: 'cores' | 'memory'): number =>
  Number(new RegExp(`spark\\.${part}\\.${name}=(\\d+)`).exec(job)?.[1] ?? 0);

/** Whether the application that a job names, by the parameter that holds its id, runs on ARM. */
function isArm(platform: Surroundings['platform'], job: string): boolean {
  const profile = /parameter-compute-([\w-]+)-application-id/.exec(job)?.[1];
  return platform
    .of('aws_emrserverless_application')
    .some(({ properties, path }) => path.includes(`/${profile ?? ''}/`) && properties['architecture'] === 'ARM64');
}
