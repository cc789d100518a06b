/** How a construct is tried: with the least and with all of its properties, a second time beside itself, and wrongly. */
import type { Construct } from '../../../constructs/core';
import type { Surroundings } from './surroundings';

/** The groups whose constructs share a root module where terraform applies them. */
export type Family = 'foundation' | 'network' | 'compute' | 'streaming' | 'learning';

export interface Refusal {
  /** What is wrong: `a CIDR that is too small`. */
  readonly wrong: string;
  readonly build: (scope: Construct, given: Surroundings) => unknown;
  /** A part of the message, with the value. */
  readonly message: string;
}

export interface Variant {
  /** The exported class. */
  readonly construct: abstract new (...args: never[]) => Construct;
  readonly family: Family;
  /** Required properties alone; `name` is another one than the default, for the second of a kind. */
  readonly least: (scope: Construct, id: string, given: Surroundings, name?: string) => Construct;
  /** Every property; names differ from those of `least`. */
  readonly all: (scope: Construct, id: string, given: Surroundings) => Construct;
  /** Why there is only one in an account and region. */
  readonly once?: string;
  /** How an existing one takes part, or why there is nothing to take. */
  readonly existing: ((scope: Construct, id: string, given: Surroundings) => unknown) | { readonly none: string };
  readonly refused: readonly Refusal[];
}
