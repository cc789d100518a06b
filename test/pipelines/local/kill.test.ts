/** A few kills; all points of all write modes, and random ones: test/engines/local_kills.test.ts. */
import { Kills } from './kills';

let kills: Kills;
beforeAll(async () => {
  kills = await Kills.prepare();
}, 30_000);
afterAll(() => kills.close());

test('a run that dies in the transaction is done again', async () => {
  const { found, expected, killed, states } = await kills.kill('load', { failpoint: 'in-mark@modes/silver.merged#1' });
  expect(killed).toBe(true);
  expect(states['modes/silver.merged@2026-01-02']).toBe('succeeded');
  expect(found).toEqual(expected);
}, 30_000);

test('a run that dies behind the commit is recovered, not done again', async () => {
  const { found, expected, killed, states } = await kills.kill('load', {
    failpoint: 'after-commit@modes/silver.versions#1',
  });
  expect(killed).toBe(true);
  expect(states['modes/silver.versions@2026-01-02']).toBe('recovered');
  expect(states['modes/silver.merged@2026-01-02']).toBe('skipped');
  expect(found).toEqual(expected);
}, 30_000);
