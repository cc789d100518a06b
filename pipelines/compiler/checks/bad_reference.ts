import { hintFor } from '../../plan';
import type { Rule } from '../model';

/** A reference points to a column of a contract, of the same type. */
export const badReference: Rule = {
  code: 'bad-reference',
  good: `
table: silver.a
columns: { id: string }
---
table: silver.b
columns: { a_id: { type: string, references: silver.a.id } }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 'x' as id
  - overwrite: silver.b
    from: select 'x' as a_id
`,
  bad: `
table: silver.a
columns: { id: string }
---
table: silver.b
columns: { a_id: { type: string, references: silver.a.idd } }
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 'x' as id
  - overwrite: silver.b
    from: select 'x' as a_id
`,
  check: ({ tables }) =>
    [...tables.values()].flatMap((table) =>
      table.normal.columns.flatMap((column) => {
        if (!column.references) return [];
        const path = [...table.path, 'columns', column.name, 'references'];
        const [layer = '', name = '', to = ''] = column.references.column.split('.');
        const target = tables.get(`${layer}.${name}`);
        const what = `${table.id}.${column.name} references ${column.references.column}`;
        if (!target) {
          return [
            { path, message: `${what}: there is no such table`, hint: hintFor(`${layer}.${name}`, tables.keys()) },
          ];
        }
        const { history, columns } = target.normal;
        const types = new Map(columns.map((c) => [c.name, c.type]));
        if (history) types.set(history.surrogate_key, 'string');
        const type = types.get(to);
        if (type === undefined) {
          return [{ path, message: `${what}: there is no such column`, hint: hintFor(to, types.keys()) }];
        }
        if (type === column.type) return [];
        return [
          { path, message: `${what}: one is ${column.type}, the other ${type}`, hint: `declare both as ${type}` },
        ];
      }),
    ),
};
