/** What is known now: typed, one row a key; a row that breaks an expectation is in quarantine. */
import { table } from '../../pipelines/definition';

export const customers = table('silver.customers', {
  description: 'Customers as last seen',
  owner: 'sales-data',
  freshness: '26 hours',
  columns: {
    customer_id: 'string',
    name: { type: 'string', pii: 'name' },
    email: { type: 'string?', pii: 'email', matches: '^[^@ ]+@[^@ ]+[.][a-z]+$' },
    country: 'string?',
    city: { type: 'string?', pii: 'address' },
    segment: { type: 'string?', in: ['consumer', 'business', 'public'] },
    updated_at: 'timestamp',
  },
  key: ['customer_id'],
});

export const products = table('silver.products', {
  description: 'The catalogue as last seen',
  owner: 'sales-data',
  freshness: '26 hours',
  columns: {
    product_id: 'string',
    name: 'string',
    category: 'string?',
    price: { type: 'decimal(12,2)', description: 'In euros', min: 0 },
    updated_at: 'timestamp',
  },
  key: ['product_id'],
});

export const orders = table('silver.orders', {
  description: 'Orders as last seen',
  owner: 'sales-data',
  freshness: '26 hours',
  columns: {
    order_id: 'string',
    customer_id: { type: 'string', references: { column: customers.customer_id, severity: 'warning' } },
    status: { type: 'string', in: ['placed', 'paid', 'shipped', 'delivered', 'cancelled', 'returned'] },
    currency: { type: 'string', description: 'What the customer pays in', matches: '^[A-Z]{3}$' },
    ordered_at: 'timestamp',
    updated_at: 'timestamp',
  },
  key: ['order_id'],
  expect: {
    updated_after_ordered: 'updated_at >= ordered_at',
    not_from_the_future: { rule: 'ordered_at < current_timestamp()', severity: 'warning' },
  },
});

export const order_items = table('silver.order_items', {
  description: 'Lines of orders',
  owner: 'sales-data',
  freshness: '26 hours',
  columns: {
    order_id: { type: 'string', references: { column: orders.order_id, severity: 'warning' } },
    line: { type: 'int', min: 1 },
    product_id: { type: 'string', references: { column: products.product_id, severity: 'warning' } },
    quantity: { type: 'int', min: 1 },
    unit_price: { type: 'decimal(12,2)', description: 'In euros', min: 0 },
    file: { type: 'string', description: 'The file that the line came in: a later one corrects an earlier one' },
  },
  key: ['order_id', 'line'],
});

export const payments = table('silver.payments', {
  description: 'Payments, each once',
  owner: 'sales-data',
  freshness: '26 hours',
  columns: {
    payment_id: 'string',
    order_id: { type: 'string', references: { column: orders.order_id, severity: 'warning' } },
    method: { type: 'string', in: ['card', 'paypal', 'invoice', 'bank_transfer'] },
    amount: { type: 'decimal(12,2)', description: "In the order's currency", min: 0 },
    paid_at: 'timestamp',
  },
  key: ['payment_id'],
});
