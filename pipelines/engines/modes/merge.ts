import {
  column,
  differs,
  greatestFirst,
  list,
  type Lowering,
  matches,
  type Mode,
  names,
  orderable,
  passed,
  plain,
} from '../context';
import { statement } from '../dialect';

/** Updates rows that match by key, inserts the others; the greatest sequence wins. */
export function merge(of: Lowering, keys: readonly string[], sequenceBy: string | undefined): Mode {
  const { dialect, layout, target } = of;
  const content = names(layout.target).filter((c) => !layout.provenance.has(c) && !keys.includes(c));
  const writable = names(layout.target).filter((c) => !keys.includes(c));
  const others = orderable(layout.declared).filter((c) => !keys.includes(c) && c !== sequenceBy);
  const clean = `${dialect.size('j._errors')} = 0`;
  const order = greatestFirst(dialect, [...(sequenceBy === undefined ? [] : [sequenceBy]), ...others], 'j');
  const within = sequenceBy === undefined ? [...keys, ...others] : keys;
  const rank = `row_number() OVER (PARTITION BY ${clean}, ${list(dialect, within, 'j')} ORDER BY ${order === '' ? list(dialect, keys, 'j') : order}) > 1`;
  const older =
    sequenceBy === undefined
      ? undefined
      : `coalesce(t.${dialect.quote(sequenceBy)} > j.${dialect.quote(sequenceBy)}, false)`;
  const changed = differs(dialect, content, 't', 's');
  const sequence = dialect.quote(sequenceBy ?? '');
  return {
    ...plain,
    superseded: older === undefined ? rank : `(${rank} OR ${older})`,
    joins:
      older === undefined
        ? ''
        : `LEFT JOIN (SELECT ${list(dialect, keys)}, ${sequence} FROM ${target}) AS t ON ${matches(dialect, keys, 't', 'j')}`,
    ambiguous:
      sequenceBy === undefined
        ? `SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM lw_gated WHERE ${passed(dialect)} GROUP BY ${list(dialect, keys)} HAVING count(*) > 1) AS d`
        : '0',
    measureChange: statement(
      dialect,
      () =>
        `SELECT (SELECT count(*) FROM ${target}) AS rows_before, ` +
        `count(CASE WHEN t._run_id IS NULL THEN 1 END) AS inserted, ` +
        `count(CASE WHEN t._run_id IS NOT NULL AND ${changed} THEN 1 END) AS updated, ` +
        `count(CASE WHEN t._run_id IS NOT NULL AND NOT (${changed}) THEN 1 END) AS unchanged, 0 AS deleted ` +
        `FROM lw_accepted AS s LEFT JOIN ${target} AS t ON ${matches(dialect, keys, 't', 's')}`,
    ),
    commit: [
      statement(
        dialect,
        () =>
          `MERGE INTO ${target} AS t USING lw_accepted AS s ON ${matches(dialect, keys, 't', 's')} ` +
          `WHEN MATCHED AND ${changed} THEN UPDATE SET ${writable.map((c) => `${dialect.quote(c)} = ${column(dialect, c, 's')}`).join(', ')} ` +
          `WHEN NOT MATCHED THEN INSERT (${list(dialect, names(layout.target))}) VALUES (${list(dialect, names(layout.target), 's')})`,
      ),
    ],
  };
}
