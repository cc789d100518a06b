/** Ranges of addresses as numbers: what a VPC's CIDR holds, how it is divided, what overlaps. */

export interface Cidr {
  /** The first address. */
  readonly first: number;
  /** The bits that all its addresses share: 16 in `10.0.0.0/16`. */
  readonly prefix: number;
}

/** Without leading zeros, which some read as numbers to the base of eight. */
const octet = '(0|[1-9]\\d{0,2})';
const written = new RegExp(`^${[octet, octet, octet, octet].join('\\.')}/(0|[1-9]\\d?)$`);

/** Undefined when the text is no range: an octet above 255, or bits beyond the prefix. */
export function parseCidr(text: string): Cidr | undefined {
  const numbers = written.exec(text)?.slice(1).map(Number);
  if (numbers === undefined) return undefined;
  const prefix = numbers[4] ?? 33;
  const octets = numbers.slice(0, 4);
  if (prefix > 32 || octets.some((octet) => octet > 255)) return undefined;
  const first = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return first % sizeOf(prefix) === 0 ? { first, prefix } : undefined;
}

export function cidrText({ first, prefix }: Cidr): string {
  const octets = [24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256);
  return `${octets.join('.')}/${prefix}`;
}

/** How many addresses a range of this prefix has. */
export const sizeOf = (prefix: number): number => 2 ** (32 - prefix);

export function overlap(one: Cidr, other: Cidr): boolean {
  return one.first < other.first + sizeOf(other.prefix) && other.first < one.first + sizeOf(one.prefix);
}

/** Whether a range holds all of the other. */
export const holds = (one: Cidr, other: Cidr): boolean => one.prefix <= other.prefix && overlap(one, other);

/** The four quarters of a range, in order. */
export const quarters = ({ first, prefix }: Cidr): readonly Cidr[] =>
  [0, 1, 2, 3].map((i) => ({ first: first + i * sizeOf(prefix + 2), prefix: prefix + 2 }));
