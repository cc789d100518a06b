/** A table as a report has it: what the contract says, and a few of its rows. Personal data is masked here, and goes no further. */
import * as z from 'zod';
import { quarantineTable } from '../engines';
import type { Plan, PlanExpectation, PlanTable } from '../plan';
import { type Database, instant, quoted, tableName } from './database';
import type { QuarantinedRow, ReportExpectation, ReportSample, ReportTable } from './report/data';

const SAMPLE_ROWS = 8;
const TELLING_CELLS = 4;
const MASK = '•••';

const text = z.record(z.string(), z.string().nullable());

export async function readTable(lake: Database, plan: Plan, id: string): Promise<ReportTable> {
  const table = plan.tables[id];
  if (!table) throw new Error(`the plan has no table '${id}'`);
  const names = await lake.read(
    z.object({ id: z.string() }),
    "SELECT schema_name || '.' || table_name AS id FROM duckdb_tables() WHERE database_name = current_database()",
  );
  const present = new Set(names.map((r) => r.id));
  const written = await lake.read(
    z.object({ n: z.coerce.number() }),
    'SELECT count(*) AS n FROM lakewright.commits WHERE table_id = $id',
    { id },
  );
  const quarantine = quarantineTable(id);
  const system = new Set(table.system.map((c) => c.name));
  return {
    ...{ id, layer: table.layer, key: table.key, partitionBy: table.partition_by },
    ...(table.description === undefined ? {} : { description: table.description }),
    ...(table.owner === undefined ? {} : { owner: table.owner }),
    columns: [...table.columns, ...table.system].map((c) => ({ ...columnFacts(c), system: system.has(c.name) })),
    expectations: table.expectations.map(expectation),
    rows: present.has(id) && written[0]?.n ? await count(lake, id) : null,
    quarantinedRows: present.has(quarantine) ? await count(lake, quarantine) : 0,
    sample: present.has(id) ? await sample(lake, table) : { columns: [], rows: [] },
    quarantineSample: present.has(quarantine) ? await quarantined(lake, table) : [],
  };
}

function columnFacts(
  column: PlanTable['columns'][number] | PlanTable['system'][number],
): Omit<ReportTable['columns'][number], 'system'> {
  const { name, type, nullable } = column;
  const optional =
    'provenance' in column ? {} : { description: column.description, pii: column.pii, references: column.references };
  return { name, type, nullable, ...Object.fromEntries(Object.entries(optional).filter(([, v]) => v !== undefined)) };
}

function expectation(e: PlanExpectation): ReportExpectation {
  const { name, severity } = e;
  switch (e.kind) {
    case 'rule':
      return { name, severity, rule: e.rule };
    case 'not_null':
      return { name, severity, rule: `${e.column} is not null` };
    case 'reference':
      return { name, severity, rule: `${e.column} in ${e.table}.${e.to}` };
  }
}

async function count(lake: Database, id: string): Promise<number> {
  return (await lake.numbers(`SELECT count(*) AS n FROM ${tableName(id)}`))['n'] ?? NaN;
}

/** A column's text, masked where it is personal; what an ingest rescued may hold anything. */
function cell(table: PlanTable, name: string): string {
  const personal = new Set(table.columns.filter((c) => c.pii !== undefined).map((c) => c.name));
  const hidden = personal.has(name) || (personal.size > 0 && (name === '_rescued' || name === '_corrupt'));
  const value = quoted(name);
  return hidden
    ? `CASE WHEN ${value} IS NOT NULL THEN '${MASK}' END AS ${value}`
    : `CAST(${value} AS VARCHAR) AS ${value}`;
}

async function sample(lake: Database, table: PlanTable): Promise<ReportSample> {
  const columns = [...table.columns, ...table.system.filter((c) => !c.provenance)].map((c) => c.name);
  // An order of its own, so that the same table gives the same report.
  const by = [...table.key, ...table.columns.filter((c) => !c.type.includes('map<')).map((c) => c.name)]
    .map(quoted)
    .join(', ');
  const rows = await lake.read(
    text,
    `SELECT ${columns.map((c) => cell(table, c)).join(', ')} FROM ` +
      `(SELECT * FROM ${tableName(table.id)} ${by === '' ? '' : `ORDER BY ${by}`} LIMIT ${SAMPLE_ROWS})`,
  );
  return { columns, rows: rows.map((row) => columns.map((c) => row[c] ?? null)) };
}

async function quarantined(lake: Database, table: PlanTable): Promise<readonly QuarantinedRow[]> {
  const about = new Map(
    table.expectations.map((e) => [e.name, e.kind === 'rule' ? ruleColumns(table, e.rule) : [e.column]]),
  );
  const rows = await lake.read(
    text,
    `SELECT array_to_string(_reasons, chr(31)) AS _broken, CAST(_interval_start AS VARCHAR) AS _interval, ` +
      `${table.columns.map((c) => cell(table, c.name)).join(', ')} FROM (SELECT * FROM ${tableName(quarantineTable(table.id))} ` +
      `ORDER BY _interval_start DESC, ${table.columns.map((c) => quoted(c.name)).join(', ')} LIMIT ${SAMPLE_ROWS})`,
  );
  return rows.map((row) => {
    const reasons = (row['_broken'] ?? '').split('\u001f').filter((r) => r !== '');
    const telling = new Set([
      ...table.key,
      ...reasons.flatMap((r) => about.get(r) ?? []),
      ...table.columns.map((c) => c.name),
    ]);
    return {
      reasons,
      interval: instant(row['_interval'] ?? '').toISOString(),
      cells: [...telling].slice(0, TELLING_CELLS).map((column) => ({ column, value: row[column] ?? null })),
    };
  });
}

/** Columns that a rule names. */
function ruleColumns(table: PlanTable, rule: string): readonly string[] {
  const words = new Set(rule.match(/\w+/g) ?? []);
  return table.columns.map((c) => c.name).filter((name) => words.has(name));
}
