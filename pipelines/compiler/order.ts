/** The order of tasks, across pipelines, from what they read and write. */

export interface Ordered {
  readonly id: string;
  readonly pipeline: string;
  readonly name: string;
  readonly writes: string;
  readonly reads: readonly string[];
  /** Ids of tasks that go first for a reason that no query shows. */
  readonly after: readonly string[];
}

export interface Order {
  /** Ids; a task comes after all whose tables it reads. Empty where there is a cycle. */
  readonly ids: readonly string[];
  /** Each cycle once, as the ids along it. */
  readonly cycles: readonly (readonly string[])[];
}

/** The tasks that go directly before a task. */
export function predecessors(tasks: readonly Ordered[]): ReadonlyMap<string, readonly string[]> {
  const writer = new Map<string, string>();
  for (const t of tasks) if (!writer.has(t.writes)) writer.set(t.writes, t.id);
  return new Map(
    tasks.map((t) => {
      const before = t.reads.flatMap((table) => {
        const by = writer.get(table);
        return by === undefined || by === t.id ? [] : [by];
      });
      return [t.id, [...new Set([...before, ...t.after.filter((a) => a !== t.id)])]];
    }),
  );
}

/** Depth first over the tasks as given: linear, and the same for the same input. */
export function order(tasks: readonly Ordered[], before = predecessors(tasks)): Order {
  const state = new Map<string, 'open' | 'done'>();
  const ids: string[] = [];
  const cycles: (readonly string[])[] = [];
  for (const root of tasks) {
    if (state.has(root.id)) continue;
    const path: { readonly id: string; readonly todo: string[] }[] = [];
    const enter = (id: string): void => {
      state.set(id, 'open');
      path.push({ id, todo: [...(before.get(id) ?? [])].reverse() });
    };
    enter(root.id);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.todo.pop();
      if (next === undefined) {
        state.set(top.id, 'done');
        ids.push(top.id);
        path.pop();
      } else if (state.get(next) === 'open') {
        cycles.push(path.slice(path.findIndex((p) => p.id === next)).map((p) => p.id));
      } else if (!state.has(next) && before.has(next)) {
        enter(next);
      }
    }
  }
  return { ids: cycles.length === 0 ? ids : [], cycles };
}
