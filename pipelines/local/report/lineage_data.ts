/** Column lineage as the page's script takes it: names once, edges by number. */
import type { ColumnEdge, LineageKind } from './data';
import { visible } from './markup';
import type { Page } from './page';

export const kinds: readonly LineageKind[] = ['identity', 'transformation', 'aggregation', 'filter', 'join'];

export interface LineageData {
  /** Name of each table. */
  readonly tables: readonly string[];
  /** [from, to] */
  readonly edges: readonly (readonly [number, number])[];
  readonly names: readonly string[];
  /** [from table, from column's name, to table, to column's name, kind], of those that carry values. */
  readonly columns: readonly (readonly [number, number, number, number, number])[];
}

export function lineageData({ data, indexOf }: Page): LineageData {
  const names = new Map<string, number>();
  const nameOf = (name: string) => {
    const have = names.get(name) ?? names.size;
    names.set(name, have);
    return have;
  };
  const columns = data.lineage.columns.flatMap((edge): (readonly [number, number, number, number, number])[] => {
    const from = indexOf.get(edge.fromTable);
    const to = indexOf.get(edge.toTable);
    if (from === undefined || to === undefined || !carries(edge)) return [];
    return [[from, nameOf(edge.fromColumn), to, nameOf(edge.toColumn), kinds.indexOf(edge.kind)]];
  });
  return {
    tables: data.tables.map(({ id }) => visible(id)),
    edges: data.lineage.tables.flatMap(({ from, to }): (readonly [number, number])[] => {
      const pair = [indexOf.get(from), indexOf.get(to)] as const;
      return pair[0] === undefined || pair[1] === undefined ? [] : [[pair[0], pair[1]]];
    }),
    names: [...names.keys()].map(visible),
    columns,
  };
}

/** Filters and joins decide which rows there are; the others where a value comes from. */
export function carries({ kind }: ColumnEdge): boolean {
  return kind !== 'filter' && kind !== 'join';
}
