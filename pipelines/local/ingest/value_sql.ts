/** The forms of docs/ingest.md as DuckDB expressions: a text becomes the type, or null where it is ill-typed. */
import { type DataType, duckdbType } from '../../sql';
import { literal } from '../database';
import { decimalForm, forms } from './values';

/** Null for types that no text is of. */
export function textValueSql(type: DataType, text: string): string {
  const to = duckdbType(type);
  const when = (form: string, value = `TRY_CAST(${text} AS ${to})`): string =>
    `CASE WHEN regexp_full_match(${text}, ${literal(form)}) THEN ${value} END`;
  switch (type.kind) {
    case 'string':
      return text;
    case 'boolean':
      return when('true|false');
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
      return when(forms.integer);
    case 'decimal':
      return when(decimalForm(type.precision, type.scale));
    case 'float':
    case 'double':
      return when(forms.floating, `CASE WHEN isfinite(TRY_CAST(${text} AS ${to})) THEN CAST(${text} AS ${to}) END`);
    case 'date':
      return when(forms.date, inYears(`TRY_CAST(${text} AS DATE)`));
    case 'timestamp': {
      const withZone = `CASE WHEN regexp_full_match(${text}, ${literal(`.{19}[^Z+-]*`)}) THEN ${text} || 'Z' ELSE ${text} END`;
      const utc = `TRY_CAST(TRY_CAST(${withZone} AS TIMESTAMPTZ) AS TIMESTAMP)`;
      return when(
        `${forms.date}${forms.clock}${forms.offset}?`,
        `CASE WHEN ${text} >= '0001' THEN ${inYears(utc)} END`,
      );
    }
    case 'timestamp_ntz':
      return when(`${forms.date}${forms.clock}`, inYears(`TRY_CAST(${text} AS TIMESTAMP)`));
    case 'binary':
      return when(
        '([A-Za-z0-9+/]{4})*([A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?',
        `from_base64(${text})`,
      );
    case 'void':
    case 'array':
    case 'map':
    case 'struct':
      return `CAST(NULL AS ${to})`;
  }
}

function inYears(instant: string): string {
  return `CASE WHEN year(${instant}) BETWEEN 1 AND 9999 THEN ${instant} END`;
}

/** What `values.ts` writes, as the type. */
export function castSql(type: DataType, text: string): string {
  const nested = type.kind === 'array' || type.kind === 'map' || type.kind === 'struct';
  return `CAST(${nested ? `CAST(${text} AS JSON)` : text} AS ${duckdbType(type)})`;
}

const controls = Array.from({ length: 32 }, (_, code) => code).filter((code) => ![8, 9, 10, 12, 13].includes(code));

/** A text as a JSON string, as `_rescued` has it. */
export function jsonStringSql(text: string): string {
  const replaced = (expression: string, from: string, to: string): string =>
    `replace(${expression}, ${from}, ${literal(to)})`;
  const named: readonly (readonly [string, string])[] = [
    ["'\\'", '\\\\'],
    [`'"'`, '\\"'],
    ...([8, 9, 10, 12, 13] as const).map(
      (code) => [`chr(${code})`, JSON.stringify(String.fromCharCode(code)).slice(1, -1)] as const,
    ),
  ];
  const common = named.reduce((expression, [from, to]) => replaced(expression, from, to), text);
  const rare = controls.reduce(
    (expression, code) => replaced(expression, `chr(${code})`, `\\u${code.toString(16).padStart(4, '0')}`),
    common,
  );
  return `('"' || CASE WHEN regexp_matches(${text}, '[\\x00-\\x1f]') THEN ${rare} ELSE ${common} END || '"')`;
}

/** A JSON object of the members that are not null, in the given order; null when all are. */
export function rescuedSql(members: readonly { readonly key: string; readonly json: string }[]): string {
  if (members.length === 0) return 'CAST(NULL AS VARCHAR)';
  const parts = members.map(({ key, json }) => `${literal(`${JSON.stringify(key)}:`)} || ${json}`);
  const body = `concat_ws(',', ${parts.join(', ')})`;
  return `CASE WHEN ${body} <> '' THEN '{' || ${body} || '}' END`;
}
