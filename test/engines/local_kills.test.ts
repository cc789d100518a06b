/** SIGKILL at every point of every write mode on DuckDB, then a hundred random ones. */
import { type Action, Kills, points, tasks } from '../pipelines/local/kills';

let kills: Kills;
beforeAll(async () => {
  kills = await Kills.prepare();
}, 60_000);
afterAll(() => kills.close());

const behindCommit = new Set(['after-commit', 'before-mark']);

describe.each(['load', 'restate'] as const)('killed in a %s', (action: Action) => {
  // A restatement takes the same path through the points; its own are the modes'.
  const chosen = action === 'load' ? tasks : tasks.slice(1);
  const at = action === 'load' ? points : (['after-claim', 'in-commit', 'after-commit'] as const);
  test.each(chosen.flatMap((task) => at.map((point) => [point, task] as const)))(
    '%s of %s',
    async (point, task) => {
      const { found, expected, killed, states } = await kills.kill(action, { failpoint: `${point}@${task}#1` });
      expect(killed).toBe(true);
      expect(found).toEqual(expected);
      const day = action === 'load' ? '2026-01-02' : '2026-01-01';
      const done = point === 'after-mark' && action === 'load' ? 'skipped' : 'succeeded';
      expect(states[`${task}@${day}`]).toBe(behindCommit.has(point) ? 'recovered' : done);
    },
    30_000,
  );
});

/** The same numbers in each run: xorshift. */
function* numbers(seed: number): Generator<number> {
  for (let x = seed; ;) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    yield (x >>> 0) / 2 ** 32;
  }
}

test('a hundred random kills', async () => {
  const random = numbers(20_260_101);
  const next = (): number => Number(random.next().value);
  let hit = 0;
  for (let i = 0; i < 100; i++) {
    const action: Action = next() < 0.5 ? 'load' : 'restate';
    const how =
      next() < 0.5
        ? { failpoint: `#${String(1 + Math.floor(next() * points.length * tasks.length))}` }
        : { afterMilliseconds: 20 + Math.floor(next() * 800) };
    const { found, expected, killed } = await kills.kill(action, how);
    if (killed) hit++;
    expect([i, action, how, found]).toEqual([i, action, how, expected]);
  }
  // Some delays outlast the run.
  expect(hit).toBeGreaterThan(60);
}, 1_200_000);
