/** One thing of a month that is paid for. */
import type { CostAssumption, CostAssumptions } from '../../../environments/cost';
import type { Platform, SynthesizedResource } from '../../core/policy';
import type { PriceName, Quote } from '../facts/prices';

export interface CostLine {
  readonly stack: string;
  /** The type of Terraform that the cost belongs to. */
  readonly type: string;
  /** The path of its construct. */
  readonly resource: string;
  /** What is paid: `requests`. */
  readonly item: string;
  readonly region: string;
  /** `fixed` is paid for being there, `usage` by what is assumed. */
  readonly kind: 'fixed' | 'usage';
  readonly quantity: number;
  readonly unit: string;
  /** What was assumed of it, by name. */
  readonly assumed: readonly CostAssumption[];
  /** Absent where no price was found. */
  readonly price?: Quote;
  /** US dollars a month; absent where no price was found. */
  readonly usd?: number;
}

/** What a resource uses in a month; `quantity` counts single things, whatever the price's unit is. */
export interface Usage {
  readonly item: string;
  readonly price: PriceName;
  readonly quantity: number;
  /** Of what depends on how it is used; what depends on nothing is fixed. */
  readonly assumed?: readonly CostAssumption[];
  /** True of what depends on use that a stack tells: how often a schedule calls. */
  readonly used?: boolean;
  /** Another region than the resource's. */
  readonly region?: string;
  /** Another type than the resource's. */
  readonly type?: string;
}

export interface Surroundings {
  readonly platform: Platform;
  readonly assumptions: CostAssumptions;
  readonly region: string;
}

/** @returns what the resource uses, or why that cannot be told */
export type Pricer = (resource: SynthesizedResource, around: Surroundings) => readonly Usage[] | string;
