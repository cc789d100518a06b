/** The model, once no check objects, as the Plan. */
import { joinsOfSteps, type Definitions, type NormalPipeline, type NormalTask } from '../definition';
import type { Plan, PlanAccounting, PlanPipeline, PlanTable, PlanTask, TaskBody, WriteMode } from '../plan';
import { formatType } from '../sql';
import { canonicalCondition, canonicalQuery } from './canonical_text';
import { layerOf, planTable } from './contract';
import { payloadDigest, semanticDigest } from './digests';
import type { Model, TaskModel } from './model';
import { order, predecessors } from './order';
import { find, project, wantedColumns } from './output';
import { pathVariables } from './path_variables';
import { bodyKind } from './resolve';
import { units } from './units';

const DEFAULTS = { compute: 'default', retries: 0, timeout_seconds: 3600 } as const;

/** Digest of a Python file of the bundle, by its path there. */
export type FileDigest = (bundlePath: string) => string;

export function emit(domain: string, definitions: Definitions, model: Model, fileDigest: FileDigest): Plan {
  const tables = new Map<string, PlanTable>();
  for (const table of model.tables.values()) {
    const writer = table.writers[0]?.normal;
    const by = writer && { body: bodyKind(writer), mode: writer.task };
    const emitted = planTable(table.normal, by);
    const expectations = emitted.expectations.map((e) =>
      e.kind === 'rule' ? { ...e, rule: canonicalCondition(e.rule) } : e,
    );
    tables.set(table.id, { ...emitted, expectations });
  }
  const tasks = new Map(model.tasks.map((t) => [t.id, emitTask(t, definitions, model, tables, fileDigest)]));
  const ordered = model.tasks.map((t) => ({ ...t, name: t.normal.name, writes: t.normal.of }));
  const ids = order(ordered).ids;
  const inOrder = ids.flatMap((id) => tasks.get(id) ?? []);
  const made = units(inOrder, layerOf, predecessors(ordered));
  const byPipeline = new Map<string, string[]>();
  for (const t of inOrder) {
    const list = byPipeline.get(t.pipeline);
    if (list) list.push(t.id);
    else byPipeline.set(t.pipeline, [t.id]);
  }
  return {
    version: 1,
    domain,
    tables: Object.fromEntries(tables),
    pipelines: Object.fromEntries(
      Object.values(definitions.pipelines).map((p) => [p.name, emitPipeline(p, byPipeline.get(p.name) ?? [])]),
    ),
    tasks: Object.fromEntries(tasks),
    order: [...ids],
    units: Object.fromEntries(made.map((u) => [u.id, u])),
    parameters: [...new Set(inOrder.flatMap((t) => t.parameters))].sort(),
    ...defaultsOf(model.tasks),
  };
}

function emitTask(
  task: TaskModel,
  definitions: Definitions,
  model: Model,
  tables: ReadonlyMap<string, PlanTable>,
  fileDigest: FileDigest,
): PlanTask {
  const { normal } = task;
  const pipeline = definitions.pipelines[task.pipeline];
  const table = tables.get(normal.of);
  if (!table) throw new Error(`${task.id} fills '${normal.of}', which has no contract`);
  const body = emitBody(task, model, fileDigest);
  const bare: Omit<PlanTask, 'digests'> = {
    id: task.id,
    pipeline: task.pipeline,
    name: normal.name,
    writes: normal.of,
    reads: [...task.reads],
    body,
    mode: emitMode(task, table),
    ...accountingOf(task),
    portability: normal.portability,
    compute: normal.compute ?? pipeline?.compute ?? DEFAULTS.compute,
    retries: normal.retries ?? pipeline?.retries ?? DEFAULTS.retries,
    timeout_seconds: normal.timeout_seconds ?? pipeline?.timeout_seconds ?? DEFAULTS.timeout_seconds,
    parameters: parametersOf(task, body),
  };
  return { ...bare, digests: { semantic: semanticDigest(bare, table), payload: payloadDigest(bare, table) } };
}

