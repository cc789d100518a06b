/** What an attempt counted, as the ledger and the marks of commits keep it. */
import * as z from 'zod';

/** Rows that broke a rule. */
export interface RuleCount {
  readonly rule: string;
  readonly severity: string;
  readonly rows: number;
}

/** A step with its rows: rows_out = rows_in - dropped + added, but where rows become groups. */
export const flowCount = z.object({
  kind: z.string(),
  block: z.string(),
  text: z.string(),
  inputs: z.array(z.number()),
  rows_in: z.number(),
  rows_out: z.number(),
  dropped: z.number(),
  added: z.number(),
  /** Rows of a join's left side that met none; null for other steps. */
  unmatched: z.number().nullable(),
  /** Rows for which a filter's condition was unknown (null); null for other steps. */
  undecided: z.number().nullable(),
  /** Rows that a join added although nobody declared that it may. */
  unaccounted: z.number(),
});
export type FlowCount = z.output<typeof flowCount>;
