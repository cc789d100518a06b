/** Execution units: what one job runs. One per pipeline and layer, unless compute, Python, retries or the order part them. */
import type { PlanTask, PlanUnit } from '../plan';

interface Draft {
  readonly key: string;
  readonly pipeline: string;
  readonly layer: string;
  readonly compute: string;
  readonly python: string | undefined;
  readonly retries: number;
  readonly tasks: PlanTask[];
  readonly after: Set<Draft>;
}

/**
 * @param tasks all tasks in the plan's order
 * @param before the tasks that go directly before a task, by id
 */
export function units(
  tasks: readonly PlanTask[],
  layerOf: (table: string) => string,
  before: ReadonlyMap<string, readonly string[]>,
): readonly PlanUnit[] {
  const drafts: Draft[] = [];
  const byKey = new Map<string, Draft[]>();
  const unitOf = new Map<string, Draft>();
  for (const task of tasks) {
    const layer = layerOf(task.writes);
    const python = task.body.kind === 'python' ? task.body.requires_python : undefined;
    const key = JSON.stringify([task.pipeline, layer, task.compute, python, task.retries]);
    const needed = new Set(
      (before.get(task.id) ?? []).flatMap((id) => {
        const unit = unitOf.get(id);
        return unit?.pipeline === task.pipeline ? [unit] : [];
      }),
    );
    const same = byKey.get(key) ?? [];
    let unit = same.find((u) => ![...needed].some((n) => n !== u && reaches(n, u)));
    if (!unit) {
      const { pipeline, compute, retries } = task;
      unit = { key, pipeline, layer, compute, python, retries, tasks: [], after: new Set() };
      drafts.push(unit);
      same.push(unit);
      byKey.set(key, same);
    }
    unit.tasks.push(task);
    unitOf.set(task.id, unit);
    for (const n of needed) if (n !== unit) unit.after.add(n);
  }
  const ids = naming(drafts);
  const idOf = (d: Draft): string => ids.get(d) ?? d.key;
  return drafts.map((d) => ({
    id: idOf(d),
    pipeline: d.pipeline,
    layer: d.layer,
    compute: d.compute,
    ...(d.python === undefined ? {} : { requires_python: d.python }),
    retries: d.retries,
    timeout_seconds: d.tasks.reduce((sum, t) => sum + t.timeout_seconds, 0),
    tasks: d.tasks.map((t) => t.id),
    after: [...d.after].map(idOf).sort(),
  }));
}

/** Whether `from` comes after `to`, directly or through others. */
function reaches(from: Draft, to: Draft): boolean {
  const seen = new Set<Draft>();
  const todo = [from];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    todo.push(...next.after);
  }
  return false;
}

/** `sales-gold`; a unit on other compute or Python than the first of that name gets theirs, further ones a number. */
function naming(drafts: readonly Draft[]): ReadonlyMap<Draft, string> {
  const taken = new Map<string, Draft>();
  return new Map(
    drafts.map((d) => {
      const layer = `${d.pipeline}-${d.layer}`;
      const first = taken.get(layer) ?? d;
      const compute = first.compute === d.compute ? '' : `-${d.compute}`;
      const python = first.python === d.python ? '' : `-python${d.python?.replace('.', '') ?? ''}`;
      const base = `${layer}${compute}${python}`;
      let id = base;
      for (let n = 2; taken.has(id); n++) id = `${base}-${String(n)}`;
      taken.set(id, d);
      return [d, id];
    }),
  );
}
