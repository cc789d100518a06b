/** Tables of a small web shop, as a report gets them. */
import type { ReportColumn, ReportTable } from '../../../../pipelines/local/report';

const provenance: readonly ReportColumn[] = [
  { name: '_run_id', type: 'string', nullable: false, system: true },
  { name: '_loaded_at', type: 'timestamp', nullable: false, system: true },
];
const landed: readonly ReportColumn[] = [
  { name: '_rescued', type: 'string', nullable: true, system: true },
  { name: '_corrupt', type: 'string', nullable: true, system: true },
  { name: '_source_file', type: 'string', nullable: false, system: true },
  { name: '_interval_start', type: 'timestamp', nullable: false, system: true },
  ...provenance,
];

interface Shape {
  readonly description?: string;
  readonly key?: readonly string[];
  readonly partitionBy?: readonly string[];
  /** `name type` or `name type?`, then a class of personal data or a reference. */
  readonly columns: readonly string[];
  readonly system?: readonly ReportColumn[];
  readonly rules?: readonly (readonly [string, string, 'warning' | 'error' | 'critical'])[];
  readonly rows: readonly (readonly (string | null)[])[];
}

const raw: Readonly<Record<string, readonly string[]>> = {
  customers: ['customer_id', 'name', 'email', 'country', 'city', 'segment', 'updated_at'],
  products: ['product_id', 'name', 'category', 'price', 'active', 'updated_at'],
  orders: ['order_id', 'customer_id', 'status', 'currency', 'ordered_at', 'updated_at'],
  order_items: ['order_id', 'line', 'product_id', 'quantity', 'unit_price'],
  payments: ['payment_id', 'order_id', 'method', 'amount', 'paid_at'],
};

