import type { Contract, Finding, Rule, TaskModel } from '../model';
import { eachTask } from './alone';

/** What a write mode needs of the contract is there: a key, a history, partitions, a time. */
export const modeNeeds: Rule = {
  code: 'mode-needs',
  good: `
table: silver.a
columns: { id: string, at: timestamp }
key: [id]
---
pipeline: p
tasks:
  - merge: silver.a
    from: select 'x' as id, timestamp '2026-01-01 00:00:00' as at
`,
  bad: `
table: silver.a
columns: { id: string, at: timestamp }
---
pipeline: p
tasks:
  - merge: silver.a
    from: select 'x' as id, timestamp '2026-01-01 00:00:00' as at
`,
  check: eachTask(needs),
};

function needs({ normal: t, path }: TaskModel, { id, normal: table }: Contract): readonly Finding[] {
  const keys = (t.task === 'merge' ? t.keys : undefined) ?? table.key;
  const keyed = (): readonly Finding[] => {
    if (keys.length === 0) {
      return [
        { path, message: `${t.task} needs a key, and ${id} has none`, hint: `key: [...] in the contract of ${id}` },
      ];
    }
    return table.columns
      .filter((c) => keys.includes(c.name) && c.nullable)
      .map((c) => ({
        path,
        message: `'${c.name}' is a key of ${id} and may be null: null equals nothing, so such a row would never match`,
        hint: `declare it without '?': rows that lack it go to quarantine`,
      }));
  };
  switch (t.task) {
    case 'append':
    case 'overwrite':
      return [];
    case 'overwrite_partitions':
      if (table.partition_by.length > 0) return [];
      return [
        {
          path,
          message: `overwrite_partitions needs partitions, and ${id} has none`,
          hint: 'partition_by: [...] in its contract',
        },
      ];
    case 'merge':
      return keyed();
    case 'scd2':
      if (table.history) return keyed();
      return [
        {
          path,
          message: `scd2 needs a history, and ${id} has none`,
          hint: 'history: { surrogate_key: ... } in its contract',
        },
        ...keyed(),
      ];
    case 'incremental_by_interval': {
      const time = table.columns.find((c) => c.name === t.time);
      if (!time || time.type === 'date' || time.type.startsWith('timestamp')) return [];
      return [
        {
          path: [...path, 'time'],
          message: `'${t.time}' of ${id} is ${time.type}: a time is a timestamp or a date`,
          hint: `declare it as a timestamp or a date in the contract of ${id}, or name another column`,
        },
      ];
    }
  }
}
