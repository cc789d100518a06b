import type { Plan } from '../../pipelines/plan';
import { sixModes } from '../oracle/six_modes';

/** The plan of the six modes with a unit for each task, named like it. */
export function unitPerTask(): Plan {
  const plan = sixModes('${LANDING}/*.jsonl');
  const unit = (task: string): Plan['units'][string] => ({
    id: task,
    pipeline: 'modes',
    layer: 'any',
    compute: 'default',
    retries: 0,
    timeout_seconds: 600,
    tasks: [task],
    after: [],
  });
  return { ...plan, units: Object.fromEntries(plan.order.map((task) => [task, unit(task)])) };
}
