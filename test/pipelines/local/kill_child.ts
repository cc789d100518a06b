/**
 * A run of six_modes.ts in a process of its own, that dies at a point. Waits for one message, so that it can be started ahead.
 * LAKEWRIGHT_FAILPOINT=`point@task#n`: dies when the n-th time comes that this point is passed; `#n` alone counts all points.
 */
import type { RunOptions } from '../../../pipelines/local';
import { sixModes } from '../../oracle/six_modes';
import { Workspace } from './workspace';

export interface Order {
  readonly workspace: string;
  readonly to: string;
  readonly restate?: { readonly from: string; readonly to: string };
  /** `point@task#n` or `#n`; the environment's LAKEWRIGHT_FAILPOINT unless given. */
  readonly failpoint?: string;
}

process.once('message', (order: Order) => {
  void obey(order).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.('ready');

async function obey(order: Order): Promise<void> {
  const [at = '', count = '1'] = (order.failpoint ?? process.env['LAKEWRIGHT_FAILPOINT'] ?? '').split('#');
  let left = Number(count);
  const failpoint: NonNullable<RunOptions['failpoint']> = (point) => {
    if ((at === '' || at === point) && --left === 0) process.kill(process.pid, 'SIGKILL');
  };
  process.send?.('running');
  const { restate } = order;
  await new Workspace(order.workspace).run(sixModes('${LANDING}/*.jsonl'), order.to, {
    failpoint,
    ...(restate ? { restate: { from: new Date(restate.from), to: new Date(restate.to) } } : {}),
  });
}
