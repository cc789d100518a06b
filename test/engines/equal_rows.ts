/** Equal tables, as the design says: multisets; all exact but doubles, which may differ by 1e-9 of their size. */
import type { Row, Value } from './values';

/** The rows of either side that the other lacks, as texts; both empty when the tables are equal. */
export function difference(
  left: readonly Row[],
  right: readonly Row[],
): { readonly left: readonly string[]; readonly right: readonly string[] } {
  const a = [...left].sort(order);
  const b = [...right].sort(order);
  const only = { left: [] as string[], right: [] as string[] };
  let i = 0;
  let j = 0;
  for (;;) {
    const x = a[i];
    const y = b[j];
    if (x === undefined && y === undefined) return only;
    if (x !== undefined && y !== undefined && same(x, y)) {
      i++;
      j++;
    } else if (y === undefined || (x !== undefined && order(x, y) < 0)) {
      only.left.push(JSON.stringify(x));
      i++;
    } else {
      only.right.push(JSON.stringify(y));
      j++;
    }
  }
}

/** By all that is exact, then by the doubles. */
function order(a: Row, b: Row): number {
  const x = exactText(a);
  const y = exactText(b);
  if (x !== y) return x < y ? -1 : 1;
  const p = doubles(a);
  const q = doubles(b);
  const at = p.findIndex((n, i) => n !== q[i]);
  return at < 0 ? 0 : (p[at] ?? 0) - (q[at] ?? 0);
}

const isDouble = (v: Value | undefined): v is number => typeof v === 'number';

function exactText(row: Row): string {
  const entries = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries.map(([name, v]) => [name, isDouble(v) ? '#' : v]));
}

function doubles(row: Row): readonly number[] {
  return Object.entries(row)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, v]) => v)
    .filter(isDouble);
}

function same(a: Row, b: Row): boolean {
  if (exactText(a) !== exactText(b)) return false;
  const q = doubles(b);
  return doubles(a).every((n, i) => close(n, q[i] ?? NaN));
}

function close(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}
