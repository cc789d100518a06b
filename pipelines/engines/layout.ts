/** The columns and relations of a task: what is staged, what is kept. */
import type { Plan, PlanTable, PlanTask } from '../plan';
import { systemColumns } from '../plan';
import type { Relation } from './program';

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

const text = (name: string, nullable = false): Column => ({ name, type: 'string', nullable });
const time = (name: string): Column => ({ name, type: 'timestamp', nullable: false });

export const quarantineTable = (table: string): string => `${table}__quarantine`;
export const changesTable = (table: string): string => `${table}__changes`;

export interface Layout {
  /** What the contract declares. */
  readonly declared: readonly Column[];
  /** The columns of `lw_candidates`. */
  readonly candidates: readonly Column[];
  /** The columns of `lw_accepted`: the target's, the change table's for scd2. */
  readonly accepted: readonly Column[];
  readonly target: readonly Column[];
  /** Columns of the target that say how a row came to be. */
  readonly provenance: ReadonlySet<string>;
  readonly relations: readonly Relation[];
}

export function tableOf(plan: Plan, id: string): PlanTable {
  const found = plan.tables[id];
  if (!found) throw new Error(`the plan has no table '${id}'; it has ${Object.keys(plan.tables).join(', ')}`);
  return found;
}

export function taskOf(plan: Plan, id: string): PlanTask {
  const found = plan.tasks[id];
  if (!found) throw new Error(`the plan has no task '${id}'; it has ${Object.keys(plan.tasks).join(', ')}`);
  return found;
}

export function layoutOf(plan: Plan, task: PlanTask): Layout {
  const table = tableOf(plan, task.writes);
  const declared = table.columns.map(({ name, type, nullable }) => ({ name, type, nullable }));
  const system = systemColumns(task.body.kind, task.mode.kind, table.history?.surrogate_key);
  const target = [...declared, ...system.map(({ name, type, nullable }) => ({ name, type, nullable }))];
  const loose = declared.map((c) => ({ ...c, nullable: true }));
  const arrived: Column[] = [];
  if (task.body.kind === 'ingest') arrived.push(text('_rescued', true), text('_corrupt', true), text('_source_file'));
  if (task.mode.kind === 'scd2') {
    arrived.push({ ...time('_effective_at'), nullable: true });
    if (task.mode.sequence_type !== undefined) {
      arrived.push({ name: '_sequence', type: task.mode.sequence_type, nullable: true });
    }
  }
  const candidates = [...loose, ...arrived];
  const changes = [...declared, ...arrived, time('_interval_start'), text('_run_id'), time('_loaded_at')];
  const scd2 = task.mode.kind === 'scd2';
  const quarantine = [
    ...candidates,
    { name: '_reasons', type: 'array<string>', nullable: false },
    text('_task'),
    time('_interval_start'),
    text('_run_id'),
    time('_quarantined_at'),
  ];
  const relation = (role: Relation['role'], id: string, columns: Column[], by: string[] = []): Relation => ({
    ...{ role, table: id, columns, partition_by: by },
    ...(table.format === 'delta' ? {} : { format: table.format }),
  });
  return {
    declared,
    candidates,
    accepted: scd2 ? changes : target,
    target,
    provenance: new Set(system.filter((c) => c.provenance).map((c) => c.name)),
    relations: [
      relation('target', table.id, target, [...table.partition_by]),
      relation('quarantine', quarantineTable(table.id), quarantine),
      ...(scd2 ? [relation('changes', changesTable(table.id), changes)] : []),
    ],
  };
}
