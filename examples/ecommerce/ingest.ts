/** Files of the shop and of the payment provider, a folder an entity and a file a day. */
import { append, csv, env, json } from '../../pipelines/definition';
import * as bronze from './bronze';

const landing = env('LANDING');

export const ingest = [
  append(bronze.customers, { from: csv(`${landing}/customers/*.csv`) }),
  append(bronze.products, { from: csv(`${landing}/products/*.csv`) }),
  append(bronze.orders, { from: json(`${landing}/orders/*.json`) }),
  append(bronze.order_items, { from: csv(`${landing}/order_items/*.csv`) }),
  append(bronze.payments, { from: json(`${landing}/payments/*.json`) }),
];
