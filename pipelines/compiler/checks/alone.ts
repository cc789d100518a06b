/** Rules that look at one thing alone: what they find of it is kept as long as it is. */
import type { NormalTable } from '../../definition';
import type { Contract, Finding, Rule, TaskModel } from '../model';

/** A rule over each table by its contract, whoever fills it. */
export function eachTable(check: (table: Contract) => readonly Finding[]): Rule['check'] {
  const known = new WeakMap<NormalTable, readonly Finding[]>();
  return ({ tables }) => {
    const all: Finding[] = [];
    for (const table of tables.values()) {
      const found = known.get(table.normal) ?? check(table);
      known.set(table.normal, found);
      all.push(...found);
    }
    return all;
  };
}

/** A rule over each task and the contract of the table that it fills: a task's model is made for that contract alone. */
export function eachTask(check: (task: TaskModel, table: Contract) => readonly Finding[]): Rule['check'] {
  const known = new WeakMap<TaskModel, readonly Finding[]>();
  return ({ tables, tasks }) => {
    const all: Finding[] = [];
    for (const task of tasks) {
      const table = tables.get(task.normal.of);
      if (!table) continue;
      const found = known.get(task) ?? check(task, table);
      known.set(task, found);
      all.push(...found);
    }
    return all;
  };
}
