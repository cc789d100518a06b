/** Rows as the oracles have them: plain values, compared as the tables' text is. */

/** Text, number or null; timestamps as `2026-01-01T10:00:00.000Z`, decimals as numbers. */
export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

/** Greatest first, null last. */
export function descending(a: Value | undefined, b: Value | undefined): number {
  const left = a ?? null;
  const right = b ?? null;
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left > right ? -1 : 1;
}

/** The greatest row by the columns in order. */
export function greatest(rows: readonly Row[], columns: readonly string[]): Row | undefined {
  const compare = (a: Row, b: Row): number =>
    columns.map((c) => descending(a[c], b[c])).find((order) => order !== 0) ?? 0;
  return [...rows].sort(compare)[0];
}

export function keyOf(row: Row, columns: readonly string[]): string {
  return JSON.stringify(columns.map((c) => row[c] ?? null));
}

export function groups(rows: readonly Row[], columns: readonly string[]): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row, columns);
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return found;
}

/** The rows in an order of their own, for comparison as multisets. */
export function multiset(rows: readonly Row[]): readonly string[] {
  return rows
    .map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))))
    .sort();
}
