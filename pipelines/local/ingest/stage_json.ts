/**
 * Reads JSON lines into `lw_candidates` with DuckDB where it is sure to read them as our rules do: objects whose members are
 * declared, of scalar types, and of their forms. It hands back the other lines.
 */
import { isUtf8 } from 'node:buffer';
import * as z from 'zod';
import type { DataType } from '../../sql';
import { type Database, literal } from '../database';
import type { DeclaredColumn } from './records';
import { isBlank, textStart } from './text';
import { textValueSql } from './value_sql';

const jsonTypes: Readonly<Partial<Record<DataType['kind'], readonly string[]>>> = {
  boolean: ['BOOLEAN'],
  ...Object.fromEntries((['tinyint', 'smallint', 'int', 'bigint'] as const).map((k) => [k, ['UBIGINT', 'BIGINT']])),
  ...Object.fromEntries((['float', 'double'] as const).map((k) => [k, ['UBIGINT', 'BIGINT', 'DOUBLE']])),
  decimal: ['UBIGINT', 'BIGINT', 'DOUBLE', 'VARCHAR'],
};

/** Lines that DuckDB and we may see differently: what it tolerates, what it rounds, what it cannot hold. */
const doubtful = [
  // NUL and surrogates
  '\\\\u(0000|[dD][89a-fA-F])',
  // trailing commas
  ',\\s*[}\\]]',
  // digits that a double does not keep, exponents
  '[0-9.]{16}',
  ':\\s*-?[0-9.]+[eE]',
].join('|');

export interface PlainJson {
  readonly lineEnd: '\n' | '\r\n';
  /** Lines that are not blank. */
  readonly lines: number;
  readonly longest: number;
}

const CR = 0x0d;
/** What DuckDB is told to split columns at: a line of JSON has none, nor have lines that are none, or we read the file ourselves. */
const NO_DELIMITER = 0x01;

/** Undefined where DuckDB may not read the file at all. */
export function plainJson(bytes: Uint8Array, columns: readonly DeclaredColumn[]): PlainJson | undefined {
  const scalars = columns.every(({ type }) => !['array', 'map', 'struct', 'void'].includes(type.kind));
  if (!scalars || !isUtf8(bytes) || textStart(bytes) !== 0) return undefined;
  if (bytes.includes(0) || bytes.includes(NO_DELIMITER)) return undefined;
  const returns = bytes.includes(CR);
  let lines = 0;
  let longest = 0;
  for (let at = 0; at < bytes.length;) {
    const found = bytes.indexOf(0x0a, at);
    const end = found === -1 ? bytes.length : found;
    const line = bytes.subarray(at, end);
    // Either all line ends have a CR, or there is none.
    if (returns && (found === -1 ? line.includes(CR) : line.indexOf(CR) !== line.length - 1 || line.length === 0))
      return undefined;
    if (!isBlank(line)) lines++;
    longest = Math.max(longest, line.length);
    at = end + 1;
  }
  return { lineEnd: returns ? '\r\n' : '\n', lines, longest };
}

/** @returns the lines that need the careful reader; undefined, and nothing staged, when DuckDB found another number of lines */
export async function stagePlainJson(
  database: Database,
  { absolute, path, json }: { readonly absolute: string; readonly path: string; readonly json: PlainJson },
  columns: readonly DeclaredColumn[],
): Promise<readonly Uint8Array[] | undefined> {
  await database.run(
    `CREATE OR REPLACE TEMP TABLE lw_lines AS SELECT line FROM read_csv(${literal(absolute)}, auto_detect = false, header = false, ` +
      `delim = chr(${NO_DELIMITER}), quote = '', escape = '', comment = '', compression = 'none', ` +
      `new_line = ${json.lineEnd === '\r\n' ? "'\\r\\n'" : "'\\n'"}, max_line_size = ${Math.max(2_097_152, 2 * json.longest + 1024)}, ` +
      `columns = {line: 'VARCHAR'}) WHERE NOT regexp_full_match(line, '[ \\t\\r]*')`,
  );
  const { seen } = await database.numbers('SELECT count(*) AS seen FROM lw_lines');
  if (seen !== json.lines) return undefined;
  const sure = `CASE WHEN json_valid(line) THEN json_type(line) = 'OBJECT' ELSE false END AND NOT regexp_matches(line, ${literal(doubtful)})`;
  const paths = columns.map((c) => literal(pointer(c.name))).join(', ');
  await database.run(
    `CREATE OR REPLACE TEMP TABLE lw_parsed AS SELECT line, ` +
      `CASE WHEN sure THEN json_extract_string(line, [${paths}]) END AS v, CASE WHEN sure THEN json_type(line, [${paths}]) END AS t, ` +
      `CASE WHEN sure THEN len(json_keys(line)) END AS members FROM (SELECT line, ${sure} AS sure FROM lw_lines)`,
  );
  const values = columns.map(({ type }, i) => textValueSql(type, `v[${String(i + 1)}]`));
  const fits = columns.map(({ type }, i) => {
    const kind = `t[${String(i + 1)}]`;
    const kinds = (jsonTypes[type.kind] ?? ['VARCHAR']).map(literal).join(', ');
    return `(${kind} IS NULL OR ${kind} = 'NULL' OR (${kind} IN (${kinds}) AND (${values[i] ?? ''}) IS NOT NULL))`;
  });
  // Fewer are found by name than there are where one is not declared, or comes twice.
  const found = columns.map((_, i) => `CAST(t[${String(i + 1)}] IS NOT NULL AS INTEGER)`).join(' + ');
  const plain = ['v IS NOT NULL', `members = ${found}`, ...fits].join(' AND ');
  const select = [...values, 'NULL', 'NULL', literal(path)].join(', ');
  await database.run(`INSERT INTO temp.lw_candidates SELECT ${select} FROM lw_parsed WHERE ${plain}`);
  // As bytes, for the driver drops a byte order mark from the front of a string.
  const rest = await database.read(
    z.object({ line: z.string() }),
    `SELECT to_base64(encode(line)) AS line FROM lw_parsed WHERE (${plain}) IS NOT TRUE`,
  );
  await database.run('DROP TABLE lw_lines');
  await database.run('DROP TABLE lw_parsed');
  return rest.map((r) => Buffer.from(r.line, 'base64'));
}

/** A member's JSON Pointer (RFC 6901). */
function pointer(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
