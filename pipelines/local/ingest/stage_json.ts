/**
 * Reads JSON lines into `lw_candidates` with DuckDB where it is sure to read them as our rules do: objects whose members are
 * declared, of scalar types, and of their forms. It hands back the other lines.
 */
import { isUtf8 } from 'node:buffer';
import * as z from 'zod';
import type { DataType } from '../../sql';
import { type Database, literal } from '../database';
import type { DeclaredColumn } from './records';
import { textStart } from './text';
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

/** True where DuckDB may read the file at all. */
export function plainJson(bytes: Uint8Array, columns: readonly DeclaredColumn[]): boolean {
  const scalars = columns.every(({ type }) => !['array', 'map', 'struct', 'void'].includes(type.kind));
  // A CR at the very end closes no line.
  return scalars && isUtf8(bytes) && textStart(bytes) === 0 && !bytes.includes(0) && bytes.at(-1) !== 0x0d;
}

/** @returns the lines that need the careful reader, and how many there are in all */
export async function stagePlainJson(
  database: Database,
  absolute: string,
  path: string,
  columns: readonly DeclaredColumn[],
): Promise<{ readonly seen: number; readonly rest: readonly Uint8Array[] }> {
  await database.run(
    `CREATE OR REPLACE TEMP TABLE lw_lines AS SELECT CASE WHEN ends_with(line, chr(13)) THEN line[:-2] ELSE line END AS line FROM ` +
      `(SELECT unnest(string_split(content, chr(10))) AS line FROM read_text(${literal(absolute)})) WHERE NOT regexp_full_match(line, '[ \\t\\r]*')`,
  );
  const names = columns.map((c) => literal(c.name)).join(', ');
  const sure =
    `json_valid(line) AND NOT regexp_matches(line, ${literal(doubtful)}) AND NOT contains(line, chr(13)) AND ` +
    `CASE WHEN json_valid(line) THEN json_type(line) = 'OBJECT' AND len(json_keys(line)) = len(list_distinct(json_keys(line))) ` +
    `AND list_has_all([${names}]::VARCHAR[], json_keys(line)) ELSE false END`;
  const paths = columns.map((c) => literal(pointer(c.name))).join(', ');
  await database.run(
    `CREATE OR REPLACE TEMP TABLE lw_parsed AS SELECT line, CASE WHEN ${sure} THEN json_extract_string(line, [${paths}]) END AS v, ` +
      `CASE WHEN ${sure} THEN json_type(line, [${paths}]) END AS t FROM lw_lines`,
  );
  const values = columns.map(({ type }, i) => textValueSql(type, `v[${String(i + 1)}]`));
  const fits = columns.map(({ type }, i) => {
    const kind = `t[${String(i + 1)}]`;
    const kinds = (jsonTypes[type.kind] ?? ['VARCHAR']).map(literal).join(', ');
    return `(${kind} IS NULL OR ${kind} = 'NULL' OR (${kind} IN (${kinds}) AND (${values[i] ?? ''}) IS NOT NULL))`;
  });
  const plain = ['v IS NOT NULL', ...fits].join(' AND ');
  const select = [...values, 'NULL', 'NULL', literal(path)].join(', ');
  await database.run(`INSERT INTO temp.lw_candidates SELECT ${select} FROM lw_parsed WHERE ${plain}`);
  const { seen } = await database.numbers('SELECT count(*) AS seen FROM lw_lines');
  // As bytes, for the driver drops a byte order mark from the front of a string.
  const rest = await database.read(
    z.object({ line: z.string() }),
    `SELECT to_base64(encode(line)) AS line FROM lw_parsed WHERE NOT (${plain})`,
  );
  await database.run('DROP TABLE lw_lines');
  await database.run('DROP TABLE lw_parsed');
  return { seen: seen ?? NaN, rest: rest.map((r) => Buffer.from(r.line, 'base64')) };
}

/** A member's JSON Pointer (RFC 6901). */
function pointer(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
