/** A report of a small web shop over some days, with sums that are right. */
import type {
  ColumnEdge,
  Interval,
  ReportData,
  ReportTask,
  RuleFailure,
  TaskAttempt,
  TaskCounts,
} from '../../../../pipelines/local/report';
import { storeTable, tableIds } from './store_tables';

const reads: Readonly<Record<string, readonly string[]>> = {
  'silver.customers': ['bronze.customers'],
  'silver.products': ['bronze.products'],
  'silver.orders': ['bronze.orders', 'silver.customers'],
  'silver.order_items': ['bronze.order_items'],
  'silver.payments': ['bronze.payments'],
  'gold.dim_customer': ['silver.customers'],
  'gold.dim_product': ['silver.products'],
  'gold.fact_orders': [
    'gold.dim_customer',
    'gold.dim_product',
    'silver.order_items',
    'silver.orders',
    'silver.payments',
  ],
  'gold.daily_revenue': ['gold.dim_customer', 'gold.dim_product', 'gold.fact_orders'],
  'gold.customer_rfm': ['gold.dim_customer', 'gold.fact_orders'],
  'gold.cohort_retention': ['gold.dim_customer', 'gold.fact_orders'],
  'gold.churn_score': ['gold.customer_rfm'],
};
const modes: Readonly<Record<string, string>> = {
  'gold.dim_customer': 'scd2',
  'gold.dim_product': 'scd2',
  'gold.fact_orders': 'incremental_by_interval',
  'gold.daily_revenue': 'overwrite_partitions',
  'gold.customer_rfm': 'overwrite',
  'gold.cohort_retention': 'overwrite',
  'gold.churn_score': 'overwrite',
};
/** Records on the first day; later days bring a fraction of them. */
const firstDay: Readonly<Record<string, number>> = {
  customers: 12_000,
  products: 800,
  orders: 48_000,
  order_items: 118_412,
  payments: 45_260,
  dim_customer: 11_932,
  dim_product: 796,
  fact_orders: 117_310,
  daily_revenue: 412,
  customer_rfm: 10_204,
  cohort_retention: 36,
};
const brokenPerMille: Readonly<Record<string, number>> = {
  orders: 9,
  customers: 3,
  order_items: 2,
  payments: 1,
  products: 5,
};

const query = `select
  o.order_id, i.line,
  c.customer_key, p.product_key,
  cast(o.ordered_at as date) as order_date,
  o.ordered_at,
  i.quantity,
  cast(i.quantity * i.unit_price as decimal(22,2)) as amount
from \${silver.orders} as o
join \${silver.order_items} as i on i.order_id = o.order_id
left join \${gold.dim_customer} as c
  on c.customer_id = o.customer_id
  and o.ordered_at >= c.valid_from and (c.valid_to is null or o.ordered_at < c.valid_to)
left join \${gold.dim_product} as p
  on p.product_id = i.product_id and p.is_current
where o.status <> 'cancelled' -- returned orders stay
  and o.ordered_at >= \${interval.start} and o.ordered_at < \${interval.end}`;

export interface StoreOptions {
  readonly days?: number;
  /** A table whose task fails on the last day; what reads it is blocked. */
  readonly failing?: string;
}

export function storeReport({ days = 2, failing }: StoreOptions = {}): ReportData {
  const intervals = Array.from({ length: days }, (_, day) => interval(day));
  const stopped = failing === undefined ? new Set<string>() : downstream(failing);
  const now = new Map<string, number>();
  const quarantined = new Map<string, number>();
  const attempts = new Map<string, TaskAttempt[]>();
  intervals.forEach((each, day) => {
    let clock = Date.parse(each.end) + 7_200_000;
    for (const id of tableIds) {
      const last = day === days - 1;
      const attempt = runTask(id, each, day, clock, now, last && id === failing, last && stopped.has(id));
      clock += attempt.seconds * 1000 + 4;
      attempts.set(id, [...(attempts.get(id) ?? []), attempt]);
      quarantined.set(id, (quarantined.get(id) ?? 0) + (attempt.counts?.gate.quarantined ?? 0));
    }
  });
  return {
    version: 1,
    project: 'ecommerce',
    environment: 'local',
    engine: 'DuckDB 1.5.5',
    plan: { digest: 'sha256:5d0f3b2c9a7e41d8', pipelines: ['sales'] },
    runs: intervals.map((each, day) => ({
      id: `run-${day + 1}`,
      pipeline: 'sales',
      interval: each,
      state: failing !== undefined && day === days - 1 ? 'failed' : 'succeeded',
      started: new Date(Date.parse(each.end) + 7_200_000).toISOString(),
      seconds: 3.4,
      restated: false,
    })),
    tables: tableIds.map((id) => storeTable(id, now.get(id) ?? null, quarantined.get(id) ?? 0)),
    tasks: tableIds.map((id) => task(id, attempts.get(id) ?? [])),
    lineage: {
      tables: Object.entries(reads).flatMap(([to, from]) =>
        from.map((each) => ({ from: each, to, task: `sales/${to}` })),
      ),
      columns: columnEdges(),
      completeness: Object.fromEntries(
        tableIds.map((id) => [`sales/${id}`, id === 'gold.churn_score' ? 'opaque' : 'exact']),
      ),
    },
  };
}

