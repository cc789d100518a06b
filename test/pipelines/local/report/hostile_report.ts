/** The shop with every text of it spoilt: names of tables and columns, rules, queries, rows, errors. */
import type { ReportData } from '../../../../pipelines/local/report';
import { storeReport } from './store_report';

/** Ends elements and attributes, turns the direction of writing, and is long. */
export const hostile = `</script></style><img src=x onerror="window.broken=1">"'&\u202E שלום 🛶 ${'long '.repeat(60)}`;

/** Words that a report takes from a closed list, and times. */
const fixed =
  /^(\d{4}-\d\d-\d\dT.*|succeeded|failed|blocked|spark-only|ingest|sql|python|portable|error|warning|critical|exact|opaque|identity|transformation|aggregation|filter|join)$/;

export function hostileReport(): ReportData {
  return spoil(storeReport({ failing: 'silver.orders' }));
}

function spoil<T>(value: T): T;
function spoil(value: unknown): unknown {
  if (typeof value === 'string') return fixed.test(value) ? value : `${value}${hostile}`;
  if (Array.isArray(value)) return value.map((each: unknown) => spoil(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, spoil(each as unknown)]));
}
