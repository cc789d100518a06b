/** The order of layers, and a colour for each. */
import type { ReportData } from './data';

const known = ['landing', 'raw', 'bronze', 'staging', 'silver', 'gold', 'mart'];
/** Classes in style.ts; a layer of another name takes the next of the last four. */
const named: Readonly<Record<string, string>> = { bronze: 'bronze', silver: 'silver', gold: 'gold' };
const others = ['teal', 'violet', 'rose', 'moss'];

export interface Layer {
  readonly name: string;
  /** `layer-gold` */
  readonly className: string;
}

/** Layers of the tables, from source to use. */
export function layersOf(data: ReportData): readonly Layer[] {
  const names = [...new Set(data.tables.map((table) => table.layer))].sort(
    (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1),
  );
  let next = 0;
  return names.map((name) => {
    const colour = Object.hasOwn(named, name) ? named[name] : others[next++ % others.length];
    return { name, className: `layer-${colour ?? 'teal'}` };
  });
}

function rank(name: string): number {
  const place = known.indexOf(name);
  return place < 0 ? known.length : place;
}
