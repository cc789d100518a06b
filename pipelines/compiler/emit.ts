/** The model, once no check objects, as the Plan. */
import { joinsOfSteps, type Definitions, type NormalPipeline, type NormalTable, type NormalTask } from '../definition';
import type { Plan, PlanAccounting, PlanPipeline, PlanTable, PlanTask, TaskBody, WriteMode } from '../plan';
import { formatType } from '../sql';
import { canonicalCondition, canonicalQuery } from './canonical_text';
import { type FilledBy, layerOf, planTable } from './contract';
import { payloadDigest, semanticDigest } from './digests';
import { frozen } from './frozen';
import type { Model, TaskModel } from './model';
import { orderOf } from './order_of';
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
    tables.set(table.id, keptTable(table.normal, writer && { body: bodyKind(writer), mode: writer.task }));
  }
  const tasks = new Map(model.tasks.map((t) => [t.id, keptTask(t, definitions, model, tables, fileDigest)]));
  const { ids, before } = orderOf(model);
  const inOrder = ids.flatMap((id) => tasks.get(id) ?? []);
  const made = units(inOrder, layerOf, before);
  const byPipeline = new Map<string, string[]>();
  const parameters = new Set<string>();
  for (const t of inOrder) {
    const list = byPipeline.get(t.pipeline);
    if (list) list.push(t.id);
    else byPipeline.set(t.pipeline, [t.id]);
    for (const name of t.parameters) parameters.add(name);
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
    parameters: [...parameters].sort(),
    ...defaultsOf(model.tasks),
  };
}

const emittedTables = new WeakMap<NormalTable, { readonly by: FilledBy | undefined; readonly made: PlanTable }>();

/** What a contract gives depends on it and on what fills the table. */
function keptTable(table: NormalTable, by: FilledBy | undefined): PlanTable {
  const before = emittedTables.get(table);
  if (before?.by?.body === by?.body && before?.by?.mode === by?.mode && before) return before.made;
  const made = frozen(emitTable(table, by));
  emittedTables.set(table, { by, made });
  return made;
}

function emitTable(table: NormalTable, by: FilledBy | undefined): PlanTable {
  const emitted = planTable(table, by);
  for (const e of emitted.expectations) if (e.kind === 'rule') e.rule = canonicalCondition(e.rule);
  return emitted;
}

/** What a task takes from its pipeline where it says nothing itself. */
interface Settings {
  readonly compute: string;
  readonly retries: number;
  readonly timeout_seconds: number;
}

interface EmittedTask extends Settings {
  /** Of the Python file. */
  readonly digest: string | undefined;
  readonly made: PlanTask;
}
const emittedTasks = new WeakMap<TaskModel, EmittedTask>();

/** What a task gives depends on its model (made for its table's contract), its settings, and what is in its Python file. */
function keptTask(
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
  const digest = 'python' in normal.from ? fileDigest(normal.from.python.file) : undefined;
  const compute = normal.compute ?? pipeline?.compute ?? DEFAULTS.compute;
  const retries = normal.retries ?? pipeline?.retries ?? DEFAULTS.retries;
  const timeout_seconds = normal.timeout_seconds ?? pipeline?.timeout_seconds ?? DEFAULTS.timeout_seconds;
  const before = emittedTasks.get(task);
  if (
    before?.compute === compute &&
    before.retries === retries &&
    before.timeout_seconds === timeout_seconds &&
    before.digest === digest
  )
    return before.made;
  const made = frozen(emitTask(task, { compute, retries, timeout_seconds }, model, table, digest));
  emittedTasks.set(task, { digest, compute, retries, timeout_seconds, made });
  return made;
}

function emitTask(
  task: TaskModel,
  { compute, retries, timeout_seconds }: Settings,
  model: Model,
  table: PlanTable,
  digest: string | undefined,
): PlanTask {
  const { normal } = task;
  const body = emitBody(task, model, digest);
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
    compute,
    retries,
    timeout_seconds,
    parameters: parametersOf(task, body),
  };
  return { ...bare, digests: { semantic: semanticDigest(bare, table), payload: payloadDigest(bare, table) } };
}

function emitBody(task: TaskModel, model: Model, digest = ''): TaskBody {
  const { from } = task.normal;
  if ('python' in from) {
    const { file, function: name, reads, requires_python: needed } = from.python;
    return {
      kind: 'python',
      file,
      inputs: [...reads],
      digest,
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
    tags: { ...tags },
    ...(schedule === undefined ? {} : { schedule: { cron: schedule.cron, timezone: schedule.timezone } }),
    ...(start === undefined ? {} : { start }),
    ...(sla_seconds === undefined ? {} : { sla_seconds }),
    alerts: pipeline.alerts.on_failure.map((a) => ({ kind: a.alert, to: String(a.of) })),
    tasks: [...tasks],
  };
}
