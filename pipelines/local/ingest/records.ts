/** Records of text files, read one by one: the reference that faster ways must equal. */
import type { DataType } from '../../sql';
import { CsvTokens } from './csv_tokens';
import { type JsonNode, readJson } from './json_text';
import { rescuedText } from './rescued';
import { corruptText, isBlank, readableText, textStart } from './text';
import { jsonValue, textValue } from './values';

export interface DeclaredColumn {
  readonly name: string;
  readonly type: DataType;
}

/** A row to be: `values` as text that DuckDB casts, in the order of the declared columns. */
export interface Landed {
  readonly values: readonly (string | null)[];
  readonly rescued: string | null;
  readonly corrupt: string | null;
}

/** What a file's header makes of each of its columns. */
export interface Header {
  /** By position: the declared column's index, or the key in `_rescued`. */
  readonly uses: readonly (number | string)[];
}

export function csvHeader(names: readonly string[], columns: readonly DeclaredColumn[]): Header {
  const seen = new Set<string>();
  const uses = names.map((name, i) => {
    if (name === '' || seen.has(name)) return `${name}#${String(i + 1)}`;
    seen.add(name);
    const declared = columns.findIndex((c) => c.name === name);
    return declared === -1 ? name : declared;
  });
  return { uses };
}

export function* csvRecords(
  bytes: Uint8Array,
  delimiter: string,
  columns: readonly DeclaredColumn[],
): Generator<Landed> {
  const tokens = new CsvTokens(bytes, delimiter.charCodeAt(0), textStart(bytes));
  if (!tokens.next()) return;
  const names = fieldTexts(tokens, bytes);
  if (names === undefined) {
    do yield corrupt(bytes.subarray(tokens.start, tokens.end), columns);
    while (tokens.next());
    return;
  }
  const header = csvHeader(
    names.map((name) => name ?? ''),
    columns,
  );
  while (tokens.next()) {
    const fields = tokens.fieldCount === names.length ? fieldTexts(tokens, bytes) : undefined;
    yield fields ? csvRow(fields, header, columns) : corrupt(bytes.subarray(tokens.start, tokens.end), columns);
  }
}

/** The fields of a record that is well formed, null where unquoted and empty. */
export function fieldTexts(tokens: CsvTokens, bytes: Uint8Array): readonly (string | null)[] | undefined {
  if (tokens.malformed) return undefined;
  if (readableText(bytes.subarray(tokens.start, tokens.end)) === undefined) return undefined;
  return Array.from({ length: tokens.fieldCount }, (_, i) => {
    const { start, end, quoted } = tokens.field(i);
    const text = readableText(bytes.subarray(start, end)) ?? '';
    return quoted ? text.replaceAll('""', '"') : text === '' ? null : text;
  });
}

function csvRow(fields: readonly (string | null)[], { uses }: Header, columns: readonly DeclaredColumn[]): Landed {
  const values: (string | null)[] = columns.map(() => null);
  const rescued = new Map<string, JsonNode>();
  fields.forEach((text, i) => {
    const use = uses[i];
    if (text === null || use === undefined) return;
    const column = typeof use === 'number' ? columns[use] : undefined;
    const value = column && textValue(column.type, text);
    if (value !== undefined && typeof use === 'number') values[use] = value;
    else rescued.set(column?.name ?? String(use), { kind: 'string', value: text });
  });
  return { values, rescued: rescuedText(rescued), corrupt: null };
}

export function* jsonRecords(bytes: Uint8Array, columns: readonly DeclaredColumn[]): Generator<Landed> {
  for (const line of lines(bytes)) yield jsonRecord(line, columns);
}

/** @param line without the line end that closes it */
export function jsonRecord(line: Uint8Array, columns: readonly DeclaredColumn[]): Landed {
  const text = readableText(line);
  const node = text === undefined ? undefined : readJson(text);
  return node?.kind === 'object' ? jsonRow(node.members, columns) : corrupt(line, columns);
}

/** Lines with anything but spaces, tabs and CRs on them. */
function* lines(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = textStart(bytes); at < bytes.length;) {
    const found = bytes.indexOf(0x0a, at);
    const stop = found === -1 ? bytes.length : found;
    const end = found !== -1 && stop > at && bytes[stop - 1] === 0x0d ? stop - 1 : stop;
    const line = bytes.subarray(at, end);
    if (!isBlank(line)) yield line;
    at = stop + 1;
  }
}

function jsonRow(members: ReadonlyMap<string, JsonNode>, columns: readonly DeclaredColumn[]): Landed {
  const rescued = new Map([...members].filter(([, node]) => node.kind !== 'null'));
  const values = columns.map(({ name, type }) => {
    const node = rescued.get(name);
    const value = node && jsonValue(type, node);
    if (value === undefined) return null;
    rescued.delete(name);
    return value;
  });
  return { values, rescued: rescuedText(rescued), corrupt: null };
}

function corrupt(record: Uint8Array, columns: readonly DeclaredColumn[]): Landed {
  return { values: columns.map(() => null), rescued: null, corrupt: corruptText(record) };
}
