/** A small Plan, by hand: one ingest, a merge, a history and an aggregate, in three layers. */
import { plan, type Plan, type PlanTable, type PlanTask, systemColumns, type WriteMode } from '../../pipelines/plan';

interface Given {
  readonly table: string;
  readonly columns: readonly string[];
  readonly key?: readonly string[];
  readonly history?: string;
  readonly body: PlanTask['body'];
  readonly mode: WriteMode;
  readonly reads?: readonly string[];
  readonly expectations?: PlanTable['expectations'];
}

const tables: readonly Given[] = [
  {
    table: 'bronze.orders',
    columns: ['order_id', 'customer', 'amount', 'ordered_at'],
    body: { kind: 'ingest', format: 'csv', path: '${LANDING}/orders/*.csv' },
    mode: { kind: 'append' },
  },
  {
    table: 'silver.orders',
    columns: ['order_id', 'customer', 'amount', 'ordered_at'],
    key: ['order_id'],
    reads: ['bronze.orders'],
    body: {
      kind: 'sql',
      query: 'SELECT order_id, customer, amount, ordered_at FROM ${bronze.orders}',
    },
    mode: { kind: 'merge', keys: ['order_id'], sequence_by: 'ordered_at' },
    expectations: [{ kind: 'rule', name: 'has_amount', rule: "amount <> ''", severity: 'error' }],
  },
  {
    table: 'gold.dim_customer',
    columns: ['customer'],
    key: ['customer'],
    history: 'customer_key',
    reads: ['silver.orders'],
    body: {
      kind: 'sql',
      query: "SELECT customer, CAST('2026-01-01' AS TIMESTAMP) AS _effective_at FROM ${silver.orders}",
    },
    mode: { kind: 'scd2', keys: ['customer'], track: ['customer'] },
  },
  {
    table: 'gold.revenue',
    columns: ['customer', 'amount'],
    key: ['customer'],
    reads: ['silver.orders'],
    body: { kind: 'sql', query: 'SELECT customer, max(amount) AS amount FROM ${silver.orders} GROUP BY customer' },
    mode: { kind: 'overwrite' },
  },
];

/** @param change what to do with the query of a table, to see what a change of one transform changes */
export function fixturePlan(change: (table: string, query: string) => string = (_, query) => query): Plan {
  const tasks = tables.map((given) => taskOf(given, change));
  const unit = (layer: string, after: readonly string[]) => ({
    id: `sales-${layer}`,
    pipeline: 'sales',
    layer,
    compute: 'small',
    retries: 2,
    timeout_seconds: 3600,
    tasks: tasks.filter((task) => task.writes.startsWith(`${layer}.`)).map((task) => task.id),
    after: [...after],
  });
  return plan.parse({
    version: 1,
    domain: 'shop',
    tables: Object.fromEntries(tables.map((given) => [given.table, tableOf(given)])),
    pipelines: {
      sales: {
        name: 'sales',
        tags: {},
        schedule: { cron: '0 2 * * *', timezone: 'Europe/Berlin' },
        start: '2026-01-01',
        alerts: [{ kind: 'slack', to: '#data-oncall' }],
        tasks: tasks.map((task) => task.id),
      },
    },
    tasks: Object.fromEntries(tasks.map((task) => [task.id, task])),
    order: tasks.map((task) => task.id),
    units: {
      'sales-bronze': unit('bronze', []),
      'sales-silver': unit('silver', ['sales-bronze']),
      'sales-gold': unit('gold', ['sales-silver']),
    },
    parameters: ['LANDING'],
  });
}

function taskOf(given: Given, change: (table: string, query: string) => string): PlanTask {
  const body = given.body.kind === 'sql' ? { ...given.body, query: change(given.table, given.body.query) } : given.body;
  return {
    id: `sales/${given.table}`,
    pipeline: 'sales',
    name: given.table,
    writes: given.table,
    reads: [...(given.reads ?? [])],
    body,
    mode: given.mode,
    portability: 'portable',
    compute: 'small',
    retries: 2,
    timeout_seconds: 1800,
    parameters: body.kind === 'ingest' ? ['LANDING'] : [],
    digests: { semantic: `s1:${given.table}`, payload: given.table },
  };
}

function tableOf(given: Given): PlanTable {
  const [layer = ''] = given.table.split('.');
  return {
    id: given.table,
    layer,
    tags: {},
    format: 'delta',
    columns: given.columns.map((name) => ({ name, type: 'string', nullable: given.key?.includes(name) !== true })),
    system: [...systemColumns(given.body.kind, given.mode.kind, given.history)],
    key: [...(given.key ?? [])],
    partition_by: [],
    ...(given.history === undefined ? {} : { history: { surrogate_key: given.history } }),
    expectations: given.expectations ?? [],
  };
}

/** The same, with a unit whose tasks need a Python. */
export function needingPython(version: string): Plan {
  const given = fixturePlan();
  const gold = given.units['sales-gold'];
  if (gold === undefined) throw new Error('the fixture has the unit');
  return { ...given, units: { ...given.units, 'sales-gold': { ...gold, requires_python: version } } };
}
