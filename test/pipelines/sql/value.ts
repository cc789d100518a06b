/** One form for the values of both engines, by their type. */
import type { DataType } from '../../../pipelines/sql';

type Plain = string | boolean | null | readonly Plain[];

/** Spark's values as test/engines/server/rows.py writes them. */
export function sparkValue(value: unknown, type: DataType): Plain {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'array':
      return Array.isArray(value) ? value.map((v) => sparkValue(v, type.element)) : JSON.stringify(value);
    case 'map':
      return pairs(value, (v) => [sparkValue(v[0], type.key), sparkValue(v[1], type.value)]);
    case 'struct':
      return type.fields.map((f) => sparkValue(member(value, f.name), f.type));
    default:
      return scalar(value, type);
  }
}

/** DuckDB's values in its JSON form. */
export function duckdbValue(value: unknown, type: DataType): Plain {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'array':
      return Array.isArray(value) ? value.map((v) => duckdbValue(v, type.element)) : JSON.stringify(value);
    case 'map':
      return pairs(value, (v) => [
        duckdbValue(member(v, 'key'), type.key),
        duckdbValue(member(v, 'value'), type.value),
      ]);
    case 'struct':
      return type.fields.map((f) => duckdbValue(member(value, f.name), f.type));
    default:
      return scalar(value, type);
  }
}

function pairs(value: unknown, read: (v: unknown[] & Record<string, unknown>) => readonly Plain[]): Plain {
  const entries = Array.isArray(value) ? value.map(read) : [];
  return [...entries].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function scalar(value: unknown, type: DataType): Plain {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  switch (type.kind) {
    case 'double':
    case 'float':
      // Doubles are equal within 1e-9; the infinities and NaN by name.
      return /nan|inf/i.test(text)
        ? text.toLowerCase()
        : Number(text).toPrecision(10).replace('-0.000000000', '0.000000000');
    case 'timestamp':
    case 'timestamp_ntz':
      return text.replace(/\.?0+$/, (zeros) => (text.includes('.') ? '' : zeros));
    default:
      return text;
  }
}
