/**
 * Which tasks a caller means: `gold.*`, `+fact_orders`, `dim_customer+`, `tag:product=shop`, `pipeline:sales`,
 * `layer:silver`. Several, with spaces between them, are all of them together.
 */
import { type Plan, type PlanTask, type TaskId, hintFor } from '../pipelines/plan';
import { globExpression } from './glob';
import { WrongUsage } from './usage';

type Matches = (task: PlanTask) => boolean;

/** The ids of the tasks, in the Plan's order. */
export function selectTasks(plan: Plan, expression: string | undefined): readonly TaskId[] {
  if (expression === undefined) return plan.order;
  const terms = expression.split(/\s+/).filter((term) => term !== '');
  if (terms.length === 0)
    throw new WrongUsage('--select: there is nothing in it', 'write names, as in --select "gold.* +fact_orders"');
  const chosen = new Set(terms.flatMap((term) => [...selectTerm(plan, term)]));
  return plan.order.filter((id) => chosen.has(id));
}

function selectTerm(plan: Plan, term: string): ReadonlySet<TaskId> {
  const up = term.startsWith('+');
  const down = term.endsWith('+') && term.length > 1;
  const name = term.slice(up ? 1 : 0, down ? -1 : undefined);
  if (name === '')
    throw new WrongUsage(
      `--select: '${term}' names nothing`,
      'write a name with it, as in +fact_orders or fact_orders+',
    );
  const matches = matcher(plan, name);
  const found = plan.order.filter((id) => {
    const task = plan.tasks[id];
    return task !== undefined && matches(task);
  });
  if (found.length === 0) {
    throw new WrongUsage(`--select: nothing matches '${term}'`, hintFor(...nearWords(plan, name)));
  }
  const chosen = new Set(found);
  if (up) follow(chosen, found, upstream(plan));
  if (down) follow(chosen, found, downstream(plan));
  return chosen;
}

function matcher(plan: Plan, name: string): Matches {
  const [method, ...rest] = name.split(':');
  const value = rest.join(':');
  if (rest.length === 0) {
    const glob = globExpression(name);
    return (task) =>
      [task.id, task.name, task.writes, task.writes.split('.')[1] ?? '', task.pipeline].some((each) => glob.test(each));
  }
  switch (method) {
    case 'tag': {
      const [key = '', wanted] = value.split('=');
      return (task) => {
        const tags = { ...plan.pipelines[task.pipeline]?.tags, ...plan.tables[task.writes]?.tags };
        return wanted === undefined ? key in tags || Object.values(tags).includes(key) : tags[key] === wanted;
      };
    }
    case 'pipeline':
      return (task) => globExpression(value).test(task.pipeline);
    case 'layer':
      return (task) => plan.tables[task.writes]?.layer === value;
    default:
      throw new WrongUsage(
        `--select: '${method ?? ''}:' is no way to select`,
        hintFor(method ?? '', ['tag', 'pipeline', 'layer']),
      );
  }
}

/** What was written, and what could have been. */
function nearWords(plan: Plan, name: string): [string, Iterable<string>] {
  const [method, ...rest] = name.split(':');
  if (rest.length === 0) return [name, names(plan)];
  const all =
    method === 'layer'
      ? Object.values(plan.tables).map(({ layer }) => layer)
      : method === 'pipeline'
        ? Object.keys(plan.pipelines)
        : [...Object.values(plan.pipelines), ...Object.values(plan.tables)].flatMap(({ tags }) =>
            Object.entries(tags).map(([key, value]) => `${key}=${value}`),
          );
  return [rest.join(':'), new Set(all)];
}

function names(plan: Plan): ReadonlySet<string> {
  return new Set(
    Object.values(plan.tasks).flatMap((task) => [
      task.name,
      task.writes,
      task.writes.split('.')[1] ?? '',
      task.pipeline,
    ]),
  );
}

function follow(chosen: Set<TaskId>, from: readonly TaskId[], next: (id: TaskId) => readonly TaskId[]): void {
  const waiting = [...from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const other of next(id)) {
      if (chosen.has(other)) continue;
      chosen.add(other);
      waiting.push(other);
    }
  }
}

function upstream(plan: Plan): (id: TaskId) => readonly TaskId[] {
  const writers = new Map(Object.values(plan.tasks).map((task) => [task.writes, task.id]));
  return (id) => (plan.tasks[id]?.reads ?? []).flatMap((table) => writers.get(table) ?? []);
}

function downstream(plan: Plan): (id: TaskId) => readonly TaskId[] {
  const readers = new Map<string, TaskId[]>();
  for (const task of Object.values(plan.tasks)) {
    for (const table of task.reads) readers.set(table, [...(readers.get(table) ?? []), task.id]);
  }
  return (id) => readers.get(plan.tasks[id]?.writes ?? '') ?? [];
}
