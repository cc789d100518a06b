/** Spark's values, as the server gives them, in the form in which both engines' are compared. */
import { type DataType, parseType } from '../../pipelines/sql';
import * as z from 'zod';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Row = Readonly<Record<string, Value>>;

const record = z.record(z.string(), z.unknown());
const pairs = z.array(z.tuple([z.unknown(), z.unknown()]));

/**
 * bigint and decimals are text, other numbers numbers (NaN and infinities text), timestamps
 * `2026-03-01T12:00:00.000000Z` (without Z when without zone), maps objects.
 */
export function sparkValue(value: unknown, type: DataType): Value {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'tinyint':
    case 'smallint':
    case 'int':
      return Number(value);
    case 'timestamp':
      return `${z.string().parse(value).replace(' ', 'T')}Z`;
    case 'timestamp_ntz':
      return z.string().parse(value).replace(' ', 'T');
    case 'array':
      return z
        .array(z.unknown())
        .parse(value)
        .map((v) => sparkValue(v, type.element));
    case 'map':
      return Object.fromEntries(pairs.parse(value).map(([k, v]) => [String(k), sparkValue(v, type.value)]));
    case 'struct': {
      const fields = record.parse(value);
      return Object.fromEntries(type.fields.map((f) => [f.name, sparkValue(fields[f.name], f.type)]));
    }
    default:
      return z.union([z.string(), z.number(), z.boolean()]).parse(value);
  }
}

/** Rows as objects, without the columns of `leaveOut`. */
export function sparkRows(
  table: {
    readonly columns: readonly { readonly name: string; readonly type: string }[];
    readonly rows: readonly (readonly unknown[])[];
  },
  leaveOut: ReadonlySet<string> = new Set(),
): readonly Row[] {
  const columns = table.columns.map((c) => {
    const type = parseType(c.type);
    if (!type) throw new Error(`'${c.type}' is no type`);
    return { name: c.name, type };
  });
  return table.rows.map((row) =>
    Object.fromEntries(
      columns.map((c, i) => [c.name, sparkValue(row[i], c.type)] as const).filter(([name]) => !leaveOut.has(name)),
    ),
  );
}
