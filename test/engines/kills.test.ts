/** Runs on Delta that die at each commit point of each write mode. */
import { abandonedRuns } from './abandoned_runs';
import { unitPerTask } from './unit_plans';

jest.setTimeout(900_000);

/** In the order in which a task passes them: runtime/lakewright_runtime/failpoints.py. */
const points = ['claimed', 'pinned', 'staged', 'gated', 'quarantined', 'committed', 'marked'] as const;

const plan = unitPerTask();
const cases = plan.order.flatMap((task) => {
  const all = plan.tasks[task]?.mode.kind === 'scd2' ? [...points.slice(0, 5), 'target', ...points.slice(5)] : points;
  return all.map((point) => [task, point] as const);
});

abandonedRuns(plan, cases);
