/**
 * Orders. All that happens to an order is a function of the seed and its number, so a day's files need no memory of
 * the days before: the orders of the last days are worked out again.
 */
import { Random, runningSums } from './random';

/** An order's whole life is within so many days after it. */
export const longestLife = 14;

export type Status = 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'returned';

const methods = ['card', 'paypal', 'invoice', 'bank_transfer'] as const;
const methodSums = runningSums([52, 28, 14, 6]);
/** How many buy at each hour. */
const hourSums = runningSums([2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 11, 12, 13, 11, 10, 10, 11, 13, 16, 19, 20, 17, 10, 5]);
/** A day that does not come. */
export const never = 99;

/** Days count from the day of the order, which is 0. */
export class Order {
  number = 0;
  /** A draw that stands for the customer: small ones are more frequent. */
  buyer = 0;
  second = 0;
  /** When its record arrives: 0, or 1 or 2 when it is late. */
  arrives = 0;
  paid = never;
  shipped = never;
  delivered = never;
  cancelled = never;
  returned = never;
  method: (typeof methods)[number] = 'card';
  lines = 1;

  private readonly random = new Random();

  /** Becomes the order of that number. */
  become(seed: number, number: number, late: number): this {
    const random = this.random.restart(seed + 1, number);
    this.number = number;
    const u = random.unit();
    this.buyer = u * u;
    this.second = random.weighted(hourSums) * 3600 + random.below(3600);
    this.arrives = random.chance(late) ? random.between(1, 2) : 0;
    this.method = methods[random.weighted(methodSums)] ?? 'card';
    const fate = random.unit();
    const paid = this.method === 'invoice' ? random.between(1, 3) : random.chance(0.9) ? 0 : 1;
    this.cancelled = fate < 0.04 ? random.between(0, 1) : never;
    const goesOn = this.cancelled === never;
    this.paid = goesOn ? paid : never;
    this.shipped = goesOn ? paid + random.between(1, 2) : never;
    this.delivered = goesOn ? this.shipped + random.between(1, 3) : never;
    this.returned = goesOn && fate > 0.96 ? this.delivered + random.between(1, 6) : never;
    this.lines = 1 + random.tail(6);
    return this;
  }

  /** Its status at the end of the day. */
  status(day: number): Status {
    if (this.cancelled <= day) return 'cancelled';
    if (this.returned <= day) return 'returned';
    if (this.delivered <= day) return 'delivered';
    if (this.shipped <= day) return 'shipped';
    return this.paid <= day ? 'paid' : 'placed';
  }

  /** When that status began: the day, and the second of the day. */
  since(status: Status): readonly [day: number, second: number] {
    const day = status === 'placed' ? 0 : this[status];
    if (status === 'placed') return [0, this.second];
    // On the day of the order soon after it, else at some time of the working day.
    const minutes = 1 + (this.number % 20);
    return day === 0
      ? [0, Math.min(86_399, this.second + minutes * 60)]
      : [day, 28_800 + ((this.number * 7919) % 36_000)];
  }

  /** A line's product (a draw as for the buyer) and quantity. Lines are drawn in order, after `become`. */
  line(products: number): { readonly product: number; readonly quantity: number } {
    return { product: this.random.tail(products), quantity: 1 + this.random.tail(5) };
  }
}
