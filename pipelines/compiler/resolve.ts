/** Definitions to the model that the checks look at: references followed, steps expanded, queries typed. */
import { expandSteps, type Definitions, type NormalTable, type NormalTask } from '../definition';
import type { TaskBody } from '../plan';
import { systemColumns } from '../plan';
import { checkQuery, type CheckedQuery, type ColumnType, formatType, type Lineage, type Schema } from '../sql';
import type { ControlTotal, Model, Places, TableModel, TaskModel } from './model';
import { totalOf, typeOf } from './output';

/** What typing a query gives depends on its text and on the tables that it reads: the same for the same input. */
export interface QueryCache {
  check(text: string, schema: Schema): CheckedQuery;
}

export function bodyKind(task: NormalTask): TaskBody['kind'] {
  if ('connector' in task.from) return 'ingest';
  return 'python' in task.from ? 'python' : 'sql';
}

export function resolve(definitions: Definitions, places: Places, cache: QueryCache): Model {
  const tasks: TaskModel[] = [];
  const writers = new Map<string, TaskModel[]>();
  const normal = Object.values(definitions.pipelines).flatMap((pipeline) =>
    pipeline.tasks.map((task, index) => ({ pipeline: pipeline.name, index, task })),
  );
  const schema = schemaOf(definitions, new Map([...normal].reverse().map(({ task }) => [task.of, task])));
  for (const { pipeline, index, task } of normal) {
    const model =
      keptModel(definitions, pipeline, index, task, schema) ??
      modelOf(definitions, pipeline, index, task, schema, cache);
    tasks.push(model);
    const same = writers.get(task.of);
    if (same) same.push(model);
    else writers.set(task.of, [model]);
  }
  const tables = new Map<string, TableModel>(
    Object.values(definitions.tables).map((table) => [
      table.id,
      { id: table.id, path: ['tables', table.id], normal: table, writers: writers.get(table.id) ?? [] },
    ]),
  );
  return { tables, tasks, places };
}

/** A task's model, with all that it depends on. */
interface Kept {
  readonly model: TaskModel;
  /** The contract of the table that it fills. */
  readonly target: NormalTable | undefined;
  /** The tables that were looked at, and what was seen of each. */
  readonly seen: ReadonlyMap<string, readonly ColumnType[] | undefined>;
}
/** The last alone: where its steps begin in the expanded query is kept by them, and is that of the last. */
const models = new WeakMap<NormalTask, Kept>();

const contractOf = ({ tables }: Definitions, id: string): NormalTable | undefined =>
  Object.hasOwn(tables, id) ? tables[id] : undefined;

function keptModel(
  definitions: Definitions,
  pipeline: string,
  index: number,
  task: NormalTask,
  schema: Schema,
): TaskModel | undefined {
  const found = models.get(task);
  if (found?.model.pipeline !== pipeline || found.model.index !== index) return undefined;
  if (found.target !== contractOf(definitions, task.of)) return undefined;
  for (const [id, columns] of found.seen) if (schema(id) !== columns) return undefined;
  return found.model;
}

function modelOf(
  definitions: Definitions,
  pipeline: string,
  index: number,
  task: NormalTask,
  schema: Schema,
  cache: QueryCache,
): TaskModel {
  const seen = new Map<string, readonly ColumnType[] | undefined>();
  const seeing: Schema = (id) => {
    const columns = schema(id);
    seen.set(id, columns);
    return columns;
  };
  const text = queryText(definitions, task, (query) => namesOf(cache.check(query, seeing)));
  const query = text === undefined ? undefined : { text, checked: cache.check(text, seeing) };
  const totals = totalsOf(task, seeing, cache);
  const named = namedBy(definitions, task, query?.checked, totals);
  // Whether there is such a table is seen, too.
  named.forEach(seeing);
  const model: TaskModel = {
    id: `${pipeline}/${task.name}`,
    pipeline,
    index,
    path: ['pipelines', pipeline, 'tasks', index],
    normal: task,
    after: task.after.map((name) => `${pipeline}/${name}`),
    reads: named.filter((id) => id !== task.of && id in definitions.tables).sort(),
    query,
    totals,
  };
  models.set(task, { model, target: contractOf(definitions, task.of), seen });
  return model;
}

