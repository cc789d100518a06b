/** How rows go wrong, for each entity: what the shop's systems have really sent. */
import type { Entity } from './options';

type Break = (line: string) => string;

/** Replaces one field of a CSV row; the rows have no quoted comma before it that matters. */
const set =
  (index: number, value: string): Break =>
  (line) => {
    const fields = split(line);
    fields[index] = value;
    return fields.join(',');
  };
const cut =
  (count: number): Break =>
  (line) =>
    split(line).slice(0, count).join(',');
const extra =
  (value: string): Break =>
  (line) =>
    `${line},${value}`;
const truncate: Break = (line) => line.slice(0, Math.floor(line.length * 0.6));
const replace =
  (pattern: RegExp, by: string): Break =>
  (line) =>
    line.replace(pattern, by);

/** Splits at commas outside quotes. */
function split(line: string): string[] {
  return line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
}

export const breaks: Record<Entity, readonly Break[]> = {
  customers: [set(0, ''), set(2, 'not given'), set(5, 'vip'), set(6, '31/02/2026'), cut(3), extra('newsletter')],
  products: [set(3, 'n/a'), set(3, '-5.00'), set(3, '"12,99"'), set(1, ''), cut(2), extra('sale')],
  orders: [
    replace(/"status":"\w+"/, '"status":"teleported"'),
    replace(/"customer_id":"\w+"/, '"customer_id":null'),
    replace(/"ordered_at":"[^"]*"/, '"ordered_at":"yesterday"'),
    replace(/}$/, ',"coupon":"WELCOME10"}'),
    truncate,
  ],
  order_items: [set(3, '0'), set(3, 'two'), set(4, ''), set(2, 'P9999999'), cut(4), extra('gift')],
  payments: [
    replace(/"amount":[\d.]+/, '"amount":"n/a"'),
    replace(/"amount":/, '"amount":-'),
    replace(/"method":"\w+"/, '"method":"cash"'),
    replace(/}$/, ',"terminal":{"id":17}}'),
    truncate,
  ],
};
