/** Where the rows of a task went, and whether the sums are right. */
import type { TaskAttempt, TaskCounts } from './data';

/** rows in = rejected + quarantined + superseded + unchanged + updated + inserted + withheld */
export interface Flow {
  /** Records of the source for an ingest, candidates for other tasks. */
  readonly in: number;
  readonly rejected: number;
  readonly quarantined: number;
  readonly superseded: number;
  readonly unchanged: number;
  readonly updated: number;
  readonly inserted: number;
  /** Accepted by the gate, but the task failed before it committed. */
  readonly withheld: number;
  readonly files: number;
  readonly table: {
    readonly before: number;
    readonly inserted: number;
    readonly deleted: number;
    readonly after: number;
  } | null;
  readonly sums: readonly Sum[];
}

/** `candidates` = `accepted` + `quarantined` + `superseded`, with the rows of each. */
export interface Sum {
  readonly name: 'source' | 'gate' | 'write' | 'table';
  readonly whole: Term;
  readonly parts: readonly Term[];
}

/** `minus` where the term is taken away. */
export interface Term {
  readonly label: string;
  readonly rows: number;
  readonly minus?: true;
}

export function holds(sum: Sum): boolean {
  return sum.whole.rows === sum.parts.reduce((total, part) => total + (part.minus ? -part.rows : part.rows), 0);
}

export function written(flow: Flow): number {
  return flow.inserted + flow.updated;
}

/** The share of rows that came through whole: neither unreadable nor quarantined; undefined where no row came in. */
export function score(flow: Flow): number | undefined {
  return flow.in === 0 ? undefined : 1 - (flow.rejected + flow.quarantined) / flow.in;
}

export function flowOf(attempt: TaskAttempt): Flow | undefined {
  if (attempt.counts === null) return undefined;
  const { source, gate, table } = attempt.counts;
  const committed = attempt.state === 'succeeded' || attempt.state === 'recovered';
  const fate = attempt.counts.changes ?? table;
  return {
    in: source?.seen ?? gate.candidates,
    rejected: source?.rejected ?? 0,
    quarantined: gate.quarantined,
    superseded: gate.superseded,
    unchanged: committed ? fate.unchanged : 0,
    updated: committed ? fate.updated : 0,
    inserted: committed ? fate.inserted : 0,
    withheld: committed ? 0 : gate.accepted,
    files: source?.files ?? 0,
    table: committed
      ? { before: table.before, inserted: table.inserted, deleted: table.deleted, after: table.after }
      : null,
    sums: sumsOf(attempt.counts, committed),
  };
}

/** One after the other in time: rows add up, the table goes from the first's before to the last's after. */
export function addFlows(flows: readonly Flow[]): Flow | undefined {
  return flows.reduce<Flow | undefined>(
    (total, flow) => (total === undefined ? flow : addFlow(total, flow)),
    undefined,
  );
}

/** Sums of the same name, term by term. */
export function addSums(sums: readonly Sum[]): readonly Sum[] {
  const byName = new Map<string, Sum>();
  for (const sum of sums) {
    const have = byName.get(sum.name);
    byName.set(sum.name, have === undefined ? sum : addSum(have, sum));
  }
  return (['source', 'gate', 'write', 'table'] as const).flatMap((name) => byName.get(name) ?? []);
}

function sumsOf({ source, gate, table, changes }: TaskCounts, committed: boolean): readonly Sum[] {
  const fate = changes ?? table;
  const ofSource: Sum[] =
    source === null
      ? []
      : [
          {
            name: 'source',
            whole: { label: 'seen', rows: source.seen },
            parts: [
              { label: 'landed', rows: source.landed },
              { label: 'rejected', rows: source.rejected },
            ],
          },
        ];
  const ofGate: Sum = {
    name: 'gate',
    whole: { label: 'candidates', rows: gate.candidates },
    parts: [
      { label: 'accepted', rows: gate.accepted },
      { label: 'quarantined', rows: gate.quarantined },
      { label: 'superseded', rows: gate.superseded },
    ],
  };
  if (!committed) return [...ofSource, ofGate];
  return [
    ...ofSource,
    ofGate,
    {
      name: 'write',
      whole: { label: 'accepted', rows: gate.accepted },
      parts: [
        { label: 'inserted', rows: fate.inserted },
        { label: 'updated', rows: fate.updated },
        { label: 'unchanged', rows: fate.unchanged },
      ],
    },
    {
      name: 'table',
      whole: { label: 'rows after', rows: table.after },
      parts: [
        { label: 'before', rows: table.before },
        { label: 'inserted', rows: table.inserted },
        { label: 'deleted', rows: table.deleted, minus: true },
      ],
    },
  ];
}

function addFlow(a: Flow, b: Flow): Flow {
  const table =
    a.table === null || b.table === null
      ? (a.table ?? b.table)
      : {
          before: a.table.before,
          inserted: a.table.inserted + b.table.inserted,
          deleted: a.table.deleted + b.table.deleted,
          after: b.table.after,
        };
  return {
    in: a.in + b.in,
    rejected: a.rejected + b.rejected,
    quarantined: a.quarantined + b.quarantined,
    superseded: a.superseded + b.superseded,
    unchanged: a.unchanged + b.unchanged,
    updated: a.updated + b.updated,
    inserted: a.inserted + b.inserted,
    withheld: a.withheld + b.withheld,
    files: a.files + b.files,
    table,
    sums: addSums([...a.sums, ...b.sums]),
  };
}

function addSum(a: Sum, b: Sum): Sum {
  return {
    name: a.name,
    whole: { ...a.whole, rows: a.whole.rows + b.whole.rows },
    parts: a.parts.map((part, index) => ({ ...part, rows: part.rows + (b.parts[index]?.rows ?? 0) })),
  };
}
