/** The order of a model's tasks: a check looks at its cycles, the Plan takes its ids. */
import type { Model } from './model';
import { order, type Order, predecessors } from './order';

export interface ModelOrder extends Order {
  /** The tasks that go directly before a task. */
  readonly before: ReadonlyMap<string, readonly string[]>;
}
const known = new WeakMap<Model, ModelOrder>();

export function orderOf(model: Model): ModelOrder {
  const found = known.get(model);
  if (found) return found;
  const tasks = model.tasks.map(({ id, pipeline, normal, reads, after }) => ({
    id,
    pipeline,
    name: normal.name,
    writes: normal.of,
    reads,
    after,
  }));
  const before = predecessors(tasks);
  const made = { ...order(tasks, before), before };
  known.set(model, made);
  return made;
}
