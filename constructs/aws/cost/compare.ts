/** What a month costs more or less than before, resource by resource. */
import type { CostLine } from './line';
import { type Estimate, sum } from './estimate';

export interface CostChange {
  readonly stack: string;
  readonly type: string;
  readonly resource: string;
  /** US dollars a month; absent where it was not there, or will not be. */
  readonly before?: number;
  readonly after?: number;
  readonly change: number;
  /** Lines without a price, before or after. */
  readonly notPriced: number;
}

/** Only what changes, the greatest change first. */
export function compare(before: Estimate, after: Estimate): readonly CostChange[] {
  const [was, is] = [byResource(before.lines), byResource(after.lines)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .flatMap((key): readonly CostChange[] => {
      const [old, now] = [was.get(key), is.get(key)];
      const [first] = now ?? old ?? [];
      if (first === undefined) return [];
      const { stack, type, resource } = first;
      const change = sum(now ?? []) - sum(old ?? []);
      return [
        {
          stack,
          type,
          resource,
          ...(old === undefined ? {} : { before: sum(old) }),
          ...(now === undefined ? {} : { after: sum(now) }),
          change,
          notPriced: Math.max(...[old, now].map((lines = []) => lines.filter(({ usd }) => usd === undefined).length)),
        },
      ];
    })
    .filter(
      ({ before: old, after: now, change }) => Math.abs(change) >= smallest || old === undefined || now === undefined,
    )
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.resource < b.resource ? -1 : 1));
}

/** Less is what is left over when doubles are added in another order. */
const smallest = 1e-9;

function byResource(lines: readonly CostLine[]): ReadonlyMap<string, readonly CostLine[]> {
  const all = new Map<string, CostLine[]>();
  for (const line of lines) {
    const key = `${line.type} ${line.resource}`;
    all.set(key, [...(all.get(key) ?? []), line]);
  }
  return all;
}