function emitBody(task: TaskModel, model: Model, fileDigest: FileDigest): TaskBody {
  const { from } = task.normal;
  if ('python' in from) {
    const { file, function: name, reads, requires_python: needed } = from.python;
    return {
      kind: 'python',
      file,
      inputs: [...reads],
      digest: fileDigest(file),
      function: name,
      ...(needed === undefined ? {} : { requires_python: needed }),
    };
  }
  if ('connector' in from) {
    const format = from.connector;
    if (format !== 'csv' && format !== 'json' && format !== 'parquet') {
      throw new Error(`${task.id}: connector '${format}' reads no files; expected csv, json or parquet`);
    }
    const delimiter = format === 'csv' ? (from.delimiter ?? ',') : undefined;
    return {
      kind: 'ingest',
      format,
      path: pathVariables(String(from.of)).path,
      ...(delimiter === undefined ? {} : { delimiter }),
    };
  }
  const table = model.tables.get(task.normal.of);
  if (!task.query || !table) throw new Error(`${task.id} has no query`);
  const given = task.query.checked.columns;
  const projected = project(task.query.text, given, wantedColumns(table, task.normal, given));
  return { kind: 'sql', query: canonicalQuery(projected) };
}

/** Joins go by the names that they have in the emitted query: a projection around it changes none. */
function accountingOf({ normal, totals }: TaskModel): { readonly accounting?: PlanAccounting } {
  const joins = { ...joinsOfSteps(normal.steps), ...normal.joins };
  if (Object.keys(joins).length === 0 && totals.length === 0) return {};
  return {
    accounting: {
      joins,
      control_totals: totals.map(({ name, inputs, output }) => ({
        name,
        inputs: canonicalQuery(inputs.text),
        output: canonicalCondition(output.text),
      })),
    },
  };
}

function emitMode({ normal, query }: TaskModel, table: PlanTable): WriteMode {
  switch (normal.task) {
    case 'append':
    case 'overwrite':
    case 'overwrite_partitions':
      return { kind: normal.task };
    case 'merge':
      return {
        kind: 'merge',
        keys: [...(normal.keys ?? table.key)],
        ...(normal.sequence_by === undefined ? {} : { sequence_by: normal.sequence_by }),
      };
    case 'scd2':
      return {
        kind: 'scd2',
        keys: [...table.key],
        track: [...(normal.track ?? table.columns.map((c) => c.name).filter((c) => !table.key.includes(c)))],
        ...sequenceType(normal, query),
      };
    case 'incremental_by_interval':
      return { kind: 'incremental_by_interval', time: normal.time, lookback_seconds: normal.lookback_seconds };
  }
}

function sequenceType(
  task: Extract<NormalTask, { task: 'scd2' }>,
  query: TaskModel['query'],
): { readonly sequence_type?: string } {
  if (task.sequence_by === undefined) return {};
  const column = find(query?.checked.columns ?? [], task.sequence_by);
  return { sequence_type: formatType(column?.type ?? { kind: 'bigint' }) };
}

function parametersOf(task: TaskModel, body: TaskBody): string[] {
  const inPath =
    body.kind === 'ingest' ? [...body.path.matchAll(/\$\{([A-Z_][A-Z0-9_]*)\}/g)].map((m) => m[1] ?? '') : [];
  const queries = [task.query, ...task.totals.map((total) => total.inputs)];
  const inQuery = queries.flatMap((q) => q?.checked.parameters ?? []).filter((p) => /^[A-Z_][A-Z0-9_]*$/.test(p));
  return [...new Set([...inPath, ...inQuery])].sort();
}

function defaultsOf(tasks: readonly TaskModel[]): Pick<Plan, 'defaults'> {
  const found = tasks.flatMap(({ normal: { from } }) =>
    'connector' in from ? pathVariables(String(from.of)).defaults : [],
  );
  return found.length === 0 ? {} : { defaults: Object.fromEntries(found) };
}

function emitPipeline(pipeline: NormalPipeline, tasks: readonly string[]): PlanPipeline {
  const { name, description, owner, tags, schedule, start, sla_seconds } = pipeline;
  return {
    name,
    ...(description === undefined ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    tags,
    ...(schedule === undefined ? {} : { schedule: { cron: schedule.cron, timezone: schedule.timezone } }),
    ...(start === undefined ? {} : { start }),
    ...(sla_seconds === undefined ? {} : { sla_seconds }),
    alerts: pipeline.alerts.on_failure.map((a) => ({ kind: a.alert, to: String(a.of) })),
    tasks: [...tasks],
  };
}
