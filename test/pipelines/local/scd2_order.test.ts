/** An scd2 table is a function of the set of changes: thousands of keys, whose changes arrive in another order each time. */
import fc from 'fast-check';
import { scd2 } from '../../oracle/modes';
import { multiset, type Row } from '../../oracle/rows';
import { sixModes } from '../../oracle/six_modes';
import { Workspace } from './workspace';

const plan = sixModes('${LANDING}/*.jsonl');
const DAYS = 4;

const change = fc.record({
  id: fc.integer({ min: 1, max: 1500 }),
  name: fc.constantFrom('a', 'b', null),
  country: fc.constantFrom('DE', 'CH', null),
  amount: fc.constantFrom('1.00', '2.00', null),
  at: fc.constantFrom(
    '2026-01-01T00:00:00.000Z',
    '2026-01-01T08:00:00.000Z',
    '2026-01-02T00:00:00.000Z',
    '2025-12-01T00:00:00.000Z',
  ),
  seq: fc.constantFrom(1, 2, null),
  /** The days on which it arrives, in either order. */
  days: fc.tuple(fc.integer({ min: 0, max: DAYS - 1 }), fc.integer({ min: 0, max: DAYS - 1 })),
});

test('whatever the order in which changes arrive', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 4000, maxLength: 5000, size: 'max' }), async (changes) => {
      const tables: (readonly string[])[] = [];
      for (const arrangement of [0, 1] as const) {
        const space = new Workspace();
        try {
          for (let n = 0; n < DAYS; n++) {
            space.land(
              `${String(n)}.jsonl`,
              changes.filter((c) => c.days[arrangement] === n).map(({ days: _, ...c }) => c),
            );
            const to = new Date(Date.UTC(2026, 0, 2 + n)).toISOString();
            const select = ({ writes }: { writes: string }): boolean =>
              ['bronze.events', 'silver.versions'].includes(writes);
            expect((await space.run(plan, to, { select })).state).toBe('succeeded');
          }
          tables.push(multiset(await space.table('silver.versions')));
        } finally {
          space.remove();
        }
      }
      const rows = changes.map(({ days: _, at, seq, amount, ...c }): Row => ({
        ...c,
        amount: amount && Number(amount),
        _effective_at: at,
        _sequence: seq,
      }));
      const columns = ['id', 'name', 'country', 'amount'];
      const expected = scd2(rows, { keys: ['id'], track: ['name', 'country'], columns, surrogate: 'version_key' });
      expect(expected.length).toBeGreaterThan(1500);
      expect(tables[0]).toEqual(multiset(expected));
      expect(tables[1]).toEqual(tables[0]);
    }),
    { numRuns: 1 },
  );
}, 60_000);
