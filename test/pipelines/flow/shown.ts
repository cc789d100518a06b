/** A step as `cases.ts` writes it. */
interface Shown {
  readonly kind: string;
  readonly block: string;
  readonly rows_in: number;
  readonly rows_out: number;
  readonly dropped: number;
  readonly added: number;
  readonly unmatched: number | null;
  readonly undecided: number | null;
  readonly unaccounted: number;
}

export function shown(step: Shown): string {
  const { kind, block, rows_in: before, rows_out: after, dropped, added, unmatched, undecided, unaccounted } = step;
  const more = [
    ...(dropped === 0 ? [] : [`dropped ${dropped}`]),
    ...(added === 0 ? [] : [`added ${added}`]),
    ...(unmatched === null ? [] : [`unmatched ${unmatched}`]),
    ...(undecided === null ? [] : [`undecided ${undecided}`]),
    ...(unaccounted === 0 ? [] : [`unaccounted ${unaccounted}`]),
  ];
  return [`${block === '' ? '' : `${block} `}${kind}: ${before} -> ${after}`, ...more].join(', ');
}
