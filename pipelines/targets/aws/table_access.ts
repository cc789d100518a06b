/** Which places a task reads and writes. */
import type { Environment } from '../../../environments';
import type { Plan, PlanTask, TableFormat } from '../../plan';
import { parameterValue, tableParts } from './bindings';
import type { Location, Places } from './places';

export interface Access {
  readonly kind: 'read' | 'write';
  readonly location: Location;
  readonly task: string;
  /** The table, or one that belongs to it: `silver.orders__quarantine`. Absent for files. */
  readonly table?: string;
  /** Of the table. */
  readonly format?: TableFormat;
  readonly why: string;
}

export function accessesOf(plan: Plan, environment: Environment, places: Places, task: PlanTask): readonly Access[] {
  const read = (table: string, why: string): Access => ({
    kind: 'read',
    location: places.table(table),
    task: task.id,
    table,
    ...formatOf(plan, table),
    why,
  });
  const referenced = (plan.tables[task.writes]?.expectations ?? []).flatMap((e) =>
    e.kind === 'reference' && e.table !== task.writes ? [e.table] : [],
  );
  const written = tableParts(plan, task.writes).map((part): Access => ({
    kind: 'write',
    location: places.table(task.writes, part),
    task: task.id,
    table: part === 'target' ? task.writes : `${task.writes}__${part}`,
    ...formatOf(plan, task.writes),
    why: 'writes',
  }));
  return [
    ...task.reads.map((table) => read(table, 'reads')),
    ...referenced.map((table) => read(table, 'looks for references in')),
    ...written,
    ...landing(plan, environment, places, task),
  ];
}

const formatOf = (plan: Plan, table: string): Pick<Access, 'format'> => {
  const format = plan.tables[table]?.format;
  return format === undefined ? {} : { format };
};

/** The folder that an ingest reads: the path up to its first wildcard. */
function landing(plan: Plan, environment: Environment, places: Places, task: PlanTask): readonly Access[] {
  if (task.body.kind !== 'ingest') return [];
  const path = task.body.path.replace(
    /\$\{([A-Z_][A-Z0-9_]*)\}/g,
    (whole, name: string) => parameterValue(plan, environment, places, name) ?? whole,
  );
  const match = /^s3:\/\/([^/]+)\/(.*)$/.exec(path);
  if (match === null) return [];
  const [, bucket = '', pattern = ''] = match;
  const fixed = pattern.split(/[*?[{]/, 1)[0] ?? '';
  const prefix = fixed.slice(0, Math.max(0, fixed.lastIndexOf('/')));
  return [{ kind: 'read', location: { bucket, prefix }, task: task.id, why: `reads the files ${path}` }];
}
