/** What a person should know after a run and would not see in its figures. */
import type { ChangedTask, EmptyColumn } from '../pipelines/local';
import type { ReportData } from '../pipelines/local/report';
import { hintFor, type Plan } from '../pipelines/plan';
import { count } from './output';

/** Files that a pattern never matched: a wrong path succeeds with no rows, as a day without deliveries does. */
export function filelessNotes(data: ReportData, parameters: Readonly<Record<string, string>>): readonly string[] {
  return data.tasks.flatMap(({ id, kind, text, attempts }) => {
    const counted = attempts.flatMap(({ counts }) => counts?.source ?? []);
    if (kind !== 'ingest' || counted.length === 0 || counted.some(({ files }) => files > 0)) return [];
    const path = text.replace(/\$\{([A-Z_][A-Z0-9_]*)\}/g, (whole, name: string) => parameters[name] ?? whole);
    return [`${id} has found no file yet: nothing matches '${path}'`];
  });
}

/** Columns of a contract that the files seem to have under another name. */
export function emptyColumnNotes(empty: readonly EmptyColumn[]): readonly string[] {
  return empty.map(
    ({ table, column, rows, undeclared }) =>
      `${table}.${column} is null in all ${count(rows, 'row')}, and the files have columns that the contract does not ` +
      `declare, kept in _rescued; ${hintFor(column, undeclared) ?? ''}`,
  );
}

/** Tables whose rows an earlier definition made, and how to make them anew. */
export function changedNotes(changed: readonly ChangedTask[]): readonly string[] {
  return changed.map(
    ({ task, writes, intervals, from, to }) =>
      `${task} has changed since ${count(intervals, 'interval')} of it ran; to make their rows anew: ` +
      `lakewright run --restate ${short(from)}..${short(to)} --select '${writes}+'`,
  );
}

/** Why there was no interval to look at. */
export function idleNote(plan: Plan, chosen: ReadonlySet<string>, to: Date): string {
  if (plan.order.length === 0) return 'nothing to do: the definitions have no task';
  const pipelines = new Set([...chosen].map((id) => plan.tasks[id]?.pipeline));
  const later = Object.values(plan.pipelines).filter(
    ({ name, start }) => pipelines.has(name) && start !== undefined && new Date(start) > to,
  );
  const why = later.map(({ name, start = '' }) => `'${name}' starts on ${start}`);
  const range = 'no interval of the selected tasks is in the range';
  return `nothing to do: ${range}${why.length === 0 ? '' : ` (${why.join(', ')}; the run ends at ${short(to.toISOString())})`}`;
}

/** As `--restate` takes it. */
function short(iso: string): string {
  return iso.replace(/T00:00:00\.000Z$/, '').replace('.000Z', 'Z');
}
