/** Bronze, silver, gold in a row: a file ingest, a merge of its rows, and totals of those. */
import type { Plan, PlanExpectation, PlanTask, WriteMode } from '../../../pipelines/plan';
import { planOf, table, task } from '../../oracle/six_modes';

const columns = [
  { name: 'id', type: 'bigint', nullable: true },
  { name: 'amount', type: 'decimal(10,2)', nullable: true },
  { name: 'at', type: 'timestamp', nullable: true },
];
const merge: WriteMode = { kind: 'merge', keys: ['id'] };

export interface Chain {
  /** Of silver.orders, which is merged by id with nothing to order by. */
  readonly expectations?: readonly PlanExpectation[];
  readonly mode?: WriteMode;
  readonly query?: string;
  readonly silver?: Partial<PlanTask>;
  readonly extra?: typeof columns;
}

export function chain({ expectations = [], mode = merge, query, silver = {}, extra = [] }: Chain = {}): Plan {
  const all = [...columns, ...extra];
  const list = all.map((c) => c.name).join(', ');
  const sql = query ?? `select ${list} from \${bronze.orders} where _interval_start = \${interval.start}`;
  const totals = [{ name: 'orders', type: 'bigint', nullable: false }];
  return planOf(
    [
      table('bronze.orders', 'ingest', { kind: 'append' }, { columns: all }),
      table('silver.orders', 'sql', mode, { columns: all, key: ['id'], expectations }),
      table('gold.totals', 'sql', { kind: 'overwrite' }, { columns: totals }),
    ],
    [
      task('bronze.orders', [], { kind: 'append' }, { kind: 'ingest', format: 'json', path: '${LANDING}/*.jsonl' }),
      { ...task('silver.orders', ['bronze.orders'], mode, { kind: 'sql', query: sql }), ...silver },
      task(
        'gold.totals',
        ['silver.orders'],
        { kind: 'overwrite' },
        { kind: 'sql', query: 'select count(*) as orders from ${silver.orders}' },
      ),
    ],
  );
}

export const order = (id: number, amount: string, at = '2026-01-01T12:00:00Z'): object => ({ id, amount, at });
