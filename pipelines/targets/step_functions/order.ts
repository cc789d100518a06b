import type { PlanUnit } from '../../plan';

/**
 * The units in stages: those of a stage wait for earlier stages only.
 * @throws naming the units that wait for each other
 */
export function layersOf(units: readonly PlanUnit[]): readonly (readonly PlanUnit[])[] {
  const here = new Set(units.map((unit) => unit.id));
  const done = new Set<string>();
  const stages: (readonly PlanUnit[])[] = [];
  let rest = [...units].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  while (rest.length > 0) {
    const ready = rest.filter((unit) => unit.after.every((id) => done.has(id) || !here.has(id)));
    if (ready.length === 0) throw new Error(`units wait for each other: ${rest.map((unit) => unit.id).join(', ')}`);
    stages.push(ready);
    for (const unit of ready) done.add(unit.id);
    rest = rest.filter((unit) => !done.has(unit.id));
  }
  return stages;
}
