/** The shop's catalogue, and its prices day by day. */
import { type Calendar, secondsOfDay } from './calendar';
import { type Descriptions, categories, descriptionPools } from './pools';
import { Random, runningSums } from './random';
import { identifier, money } from './text';

const categorySums = runningSums(categories.map((category) => category.weight));
/** Share of the products that get a new price on a day; a tenth of them moves to another category. */
const changing = 0.02;

interface Product {
  readonly name: string;
  category: string;
}

export class Products {
  private readonly all: Product[] = [];
  private readonly descriptions: Descriptions;
  /** Cents, by day and product: an order that comes late has the price of its day. */
  private readonly prices: Int32Array[] = [];

  constructor(
    private readonly seed: number,
    private readonly count: number,
    private readonly calendar: Calendar,
  ) {
    this.descriptions = descriptionPools(seed);
  }

  /** In cents; of the first day for days before it. */
  price(product: number, day: number): number {
    return this.prices[Math.max(1, day)]?.[product] ?? 0;
  }

  /** What happens on a day; to be called for day 1, 2, ... in order. */
  advance(day: number): readonly string[] {
    const random = new Random(this.seed, 'products', day);
    if (day === 1) return this.open(random);
    const prices = Int32Array.from(this.prices[day - 1] ?? []);
    this.prices[day] = prices;
    return Array.from({ length: Math.ceil(this.count * changing) }, () => {
      const index = random.below(this.count);
      prices[index] = Math.max(99, Math.round(((prices[index] ?? 0) * random.between(80, 115)) / 100));
      const product = this.all[index];
      if (product !== undefined && random.chance(0.1)) product.category = this.category(random).name;
      return this.line(index, day, random.below(3600));
    });
  }

  private open(random: Random): readonly string[] {
    const prices = new Int32Array(this.count);
    this.prices[1] = prices;
    return Array.from({ length: this.count }, (_, index) => {
      const { name: category, price, things } = this.category(random);
      const { adjectives, materials } = this.descriptions;
      this.all.push({
        name: [random.pick(adjectives), random.pick(materials), random.pick(things)].join(' '),
        category,
      });
      // Cheap things are more frequent, and prices end in 9.
      prices[index] = price[0] + Math.floor((random.tail(price[1] - price[0]) + 5) / 10) * 10 + 9;
      return this.line(index, -random.below(365), random.below(secondsOfDay));
    });
  }

  private category(random: Random): (typeof categories)[number] {
    const category = categories[random.weighted(categorySums)];
    if (category === undefined) throw new RangeError('there is no category');
    return category;
  }

  private line(index: number, day: number, second: number): string {
    const { name, category } = this.all[index] ?? { name: '', category: '' };
    const fields = [name, category, money(this.price(index, day)), this.calendar.at(day, second)];
    return `${identifier('P', index + 1, 5)},${fields.join(',')}`;
  }
}
