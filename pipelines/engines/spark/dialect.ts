import { type Dialect, statement } from '../dialect';

/** Spark SQL with Delta: every replacement is one statement, so that it is one commit. */
export const spark: Dialect = {
  engine: 'spark',
  quote: (name) => `\`${name.replaceAll('`', '``')}\``,
  parameter: (name) => `:${name}`,
  type: (text) => text,
  text: (value) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  same: (left, right) => `(${left} <=> ${right})`,
  sha256: (text) => `sha2(${text}, 256)`,
  epochMicros: (timestamp) => `CAST(unix_micros(${timestamp}) AS STRING)`,
  brokenNames(rules) {
    if (rules.length === 0) return 'CAST(array() AS ARRAY<STRING>)';
    const cases = rules.map(({ name, when }) => `CASE WHEN ${when} THEN ${this.text(name)} END`);
    return `filter(array(${cases.join(', ')}), _rule -> _rule IS NOT NULL)`;
  },
  size: (array) => `size(${array})`,
  exploded: (relation, array, alias) => `(SELECT explode(${array}) AS ${alias} FROM ${relation})`,
  // Spark takes no column list with REPLACE WHERE; the runtime keeps a table's columns in the program's order.
  replaceWhere(table, _columns, select, where) {
    return [statement(this, (p) => `INSERT INTO ${table} REPLACE WHERE ${where(p)} ${select(p)}`)];
  },
  replaceAll(table, columns, select) {
    return [statement(this, (p) => `INSERT OVERWRITE ${table} (${columns.join(', ')}) ${select(p)}`)];
  },
  replacePartitions(table, columns, _partitionBy, staged) {
    return [
      statement(
        this,
        () => `INSERT OVERWRITE ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${staged}`,
        { 'spark.sql.sources.partitionOverwriteMode': 'dynamic' },
      ),
    ];
  },
};
