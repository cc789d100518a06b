import type { Rule } from '../model';
import { eachTable } from './alone';

/** Iceberg has no integers of less than 32 bits: what is declared so would come back as another type. */
export const icebergType: Rule = {
  code: 'iceberg-type',
  good: `
table: silver.a
columns: { n: int }
format: iceberg
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select 1 as n
`,
  bad: `
table: silver.a
columns: { n: smallint, all: array<tinyint> }
format: iceberg
---
pipeline: p
tasks:
  - overwrite: silver.a
    from: select cast(1 as smallint) as n, array(cast(1 as tinyint)) as all
`,
  check: eachTable((table) =>
    table.normal.columns
      .filter(({ type }) => table.normal.format === 'iceberg' && narrow.test(type))
      .map((column) => ({
        path: [...table.path, 'columns', column.name],
        message: `${table.id}.${column.name} is ${column.type}, which Iceberg does not have`,
        hint: `expected ${column.type.replace(narrow, 'int')}`,
      })),
  ),
};

// https://iceberg.apache.org/spec/#primitive-types
const narrow = /\b(?:tinyint|smallint)\b/;
