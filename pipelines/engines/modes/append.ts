import { acceptedRows, type Lowering, type Mode, plain, quotedNames, replacement } from '../context';

/** Replaces what this task added for the same interval before. */
export function append(of: Lowering): Mode {
  const { dialect, target } = of;
  const mine = (p: (name: string) => string): string => `${dialect.quote('_interval_start')} = ${p('interval_start')}`;
  return {
    ...plain,
    measureChange: replacement(of, (p) => `SELECT count(*) FROM ${target} WHERE ${mine(p)}`),
    commit: dialect.replaceWhere(target, quotedNames(of), () => acceptedRows(of), mine),
  };
}
