import { duckdbType, parseType } from '../../sql';
import { type Dialect, statement } from '../dialect';

export const duckdb: Dialect = {
  engine: 'duckdb',
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  parameter: (name) => `$${name}`,
  type(text) {
    const parsed = parseType(text);
    if (!parsed) throw new Error(`'${text}' is no Spark SQL type`);
    return duckdbType(parsed);
  },
  text: (value) => `'${value.replaceAll("'", "''")}'`,
  same: (left, right) => `(${left} IS NOT DISTINCT FROM ${right})`,
  sha256: (text) => `sha256(${text})`,
  epochMicros: (timestamp) => `CAST(epoch_us(${timestamp}) AS VARCHAR)`,
  brokenNames(rules) {
    if (rules.length === 0) return 'CAST([] AS VARCHAR[])';
    const cases = rules.map(({ name, when }) => `CASE WHEN ${when} THEN ${this.text(name)} END`);
    return `list_filter([${cases.join(', ')}], lambda _rule: _rule IS NOT NULL)`;
  },
  size: (array) => `len(${array})`,
  exploded: (relation, array, alias) => `(SELECT unnest(${array}) AS ${alias} FROM ${relation})`,
  replaceWhere(table, columns, select, where) {
    return [
      statement(this, (p) => `DELETE FROM ${table} WHERE ${where(p)}`),
      statement(this, (p) => `INSERT INTO ${table} (${columns.join(', ')}) ${select(p)}`),
    ];
  },
  replaceAll(table, columns, select) {
    return [
      statement(this, () => `DELETE FROM ${table}`),
      statement(this, (p) => `INSERT INTO ${table} (${columns.join(', ')}) ${select(p)}`),
    ];
  },
  replacePartitions(table, columns, partitionBy, staged) {
    const same = partitionBy.map((c) => this.same(`t.${c}`, `s.${c}`)).join(' AND ');
    return [
      statement(
        this,
        () =>
          `DELETE FROM ${table} AS t USING (SELECT DISTINCT ${partitionBy.join(', ')} FROM ${staged}) AS s WHERE ${same}`,
      ),
      statement(this, () => `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${staged}`),
    ];
  },
};
