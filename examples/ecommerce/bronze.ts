/** What arrives, as it arrives: nothing is lost, so every column may be null. */
import { table } from '../../pipelines/definition';

export const customers = table('bronze.customers', {
  description: 'Customer records of the shop, a row for every change',
  owner: 'shop',
  columns: {
    customer_id: 'string?',
    name: { type: 'string?', pii: 'name' },
    email: { type: 'string?', pii: 'email' },
    country: 'string?',
    city: { type: 'string?', pii: 'address' },
    segment: 'string?',
    updated_at: 'string?',
  },
});

export const products = table('bronze.products', {
  description: 'Catalogue records of the shop, a row for every change',
  owner: 'shop',
  columns: {
    product_id: 'string?',
    name: 'string?',
    category: 'string?',
    price: 'string?',
    updated_at: 'string?',
  },
});

export const orders = table('bronze.orders', {
  description: 'Orders, a record for every change of status',
  owner: 'shop',
  columns: {
    order_id: 'string?',
    customer_id: 'string?',
    status: 'string?',
    currency: 'string?',
    ordered_at: 'string?',
    updated_at: 'string?',
  },
});

export const order_items = table('bronze.order_items', {
  description: 'Lines of orders',
  owner: 'shop',
  columns: {
    order_id: 'string?',
    line: 'string?',
    product_id: 'string?',
    quantity: 'string?',
    unit_price: 'string?',
  },
});

export const payments = table('bronze.payments', {
  description: 'Payments as the payment provider reports them',
  owner: 'payments',
  columns: {
    payment_id: 'string?',
    order_id: 'string?',
    method: 'string?',
    amount: 'decimal(12,2)?',
    paid_at: 'string?',
  },
});
