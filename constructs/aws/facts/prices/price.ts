/** A price as its source gave it: list prices in US dollars, before taxes, discounts and free tiers. */

export interface Quote {
  readonly usd: number;
  readonly source: string;
  /** The day on which the source said so, `2026-09-11`; or `undated`. */
  readonly seen: string;
}

/** Of a page that does not say from when it is. */
export const undated = 'undated';

export interface Price {
  /** `10,000 requests`: what `usd` buys. */
  readonly unit: string;
  /** Of the thing itself that `unit` holds: 10,000. */
  readonly size: number;
  /** In every region the same; absent where it differs. */
  readonly everywhere?: Quote;
  readonly byRegion?: Readonly<Record<string, Quote>>;
}

/** A year of 365 days in twelve parts. */
export const hoursAMonth = 730;
export const daysAMonth = 365 / 12;

/** AWS's own list of a service in a region. */
export const listed = (usd: number, service: string, region: string, seen: string): Quote => ({
  usd,
  source: `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${service}/current/${region}/index.json`,
  seen,
});
