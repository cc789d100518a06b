import { acceptedRows, type Lowering, type Mode, plain, quotedNames, replacement } from '../context';

/** Replaces all rows. */
export function overwrite(of: Lowering): Mode {
  return {
    ...plain,
    measureChange: replacement(of, () => `SELECT count(*) FROM ${of.target}`),
    commit: of.dialect.replaceAll(of.target, quotedNames(of), () => acceptedRows(of)),
  };
}
