/** The shop's customers: who they are, and what changes about them day by day. */
import type { Calendar } from './calendar';
import { secondsOfDay } from './calendar';
import { markets } from './markets';
import { type People, peoplePools } from './pools';
import { Random, runningSums } from './random';
import { field, identifier, slug } from './text';

const marketSums = runningSums(markets.map((market) => market.weight));
const segments = ['consumer', 'business', 'public'] as const;
const segmentSums = runningSums([82, 15, 3]);
/** Shares of the customers that join and that change on a day. */
const joining = 0.01;
const changing = 0.03;

interface Customer {
  readonly market: number;
  readonly name: string;
  email: string;
  country: string;
  city: string;
  segment: string;
}

/** A row, and by how many days it comes late. */
export interface CustomerRow {
  readonly line: string;
  readonly late: number;
}

export class Customers {
  private readonly people: readonly People[];
  private readonly all: Customer[] = [];

  constructor(
    private readonly seed: number,
    private readonly first: number,
    private readonly late: number,
    private readonly calendar: Calendar,
  ) {
    this.people = peoplePools(seed);
  }

  /** How many may order on a day: those who joined before it. */
  known(day: number): number {
    return this.first + Math.ceil(this.first * joining) * Math.max(0, day - 2);
  }

  /** The index of a customer's market, where he joined: the currency that he pays in stays. */
  market(customer: number): number {
    return this.all[customer]?.market ?? 0;
  }

  /** What happens on a day; to be called for day 1, 2, ... in order. */
  advance(day: number): readonly CustomerRow[] {
    const random = new Random(this.seed, 'customers', day);
    const rows: CustomerRow[] = [];
    const joined = day === 1 ? this.first : Math.ceil(this.first * joining);
    for (let i = 0; i < joined; i++) {
      const index = this.join(random);
      // The first customers joined in the year before; a new one's record may be late, his first orders come before it.
      const since = day === 1 ? -random.below(365) : day;
      const late = day > 1 && random.chance(this.late) ? 2 : 0;
      rows.push({ line: this.line(index, since, random.below(secondsOfDay)), late });
    }
    for (let i = Math.ceil(this.known(day) * changing); i > 0; i--) {
      const index = random.below(this.known(day));
      const second = random.between(1, secondsOfDay - 7200);
      const twice = random.chance(0.3);
      this.change(index, random);
      // Of two changes on a day the earlier one may come after the later one.
      const late = random.chance(twice && this.late > 0 ? 0.5 : this.late) ? 1 : 0;
      rows.push({ line: this.line(index, day, second), late });
      if (twice) {
        this.change(index, random);
        rows.push({ line: this.line(index, day, second + 7199), late: 0 });
      }
    }
    return rows;
  }

  private join(random: Random): number {
    const market = random.weighted(marketSums);
    const { country } = markets[market] ?? { country: 'DE' };
    const people = this.from(market);
    const segment = segments[random.weighted(segmentSums)] ?? 'consumer';
    const person = [random.pick(people.first), random.pick(people.last)];
    const name = segment === 'consumer' ? person.join(' ') : random.pick(people.companies);
    const address = segment === 'consumer' ? person.map(slug).join('.') : `${slug(person[1] ?? '')}@${slug(name)}`;
    const email = this.email(address, market, this.all.length);
    this.all.push({ market, name, email, country, city: random.pick(people.cities), segment });
    return this.all.length - 1;
  }

  private change(index: number, random: Random): void {
    const customer = this.all[index];
    if (customer === undefined) return;
    const what = random.unit();
    if (what < 0.55) {
      customer.city = random.pick(this.from(customer.market).cities);
    } else if (what < 0.65) {
      const market = random.weighted(marketSums);
      customer.country = markets[market]?.country ?? customer.country;
      customer.city = random.pick(this.from(market).cities);
    } else if (what < 0.85) {
      const local = customer.email.split('@')[0] ?? '';
      customer.email = this.email(`${local}.${random.between(10, 99)}`, customer.market, random.below(1000));
    } else {
      customer.segment = segments[random.weighted(segmentSums)] ?? customer.segment;
    }
  }

  private from(market: number): People {
    const people = this.people[market];
    if (people === undefined) throw new RangeError(`there is no market ${market}`);
    return people;
  }

  private email(local: string, market: number, salt: number): string {
    if (local.includes('@')) return `${local}.${markets[market]?.domain ?? 'com'}`;
    const host = ['example', 'mail.example', 'post.example'][salt % 3] ?? 'example';
    return `${local}@${host}.${markets[market]?.domain ?? 'com'}`;
  }

  private line(index: number, day: number, second: number): string {
    const customer = this.all[index];
    if (customer === undefined) throw new RangeError(`there is no customer ${index}`);
    const { name, email, country, city, segment } = customer;
    const fields = [field(name), email, country, field(city), segment, this.calendar.at(day, second)];
    return `${identifier('C', index + 1, 7)},${fields.join(',')}`;
  }
}