/** The query with its steps; a table as a source is its declared columns. */
function queryText(
  definitions: Definitions,
  { from, steps, of }: NormalTask,
  columnsOf: (query: string) => readonly string[] | undefined,
): string | undefined {
  if ('sql' in from) return expandSteps(from.sql, steps, columnsOf);
  if (!('table' in from)) return undefined;
  const columns = definitions.tables[of]?.columns.map((c) => `\`${c.name}\``) ?? ['*'];
  const selected = steps.length > 0 ? '*' : columns.join(', ');
  return expandSteps(`select ${selected} from \${${from.table}}`, steps, columnsOf);
}

/** Undefined where the query is wrong: what is known of its columns then is not all. */
function namesOf({ columns, issues }: CheckedQuery): readonly string[] | undefined {
  return issues.some((i) => i.severity === 'error') ? undefined : columns.map((c) => c.name);
}

/** What the body reads and what its table refers to. Of these the model leaves out tables that do not exist (a rule names them), and the task's own. */
function namedBy(
  definitions: Definitions,
  task: NormalTask,
  checked: CheckedQuery | undefined,
  totals: readonly ControlTotal[],
): readonly string[] {
  const named = 'python' in task.from ? task.from.python.reads : (checked?.reads ?? []);
  const references = (contractOf(definitions, task.of)?.columns ?? []).flatMap((c) =>
    c.references ? [c.references.column] : [],
  );
  const referred = references.map((column) => column.slice(0, column.lastIndexOf('.')));
  const compared = totals.flatMap((total) => total.inputs.checked.reads);
  return [...new Set([...named, ...referred, ...compared])];
}

function totalsOf(task: NormalTask, schema: Schema, cache: QueryCache): readonly ControlTotal[] {
  return task.control_totals.map(({ name, inputs, output }) => {
    const text = totalOf(output, task.of);
    return {
      name,
      inputs: { text: inputs, checked: cache.check(inputs, schema) },
      output: { text: output, checked: cache.check(text, schema) },
    };
  });
}

/** Tables as queries see them: with the columns that the kit adds. */
function schemaOf(definitions: Definitions, fillers: ReadonlyMap<string, NormalTask>): Schema {
  const known = new Map<string, readonly ColumnType[] | undefined>();
  return (id) => {
    if (known.has(id)) return known.get(id);
    const table = contractOf(definitions, id);
    const columns = table && columnsOf(table, fillers.get(id));
    known.set(id, columns);
    return columns;
  };
}

const columnsOfTables = new WeakMap<NormalTable, Map<string, readonly ColumnType[]>>();

/** The same list for the same contract and the same kind of filler. */
function columnsOf(table: NormalTable, filler: NormalTask | undefined): readonly ColumnType[] {
  const kind = filler && bodyKind(filler);
  const by = filler ? `${kind} ${filler.task}` : '';
  const known = columnsOfTables.get(table) ?? new Map<string, readonly ColumnType[]>();
  columnsOfTables.set(table, known);
  const found = known.get(by);
  if (found) return found;
  const system = filler && kind ? systemColumns(kind, filler.task, table.history?.surrogate_key) : [];
  const columns = [...table.columns, ...system].map(({ name, type, nullable }) => ({
    name,
    type: typeOf(type),
    nullable,
  }));
  known.set(by, columns);
  return columns;
}

/** Keeps what it typed, for the lifetime of the process: a second compile types only what changed. */
export function queryCache(): QueryCache {
  const kept = new Map<string, { readonly seen: ReadonlyMap<string, string>; readonly checked: CheckedQuery }[]>();
  return {
    check(text, schema) {
      const candidates = kept.get(text);
      const hit = candidates?.find((c) => [...c.seen].every(([id, columns]) => fingerprint(schema(id)) === columns));
      if (hit) return hit.checked;
      const seen = new Map<string, string>();
      const { columns, reads, parameters, joins, issues } = checkQuery(text, (id) => {
        const given = schema(id);
        seen.set(id, fingerprint(given));
        return given;
      });
      // The tree is not kept: lineage is asked for seldom, and a thousand pipelines' trees fill the memory.
      const lineage = (): Lineage => checkQuery(text, schema).lineage();
      const checked = { columns, reads, parameters, joins, issues, lineage };
      kept.set(text, [...(candidates ?? []).slice(-3), { seen, checked }]);
      return checked;
    },
  };
}

const fingerprints = new WeakMap<readonly ColumnType[], string>();

/** What a query can see of a table, as text. */
function fingerprint(columns: readonly ColumnType[] | undefined): string {
  if (columns === undefined) return '';
  const known = fingerprints.get(columns);
  if (known !== undefined) return known;
  const made = columns.map((c) => `${c.name} ${formatType(c.type)}${c.nullable ? '?' : ''}`).join(',');
  fingerprints.set(columns, made);
  return made;
}
