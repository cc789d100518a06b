/** What each write mode does to a table, in memory, from docs/write-modes.md alone. */
import { createHash } from 'node:crypto';
import { descending, greatest, groups, keyOf, type Row } from './rows';

export interface Rule {
  readonly name: string;
  readonly severity: 'warning' | 'error' | 'critical';
  /** False breaks the rule; null, for unknown, does not. */
  readonly holds: (row: Row) => boolean | null;
}

export interface Gated {
  readonly accepted: readonly Row[];
  /** With `_reasons`, names of rules joined by a comma, in the rules' order. */
  readonly quarantined: readonly Row[];
  readonly critical: boolean;
}

export function gate(candidates: readonly Row[], rules: readonly Rule[]): Gated {
  const broken = (row: Row, severity: Rule['severity']): readonly string[] =>
    rules.filter((r) => r.severity === severity && r.holds(row) === false).map((r) => r.name);
  return {
    accepted: candidates.filter((row) => broken(row, 'error').length === 0),
    quarantined: candidates
      .map((row) => ({ ...row, _reasons: broken(row, 'error').join(',') }))
      .filter((row) => row._reasons !== ''),
    critical: candidates.some((row) => broken(row, 'critical').length > 0),
  };
}

/** @param interval the value of `_interval_start` */
export function append(table: readonly Row[], accepted: readonly Row[], interval: string): readonly Row[] {
  return [
    ...table.filter((r) => r['_interval_start'] !== interval),
    ...accepted.map((r) => ({ ...r, _interval_start: interval })),
  ];
}

export function overwritePartitions(
  table: readonly Row[],
  accepted: readonly Row[],
  by: readonly string[],
): readonly Row[] {
  const replaced = groups(accepted, by);
  return [...table.filter((r) => !replaced.has(keyOf(r, by))), ...accepted];
}

export function merge(
  table: readonly Row[],
  accepted: readonly Row[],
  keys: readonly string[],
  sequence: string,
  columns: readonly string[],
): readonly Row[] {
  const winners = new Map(groups(table, keys));
  for (const [key, rivals] of groups(accepted, keys)) {
    const best = greatest(rivals, [sequence, ...columns]);
    const present = winners.get(key)?.[0];
    const older =
      best &&
      present &&
      best[sequence] !== null &&
      present[sequence] !== null &&
      descending(best[sequence], present[sequence]) > 0;
    if (best && !older) winners.set(key, [best]);
  }
  return [...winners.values()].flat();
}

export function incremental(
  table: readonly Row[],
  accepted: readonly Row[],
  time: string,
  from: string,
  to: string,
): readonly Row[] {
  const inside = (row: Row): boolean => String(row[time]) >= from && String(row[time]) < to;
  return [...table.filter((r) => !inside(r)), ...accepted];
}

export interface History {
  readonly keys: readonly string[];
  readonly track: readonly string[];
  /** The contract's columns, in order. */
  readonly columns: readonly string[];
  readonly surrogate: string;
}

/** @param changes all of them, of all intervals, with `_effective_at` and `_sequence`, in any order */
export function scd2(changes: readonly Row[], { keys, track, columns, surrogate }: History): readonly Row[] {
  const versions: Row[] = [];
  for (const history of groups(changes, keys).values()) {
    const moments = [...groups(history, ['_effective_at']).values()]
      .map((rivals) => greatest(rivals, ['_sequence', ...columns]))
      .filter((change) => change !== undefined);
    moments.sort((a, b) => descending(b['_effective_at'], a['_effective_at']));
    const own: Record<string, Row[string]>[] = [];
    for (const change of moments) {
      const last = own.at(-1);
      const values = Object.fromEntries(columns.map((c) => [c, change[c] ?? null]));
      if (last && track.every((c) => (last[c] ?? null) === (change[c] ?? null))) Object.assign(last, values);
      else own.push({ ...values, valid_from: change['_effective_at'] ?? null });
    }
    own.forEach((version, i) => {
      const next = own[i + 1]?.['valid_from'] ?? null;
      const key = keys.map((k) => `${String(Array.from(String(version[k])).length)}:${String(version[k])}|`).join('');
      const micros = String(Date.parse(String(version['valid_from'])) * 1000);
      const hash = createHash('sha256').update(`${key}${micros}`).digest('hex');
      versions.push({ ...version, [surrogate]: hash, valid_to: next, is_current: next === null });
    });
  }
  return versions;
}
