import type { Plan, PlanTask, TableFormat, WriteMode } from '../plan';
import { flowOf, parseType, printQuery, type ColumnType, type Schema } from '../sql';
import { candidates, comparison } from './control_total';
import { type Lowering, type Mode, placeholder } from './context';
import { type Dialect, statement } from './dialect';
import { duckdb } from './duckdb/dialect';
import { accept, gate, measureGate, measureRules, quarantine } from './gate';
import { type Column, layoutOf, tableOf, taskOf } from './layout';
import { append } from './modes/append';
import { incrementalByInterval } from './modes/incremental_by_interval';
import { merge } from './modes/merge';
import { overwrite } from './modes/overwrite';
import { overwritePartitions } from './modes/overwrite_partitions';
import { scd2 } from './modes/scd2';
import type { EngineName, Source, Statement, TaskProgram } from './program';
import { spark } from './spark/dialect';
import { sparkIceberg } from './spark/iceberg_dialect';

const dialects: Readonly<Record<EngineName, Readonly<Record<TableFormat, Dialect>>>> = {
  duckdb: { delta: duckdb, iceberg: duckdb },
  spark: { delta: spark, iceberg: sparkIceberg },
};

/** The statements of one task on one engine. Throws where the Plan is not one that the compiler made. */
export function lowerTask(plan: Plan, id: string, engine: EngineName): TaskProgram {
  const task = taskOf(plan, id);
  const table = tableOf(plan, task.writes);
  const dialect = dialects[engine][table.format];
  const of: Lowering = { dialect, task, table, layout: layoutOf(plan, task), target: placeholder(table.id) };
  const mode = modeOf(of, task.mode);
  return {
    version: 1,
    engine,
    task: id,
    writes: task.writes,
    reads: [...task.reads],
    body: task.body.kind,
    mode: task.mode,
    relations: [...of.layout.relations],
    source: sourceOf(plan, task, of),
    ...accountingOf(plan, task, of),
    gate: gate(of, mode),
    measure_gate: measureGate(of, mode),
    measure_rules: measureRules(of),
    accept: accept(of),
    quarantine: [...quarantine(of)],
    ...(mode.touch ? { touch: mode.touch } : {}),
    ...(mode.versions ? { versions: mode.versions } : {}),
    measure_change: mode.measureChange,
    commit: [...mode.commit],
    changes: [...mode.changes],
    measure_after: statement(dialect, () => `SELECT count(*) AS rows_after FROM ${of.target}`),
  };
}

function modeOf(of: Lowering, mode: WriteMode): Mode {
  switch (mode.kind) {
    case 'append':
      return append(of);
    case 'overwrite':
      return overwrite(of);
    case 'overwrite_partitions':
      return overwritePartitions(of);
    case 'merge':
      return merge(of, mode.keys, mode.sequence_by);
    case 'scd2':
      return scd2(of, mode);
    case 'incremental_by_interval':
      return incrementalByInterval(of, mode.time);
  }
}

function sourceOf(plan: Plan, task: PlanTask, of: Lowering): Source {
  const columns = of.layout.declared.map((c) => ({ ...c, nullable: true }));
  switch (task.body.kind) {
    case 'ingest': {
      const { format, path, delimiter } = task.body;
      return { kind: 'ingest', format, path, ...(delimiter === undefined ? {} : { delimiter }), columns };
    }
    case 'python': {
      const arrived = of.layout.candidates.map((c) => ({ ...c }));
      return {
        kind: 'python',
        file: task.body.file,
        function: task.body.function,
        reads: [...task.body.inputs],
        ...(task.body.requires_python === undefined ? {} : { requires_python: task.body.requires_python }),
        columns: arrived,
      };
    }
    case 'sql':
      return { kind: 'query', query: printed(plan, task, of, task.body.query) };
  }
}

/** An author's query on the engine. What is read and what is replaced are the same window. */
function printed(plan: Plan, task: PlanTask, of: Lowering, query: string): Statement {
  const start = task.mode.kind === 'incremental_by_interval' ? 'window_start' : 'interval_start';
  return statement(of.dialect, (parameter) =>
    printQuery(query, {
      dialect: of.dialect.engine,
      schema: schemaWithCandidates(plan, of),
      table: (table) => (table === candidates ? 'lw_candidates' : placeholder(table)),
      parameter: (name) => parameter(name === 'interval_start' ? start : name),
    }),
  );
}

function schemaWithCandidates(plan: Plan, of: Lowering): Schema {
  return (table) => (table === candidates ? columnsOf(table, of.layout.candidates) : schemaOf(plan, table));
}

function accountingOf(plan: Plan, task: PlanTask, of: Lowering): Pick<TaskProgram, 'flow' | 'control_totals'> {
  const { joins, control_totals: totals } = task.accounting ?? { joins: {}, control_totals: [] };
  const flow = task.body.kind === 'sql' ? flowOf(task.body.query, joins, (table) => schemaOf(plan, table)) : undefined;
  const compared = totals.map((total) => comparison(total, schemaWithCandidates(plan, of)));
  return {
    ...(flow === undefined || 'reason' in flow
      ? {}
      : {
          flow: {
            steps: flow.steps.map((step) => ({ ...step, inputs: [...step.inputs] })),
            measure: printed(plan, task, of, flow.query),
          },
        }),
    ...(compared.length === 0
      ? {}
      : {
          control_totals: {
            names: totals.map((total) => total.name),
            measure: printed(plan, task, of, compared.join(' union all ')),
          },
        }),
  };
}

/** A table's columns with those that the kit adds, typed. */
export function schemaOf(plan: Plan, id: string): readonly ColumnType[] | undefined {
  const table = plan.tables[id];
  return table && columnsOf(id, [...table.columns, ...table.system]);
}

function columnsOf(table: string, columns: readonly Column[]): readonly ColumnType[] {
  return columns.map((c) => typed(table, c));
}

function typed(table: string, column: Column): ColumnType {
  const type = parseType(column.type);
  if (!type) throw new Error(`${table}.${column.name}: '${column.type}' is no Spark SQL type`);
  return { name: column.name, type, nullable: column.nullable };
}
