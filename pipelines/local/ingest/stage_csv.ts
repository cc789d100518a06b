/** Reads plain CSV files into `lw_candidates` with DuckDB's own reader. */
import { type Database, literal, quoted } from '../database';
import type { PlainCsv } from './csv_plan';
import { csvHeader, type DeclaredColumn } from './records';
import { compareText } from './rescued';
import { jsonStringSql, rescuedSql, textValueSql } from './value_sql';

export interface PlainFile {
  readonly absolute: string;
  readonly path: string;
  readonly csv: PlainCsv;
}

/** Files that one scan can read together. */
export function groupFiles(files: readonly PlainFile[]): readonly (readonly PlainFile[])[] {
  const groups = new Map<string, PlainFile[]>();
  for (const file of files) {
    const key = JSON.stringify([file.csv.lineEnd, file.csv.names]);
    const group = groups.get(key) ?? [];
    group.push(file);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Adds the good records; false, and nothing added, when DuckDB did not read as many as there are. */
export async function stagePlainCsv(
  database: Database,
  files: readonly PlainFile[],
  delimiter: string,
  columns: readonly DeclaredColumn[],
): Promise<boolean> {
  const [first] = files;
  if (!first) return true;
  const good = files.reduce((sum, f) => sum + f.csv.good, 0);
  if (good === 0) return true;
  const folder = first.absolute.slice(0, first.absolute.length - first.path.length);
  const { uses } = csvHeader(first.csv.names, columns);
  const from = uses.map((_, i) => `c${String(i)}`);
  const values = columns.map((column, index) => {
    const at = uses.indexOf(index);
    return at === -1 ? 'NULL' : textValueSql(column.type, from[at] ?? '');
  });
  const ill = (use: number, i: number): string | undefined => {
    const type = columns[use]?.type;
    return !type || type.kind === 'string'
      ? undefined
      : `CASE WHEN (${values[use] ?? ''}) IS NULL THEN ${jsonStringSql(from[i] ?? '')} END`;
  };
  const members = uses
    .map((use, i) => ({
      key: typeof use === 'number' ? (columns[use]?.name ?? '') : use,
      json: typeof use === 'number' ? ill(use, i) : jsonStringSql(from[i] ?? ''),
    }))
    .flatMap(({ key, json }) => (json === undefined ? [] : [{ key, json }]))
    .sort((a, b) => compareText(a.key, b.key));
  const relativePath = `substr(_file, ${String(Array.from(folder).length + 1)})`;
  const select = [...values, rescuedSql(members), 'NULL', relativePath];
  const sql = `INSERT INTO temp.lw_candidates SELECT ${select.join(', ')} FROM ${scan(files, delimiter, from)}`;
  const rows = async (): Promise<number> =>
    (await database.numbers('SELECT count(*) AS n FROM temp.lw_candidates'))['n'] ?? NaN;
  const before = await rows();
  await database.run('BEGIN TRANSACTION');
  const read = await database.run(sql).then(rows, () => NaN);
  const whole = read - before === good;
  await database.run(whole ? 'COMMIT' : 'ROLLBACK');
  return whole;
}

function scan(files: readonly PlainFile[], delimiter: string, columns: readonly string[]): string {
  const paths = files.map((f) => literal(f.absolute)).join(', ');
  const types = columns.map((c) => `${quoted(c)}: 'VARCHAR'`).join(', ');
  const longest = files.reduce((most, f) => Math.max(most, f.csv.longest), 0);
  const broken = files.some((f) => f.csv.corrupt.length > 0);
  const options = [
    `auto_detect = false, header = true, delim = ${literal(delimiter)}, quote = '"', escape = '"', comment = ''`,
    `new_line = ${files[0]?.csv.lineEnd === '\r\n' ? "'\\r\\n'" : "'\\n'"}, nullstr = '', allow_quoted_nulls = false`,
    `null_padding = false, strict_mode = true, compression = 'none', filename = '_file'`,
    `ignore_errors = ${String(broken)}, max_line_size = ${Math.max(2_097_152, 2 * longest + 1024)}`,
  ];
  return `read_csv([${paths}], ${options.join(', ')}, columns = {${types}})`;
}
