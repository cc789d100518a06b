import { type Dialect, statement } from '../dialect';
import { spark } from './dialect';

/**
 * Spark SQL with Iceberg. It replaces rows by a condition only where whole files hold to it, so a replacement is two
 * statements here: the runtime executes them on a branch and publishes that in one commit.
 */
export const sparkIceberg: Dialect = {
  ...spark,
  replaceWhere(table, columns, select, where) {
    return [
      statement(this, (p) => `DELETE FROM ${table} WHERE ${where(p)}`),
      statement(this, (p) => `INSERT INTO ${table} (${columns.join(', ')}) ${select(p)}`),
    ];
  },
};
