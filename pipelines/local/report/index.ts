export type * from './data';
export { renderReport } from './render';
export { scorecard, type ScorecardOptions } from './scorecard';
