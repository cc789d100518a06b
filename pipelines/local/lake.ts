/** The tables of local runs, in one DuckDB file: creates and extends them, and keeps the marks of commits. */
import * as z from 'zod';
import type { Relation } from '../engines';
import { canonicalJson } from '../plan';
import { duckdbType, parseType } from '../sql';
import { Database, DatabaseError, literal, quoted, tableName, timestamp } from './database';
import { flowCount, type FlowCount, type RuleCount } from './counts';
import type { Attempt } from './ledger';
import { commitSchema } from './ledger_schema';

export interface Mark {
  readonly runId: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly rules: readonly RuleCount[];
  readonly flow: readonly FlowCount[];
}

const columnRow = z.object({ id: z.string(), name: z.string(), type: z.string() });
const versionRow = z.object({ table_id: z.string(), version: z.coerce.number() });
const markRow = z.object({ run_id: z.string(), counts: z.string(), rules: z.string(), flow: z.string() });
const countsJson = z.record(z.string(), z.number());
const rulesJson = z.array(z.object({ rule: z.string(), severity: z.string(), rows: z.number() }));

export class Lake {
  private constructor(readonly database: Database) {}

  static async open(path: string): Promise<Lake> {
    const database = await Database.open(path);
    await database.run("SET TimeZone = 'UTC'");
    await database.run('SET preserve_insertion_order = false');
    for (const statement of commitSchema) await database.run(statement);
    return new Lake(database);
  }

  close(): void {
    this.database.close();
  }

  /** Creates the tables that are not there and adds the columns that they lack. A column of another type is an error. */
  async ensure(relations: readonly Relation[]): Promise<void> {
    const columns = await this.database.read(
      columnRow,
      "SELECT schema_name || '.' || table_name AS id, column_name AS name, data_type AS type FROM duckdb_columns() WHERE database_name = current_database()",
    );
    const known = new Map<string, Map<string, string>>();
    for (const { id, name, type } of columns) {
      known.set(id, (known.get(id) ?? new Map<string, string>()).set(name, type));
    }
    const changes = relations.filter((r) =>
      r.columns.some((c) => known.get(r.table)?.get(c.name) !== engineType(r, c)),
    );
    if (changes.length === 0) return;
    await this.database.transaction(async () => {
      for (const relation of changes) await this.change(relation, known.get(relation.table));
    });
  }

  private async change(relation: Relation, present: ReadonlyMap<string, string> | undefined): Promise<void> {
    const name = tableName(relation.table);
    if (!present) {
      const schema = relation.table.split('.')[0] ?? '';
      const columns = relation.columns.map((c) => `${quoted(c.name)} ${engineType(relation, c)}`);
      await this.database.run(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`);
      await this.database.run(`CREATE TABLE ${name} (${columns.join(', ')})`);
      // What it is in the lake; here it is rows of this file.
      const { format } = relation;
      if (format !== undefined) await this.database.run(`COMMENT ON TABLE ${name} IS ${literal(`format: ${format}`)}`);
      return;
    }
    for (const column of relation.columns) {
      const expected = engineType(relation, column);
      const found = present.get(column.name);
      if (found === undefined) {
        await this.database.run(`ALTER TABLE ${name} ADD COLUMN ${quoted(column.name)} ${expected}`);
      } else if (found !== expected && (await this.canonical(expected)) !== found) {
        throw new DatabaseError(
          `${relation.table}.${column.name} is ${found} in ${this.database.path}, and the plan has ${column.type} (${expected}); ` +
            'run in an empty workspace, or give the column a new name',
        );
      }
    }
  }

  /** A type as DuckDB itself writes it. */
  private async canonical(type: string): Promise<string> {
    const [row] = await this.database.read(
      z.object({ type: z.string() }),
      `SELECT typeof(CAST(NULL AS ${type})) AS type`,
    );
    return row?.type ?? type;
  }

  /** The mark that an attempt left, if it committed. */
  async mark({ task, interval, generation }: Attempt): Promise<Mark | undefined> {
    const [found] = await this.database.read(
      markRow,
      'SELECT run_id, counts, rules, flow FROM lakewright.commits WHERE task = $task AND interval_start = $start AND generation = $generation',
      { task, start: timestamp(interval.start), generation },
    );
    if (!found) return undefined;
    return {
      runId: found.run_id,
      counts: countsJson.parse(JSON.parse(found.counts)),
      rules: rulesJson.parse(JSON.parse(found.rules)),
      flow: z.array(flowCount).parse(JSON.parse(found.flow)),
    };
  }

  /** Marks the commit; to be called in its transaction. */
  async leaveMark(
    { task, interval, generation, runId }: Attempt,
    table: string,
    { counts, rules, flow }: Omit<Mark, 'runId'>,
  ): Promise<void> {
    await this.database.run(
      `INSERT INTO lakewright.commits
       SELECT $task, $start, $generation, $run_id, $table, coalesce(max(version), 0) + 1, $counts, $rules, $flow FROM lakewright.commits WHERE table_id = $table`,
      {
        ...{ task, generation, table, run_id: runId, start: timestamp(interval.start) },
        counts: canonicalJson(counts),
        rules: canonicalJson(rules),
        flow: canonicalJson(flow),
      },
    );
  }

  /** The versions of tables, 0 for those that were never written; sorted by table. */
  async versions(tables: readonly string[]): Promise<readonly { readonly table: string; readonly version: number }[]> {
    if (tables.length === 0) return [];
    const list = tables.map(literal).join(', ');
    const rows = await this.database.read(
      versionRow,
      `SELECT table_id, max(version) AS version FROM lakewright.commits WHERE table_id IN (${list}) GROUP BY ALL`,
    );
    const known = new Map(rows.map((r) => [r.table_id, r.version]));
    return [...tables].sort().map((table) => ({ table, version: known.get(table) ?? 0 }));
  }
}

function engineType(relation: Relation, column: { readonly name: string; readonly type: string }): string {
  const type = parseType(column.type);
  if (!type) throw new Error(`${relation.table}.${column.name}: '${column.type}' is no Spark SQL type`);
  return duckdbType(type);
}
