import type { WriteMode } from '../../plan';
import {
  acceptedRows,
  column,
  differs,
  greatestFirst,
  list,
  type Lowering,
  matches,
  type Mode,
  names,
  orderable,
  placeholder,
  plain,
} from '../context';
import { type Dialect, statement } from '../dialect';
import { changesTable, type Column } from '../layout';

type Scd2 = Extract<WriteMode, { kind: 'scd2' }>;

/** Keeps every version of a row: the table is a function of the set of changes, whatever their order. */
export function scd2(of: Lowering, mode: Scd2): Mode {
  const { dialect, layout, target, table } = of;
  const { keys } = mode;
  const surrogate = table.history?.surrogate_key;
  if (surrogate === undefined)
    throw new Error(`${of.task.id}: scd2 needs a contract with history; ${table.id} has none`);
  const changes = placeholder(changesTable(table.id));
  const arrived = names(layout.candidates);
  const everything = orderable(layout.candidates);
  const mine = (p: (name: string) => string): string => `${dialect.quote('_interval_start')} = ${p('interval_start')}`;
  const columns = names(layout.target);
  const content = columns.filter((c) => !layout.provenance.has(c) && c !== surrogate);
  const changed = differs(dialect, content, 't', 's');
  const writable = columns.filter((c) => c !== surrogate);
  const onSurrogate = matches(dialect, [surrogate], 't', 's');
  const exists = `t.${dialect.quote('_run_id')} IS NOT NULL`;
  return {
    ...plain,
    superseded: `row_number() OVER (PARTITION BY ${dialect.size('j._errors')} = 0, ${list(dialect, everything, 'j')} ORDER BY ${list(dialect, keys, 'j')}) > 1`,
    touch: statement(
      dialect,
      (p) =>
        `SELECT ${list(dialect, keys)} FROM ${changes} WHERE ${mine(p)} UNION SELECT ${list(dialect, keys)} FROM lw_accepted`,
    ),
    versions: statement(
      dialect,
      (p) =>
        `WITH _changes AS (SELECT ${list(dialect, arrived, 'c')} FROM ${changes} AS c WHERE NOT (${mine(p)}) ` +
        `AND EXISTS (SELECT 1 FROM lw_touched AS k WHERE ${matches(dialect, keys, 'k', 'c')}) ` +
        `UNION ALL SELECT ${list(dialect, arrived)} FROM lw_accepted), ` +
        history(dialect, mode, layout.declared) +
        `, _new AS (SELECT ${list(dialect, names(layout.declared))}, ${surrogateKey(dialect, keys, layout.declared)} AS ${dialect.quote(surrogate)}, ` +
        `valid_from, valid_to, valid_to IS NULL AS is_current, ${p('run_id')} AS _run_id, ${p('run_at')} AS _loaded_at FROM _folded) ` +
        `SELECT ${list(dialect, columns)}, false AS _gone FROM _new ` +
        `UNION ALL SELECT ${list(dialect, columns, 'o')}, true AS _gone FROM ${target} AS o ` +
        `WHERE EXISTS (SELECT 1 FROM lw_touched AS k WHERE ${matches(dialect, keys, 'k', 'o')}) ` +
        `AND NOT EXISTS (SELECT 1 FROM _new AS n WHERE ${matches(dialect, [surrogate], 'n', 'o')})`,
    ),
    measureChange: statement(
      dialect,
      () =>
        `SELECT (SELECT count(*) FROM ${target}) AS rows_before, ` +
        `count(CASE WHEN NOT s._gone AND NOT (${exists}) THEN 1 END) AS inserted, ` +
        `count(CASE WHEN NOT s._gone AND ${exists} AND ${changed} THEN 1 END) AS updated, ` +
        `count(CASE WHEN NOT s._gone AND ${exists} AND NOT (${changed}) THEN 1 END) AS unchanged, ` +
        `count(CASE WHEN s._gone THEN 1 END) AS deleted ` +
        `FROM lw_versions AS s LEFT JOIN ${target} AS t ON ${onSurrogate}`,
    ),
    commit: [
      statement(
        dialect,
        () =>
          `MERGE INTO ${target} AS t USING lw_versions AS s ON ${onSurrogate} WHEN MATCHED AND s._gone THEN DELETE ` +
          `WHEN MATCHED AND ${changed} THEN UPDATE SET ${writable.map((c) => `${dialect.quote(c)} = ${column(dialect, c, 's')}`).join(', ')} ` +
          `WHEN NOT MATCHED THEN INSERT (${list(dialect, columns)}) VALUES (${list(dialect, columns, 's')})`,
      ),
    ],
    changes: dialect.replaceWhere(
      changes,
      names(layout.accepted).map((n) => dialect.quote(n)),
      () => acceptedRows(of),
      mine,
    ),
  };
}

/** From `_changes` to `_folded`: one row a version, with valid_from and valid_to. */
function history(dialect: Dialect, mode: Scd2, declared: readonly Column[]): string {
  const keys = list(dialect, mode.keys);
  const others = orderable(declared).filter((c) => !mode.keys.includes(c));
  const sequence = mode.sequence_type === undefined ? [] : ['_sequence'];
  const tie = greatestFirst(dialect, [...sequence, ...others]);
  const moment = `PARTITION BY ${keys} ORDER BY _effective_at`;
  const before = mode.track.map((c) => dialect.same(dialect.quote(c), `lag(${dialect.quote(c)}) OVER (${moment})`));
  return (
    `_ranked AS (SELECT *, row_number() OVER (PARTITION BY ${keys}, _effective_at ORDER BY ${tie === '' ? keys : tie}) AS _rank FROM _changes), ` +
    `_marked AS (SELECT *, CASE WHEN row_number() OVER (${moment}) = 1 OR NOT (${before.join(' AND ')}) THEN 1 ELSE 0 END AS _starts FROM _ranked WHERE _rank = 1), ` +
    `_grouped AS (SELECT *, sum(_starts) OVER (${moment}) AS _version FROM _marked), ` +
    `_spans AS (SELECT *, min(_effective_at) OVER (PARTITION BY ${keys}, _version) AS valid_from, ` +
    `row_number() OVER (PARTITION BY ${keys}, _version ORDER BY _effective_at DESC) AS _from_last FROM _grouped), ` +
    `_folded AS (SELECT *, lead(valid_from) OVER (PARTITION BY ${keys} ORDER BY valid_from) AS valid_to FROM _spans WHERE _from_last = 1)`
  );
}

/** SHA-256 of the key's values, each with its length in front so that no two keys run together, and valid_from. */
function surrogateKey(dialect: Dialect, keys: readonly string[], declared: readonly Column[]): string {
  const parts = keys.flatMap((k) => {
    const type = declared.find((c) => c.name === k)?.type ?? 'string';
    const value = dialect.quote(k);
    const printed = type.startsWith('timestamp')
      ? dialect.epochMicros(value)
      : `CAST(${value} AS ${dialect.type('string')})`;
    return [`CAST(length(${printed}) AS ${dialect.type('string')})`, `':'`, printed, `'|'`];
  });
  return dialect.sha256(`concat(${[...parts, dialect.epochMicros('valid_from')].join(', ')})`);
}
