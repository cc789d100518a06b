/**
 * Runs on Iceberg that die around each commit of each write mode: when it is written and nobody sees it, and when it is
 * published. What comes before the first commit is the same code for every format, and is in kills.test.ts.
 */
import { inFormat } from '../oracle/formats';
import { abandonedRuns } from './abandoned_runs';
import { unitPerTask } from './unit_plans';

jest.setTimeout(900_000);

const history = [
  'quarantine_written',
  'quarantined',
  'target_written',
  'target',
  'changes_written',
  'committed',
  'marked',
];

const plan = inFormat(unitPerTask(), 'iceberg');
const cases = plan.order.flatMap((task) => {
  const points = plan.tasks[task]?.mode.kind === 'scd2' ? history : ['target_written', 'committed'];
  return points.map((point) => [task, point] as const);
});

abandonedRuns(plan, cases);