function task(id: string, attempts: readonly TaskAttempt[]): ReportTask {
  const ingest = id.startsWith('bronze.');
  const python = id === 'gold.churn_score';
  return {
    id: `sales/${id}`,
    pipeline: 'sales',
    kind: ingest ? 'ingest' : python ? 'python' : 'sql',
    mode: ingest ? 'append' : (modes[id] ?? 'merge'),
    reads: reads[id] ?? [],
    writes: id,
    portability: python ? 'spark-only' : 'portable',
    text: ingest ? `\${LANDING}/${id.slice(7)}/*.csv` : python ? 'python/churn.py: score' : query,
    attempts,
  };
}

function runTask(
  id: string,
  each: Interval,
  day: number,
  clock: number,
  now: Map<string, number>,
  fails: boolean,
  blocked: boolean,
): TaskAttempt {
  const none = {
    run: `run-${day + 1}`,
    interval: each,
    generation: 1,
    phases: [],
    failures: [],
    steps: [],
    counts: null,
  };
  if (id === 'gold.churn_score') {
    return { ...none, state: 'spark-only', started: null, seconds: 0, error: null };
  }
  if (blocked)
    return { ...none, state: 'blocked', started: null, seconds: 0, error: 'Waits for silver.orders, which failed.' };
  const name = id.slice(id.indexOf('.') + 1);
  const rows = day === 0 ? (firstDay[name] ?? 0) : Math.round((firstDay[name] ?? 0) * (0.06 + 0.013 * ((day * 5) % 4)));
  const broken = id.startsWith('silver.')
    ? Math.ceil((rows * (brokenPerMille[name] ?? 0) * (1 + ((day * 7) % 5) / 3)) / 1000)
    : 0;
  const counts = countsOf(id, rows, broken, day, now.get(id) ?? 0);
  const seconds = Math.round(40 + rows / 260) / 1000;
  const timed = {
    ...none,
    started: new Date(clock).toISOString(),
    seconds,
    phases: [
      { name: 'stage', seconds: seconds * 0.52 },
      { name: 'gate', seconds: seconds * 0.2 },
      { name: 'quarantine', seconds: seconds * 0.08 },
      { name: 'commit', seconds: seconds * 0.2 },
    ],
    failures: failuresOf(id, broken),
  };
  if (fails) {
    const error =
      "critical expectation not_from_the_future broken by 3 rows of silver.orders\n  e.g. order_id = 'O-999999', ordered_at = 2031-01-01 00:00:00";
    const failures = [...timed.failures, { rule: 'not_from_the_future', severity: 'critical' as const, rows: 3 }];
    return { ...timed, state: 'failed', counts, failures, error };
  }
  now.set(id, counts.table.after);
  return { ...timed, state: 'succeeded', counts, error: null };
}

