/** A day's orders, their lines and their payments: new ones, late ones, and what changed about those of the days before. */
import type { Calendar } from './calendar';
import type { Customers } from './customers';
import type { DayFile } from './day_file';
import { markets } from './markets';
import type { Entity, GenerateOptions } from './options';
import { Order, longestLife, never } from './orders';
import type { Products } from './products';
import { Random } from './random';
import { identifier, money } from './text';

export function writeOrders(
  files: Record<Entity, DayFile>,
  options: GenerateOptions,
  calendar: Calendar,
  today: number,
  shop: { customers: Customers; products: Products },
): void {
  const { seed, orders: perDay, late } = options;
  const order = new Order();
  const resend = new Random(seed, 'resend', today);
  for (let from = Math.max(1, today - longestLife); from <= today; from++) {
    const age = today - from;
    const known = shop.customers.known(from);
    for (let i = 0; i < perDay; i++) {
      const number = (from - 1) * perDay + i;
      order.become(seed, number, late);
      if (age < order.arrives) continue;
      const arrives = age === order.arrives;
      const status = order.status(age);
      const pays = order.paid !== never && age === Math.max(order.paid, order.arrives);
      // Of yesterday's payments some are sent again.
      const again = age === Math.max(order.paid, order.arrives) + 1 && resend.chance(options.duplicates);
      if (!arrives && !pays && !again && status === order.status(age - 1)) continue;

      const id = identifier('O', number + 1, 9);
      const market = markets[shop.customers.market(Math.floor(order.buyer * known))];
      if (market === undefined) continue;
      if (arrives || status !== order.status(age - 1)) {
        const customer = identifier('C', Math.floor(order.buyer * known) + 1, 7);
        const [day, second] = order.since(status);
        files.orders.add(
          `{"order_id":"${id}","customer_id":"${customer}","status":"${status}","currency":"${market.currency}",` +
            `"ordered_at":"${calendar.at(from, order.second)}","updated_at":"${calendar.at(from + day, second)}"}`,
        );
      }
      if (!arrives && !pays && !again) continue;

      let total = 0;
      for (let line = 1; line <= order.lines; line++) {
        const { product, quantity } = order.line(options.products);
        const price = shop.products.price(product, from);
        total += price * quantity;
        if (!arrives) continue;
        files.order_items.add(`${id},${line},${identifier('P', product + 1, 5)},${quantity},${money(price)}`);
      }
      if (!pays && !again) continue;
      const [day, second] = order.since('paid');
      const payment =
        `{"payment_id":"T${id.slice(1)}","order_id":"${id}","method":"${order.method}",` +
        `"amount":${money(Math.round((total * market.rate) / 1000))},"paid_at":"${calendar.at(from + day, second)}"}`;
      if (pays) files.payments.add(payment);
      else files.payments.repeat(payment);
    }
  }
}
