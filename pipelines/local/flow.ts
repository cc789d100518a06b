/**
 * The rows within a query, from what was counted at its steps: which sums must come out, and what nobody declared.
 * docs/accounting.md; runtime/lakewright_runtime/flow.py says the same on Spark.
 */
import * as z from 'zod';
import type { FlowStep } from '../engines';
import { unequal } from './accounting';
import type { FlowCount } from './counts';

const count = z.coerce.number().nullable();
export const flowRow = z.object({
  step: z.coerce.number(),
  rows_out: count,
  rows_in: count,
  lost: count,
  undecided: count,
  unmatched: count,
  right_rows: count,
  right_out: count,
});
export type FlowRow = z.output<typeof flowRow>;

export interface Followed {
  readonly flow: readonly FlowCount[];
  /** Why the run may not go on; undefined when all sums come out. */
  readonly refusal: string | undefined;
}

/** @param candidates the rows that the query really gave */
export function follow(steps: readonly FlowStep[], rows: readonly FlowRow[], candidates: number): Followed {
  const flow: FlowCount[] = [];
  let refusal: string | undefined;
  steps.forEach((step, place) => {
    const rowsIn = step.inputs.reduce((sum, input) => sum + (flow[input]?.rows_out ?? NaN), 0);
    const counted = merged(rows.filter((r) => r.step === place));
    const one = stepCount(step, step.inputs.length === 0 ? (counted.rows_out ?? NaN) : rowsIn, counted);
    refusal ??= stepRefusal(step, one, counted);
    flow.push(one);
  });
  refusal ??= unequal('candidates', candidates, { 'rows out of the last step of the query': flow.at(-1)?.rows_out });
  return { flow, refusal };
}

/** Of the rows of a step, each of which has some of its counts, one. */
function merged(rows: readonly FlowRow[]): Partial<FlowRow> {
  return Object.fromEntries(rows.flatMap((r) => Object.entries(r).filter(([, n]) => n !== null)));
}

function stepCount(step: FlowStep, rowsIn: number, counted: Partial<FlowRow>): FlowCount {
  const { kind, block, text, inputs } = step;
  const bare = { kind, block, text, inputs, unmatched: null, undecided: null, unaccounted: 0, rows_in: rowsIn };
  const out = counted.rows_out ?? rowsIn;
  switch (kind) {
    case 'inner':
    case 'left':
    case 'right':
    case 'full': {
      const unmatched = counted.unmatched ?? NaN;
      const extra = out + unmatched - rowsIn;
      const strangers = kind === 'right' || kind === 'full' ? (counted.right_out ?? NaN) - out : 0;
      const kept = kind === 'left' || kind === 'full' ? unmatched : 0;
      return {
        ...bare,
        unmatched,
        rows_out: out + kept + strangers,
        dropped: unmatched - kept,
        added: extra + strangers,
        unaccounted: step.cardinality === undefined ? extra : 0,
      };
    }
    case 'cross':
    case 'expand': {
      const added = Math.max(0, out - rowsIn);
      const unaccounted = kind === 'cross' ? Math.abs(out - rowsIn) : 0;
      return { ...bare, rows_out: out, dropped: Math.max(0, rowsIn - out), added, unaccounted };
    }
    case 'group':
      return { ...bare, rows_out: out, dropped: 0, added: 0 };
    case 'read':
      return { ...bare, rows_out: out, dropped: rowsIn - out, added: 0 };
    default:
      return { ...bare, rows_out: out, dropped: rowsIn - out, added: 0, undecided: counted.undecided ?? null };
  }
}

function stepRefusal(step: FlowStep, one: FlowCount, counted: Partial<FlowRow>): string | undefined {
  const where = `${one.block === '' ? '' : `${one.block}: `}${one.text}`;
  const { rows_in, lost, undecided } = counted;
  if (rows_in !== undefined) {
    const off = unequal(`rows into '${where}'`, rows_in ?? NaN, { 'rows out of the step before': one.rows_in });
    if (off !== undefined) return off;
  }
  if (lost !== undefined && undecided !== undefined) {
    const parts = { kept: one.rows_out, refused: lost ?? NaN, undecided: undecided ?? NaN };
    const off = unequal(`rows into '${where}'`, one.rows_in, parts);
    if (off !== undefined) return off;
  }
  if (one.dropped < 0 || Number.isNaN(one.dropped) || one.added < 0)
    return unequal(`rows out of '${where}'`, one.rows_out, { 'rows in': one.rows_in });
  return joinRefusal(step, one, counted);
}

/** A join that finds more than was declared. */
function joinRefusal({ cardinality }: FlowStep, one: FlowCount, counted: Partial<FlowRow>): string | undefined {
  if (cardinality === undefined) return undefined;
  const where = `${one.block === '' ? '' : `in ${one.block}, `}'${one.text}'`;
  const leftTwice = counted.rows_out === undefined ? 0 : (counted.rows_out ?? 0) + (one.unmatched ?? 0) - one.rows_in;
  const rightTwice = (counted.right_out ?? 0) - (counted.right_rows ?? 0);
  const broken = (side: string, extra: number): string =>
    `${where} is declared ${cardinality}, and rows of its ${side} side met more than one row: ${extra} rows too many; ` +
    'nothing was written. Make the other side unique, or declare what is true in joins';
  if ((cardinality === 'many_to_one' || cardinality === 'one_to_one') && leftTwice > 0)
    return broken('left', leftTwice);
  if ((cardinality === 'one_to_many' || cardinality === 'one_to_one') && rightTwice > 0)
    return broken('right', rightTwice);
  return undefined;
}

export const totalRow = z.object({
  name: z.string(),
  expected: z.string().nullable(),
  found: z.string().nullable(),
  same: z.boolean(),
});
export type TotalRow = z.output<typeof totalRow>;

/** @param names the totals that were asked for: an inputs query that gave no row, or several, has no value */
export function totalRefusal(names: readonly string[], rows: readonly TotalRow[]): string | undefined {
  for (const name of names) {
    const found = rows.filter((r) => r.name === name);
    const [only] = found;
    if (only === undefined || found.length > 1)
      return `control total '${name}': its inputs gave ${found.length} rows, expected one; nothing was written`;
    if (!only.same)
      return (
        `control total '${name}' is off: the inputs say ${only.expected ?? 'null'}, the task's rows say ` +
        `${only.found ?? 'null'}; nothing was written`
      );
  }
  return undefined;
}
