/** Rows of a local run's tables, in the form of values.ts. */
import { join } from 'node:path';
import { lowerTask } from '../../pipelines/engines';
import { Database } from '../../pipelines/local/database';
import type { Plan } from '../../pipelines/plan';
import { type DataType, parseType } from '../../pipelines/sql';
import * as z from 'zod';
import { provenanceOf } from './spark_workspace';
import type { Row, Value } from './values';

/** By table: the Plan's tables with their quarantine and changes, without provenance. */
export async function duckdbTables(plan: Plan, workspace: string): Promise<ReadonlyMap<string, readonly Row[]>> {
  const database = await Database.open(join(workspace, 'lake.duckdb'));
  const found = new Map<string, readonly Row[]>();
  try {
    for (const task of Object.values(plan.tasks)) {
      for (const relation of lowerTask(plan, task.id, 'spark').relations) {
        const leaveOut = provenanceOf(plan, relation.table);
        const columns = relation.columns
          .filter((c) => !leaveOut.has(c.name))
          .map((c) => ({ name: c.name, type: typeOf(c.type) }));
        const rows = await database.rows(`SELECT * FROM ${relation.table}`);
        found.set(
          relation.table,
          rows.map((r) => Object.fromEntries(columns.map((c) => [c.name, duckdbValue(r[c.name], c.type)]))),
        );
      }
    }
  } finally {
    database.close();
  }
  return found;
}

function typeOf(text: string): DataType {
  const type = parseType(text);
  if (!type) throw new Error(`'${text}' is no type`);
  return type;
}

const map = z.array(z.object({ key: z.unknown(), value: z.unknown() }));

function duckdbValue(value: unknown, type: DataType): Value {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'timestamp':
    case 'timestamp_ntz': {
      const [day, time = ''] = z.string().parse(value).split(' ');
      const [seconds, fraction = ''] = time.split('.');
      return `${day ?? ''}T${seconds ?? ''}.${fraction.padEnd(6, '0')}${type.kind === 'timestamp' ? 'Z' : ''}`;
    }
    case 'array':
      return z
        .array(z.unknown())
        .parse(value)
        .map((v) => duckdbValue(v, type.element));
    case 'map':
      return Object.fromEntries(map.parse(value).map((e) => [String(e.key), duckdbValue(e.value, type.value)]));
    case 'struct': {
      const fields = z.record(z.string(), z.unknown()).parse(value);
      return Object.fromEntries(type.fields.map((f) => [f.name, duckdbValue(fields[f.name], f.type)]));
    }
    default:
      return z.union([z.string(), z.number(), z.boolean()]).parse(value);
  }
}
