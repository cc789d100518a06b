import { hintFor } from '../../plan';
import type { Finding, Rule } from '../model';

/** What a contract or a write mode says of columns names columns that the contract declares. */
export const noSuchColumn: Rule = {
  code: 'no-such-column',
  good: `
table: silver.a
columns: { id: string, day: date }
key: [id]
partition_by: [day]
---
pipeline: p
tasks:
  - overwrite_partitions: silver.a
    from: select 'x' as id, date '2026-01-01' as day
`,
  bad: `
table: silver.a
columns: { id: string, day: date }
key: [id]
partition_by: [dya]
---
pipeline: p
tasks:
  - overwrite_partitions: silver.a
    from: select 'x' as id, date '2026-01-01' as day
`,
  check: ({ tables, tasks }) => {
    const findings: Finding[] = [];
    const look = (path: readonly PropertyKey[], id: string, name: string, what: string): void => {
      const columns = tables.get(id)?.normal.columns.map((c) => c.name);
      if (!columns || columns.includes(name)) return;
      findings.push({ path, message: `${what} '${name}' is no column of ${id}`, hint: hintFor(name, columns) });
    };
    for (const table of tables.values()) {
      table.normal.key.forEach((c, i) => look([...table.path, 'key', i], table.id, c, 'key'));
      table.normal.partition_by.forEach((c, i) =>
        look([...table.path, 'partition_by', i], table.id, c, 'partition_by'),
      );
    }
    for (const { normal: t, path } of tasks) {
      if (t.task === 'merge') {
        t.keys?.forEach((c, i) => look([...path, 'keys', i], t.of, c, 'keys'));
        if (t.sequence_by !== undefined) look([...path, 'sequence_by'], t.of, t.sequence_by, 'sequence_by');
      }
      if (t.task === 'scd2') t.track?.forEach((c, i) => look([...path, 'track', i], t.of, c, 'track'));
      if (t.task === 'incremental_by_interval') look([...path, 'time'], t.of, t.time, 'time');
    }
    return findings;
  },
};
