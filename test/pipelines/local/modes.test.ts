/** The six write modes against the oracles, over days of random events, with re-runs and restatements. */
import fc from 'fast-check';
import type { RunResult } from '../../../pipelines/local';
import { append, gate, incremental, merge, overwritePartitions, type Rule, scd2 } from '../../oracle/modes';
import { multiset, type Row, type Value } from '../../oracle/rows';
import { type Event, sixModes } from '../../oracle/six_modes';
import { Workspace } from './workspace';

const plan = sixModes('${LANDING}/*.jsonl');
const columns = ['id', 'name', 'country', 'amount', 'at', 'seq'];
const versioned = columns.slice(0, 4);
const keys = ['id'];

const compare = (value: Value | undefined, holds: (n: number) => boolean): boolean | null =>
  value === null || value === undefined ? null : holds(Number(value));
const rules: readonly Rule[] = [
  { name: 'id_not_null', severity: 'error', holds: (r) => r['id'] !== null },
  { name: 'amount_not_negative', severity: 'error', holds: (r) => compare(r['amount'], (n) => n >= 0) },
  { name: 'name_usual', severity: 'warning', holds: (r) => (r['name'] === null ? null : r['name'] !== 'odd') },
  { name: 'amount_sane', severity: 'critical', holds: (r) => compare(r['amount'], (n) => n < 10000) },
];

const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();

const eventOn = (n: number): fc.Arbitrary<Event> =>
  fc.record({
    id: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 12 }),
    name: fc.option(fc.constantFrom('a', 'b', 'odd', 'é')),
    country: fc.option(fc.constantFrom('DE', 'CH')),
    amount: fc.option(fc.constantFrom('1.50', '2.00', '0.00', '-1.00')),
    at: fc.integer({ min: 0, max: 5 }).map((h) => new Date(Date.UTC(2026, 0, 1 + n, 4 * h)).toISOString()),
    seq: fc.option(fc.integer({ min: 1, max: 6 })),
  });

/** The tables, as the oracles have them. */
class Expected {
  appended: readonly Row[] = [];
  overwritten: readonly Row[] = [];
  partitioned: readonly Row[] = [];
  merged: readonly Row[] = [];
  windowed: readonly Row[] = [];
  readonly changes = new Map<number, readonly Row[]>();
  readonly quarantined = new Map<string, readonly Row[]>();

  /** @param all events of all days that were read so far */
  run(n: number, today: readonly Row[], all: readonly Row[]): void {
    const { accepted, quarantined } = gate(today, rules);
    const changes = today.map(({ at, seq, ...r }): Row => ({
      ...r,
      _effective_at: at ?? null,
      _sequence: seq ?? null,
    }));
    const window = gate(
      all.filter((r) => String(r['at']) >= day(n - 1) && String(r['at']) < day(n + 1)),
      rules,
    );
    this.appended = append(this.appended, accepted, day(n));
    this.overwritten = accepted;
    this.partitioned = overwritePartitions(this.partitioned, accepted, ['country']);
    this.merged = merge(this.merged, accepted, keys, 'seq', columns);
    this.windowed = incremental(this.windowed, window.accepted, 'at', day(n - 1), day(n + 1));
    this.changes.set(n, gate(changes, rules).accepted);
    for (const table of ['appended', 'overwritten', 'partitioned', 'merged'])
      this.quarantined.set(`${table}${String(n)}`, quarantined);
    this.quarantined.set(`versions${String(n)}`, gate(changes, rules).quarantined);
    this.quarantined.set(`windowed${String(n)}`, window.quarantined);
  }

  versions(): readonly Row[] {
    return scd2([...this.changes.values()].flat(), {
      keys,
      track: ['name', 'country'],
      columns: versioned,
      surrogate: 'version_key',
    });
  }

  quarantine(table: string): readonly Row[] {
    return [...this.quarantined].filter(([k]) => k.startsWith(table)).flatMap(([, rows]) => rows);
  }
}

async function compareTables(space: Workspace, expected: Expected): Promise<void> {
  for (const table of ['appended', 'overwritten', 'partitioned', 'merged', 'windowed'] as const) {
    expect(multiset(await space.table(`silver.${table}`))).toEqual(multiset(expected[table]));
    const found = await space.table(`silver.${table}__quarantine`, [
      '_run_id',
      '_quarantined_at',
      '_task',
      '_interval_start',
    ]);
    expect(multiset(found)).toEqual(multiset(expected.quarantine(table)));
  }
  expect(multiset(await space.table('silver.versions'))).toEqual(multiset(expected.versions()));
  const quarantined = await space.table('silver.versions__quarantine', [
    '_run_id',
    '_quarantined_at',
    '_task',
    '_interval_start',
  ]);
  expect(multiset(quarantined)).toEqual(multiset(expected.quarantine('versions')));
}

function allSucceeded(result: RunResult): void {
  expect(
    result.tasks.filter((t) => t.state !== 'succeeded' && t.state !== 'skipped').map((t) => [t.task, t.state, t.error]),
  ).toEqual([]);
}

const rowOf = (e: Event): Row => ({ ...e, amount: e.amount === null ? null : Number(e.amount) });

test('days, re-runs and restatements give the tables of the oracles', async () => {
  const days = fc.tuple(...[0, 1, 2].map((n) => fc.array(eventOn(n), { minLength: 1, maxLength: 25 })));
  await fc.assert(
    fc.asyncProperty(days, fc.integer({ min: 0, max: 2 }), async (events, restated) => {
      const space = new Workspace();
      try {
        const expected = new Expected();
        const read: Row[] = [];
        for (const [n, today] of events.entries()) {
          space.land(`day${String(n)}.jsonl`, today);
          read.push(...today.map(rowOf));
          expected.run(n, today.map(rowOf), read);
          allSucceeded(await space.run(plan, day(n + 1)));
        }
        await compareTables(space, expected);
        const again = await space.run(plan, day(3));
        expect(new Set(again.tasks.map((t) => t.state))).toEqual(new Set(['skipped']));
        await compareTables(space, expected);
        expected.run(restated, (events[restated] ?? []).map(rowOf), read);
        allSucceeded(await space.restate(plan, day(restated), day(restated + 1)));
        await compareTables(space, expected);
      } finally {
        space.remove();
      }
    }),
    { numRuns: 2 },
  );
}, 60_000);
