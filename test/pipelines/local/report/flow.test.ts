import type { TaskAttempt, TaskCounts } from '../../../../pipelines/local/report';
import { addFlows, flowOf, holds, score, written } from '../../../../pipelines/local/report/flow';
import { newest, viewOfRuns, viewsOf } from '../../../../pipelines/local/report/view';
import { storeReport } from './store_report';

const merged: TaskCounts = {
  source: null,
  gate: { candidates: 100, accepted: 90, quarantined: 4, superseded: 6 },
  table: { before: 500, inserted: 60, updated: 20, unchanged: 10, deleted: 0, after: 560 },
  changes: null,
};

function attempt(counts: TaskCounts | null, more: Partial<TaskAttempt> = {}): TaskAttempt {
  return {
    run: 'run-1',
    interval: { start: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z' },
    generation: 1,
    state: 'succeeded',
    started: '2026-01-02T02:00:00Z',
    seconds: 1,
    phases: [],
    counts,
    failures: [],
    steps: [],
    error: null,
    ...more,
  };
}

function defined<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('expected a value');
  return value;
}

function parts(flow: ReturnType<typeof flowOf>): number {
  const { rejected, quarantined, superseded, unchanged, updated, inserted, withheld } = defined(flow);
  return rejected + quarantined + superseded + unchanged + updated + inserted + withheld;
}

describe('a flow', () => {
  it('divides the rows in among what became of them', () => {
    const flow = defined(flowOf(attempt(merged)));
    expect(flow).toMatchObject({ in: 100, quarantined: 4, superseded: 6, unchanged: 10, updated: 20, inserted: 60 });
    expect(parts(flow)).toBe(100);
    expect(written(flow)).toBe(80);
    expect(score(flow)).toBeCloseTo(0.96);
    expect(flow.sums.map(({ name }) => name)).toEqual(['gate', 'write', 'table']);
    expect(flow.sums.every(holds)).toBe(true);
  });

  it('starts with the records of the source for an ingest', () => {
    const flow = defined(
      flowOf(
        attempt({
          source: { files: 2, seen: 103, landed: 100, rejected: 3 },
          gate: { candidates: 100, accepted: 100, quarantined: 0, superseded: 0 },
          table: { before: 0, inserted: 100, updated: 0, unchanged: 0, deleted: 0, after: 100 },
          changes: null,
        }),
      ),
    );
    expect(flow).toMatchObject({ in: 103, rejected: 3, inserted: 100, files: 2 });
    expect(parts(flow)).toBe(103);
    expect(flow.sums[0]).toMatchObject({ name: 'source', whole: { rows: 103 } });
  });

  it('takes what became of accepted rows from the change table of a history', () => {
    const flow = defined(
      flowOf(
        attempt({
          ...merged,
          table: { before: 10, inserted: 12, updated: 0, unchanged: 0, deleted: 5, after: 17 },
          changes: { inserted: 85, updated: 0, unchanged: 5 },
        }),
      ),
    );
    expect(flow).toMatchObject({ inserted: 85, unchanged: 5, table: { before: 10, after: 17, deleted: 5 } });
    expect(flow.sums.every(holds)).toBe(true);
  });

  it('withholds what a failed task had accepted', () => {
    const flow = defined(flowOf(attempt(merged, { state: 'failed' })));
    expect(flow).toMatchObject({ withheld: 90, inserted: 0, table: null });
    expect(parts(flow)).toBe(100);
    expect(flow.sums.map(({ name }) => name)).toEqual(['gate']);
  });

  it('says which sum is off', () => {
    const flow = defined(flowOf(attempt({ ...merged, gate: { ...merged.gate, quarantined: 5 } })));
    expect(flow.sums.filter((sum) => !holds(sum)).map(({ name }) => name)).toEqual(['gate']);
  });

  it('adds up over time: rows of both, from the first table to the last', () => {
    const second = { ...merged, table: { ...merged.table, before: 560, deleted: 10, after: 610 } };
    const flow = defined(addFlows([attempt(merged), attempt(second)].map((each) => defined(flowOf(each)))));
    expect(flow).toMatchObject({
      in: 200,
      inserted: 120,
      table: { before: 500, inserted: 120, deleted: 10, after: 610 },
    });
    expect(flow.sums.every(holds)).toBe(true);
  });

  it('has no score where no row came in', () => {
    const gate = { candidates: 0, accepted: 0, quarantined: 0, superseded: 0 };
    const table = { before: 5, inserted: 0, updated: 0, unchanged: 0, deleted: 0, after: 5 };
    expect(score(defined(flowOf(attempt({ source: null, gate, table, changes: null }))))).toBeUndefined();
  });
});

describe('views', () => {
  it('are the intervals, newest first, and all of them', () => {
    expect(viewsOf(storeReport({ days: 3 })).map(({ label }) => label)).toEqual([
      '3 Jan 2026',
      '2 Jan 2026',
      '1 Jan 2026',
      'All',
    ]);
    expect(viewsOf(storeReport({ days: 1 })).map(({ label }) => label)).toEqual(['1 Jan 2026']);
  });

  it('keep a report small: of many intervals the last six', () => {
    expect(
      viewsOf(storeReport({ days: 20 }))
        .map(({ label }) => label)
        .slice(-2),
    ).toEqual(['15 Jan 2026', 'All']);
  });

  it('tell an interval by its last attempt that did something', () => {
    const done = attempt(merged, { generation: 2 });
    expect(newest([attempt(null, { state: 'failed' }), done, attempt(null, { state: 'skipped' })])).toEqual([done]);
    expect(newest([attempt(null, { state: 'skipped' })])).toHaveLength(1);
    expect(newest([])).toEqual([]);
  });

  it('can be of some runs alone', () => {
    const view = viewOfRuns(storeReport({ days: 3 }), new Set(['run-2', 'run-3']));
    expect(view.label).toBe('2 Jan 2026, 3 Jan 2026');
    expect(view.outcomes.every(({ attempts }) => attempts.length === 2)).toBe(true);
  });

  it('find a sum that is off although two errors cancel out', () => {
    const data = storeReport({ days: 2 });
    const [first, ...others] = data.tasks;
    const off = (by: number, each: TaskAttempt): TaskAttempt => {
      const counts = defined(each.counts ?? undefined);
      return { ...each, counts: { ...counts, gate: { ...counts.gate, quarantined: counts.gate.quarantined + by } } };
    };
    const task = defined(first);
    const attempts = [off(7, defined(task.attempts[0])), off(-7, defined(task.attempts[1]))];
    const all = defined(viewsOf({ ...data, tasks: [{ ...task, attempts }, ...others] }).at(-1));
    expect(defined(all.outcomes[0]).unbalanced).toHaveLength(2);
  });
});
