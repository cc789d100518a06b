/** The one query that counts all steps of a flow. */
import { counts, type Count } from './step';

/** Some counts of a step: what each is, and from which rows. */
export interface Measure {
  readonly step: number;
  /** Aggregates over `from`, in portable SQL. */
  readonly counts: Readonly<Partial<Record<Count, string>>>;
  /** What follows FROM. */
  readonly from: string;
}

export interface NamedQuery {
  readonly name: string;
  readonly text: string;
}

export function measuring(measures: readonly Measure[], named: readonly NamedQuery[]): string {
  const selects = measures.map(({ step, counts: own, from }) => {
    const items = counts.map((c) => `cast(${own[c] ?? 'null'} as bigint) as ${c}`);
    return `select ${step} as step, ${items.join(', ')} from ${from}`;
  });
  const tables = named.map(({ name, text }) => `${name} as (${text})`);
  return `${tables.length === 0 ? '' : `with ${tables.join(', ')} `}${selects.join(' union all ')}`;
}
