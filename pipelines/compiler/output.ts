/** What a task's query has to give, and the query that gives exactly that. */
import type { NormalTask } from '../definition';
import { type ColumnType, type DataType, formatType, parseType, widens } from '../sql';
import type { Contract } from './model';

/** A column that the write mode takes, and the column of the query that it comes from. */
export interface Wanted {
  readonly name: string;
  readonly from: string;
  readonly type: DataType;
  /** What the author called it, for messages. */
  readonly why: string;
}

const timestamp: DataType = { kind: 'timestamp' };

/** @param given the columns of the query; `_sequence` takes its type from there */
export function wantedColumns(table: Contract, task: NormalTask, given: readonly ColumnType[]): readonly Wanted[] {
  const declared = table.normal.columns.map((c) => ({
    name: c.name,
    from: c.name,
    type: typeOf(c.type),
    why: `column of ${table.id}`,
  }));
  if (task.task !== 'scd2') return declared;
  const moment = { name: '_effective_at', from: task.effective_at, type: timestamp, why: 'effective_at' };
  if (task.sequence_by === undefined) return [...declared, moment];
  const sequence = task.sequence_by;
  const type = find(given, sequence)?.type ?? { kind: 'bigint' };
  return [...declared, moment, { name: '_sequence', from: sequence, type, why: 'sequence_by' }];
}

/** A control total's aggregate over a task's rows, as a query over the table that they are written to. */
export function totalOf(output: string, table: string): string {
  return `select ${output} as total from \${${table}} as task_rows`;
}

/** Columns share types: each is parsed once. */
const types = new Map<string, DataType>();

export function typeOf(text: string): DataType {
  const known = types.get(text);
  if (known) return known;
  const type = parseType(text);
  if (!type) throw new Error(`'${text}' is no Spark SQL type`);
  types.set(text, type);
  return type;
}

/** Spark's names do not differ by case. */
export function find(columns: readonly ColumnType[], name: string): ColumnType | undefined {
  return columns.find((c) => c.name.toLowerCase() === name.toLowerCase());
}

export const sameType = (a: DataType, b: DataType): boolean => formatType(a) === formatType(b);

/** An implicit cast may only widen; a narrowing one is the author's to write. */
export const fits = (from: DataType, to: DataType): boolean => sameType(from, to) || widens(from, to);

/** The query, wrapped where its columns are not already the wanted ones in name, order and type. */
export function project(query: string, given: readonly ColumnType[], wanted: readonly Wanted[]): string {
  const exact =
    given.length === wanted.length &&
    wanted.every((w, i) => {
      const column = given[i];
      return column?.name === w.name && sameType(column.type, w.type);
    });
  if (exact) return query;
  const items = wanted.map((w) => {
    const from = find(given, w.from);
    const source = `_q.\`${from?.name ?? w.from}\``;
    const value = from && sameType(from.type, w.type) ? source : `cast(${source} as ${formatType(w.type)})`;
    return `${value} as \`${w.name}\``;
  });
  return `select ${items.join(', ')} from (\n${query}\n) as _q`;
}