const shapes: Readonly<Record<string, Shape>> = {
  ...Object.fromEntries(
    Object.entries(raw).map(([name, columns]): [string, Shape] => [
      `bronze.${name}`,
      {
        description: `${name.replace('_', ' ')} as they arrived, one row per record.`,
        columns: columns.map((column) => `${column} string?`),
        system: landed,
        rows: [1, 2, 3].map((row) =>
          columns.map((column) => (column === 'email' ? '•••••' : `${column.slice(0, 4)}-${row}`)),
        ),
      },
    ]),
  ),
  'silver.customers': {
    description: 'One row per customer, as last seen.',
    key: ['customer_id'],
    columns: [
      'customer_id string',
      'name string? name',
      'email string? email',
      'country string',
      'city string?',
      'segment string?',
      'updated_at timestamp',
    ],
    rules: [
      ['country_known', "country in ('DE', 'AT', 'CH', 'FR', 'NL')", 'error'],
      ['email_has_at', "email like '%@%'", 'warning'],
    ],
    rows: [
      ['C-10023', '•••••', '•••••', 'DE', 'Leipzig', 'consumer', '2026-01-02 09:14:22'],
      ['C-10041', '•••••', null, 'FR', 'Lyon', 'business', '2026-01-01 17:40:03'],
      ['C-10107', '•••••', '•••••', 'NL', 'Utrecht', 'consumer', '2026-01-02 20:01:48'],
    ],
  },
  'silver.products': {
    description: 'One row per product, as last seen.',
    key: ['product_id'],
    columns: [
      'product_id string',
      'name string',
      'category string',
      'price decimal(12,2)',
      'active boolean',
      'updated_at timestamp',
    ],
    rules: [['price_positive', 'price > 0', 'error']],
    rows: [
      ['P-204', 'Enamel kettle 1.5 l', 'kitchen', '39.90', 'true', '2026-01-01 04:00:00'],
      ['P-311', 'Wool blanket', 'home', '84.00', 'true', '2026-01-01 04:00:00'],
    ],
  },
  'silver.orders': {
    description: 'One row per order, as last seen. Orders arrive again whenever their status changes.',
    key: ['order_id'],
    columns: [
      'order_id string',
      'customer_id string -> silver.customers.customer_id',
      'status string',
      'currency string',
      'ordered_at timestamp',
      'updated_at timestamp',
    ],
    rules: [
      ['status_known', "status in ('placed', 'paid', 'shipped', 'returned', 'cancelled')", 'error'],
      ['updated_after_ordered', 'updated_at >= ordered_at', 'error'],
      ['customer_id_not_null', 'customer_id is not null', 'error'],
      ['currency_is_euro', "currency = 'EUR'", 'warning'],
      ['not_from_the_future', 'ordered_at <= current_timestamp()', 'critical'],
    ],
    rows: [
      ['O-500012', 'C-10023', 'paid', 'EUR', '2026-01-02 09:20:11', '2026-01-02 09:21:40'],
      ['O-500013', 'C-10107', 'shipped', 'EUR', '2026-01-02 09:31:57', '2026-01-02 18:02:10'],
      ['O-500017', 'C-10041', 'placed', 'CHF', '2026-01-02 10:02:00', '2026-01-02 10:02:00'],
    ],
  },
  'silver.order_items': {
    key: ['order_id', 'line'],
    columns: ['order_id string', 'line int', 'product_id string', 'quantity int', 'unit_price decimal(12,2)'],
    rules: [
      ['quantity_positive', 'quantity > 0', 'error'],
      ['unit_price_not_negative', 'unit_price >= 0', 'error'],
    ],
    rows: [
      ['O-500012', '1', 'P-204', '2', '39.90'],
      ['O-500012', '2', 'P-311', '1', '84.00'],
    ],
  },
  'silver.payments': {
    key: ['payment_id'],
    columns: ['payment_id string', 'order_id string', 'method string', 'amount decimal(12,2)', 'paid_at timestamp'],
    rules: [['amount_positive', 'amount > 0', 'error']],
    rows: [['PAY-88120', 'O-500012', 'card', '163.80', '2026-01-02 09:21:38']],
  },
  'gold.dim_customer': {
    description: 'Every version of every customer.',
    key: ['customer_id'],
    columns: [
      'customer_id string',
      'name string? name',
      'email string? email',
      'country string',
      'city string?',
      'segment string?',
    ],
    system: [
      { name: 'customer_key', type: 'string', nullable: false, system: true },
      { name: 'valid_from', type: 'timestamp', nullable: false, system: true },
      { name: 'valid_to', type: 'timestamp', nullable: true, system: true },
      { name: 'is_current', type: 'boolean', nullable: false, system: true },
      ...provenance,
    ],
    rows: [['C-10023', '•••••', '•••••', 'DE', 'Leipzig', 'consumer']],
  },
  'gold.dim_product': {
    description: 'Every version of every product.',
    key: ['product_id'],
    columns: ['product_id string', 'name string', 'category string', 'price decimal(12,2)'],
    rows: [['P-204', 'Enamel kettle 1.5 l', 'kitchen', '39.90']],
  },
  'gold.fact_orders': {
    description: 'One row per order line, with the customer and the product as they were when it was ordered.',
    key: ['order_id', 'line'],
    partitionBy: ['order_date'],
    columns: [
      'order_id string',
      'line int',
      'customer_key string -> gold.dim_customer.customer_key',
      'product_key string -> gold.dim_product.product_key',
      'order_date date',
      'ordered_at timestamp',
      'quantity int',
      'amount decimal(22,2)',
    ],
    rules: [['amount_not_negative', 'amount >= 0', 'critical']],
    rows: [
      ['O-500012', '1', '8f3a…e1', '44b0…9c', '2026-01-02', '2026-01-02 09:20:11', '2', '79.80'],
      ['O-500012', '2', '8f3a…e1', '1d77…20', '2026-01-02', '2026-01-02 09:20:11', '1', '84.00'],
    ],
  },
  'gold.daily_revenue': {
    description: 'Revenue by day, country and category.',
    key: ['day', 'country', 'category'],
    partitionBy: ['day'],
    columns: ['day date', 'country string', 'category string', 'orders bigint', 'revenue decimal(38,2)'],
    rows: [
      ['2026-01-02', 'DE', 'kitchen', '1204', '88412.70'],
      ['2026-01-02', 'DE', 'home', '733', '71930.00'],
      ['2026-01-02', 'FR', 'kitchen', '401', '27118.40'],
    ],
  },
  'gold.customer_rfm': {
    description: 'Recency, frequency and money of each customer, and the segment that they make.',
    key: ['customer_id'],
    columns: ['customer_id string', 'recency_days int', 'frequency bigint', 'monetary decimal(38,2)', 'segment string'],
    rows: [['C-10023', '0', '14', '1204.10', 'champion']],
  },
  'gold.cohort_retention': {
    key: ['cohort', 'month'],
    columns: ['cohort date', 'month int', 'customers bigint', 'active bigint', 'retention double'],
    rows: [['2025-11-01', '2', '812', '403', '0.4963']],
  },
  'gold.churn_score': {
    description: 'How likely each customer is to leave, from a model trained on the RFM features.',
    key: ['customer_id'],
    columns: ['customer_id string', 'score double', 'scored_at timestamp'],
    rows: [],
  },
};

export const tableIds: readonly string[] = Object.keys(shapes);

/** @param rows of each table, and of its quarantine */
export function storeTable(id: string, rows: number | null, quarantined: number): ReportTable {
  const shape = shapes[id];
  if (shape === undefined) throw new Error(`The shop has no table ${id}.`);
  const columns = shape.columns.map(column);
  const [first] = shape.rules ?? [];
  return {
    id,
    layer: id.slice(0, id.indexOf('.')),
    owner: 'sales-data',
    key: shape.key ?? [],
    partitionBy: shape.partitionBy ?? [],
    columns: [...columns, ...(shape.system ?? provenance)],
    expectations: (shape.rules ?? []).map(([name, rule, severity]) => ({ name, rule, severity })),
    rows,
    quarantinedRows: quarantined,
    sample: { columns: columns.map(({ name }) => name), rows: shape.rows },
    quarantineSample:
      quarantined === 0 || first === undefined
        ? []
        : shape.rows.map((row) => ({
            reasons: [first[0]],
            interval: '2026-01-02T00:00:00.000Z',
            cells: columns.slice(0, 5).map(({ name }, index) => ({ column: name, value: row[index] ?? null })),
          })),
    ...(shape.description === undefined ? {} : { description: shape.description }),
  };
}

function column(text: string): ReportColumn {
  const [name = '', type = '', mark, reference] = text.split(' ');
  return {
    name,
    type: type.replace('?', ''),
    nullable: type.endsWith('?'),
    system: false,
    ...(mark === '->' && reference !== undefined ? { references: reference } : {}),
    ...(mark !== undefined && mark !== '->' ? { pii: mark } : {}),
  };
}
