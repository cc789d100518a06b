/** What the business asks for. Prices and revenue are in euros. */
import { table } from '../../pipelines/definition';

export const dim_customer = table('gold.dim_customer', {
  description: 'Customers, every version of them',
  owner: 'sales-data',
  columns: {
    customer_id: 'string',
    name: { type: 'string?', pii: 'name' },
    email: { type: 'string?', pii: 'email' },
    country: 'string?',
    city: { type: 'string?', pii: 'address' },
    segment: 'string?',
  },
  key: ['customer_id'],
  history: { surrogate_key: 'customer_key' },
});

export const dim_product = table('gold.dim_product', {
  description: 'Products, every version of them',
  owner: 'sales-data',
  columns: {
    product_id: 'string',
    name: 'string?',
    category: 'string?',
    price: 'decimal(12,2)?',
  },
  key: ['product_id'],
  history: { surrogate_key: 'product_key' },
});

export const fact_orders = table('gold.fact_orders', {
  description: 'Orders, with the customer as of the time of the order',
  owner: 'sales-data',
  columns: {
    order_id: 'string',
    customer_id: 'string',
    customer_key: { type: 'string', references: { column: dim_customer.customer_key, severity: 'warning' } },
    status: 'string',
    currency: 'string',
    lines: { type: 'int', min: 0 },
    amount: { type: 'decimal(14,2)', min: 0 },
    paid: { type: 'decimal(14,2)', description: "In the order's currency", min: 0 },
    ordered_at: 'timestamp',
  },
  key: ['order_id'],
});

export const fact_order_items = table('gold.fact_order_items', {
  description: 'Lines of orders, with customer and product as of the time of the order',
  owner: 'sales-data',
  columns: {
    order_id: 'string',
    line: 'int',
    customer_id: 'string',
    customer_key: { type: 'string', references: { column: dim_customer.customer_key, severity: 'warning' } },
    product_id: 'string',
    product_key: { type: 'string', references: { column: dim_product.product_key, severity: 'warning' } },
    status: 'string',
    quantity: 'int',
    unit_price: 'decimal(12,2)',
    revenue: { type: 'decimal(14,2)', min: 0 },
    ordered_at: 'timestamp',
  },
  key: ['order_id', 'line'],
});

export const daily_revenue = table('gold.daily_revenue', {
  description: 'What was sold on a day, by country of the customer and category of the product',
  owner: 'sales-data',
  freshness: '26 hours',
  columns: {
    day: 'date',
    country: 'string',
    category: 'string',
    orders: 'bigint',
    units: 'bigint',
    revenue: { type: 'decimal(18,2)', min: 0 },
  },
  key: ['day', 'country', 'category'],
  partition_by: ['day'],
});

export const customer_rfm = table('gold.customer_rfm', {
  description: 'Recency, frequency and monetary value of customers, and the segment that follows',
  owner: 'customer-analytics',
  columns: {
    customer_id: 'string',
    recency_days: { type: 'int', min: 0 },
    frequency: 'bigint',
    monetary: 'decimal(18,2)',
    recency_score: { type: 'int', min: 1, max: 5 },
    frequency_score: { type: 'int', min: 1, max: 5 },
    monetary_score: { type: 'int', min: 1, max: 5 },
    segment: { type: 'string', in: ['champions', 'loyal', 'promising', 'at risk', 'lost', 'others'] },
  },
  key: ['customer_id'],
});

export const cohort_retention = table('gold.cohort_retention', {
  description: 'Which share of the customers of a month bought again, month by month',
  owner: 'customer-analytics',
  columns: {
    cohort: { type: 'date', description: 'The month of the first order' },
    months_since: { type: 'int', min: 0 },
    customers: 'bigint',
    active: 'bigint',
    retention: { type: 'double', min: 0, max: 1 },
  },
  key: ['cohort', 'months_since'],
});

export const customer_scores = table('gold.customer_scores', {
  description: 'How likely a customer is not to come back',
  owner: 'customer-analytics',
  columns: {
    customer_id: { type: 'string', references: customer_rfm.customer_id },
    churn_probability: { type: 'double', min: 0, max: 1 },
    churn_risk: { type: 'string', in: ['low', 'medium', 'high'] },
  },
  key: ['customer_id'],
});
