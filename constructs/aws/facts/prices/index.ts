export { daysAMonth, hoursAMonth, type Price, type Quote, undated } from './price';
export { type PriceName, prices, quoteOf } from './table';
export { freeTypes } from './free';