function countsOf(id: string, rows: number, broken: number, day: number, before: number): TaskCounts {
  if (id.startsWith('bronze.')) {
    const rejected = Math.floor(rows / 9000);
    const landed = rows - rejected;
    return {
      source: { files: 2, seen: rows, landed, rejected },
      gate: { candidates: landed, accepted: landed, quarantined: 0, superseded: 0 },
      table: { before, inserted: landed, updated: 0, unchanged: 0, deleted: 0, after: before + landed },
      changes: null,
    };
  }
  const mode = modes[id] ?? 'merge';
  const superseded = mode === 'merge' ? Math.floor(rows / (day === 0 ? 40 : 11)) : 0;
  const accepted = rows - broken - superseded;
  const gate = { candidates: rows, accepted, quarantined: broken, superseded };
  if (mode === 'scd2') {
    const versions = Math.round(accepted * (day === 0 ? 1.004 : 0.4));
    const deleted = day === 0 ? 0 : Math.round(accepted * 0.02);
    return {
      source: null,
      gate,
      table: { before, inserted: versions, updated: 0, unchanged: 0, deleted, after: before + versions - deleted },
      changes: { inserted: accepted, updated: 0, unchanged: 0 },
    };
  }
  const updated = mode === 'merge' && day > 0 ? Math.floor(accepted * 0.31) : 0;
  const unchanged = mode === 'merge' && day > 0 ? Math.floor(accepted * 0.12) : 0;
  const inserted = accepted - updated - unchanged;
  const deleted = mode === 'overwrite' ? before : mode === 'merge' || day === 0 ? 0 : Math.floor(inserted * 0.2);
  return {
    source: null,
    gate,
    table: { before, inserted, updated, unchanged, deleted, after: before + inserted - deleted },
    changes: null,
  };
}

function failuresOf(id: string, broken: number): readonly RuleFailure[] {
  if (broken === 0) return [];
  const rules = storeTable(id, 0, 0).expectations;
  const errors = rules.filter(({ severity }) => severity === 'error');
  const warnings = rules.filter(({ severity }) => severity === 'warning');
  const first = Math.ceil(broken * 0.7);
  const rows = [first, errors.length > 2 ? broken - first + 2 : broken - first, 2];
  return [
    ...errors.flatMap(({ name }, index): RuleFailure[] => {
      const own = errors.length === 1 ? broken : (rows[index] ?? 0);
      return own === 0 ? [] : [{ rule: name, severity: 'error', rows: own }];
    }),
    ...warnings.map(({ name }): RuleFailure => ({ rule: name, severity: 'warning', rows: broken * 2 + 5 })),
  ];
}

/** Columns of the same name carry over; the rest is written out. */
function columnEdges(): readonly ColumnEdge[] {
  const edges: ColumnEdge[] = [];
  const named = (id: string) => storeTable(id, 0, 0).columns.filter(({ system }) => !system);
  for (const [to, from] of Object.entries(reads)) {
    if (to === 'gold.churn_score') continue;
    for (const { name, type } of named(to)) {
      const source = from.find((id) => named(id).some((each) => each.name === name));
      if (source === undefined) continue;
      const changed = named(source).find((each) => each.name === name)?.type !== type;
      edges.push({
        fromTable: source,
        fromColumn: name,
        toTable: to,
        toColumn: name,
        kind: changed ? 'transformation' : 'identity',
      });
    }
  }
  const more: readonly (readonly [string, string, string, string, ColumnEdge['kind']])[] = [
    ['silver.order_items', 'quantity', 'gold.fact_orders', 'amount', 'transformation'],
    ['silver.order_items', 'unit_price', 'gold.fact_orders', 'amount', 'transformation'],
    ['silver.orders', 'ordered_at', 'gold.fact_orders', 'order_date', 'transformation'],
    ['gold.dim_customer', 'customer_key', 'gold.fact_orders', 'customer_key', 'identity'],
    ['gold.fact_orders', 'amount', 'gold.daily_revenue', 'revenue', 'aggregation'],
    ['gold.fact_orders', 'order_date', 'gold.daily_revenue', 'day', 'identity'],
    ['gold.fact_orders', 'order_id', 'gold.daily_revenue', 'orders', 'aggregation'],
    ['gold.fact_orders', 'amount', 'gold.customer_rfm', 'monetary', 'aggregation'],
    ['gold.fact_orders', 'order_id', 'gold.customer_rfm', 'frequency', 'aggregation'],
    ['silver.orders', 'status', 'gold.fact_orders', 'order_id', 'filter'],
    ['silver.orders', 'customer_id', 'gold.fact_orders', 'customer_key', 'join'],
  ];
  for (const [fromTable, fromColumn, toTable, toColumn, kind] of more) {
    edges.push({ fromTable, fromColumn, toTable, toColumn, kind });
  }
  return edges;
}

function downstream(id: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const table of tableIds) {
    if ((reads[table] ?? []).some((each) => each === id || found.has(each))) found.add(table);
  }
  return found;
}

function interval(day: number): Interval {
  const start = Date.UTC(2026, 0, 1 + day);
  return { start: new Date(start).toISOString(), end: new Date(start + 86_400_000).toISOString() };
}
