/** From an author's contract to the Plan's table: what a column promises becomes expectations. */
import type { NormalColumn, NormalTable } from '../definition';
import {
  type PlanColumn,
  type PlanExpectation,
  type PlanTable,
  systemColumns,
  type TaskBody,
  type WriteMode,
} from '../plan';

export interface FilledBy {
  readonly body: TaskBody['kind'];
  readonly mode: WriteMode['kind'];
}

export function planTable(table: NormalTable, by: FilledBy | undefined): PlanTable {
  return {
    id: table.id,
    layer: layerOf(table.id),
    ...(table.description === undefined ? {} : { description: table.description }),
    ...(table.owner === undefined ? {} : { owner: table.owner }),
    tags: table.tags,
    format: table.format,
    columns: table.columns.map(planColumn),
    system: by ? [...systemColumns(by.body, by.mode, table.history?.surrogate_key)] : [],
    key: [...table.key],
    partition_by: [...table.partition_by],
    ...(table.history === undefined ? {} : { history: { surrogate_key: table.history.surrogate_key } }),
    expectations: [
      ...table.columns.flatMap(columnExpectations),
      ...table.expect.map(({ name, rule, severity }) => ({ kind: 'rule' as const, name, rule, severity })),
    ],
    ...(table.freshness_seconds === undefined ? {} : { freshness_seconds: table.freshness_seconds }),
    ...(table.retention_days === undefined ? {} : { retention_days: table.retention_days }),
  };
}

/** The part of a table's id before the dot. */
export function layerOf(table: string): string {
  return table.slice(0, table.indexOf('.'));
}

function planColumn(column: NormalColumn): PlanColumn {
  const { name, type, nullable, description, pii, references } = column;
  return {
    name,
    type,
    nullable,
    ...(description === undefined ? {} : { description }),
    ...(pii === undefined ? {} : { pii }),
    ...(references === undefined ? {} : { references: references.column }),
  };
}

function columnExpectations(column: NormalColumn): readonly PlanExpectation[] {
  const { name, type } = column;
  const quoted = `\`${name}\``;
  const rule = (what: string, text: string): PlanExpectation => ({
    kind: 'rule',
    name: `${name}_${what}`,
    rule: text,
    severity: 'error',
  });
  const all: PlanExpectation[] = [];
  if (!column.nullable) all.push({ kind: 'not_null', name: `${name}_not_null`, column: name, severity: 'error' });
  if (column.in) all.push(rule('in', `${quoted} in (${column.in.map((v) => literal(v, type)).join(', ')})`));
  if (column.min !== undefined) all.push(rule('min', `${quoted} >= ${literal(column.min, type)}`));
  if (column.max !== undefined) all.push(rule('max', `${quoted} <= ${literal(column.max, type)}`));
  if (column.matches !== undefined) all.push(rule('matches', `${quoted} rlike ${text(column.matches)}`));
  if (column.references) {
    const [layer = '', table = '', to = ''] = column.references.column.split('.');
    all.push({
      kind: 'reference',
      name: `${name}_references`,
      column: name,
      table: `${layer}.${table}`,
      to,
      severity: column.references.severity,
    });
  }
  return all;
}

/** A literal of the column's type: a bound of a date may be written as text. */
function literal(value: string | number, type: string): string {
  if (typeof value === 'number') return String(value);
  if (type === 'date') return `date ${text(value)}`;
  if (type.startsWith('timestamp')) return `timestamp ${text(value)}`;
  if (type === 'string') return text(value);
  return `cast(${text(value)} as ${type})`;
}

function text(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
