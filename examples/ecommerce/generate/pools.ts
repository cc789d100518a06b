/** Names that Faker made once; rows pick from them, which is a thousand times faster than to ask Faker for each. */
import { faker as english } from '@faker-js/faker/locale/en';
import { markets } from './markets';

export interface People {
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly companies: readonly string[];
  readonly cities: readonly string[];
}

/** One for each market, in the order of the markets. */
export function peoplePools(seed: number): readonly People[] {
  return markets.map(({ faker }, index) => {
    faker.seed(seed + index);
    const many = (count: number, make: () => string) => [...new Set(Array.from({ length: count }, make))];
    return {
      first: many(300, () => faker.person.firstName()),
      last: many(300, () => faker.person.lastName()),
      companies: many(120, () => faker.company.name()),
      cities: many(80, () => faker.location.city()),
    };
  });
}

export interface Category {
  readonly name: string;
  /** Share of the products, in hundredths. */
  readonly weight: number;
  /** In cents. */
  readonly price: readonly [from: number, to: number];
  readonly things: readonly string[];
}

export const categories: readonly Category[] = [
  { name: 'home', weight: 22, price: [900, 24_900], things: ['Lamp', 'Chair', 'Kettle', 'Rug', 'Shelf', 'Towel'] },
  { name: 'fashion', weight: 20, price: [1200, 14_900], things: ['Jacket', 'Shirt', 'Scarf', 'Shoes', 'Hat', 'Belt'] },
  {
    name: 'electronics',
    weight: 16,
    price: [2900, 129_900],
    things: ['Keyboard', 'Camera', 'Speaker', 'Monitor', 'Charger', 'Headphones'],
  },
  { name: 'sports', weight: 12, price: [1500, 59_900], things: ['Bicycle', 'Ball', 'Tent', 'Skates', 'Bottle', 'Mat'] },
  { name: 'beauty', weight: 11, price: [500, 6900], things: ['Soap', 'Cream', 'Brush', 'Perfume', 'Mirror', 'Oil'] },
  { name: 'books', weight: 10, price: [600, 4900], things: ['Novel', 'Atlas', 'Cookbook', 'Diary', 'Comic', 'Guide'] },
  { name: 'toys', weight: 9, price: [700, 9900], things: ['Puzzle', 'Robot', 'Blocks', 'Kite', 'Train', 'Doll'] },
];

export interface Descriptions {
  readonly adjectives: readonly string[];
  readonly materials: readonly string[];
}

export function descriptionPools(seed: number): Descriptions {
  english.seed(seed);
  return {
    adjectives: Array.from({ length: 40 }, () => english.commerce.productAdjective()),
    materials: Array.from({ length: 20 }, () => english.commerce.productMaterial()),
  };
}
