/** Every row is accounted for: the sums that a task's counts must satisfy, and what stops a commit. */
import type { RuleCount } from './counts';

export type Counts = Readonly<Record<string, number>>;

/** Why the gate lets nothing through; undefined when the counts are in order. */
export function gateRefusal(counts: Counts, rules: readonly RuleCount[], staged: number): string | undefined {
  const { candidates, accepted, quarantined, superseded } = counts;
  return (
    unequal('candidates', candidates, { accepted, quarantined, superseded }) ??
    unequal('accepted', accepted, { 'rows staged for the commit': staged }) ??
    critical(counts, rules) ??
    (counts['ambiguous'] ? ambiguous(counts['ambiguous']) : undefined) ??
    (counts['outside'] ? outside(counts['outside']) : undefined)
  );
}

/** For all modes but scd2: each accepted row did one thing to the table. */
export function changeRefusal({ accepted, inserted, updated, unchanged }: Counts): string | undefined {
  return unequal('accepted', accepted, { inserted, updated, unchanged });
}

export function tableRefusal(counts: Counts): string | undefined {
  const { rows_before, rows_after, inserted, deleted } = counts;
  return unequal('rows_after', rows_after, { rows_before, inserted, '-deleted': negative(deleted) });
}

/** Of an ingest: each record of the files became a row. */
export function sourceRefusal({ source_seen, source_landed, source_rejected, candidates }: Counts): string | undefined {
  return (
    unequal('source_seen', source_seen, { source_landed, source_rejected }) ??
    unequal('source_landed', source_landed, { candidates })
  );
}

export function unequal(
  whole: string,
  value: number | undefined,
  parts: Readonly<Record<string, number | undefined>>,
): string | undefined {
  const sum = Object.values(parts).reduce<number>((total, part) => total + (part ?? NaN), 0);
  if (sum === value) return undefined;
  const terms = Object.entries(parts).map(([name, part]) => `${name} ${String(part)}`);
  return `rows are unaccounted for: ${whole} ${String(value)}, expected the sum of ${terms.join(', ')}; nothing was written`;
}

function negative(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}

function critical(counts: Counts, rules: readonly RuleCount[]): string | undefined {
  if (!counts['critical']) return undefined;
  const broken = rules.filter((r) => r.severity === 'critical').map((r) => `'${r.rule}' by ${rowCount(r.rows)}`);
  return `critical expectation broken: ${broken.join(', ')}; nothing was written. Mend the source, or the rule`;
}

function ambiguous(rows: number): string {
  return (
    `merge is ambiguous: ${rowCount(rows)} share a key with a different one, and nothing orders them; ` +
    'nothing was written. Give the merge a sequence_by, or deduplicate in the query'
  );
}

function outside(rows: number): string {
  return (
    `${rowCount(rows)} outside the interval; nothing was written. ` +
    'Filter the query by ${interval.start} and ${interval.end}, or give the task a longer lookback'
  );
}

function rowCount(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`;
}
