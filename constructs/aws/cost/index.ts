export { compare, type CostChange } from './compare';
export { type Estimate, estimate, pricers, type Unpriced } from './estimate';
export type { CostLine } from './line';
