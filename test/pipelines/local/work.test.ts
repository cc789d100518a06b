import type { Interval } from '../../../pipelines/local';
import { workOf } from '../../../pipelines/local/work';
import type { Plan } from '../../../pipelines/plan';
import { planOf, task } from '../../oracle/six_modes';

const sql = { kind: 'sql', query: 'select 1' } as const;
const at = (text: string): Date => new Date(`${text}Z`);

/** `daily/bronze.a` is read by `hourly/silver.b`, and that by the hand-started `adhoc/gold.c`. */
function plan(): Plan {
  const of = (pipeline: string, writes: string, reads: readonly string[]) => ({
    ...task(writes, reads, { kind: 'overwrite' }, sql),
    ...{ id: `${pipeline}/${writes}`, pipeline },
  });
  const base = planOf(
    [],
    [
      of('daily', 'bronze.a', []),
      of('hourly', 'silver.b', ['bronze.a']),
      of('adhoc', 'gold.c', ['silver.b']),
      of('often', 'gold.d', ['silver.b']),
    ],
  );
  const facts = { tags: {}, alerts: [], start: '2026-01-01' };
  return {
    ...base,
    pipelines: {
      daily: { ...facts, name: 'daily', tasks: ['daily/bronze.a'], schedule: { cron: '0 0 * * *', timezone: 'UTC' } },
      hourly: {
        ...facts,
        name: 'hourly',
        tasks: ['hourly/silver.b'],
        schedule: { cron: '0 */12 * * *', timezone: 'UTC' },
      },
      often: { ...facts, name: 'often', tasks: ['often/gold.d'], schedule: { cron: '0 */8 * * *', timezone: 'UTC' } },
      adhoc: { ...facts, name: 'adhoc', tasks: ['adhoc/gold.c'] },
    },
  };
}

async function work(
  range: { from?: Date; to: Date },
  only: string,
  tried: readonly Interval[] = [],
): Promise<readonly string[]> {
  const tasks = Object.values(plan().tasks).filter((t) => t.pipeline.match(only));
  const items = await workOf(plan(), tasks, range, () => Promise.resolve(tried));
  const short = (d: Date): string => d.toISOString().slice(5, 13);
  return items.map(
    (i) => `${i.task.writes} ${short(i.interval.start)}..${short(i.interval.end)} ready ${short(i.ready)}`,
  );
}

test('a read across pipelines waits for the interval that covers it, and comes behind it', async () => {
  expect(await work({ to: at('2026-01-02T12:00') }, 'daily|hourly')).toEqual([
    'bronze.a 01-01T00..01-02T00 ready 01-02T00',
    'silver.b 01-01T00..01-01T12 ready 01-02T00',
    'silver.b 01-01T12..01-02T00 ready 01-02T00',
    'silver.b 01-02T00..01-02T12 ready 01-03T00',
  ]);
});

test('what that waits for is waited for too', async () => {
  expect(await work({ to: at('2026-01-01T08:00') }, 'often')).toEqual(['gold.d 01-01T00..01-01T08 ready 01-02T00']);
});

test('a pipeline without a schedule goes on from where it was', async () => {
  expect(await work({ to: at('2026-01-03T00:00') }, 'adhoc')).toEqual(['gold.c 01-01T00..01-03T00 ready 01-03T00']);
  const before = [{ start: at('2026-01-01T00:00'), end: at('2026-01-03T00:00') }];
  expect(await work({ to: at('2026-01-04T00:00') }, 'adhoc', before)).toEqual([
    'gold.c 01-01T00..01-03T00 ready 01-03T00',
    'gold.c 01-03T00..01-04T00 ready 01-04T00',
  ]);
  expect(await work({ from: at('2026-01-01T00:00'), to: at('2026-01-03T00:00') }, 'adhoc', before)).toEqual([
    'gold.c 01-01T00..01-03T00 ready 01-03T00',
  ]);
});
