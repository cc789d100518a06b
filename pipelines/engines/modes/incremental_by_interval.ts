import { acceptedRows, type Lowering, type Mode, passed, plain, quotedNames, replacement } from '../context';

/** Replaces the rows whose time is in the window: the interval, with the lookback before it. */
export function incrementalByInterval(of: Lowering, time: string): Mode {
  const { dialect, target, table } = of;
  const type = table.columns.find((c) => c.name === time)?.type;
  const at = type === 'date' ? `CAST(${dialect.quote(time)} AS ${dialect.type('timestamp')})` : dialect.quote(time);
  const inside = (p: (name: string) => string): string =>
    `${at} >= ${p('window_start')} AND ${at} < ${p('interval_end')}`;
  return {
    ...plain,
    outside: (p) => `SELECT count(*) FROM lw_gated WHERE ${passed(dialect)} AND NOT coalesce(${inside(p)}, false)`,
    measureChange: replacement(of, (p) => `SELECT count(*) FROM ${target} WHERE ${inside(p)}`),
    commit: dialect.replaceWhere(target, quotedNames(of), () => acceptedRows(of), inside),
  };
}
