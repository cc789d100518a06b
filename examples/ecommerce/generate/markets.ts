/** The countries that the shop sells to, and the Faker of each. */
import type { Faker } from '@faker-js/faker';
import { faker as german } from '@faker-js/faker/locale/de';
import { faker as british } from '@faker-js/faker/locale/en_GB';
import { faker as american } from '@faker-js/faker/locale/en_US';
import { faker as spanish } from '@faker-js/faker/locale/es';
import { faker as french } from '@faker-js/faker/locale/fr';
import { faker as italian } from '@faker-js/faker/locale/it';
import { faker as dutch } from '@faker-js/faker/locale/nl';
import { faker as polish } from '@faker-js/faker/locale/pl';
import { faker as swedish } from '@faker-js/faker/locale/sv';

export interface Market {
  readonly country: string;
  readonly currency: string;
  /** How many thousandths of the currency are a euro. */
  readonly rate: number;
  /** Share of the customers, in hundredths. */
  readonly weight: number;
  /** The last part of addresses of electronic mail. */
  readonly domain: string;
  readonly faker: Faker;
}

export const markets: readonly Market[] = [
  { country: 'DE', currency: 'EUR', rate: 1000, weight: 24, domain: 'de', faker: german },
  { country: 'FR', currency: 'EUR', rate: 1000, weight: 16, domain: 'fr', faker: french },
  { country: 'GB', currency: 'GBP', rate: 860, weight: 15, domain: 'co.uk', faker: british },
  { country: 'US', currency: 'USD', rate: 1090, weight: 14, domain: 'com', faker: american },
  { country: 'NL', currency: 'EUR', rate: 1000, weight: 9, domain: 'nl', faker: dutch },
  { country: 'ES', currency: 'EUR', rate: 1000, weight: 8, domain: 'es', faker: spanish },
  { country: 'IT', currency: 'EUR', rate: 1000, weight: 7, domain: 'it', faker: italian },
  { country: 'SE', currency: 'SEK', rate: 11_200, weight: 4, domain: 'se', faker: swedish },
  { country: 'PL', currency: 'PLN', rate: 4300, weight: 3, domain: 'pl', faker: polish },
];
