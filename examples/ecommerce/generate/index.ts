/** The files that an online shop writes, day by day: the same bytes for the same options on every machine. */
import { join } from 'node:path';
import { breaks } from './breaks';
import { Calendar } from './calendar';
import { type CustomerRow, Customers } from './customers';
import { DayFile, type Rows } from './day_file';
import { type Entity, type GenerateOptions, entities, formats } from './options';
import { writeOrders } from './order_files';
import { Products } from './products';
import { Random } from './random';

export { type Entity, type GenerateOptions, entities, generateOptions } from './options';

/** What was written for one day. */
export interface GeneratedDay {
  readonly date: string;
  readonly files: Readonly<Record<Entity, Rows & { readonly path: string }>>;
}

const headers: Partial<Record<Entity, string>> = {
  customers: 'customer_id,name,email,country,city,segment,updated_at',
  products: 'product_id,name,category,price,updated_at',
  order_items: 'order_id,line,product_id,quantity,unit_price',
};

/**
 * Writes `<landing>/<entity>/<yyyy-mm-dd>.csv` or `.json`.
 * @param day is called after each day's files
 */
export function generate(
  landing: string,
  options: GenerateOptions,
  day: (done: GeneratedDay) => void = () => {},
): void {
  const calendar = new Calendar(options.start);
  const customers = new Customers(options.seed, options.customers, options.late, calendar);
  const products = new Products(options.seed, options.products, calendar);
  /** Rows of customers by the day that they arrive on. */
  const arriving = new Map<number, CustomerRow[]>();
  const last = options.only ?? options.days;

  for (let today = 1; today <= last; today++) {
    for (const row of customers.advance(today)) {
      const on = today + row.late;
      const rows = arriving.get(on);
      if (rows === undefined) arriving.set(on, [row]);
      else rows.push(row);
    }
    const productRows = products.advance(today);
    if (options.only === undefined || options.only === today) {
      day(writeDay(landing, options, calendar, today, { customers, products }, arriving.get(today) ?? [], productRows));
    }
    arriving.delete(today);
  }
}

function writeDay(
  landing: string,
  options: GenerateOptions,
  calendar: Calendar,
  today: number,
  shop: { customers: Customers; products: Products },
  customerRows: readonly CustomerRow[],
  productRows: readonly string[],
): GeneratedDay {
  const date = calendar.day(today);
  const paths = record((entity) => join(landing, entity, `${date}.${formats[entity]}`));
  const opened: DayFile[] = [];
  try {
    const files = record((entity) => {
      const random = new Random(options.seed, entity, 'faults', today);
      const file = new DayFile(paths[entity], headers[entity], random, options, breaks[entity]);
      opened.push(file);
      return file;
    });
    for (const { line } of customerRows) files.customers.add(line);
    for (const line of productRows) files.products.add(line);
    writeOrders(files, options, calendar, today, shop);
    return { date, files: record((entity) => ({ path: paths[entity], ...files[entity].close() })) };
  } catch (error) {
    for (const file of opened) file.abandon();
    throw error;
  }
}

function record<T>(make: (entity: Entity) => T): Record<Entity, T> {
  const [customers, products, orders, order_items, payments] = entities;
  return {
    customers: make(customers),
    products: make(products),
    orders: make(orders),
    order_items: make(order_items),
    payments: make(payments),
  };
}
